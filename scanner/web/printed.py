"""A letter to take along: its open last days for a calendar, and its explanation as a page to print and as a PDF.

Each is given in the language of the page, or in the one that is asked for: `?lang=es`. Names of files say nothing of whose
letter it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from scanner.explain import explain_report
from scanner.render.html import sheet_of
from scanner.render.ics import calendar
from scanner.render.mask import clean
from scanner.render.pdf import document
from scanner.render.telling import Letter
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.letter import LETTER, report_of, there
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from datetime import date

    from scanner.render.words import Words
    from scanner.web.house import House

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Told:
    house: House
    say: Words
    today: date
    letter: Letter


@router.get(LETTER + "/calendar.ics")
def ics(request: Request, who: Somebody, letter: int) -> Response:  # noqa: ARG001
    """The open last days; a title has the notice and the action, and nothing of the taxpayer."""
    told = _told(request, letter)
    reports = [told.letter.report] if told.letter.report else []
    return _file(
        calendar(reports, told.today, told.say.language, told.house.catalogue.law), "text/calendar", f"{letter}.ics"
    )


@router.get(LETTER + "/letter.pdf")
def pdf(request: Request, who: Somebody, letter: int) -> Response:  # noqa: ARG001
    """The letter explained in large print."""
    told = _told(request, letter)
    made = document([told.letter], told.today, told.say.language, told.house.guide)
    return _file(made, "application/pdf", f"{letter}-{told.say.language}.pdf")


@router.get(LETTER + "/print")
def printed(request: Request, who: Somebody, letter: int) -> Response:  # noqa: ARG001
    """The same as a page to print from the browser."""
    told = _told(request, letter)
    sheet = sheet_of("letter", told.letter, told.today, told.say, told.house.guide)
    return drawn(request, "print-page.html.j2", sheet=sheet, number=letter, today=told.today)


def _told(request: Request, letter: int) -> _Told:
    house, say = house_of(request), speech_of(request)
    today = house.today()
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, today)
        report = report_of(connection, house, entry, say.language)
    report = replace(report, file=clean(PurePath(entry.file).name))
    return _Told(house, say, today, Letter(report, explain_report(report, house.catalogue, say.language)))


def _file(body: bytes, kind: str, name: str) -> Response:
    """Handed over to be kept: a browser's own viewer would not run under our policy."""
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="letter-{name}"'})
