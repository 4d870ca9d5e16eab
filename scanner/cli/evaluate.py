"""`scanner evaluate`: reads letters whose answers are known, and says how right it was."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import AsJson, Jobs, Today, day_of, jobs_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PIL import Image

    from scanner.evaluate import Score

__all__ = ["evaluate"]

PICTURES = 12
"""As many of the worst letters are shown as pictures."""

Folder = Annotated[
    Path,
    typer.Argument(
        help="Letters, each with its known answers beside it: NAME.truth.json.", metavar="FOLDER", show_default=False
    ),
]

HtmlFile = Annotated[
    Path | None,
    typer.Option(
        "--html", help="Write one HTML page, the worst letters as pictures.", metavar="FILE", show_default=False
    ),
]


def evaluate(
    folder: Folder, as_json: AsJson = False, html: HtmlFile = None, today: Today = None, jobs: Jobs = None
) -> None:
    """Score the program against letters with known answers: harms first, then what was right, by damage and by kind."""
    from rich.console import Console

    from scanner.catalogue import load
    from scanner.cli.mail import scanned
    from scanner.cli.output import print_json, refuse_unwritable, written
    from scanner.evaluate import known_files, scores_of
    from scanner.read import find_files
    from scanner.render.scorepage import score_page
    from scanner.render.scores import Scoring, scoring_json
    from scanner.report import Failure, Report

    refuse_unwritable(html)
    known, day, catalogue = known_files(folder), day_of(today), load()
    answered = {each.path for each in known}
    unanswered = sum(file not in answered and file.suffix != ".json" for file in find_files([folder]))
    began = perf_counter()
    found: defaultdict[str, list[Report | Failure]] = defaultdict(list)
    for each in scanned([each.path for each in known], catalogue, day, "en", jobs_of(jobs)):
        found[each.file].append(each)
    seconds = perf_counter() - began
    scores = [score for each in known for score in scores_of(each, found[str(each.path)])]
    if html:
        written(html, score_page(scores, seconds, _pictures(scores, day, jobs_of(jobs))).encode())
    if as_json:
        print_json([scoring_json(scores, unanswered, seconds)])
    else:
        Console().print(Scoring(scores, unanswered, seconds))
    if any(isinstance(each, Failure) for reports in found.values() for each in reports):
        raise typer.Exit(1)


def _pictures(scores: Iterable[Score], today: date, jobs: int) -> dict[tuple[Path, int], Image.Image]:
    """The first page of each of the worst letters, with what was read drawn on it."""
    from scanner.catalogue import load
    from scanner.cli.drawing import drawn
    from scanner.errors import LetterError
    from scanner.read import Readers
    from scanner.render.scoretables import by_harm
    from scanner.scan import Scan

    shown: dict[tuple[Path, int], Image.Image] = {}
    with Readers(jobs=jobs) as readers:
        scan = Scan(load(), readers, today, "en")
        for score in by_harm(list(scores))[:PICTURES]:
            try:
                for _, picture in drawn(score.path, scan, readers, score.known.pages[:1].__contains__):
                    shown[score.place] = picture
            except LetterError:
                continue  # the line that stands beside the picture says so
    return shown
