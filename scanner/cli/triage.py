"""`scanner triage`: a heap of mail in, one row per letter out, the most urgent first. Nothing is kept."""

from __future__ import annotations

import typer

from scanner.cli.options import AsJson, Jobs, Lang, Paths, Today, day_of, jobs_of
from scanner.cli.parts import SplitTo, cut_into

__all__ = ["triage"]


def triage(
    paths: Paths,
    as_json: AsJson = False,
    today: Today = None,
    jobs: Jobs = None,
    lang: Lang = "en",
    split_to: SplitTo = None,
) -> None:
    """Read files and folders, keep nothing, and print one row per letter, the most urgent first."""
    from rich.console import Console

    from scanner.catalogue import load
    from scanner.cli.mail import scanned
    from scanner.cli.output import print_json
    from scanner.explain import explain_report
    from scanner.render.contract import failure_json, report_json
    from scanner.render.order import by_urgency
    from scanner.render.table import Triage
    from scanner.render.words import words
    from scanner.report import Failure, Report

    day, catalogue = day_of(today), load()
    found = list(scanned(paths, catalogue, day, lang, jobs_of(jobs)))
    reports = [each for each in found if isinstance(each, Report)]
    failures = [each for each in found if isinstance(each, Failure)]
    if split_to:
        cut_into(split_to, reports)
    if as_json:
        told = [
            report_json(report, explain_report(report, catalogue, lang), day) for report in by_urgency(reports, day)
        ]
        print_json([*told, *map(failure_json, failures)])
    else:
        Console().print(Triage(reports, failures, day, words(lang)))
    if failures:
        raise typer.Exit(1)
