"""`scanner evaluate`: reads letters whose answers are known, and says how right it was."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from scanner.cli.options import AsJson, Jobs, Today, day_of, jobs_of

__all__ = ["evaluate"]

Folder = Annotated[
    Path,
    typer.Argument(
        help="Letters, each with its known answers beside it: NAME.truth.json.", metavar="FOLDER", show_default=False
    ),
]


def evaluate(folder: Folder, as_json: AsJson = False, today: Today = None, jobs: Jobs = None) -> None:
    """Score the program against letters with known answers: harms first, then what was right, by damage and by kind."""
    from rich.console import Console

    from scanner.catalogue import load
    from scanner.cli.mail import scanned
    from scanner.cli.output import print_json
    from scanner.evaluate import known_files, scores_of
    from scanner.read import find_files
    from scanner.render.scores import Scoring, scoring_json
    from scanner.report import Failure, Report

    known, day, catalogue = known_files(folder), day_of(today), load()
    answered = {each.path for each in known}
    unanswered = sum(file not in answered and file.suffix != ".json" for file in find_files([folder]))
    began = perf_counter()
    found: defaultdict[str, list[Report | Failure]] = defaultdict(list)
    for each in scanned([each.path for each in known], catalogue, day, "en", jobs_of(jobs)):
        found[each.file].append(each)
    seconds = perf_counter() - began
    scores = [score for each in known for score in scores_of(each, found[str(each.path)])]
    if as_json:
        print_json([scoring_json(scores, unanswered, seconds)])
    else:
        Console().print(Scoring(scores, unanswered, seconds))
    if any(isinstance(each, Failure) for reports in found.values() for each in reports):
        raise typer.Exit(1)
