"""`scanner explain`: the explanation record of one notice, form or station of the roadmap, with no letter in hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.options import Lang, Today, day_of

__all__ = ["explain"]

Name = Annotated[
    str,
    typer.Argument(
        metavar="NOTICE", help='An id (letter-4388), a name ("Letter 4388", "CP 14") or a station (balance-paid).'
    ),
]
Events = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        metavar="NAME=YYYY-MM-DD",
        help="The day of something that no letter tells, such as manager-conference=2026-11-20; its last days are computed.",
        show_default=False,
    ),
]
HtmlFile = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write it as one HTML page.", show_default=False)
]
PdfFile = Annotated[
    Path | None, typer.Option("--pdf", metavar="FILE", help="Write it as a PDF in large print.", show_default=False)
]


def explain(
    notice: Name,
    lang: Lang = "en",
    event: Events = None,
    html: HtmlFile = None,
    pdf: PdfFile = None,
    today: Today = None,
) -> None:
    """Explain one notice, form or station: what it is, why it comes, what can be done by when, and what is given up."""
    from scanner.catalogue import load
    from scanner.cli.output import refuse_unwritable, written
    from scanner.explain import explain as explained_notice
    from scanner.explain import explain_station
    from scanner.notice import Notice
    from scanner.render.html import page
    from scanner.render.pdf import document
    from scanner.render.record import Guide
    from scanner.render.telling import Letter
    from scanner.render.text import letter_text
    from scanner.schedule import event_deadlines

    refuse_unwritable(html, pdf)
    day, catalogue, language = day_of(today), load(), lang
    found = catalogue.find(notice)
    explained = (
        explained_notice(found, catalogue, language)
        if isinstance(found, Notice)
        else explain_station(found, catalogue, language)
    )
    given = _events(event or [])
    known = {term.event for term in explained.terms if term.event}
    if given.keys() - known:
        names = ", ".join(sorted(known)) or "none"
        raise typer.BadParameter(f"events that {explained.name} knows: {names}.", param_hint="--event")
    days = event_deadlines(explained.terms, given)
    letter, guide = Letter(None, explained), Guide(catalogue.stations, catalogue.help)
    if html:
        written(html, page([letter], (), day, language, guide).encode())
    if pdf:
        written(pdf, document([letter], day, language, guide))
    for deadline in days:
        typer.echo(f"{deadline.last_day:%Y-%m-%d}  {deadline.action[language]}  ({deadline.span} / {deadline.start})")
    if not (html or pdf or days):
        typer.echo(letter_text(letter, day, language, guide))


def _events(given: list[str]) -> dict[str, date]:
    events = {}
    for each in given:
        name, _, day = each.partition("=")
        try:
            events[name.strip()] = date.fromisoformat(day.strip())
        except ValueError:
            raise typer.BadParameter(f"{each!r}: write NAME=YYYY-MM-DD.", param_hint="--event") from None
    return events
