"""`scanner evaluate`: reads letters whose answers are known, and says how right it was."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import AsJson, Jobs, Today, day_of, jobs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from PIL import Image

    from scanner.catalogue import Catalogue
    from scanner.evaluate import Score

__all__ = ["evaluate", "family_of"]

PICTURES = 12
"""As many of the worst letters are shown as pictures."""
CHARTS = (".svg", ".png")
"""Endings of a file that a chart is written to."""

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

ChartFile = Annotated[
    Path | None,
    typer.Option(
        "--chart",
        help="Write the reliability chart of the names: .svg or .png, by the ending.",
        metavar="FILE",
        show_default=False,
    ),
]


def evaluate(
    folder: Folder,
    as_json: AsJson = False,
    html: HtmlFile = None,
    chart: ChartFile = None,
    today: Today = None,
    jobs: Jobs = None,
) -> None:
    """Score the program against letters with known answers: harms first, then what was right, by damage and by family."""
    from rich.console import Console

    from scanner.catalogue import load
    from scanner.cli.mail import scanned
    from scanner.cli.output import print_json, refuse_unwritable, written
    from scanner.evaluate import known_files, scores_of
    from scanner.read import find_files
    from scanner.render.scorepage import score_page
    from scanner.render.scores import Scoring, scoring_json
    from scanner.report import Failure, Report

    refuse_unwritable(html, chart)
    if chart and chart.suffix.lower() not in CHARTS:
        raise typer.BadParameter(f"{chart}: a chart is written as {' or '.join(CHARTS)}.", param_hint="--chart")
    known, day, catalogue = known_files(folder), day_of(today), load()
    family = family_of(catalogue)
    answered = {each.path for each in known}
    unanswered = sum(file not in answered and file.suffix != ".json" for file in find_files([folder]))
    began = perf_counter()
    found: defaultdict[str, list[Report | Failure]] = defaultdict(list)
    for each in scanned([each.path for each in known], catalogue, day, "en", jobs_of(jobs)):
        found[each.file].append(each)
    seconds = perf_counter() - began
    scores = [score for each in known for score in scores_of(each, found[str(each.path)])]
    if html:
        written(html, score_page(scores, seconds, _pictures(scores, day, jobs_of(jobs)), family).encode())
    if chart:
        written(chart, _chart(scores, chart.suffix.lower()))
    if as_json:
        print_json([scoring_json(scores, unanswered, seconds, family)])
    else:
        Console().print(Scoring(scores, unanswered, seconds, family))
    if any(isinstance(each, Failure) for reports in found.values() for each in reports):
        raise typer.Exit(1)


def family_of(catalogue: Catalogue) -> Callable[[Score], str]:
    """What tells the family of a letter: where its true notice stands on the roadmap, or what it is instead of a notice."""

    def family(score: Score) -> str:
        known = score.known
        notice = catalogue.notices.get(known.notice or "")
        if notice:
            return notice.station
        if known.sender != "irs":
            return "other sender"
        return known.kind if known.kind in {"insert", "form"} else "unknown number"

    return family


def _chart(scores: Sequence[Score], ending: str) -> bytes:
    """The reliability chart of the names, as its file holds it."""
    from scanner.render.scorechart import NAMING, chart
    from scanner.render.scoredraw import as_png, as_svg
    from scanner.render.scoretables import names_given

    drawn = chart(NAMING, names_given(scores))
    return as_png(drawn) if ending == ".png" else as_svg(drawn, alone=True).encode()


def _pictures(scores: Iterable[Score], today: date, jobs: int) -> dict[tuple[Path, int], Image.Image]:
    """The first page of each of the worst letters, with what was read drawn on it."""
    from scanner.catalogue import load
    from scanner.cli.drawing import drawn
    from scanner.cli.mail import what_was_learned
    from scanner.errors import LetterError
    from scanner.read import Readers
    from scanner.render.scoretables import by_harm
    from scanner.scan import Scan

    shown: dict[tuple[Path, int], Image.Image] = {}
    with Readers(jobs=jobs) as readers:
        scan = Scan(load(), readers, today, "en", learned=what_was_learned)
        for score in by_harm(list(scores))[:PICTURES]:
            try:
                for _, picture in drawn(score.path, scan, readers, score.known.pages[:1].__contains__):
                    shown[score.place] = picture
            except LetterError:
                continue  # the line that stands beside the picture says so
    return shown
