"""`scanner read`: each letter explained in full for a person, on the screen or as HTML, PDF and calendar files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.options import AsJson, Jobs, Lang, Paths, Today, day_of, jobs_of

__all__ = ["read"]

HtmlFile = Annotated[
    Path | None,
    typer.Option("--html", help="Write one HTML page with everything in it.", metavar="FILE", show_default=False),
]
PdfFile = Annotated[
    Path | None, typer.Option("--pdf", help="Write a PDF in large print.", metavar="FILE", show_default=False)
]
IcsFile = Annotated[
    Path | None,
    typer.Option("--ics", help="Write the open last days as a calendar file.", metavar="FILE", show_default=False),
]


def read(
    paths: Paths,
    lang: Lang = "en",
    html: HtmlFile = None,
    pdf: PdfFile = None,
    ics: IcsFile = None,
    as_json: AsJson = False,
    today: Today = None,
    jobs: Jobs = None,
) -> None:
    """Read letters and explain each in full: what it is, what it wants, by which day, and what can be done."""
    from scanner.catalogue import load
    from scanner.cli.mail import scanned
    from scanner.cli.output import print_json, refuse_unwritable, written
    from scanner.explain import explain_report
    from scanner.render.contract import failure_json, report_json
    from scanner.render.html import page
    from scanner.render.ics import calendar
    from scanner.render.order import by_urgency
    from scanner.render.pdf import document
    from scanner.render.record import Guide
    from scanner.render.telling import Letter
    from scanner.render.text import failure_text, letter_text
    from scanner.report import Failure, Report

    refuse_unwritable(html, pdf, ics)
    day, catalogue, language = day_of(today), load(), lang
    found = list(scanned(paths, catalogue, day, language, jobs_of(jobs)))
    failures = [each for each in found if isinstance(each, Failure)]
    reports = by_urgency([each for each in found if isinstance(each, Report)], day)
    letters = [Letter(report, explain_report(report, catalogue, language)) for report in reports]
    guide = Guide(catalogue.stations, catalogue.help)
    if html:
        written(html, page(letters, failures, day, language, guide).encode())
    if pdf:
        written(pdf, document(letters, day, language, guide))
    if ics:
        written(ics, calendar(reports, day, language, catalogue.law))
    if as_json:
        told = [report_json(letter.report, letter.explained, day) for letter in letters if letter.report]
        print_json([*told, *map(failure_json, failures)])
    elif not (html or pdf or ics):
        for letter in letters:
            typer.echo(letter_text(letter, day, language, guide))
    if not as_json:
        for failure in failures:
            typer.echo(failure_text(failure, language), err=bool(html or pdf or ics))
    if failures:
        raise typer.Exit(1)
