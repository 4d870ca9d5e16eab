"""One letter: its pages with everything that was read drawn on them, and beside them what it says, by when, and what to do.

Everything is told from the newest report of the docket (`recall`), so a letter that was put right is told as it is now.
What a person changes here goes through the docket and into its log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket import tables
from scanner.docket.docket import notes_of
from scanner.docket.entries import entry as entry_of
from scanner.docket.filed import file_of
from scanner.docket.keep import newest_body
from scanner.docket.pictures import leaf_of
from scanner.docket.shown import shows_file
from scanner.explain import explain_report
from scanner.render.docket import client_told, status_told
from scanner.render.html import sheet_of
from scanner.render.mask import clean
from scanner.render.recall import recalled
from scanner.render.telling import Letter
from scanner.render.words import words
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.inks import inks_of
from scanner.web.labels import marks_on
from scanner.web.neighbours import neighbours_of
from scanner.web.past import past_of
from scanner.web.slots import slots_of
from scanner.web.speech import speech_of
from scanner.web.whose import whose_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy import Connection

    from scanner.docket.clients import Client
    from scanner.entry import Entry
    from scanner.notice import Language, Notice
    from scanner.page import Page
    from scanner.report import Report
    from scanner.web.house import House
    from scanner.web.inks import Ink
    from scanner.web.labels import Mark

__all__ = [
    "LETTER",
    "Leaf",
    "Wrong",
    "file_around",
    "letter_page",
    "report_of",
    "router",
    "shown",
    "there",
    "version_of",
]

router = APIRouter(include_in_schema=False)
LETTER = "/letters/{letter:int}"
DOCKET_NUMBER = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the letter as the picture shows it: its number in the file, its size in points, and what is drawn on it."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why something was not done: the field that it is about, what was typed there, and what could have been meant."""

    field: str
    value: str
    why: str
    choices: tuple[Notice, ...] = ()
    clients: tuple[Client, ...] = ()


@router.get(LETTER)
def letter(request: Request, who: Somebody, letter: int) -> Response:  # noqa: ARG001
    """The whole page of one letter."""
    return letter_page(request, letter)


def letter_page(
    request: Request, letter: int, code: int = 200, *, wrong: Wrong | None = None, done: str = ""
) -> Response:
    """The page of a letter as it is now. `wrong` stands beside its field; `done` is said to who cannot see the change."""
    house, say = house_of(request), speech_of(request)
    today = house.today()
    other = words("en" if say.language == "es" else "es")
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, today)
        file = file_of(connection, letter)
        report = report_of(connection, house, entry, say.language)
        read = {page: leaf_of(connection, file, page) for page in entry.pages}
        notes = notes_of(connection, letter)
        past = past_of(connection, letter, say)
        near = neighbours_of(connection, letter, say)
        version = version_of(connection, letter)
        whose = whose_of(connection, letter, say)
    explained = explain_report(report, house.catalogue, say.language)
    sheet = sheet_of("letter", Letter(report, explained), today, say, house.guide)
    inks = inks_of(report, sheet.told, say)
    theirs = explain_report(report, house.catalogue, other.language)
    beside = sheet_of("other", Letter(None, theirs), today, other, house.guide) if theirs else None
    return drawn(
        request, "letter-page.html.j2", code, sheet=sheet, beside=beside, other_say=other, entry=entry,
        leaves=[shown(page, leaf, inks) for page, leaf in read.items()], inks=inks, notes=notes, past=past, near=near,
        slots=slots_of(report, say), version=version, wrong=wrong, done=done, statuses=tables.STATUSES,
        client=client_told(entry, say), whose=whose, status=status_told(entry, say), file=clean(PurePath(entry.file).name),
        today=today, notices=house.catalogue.notices,
    )  # fmt: skip


@router.post(LETTER + "/status")
def set_status(request: Request, who: Somebody, letter: int, status: Annotated[str, Form(max_length=20)]) -> Response:
    """Moves a letter on."""
    return _done(request, letter, lambda house: house.docket.set_status(letter, status, who.name))


@router.post(LETTER + "/assign")
def assign(request: Request, who: Somebody, letter: int, to: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Gives a letter to somebody, or to nobody."""
    return _done(request, letter, lambda house: house.docket.assign(letter, clean(to) or None, who.name))


@router.post(LETTER + "/notes")
def note(request: Request, who: Somebody, letter: int, text: Annotated[str, Form(max_length=20_000)] = "") -> Response:
    """Writes something down about a letter."""
    said = text.strip()
    return _done(request, letter, lambda house: house.docket.note(letter, said, who.name) if said else None)


def _done(request: Request, letter: int, act: Callable[[House], None]) -> Response:
    house = house_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    act(house)
    with house.docket.database.reading() as connection:  # who is shown their own letters alone may have given it away
        still = entry_of(connection, letter, house.today())
    return RedirectResponse(f"/letters/{letter}#clinic" if still else "/", 303)


def there(connection: Connection, letter: int, today: date) -> Entry:
    """The letter's entry; 404 where the docket has no such letter."""
    found = entry_of(connection, letter, today) if 0 < letter < DOCKET_NUMBER else None
    if found is None:
        raise HTTPException(404)
    return found


def file_around(connection: Connection, letter: int, today: date) -> int:
    """The letter's file, for whom there is all of it. To the others its other pages and letters are not there: 404, as where
    the docket has no such letter.
    """
    there(connection, letter, today)
    file = file_of(connection, letter)
    if not shows_file(connection, file):
        raise HTTPException(404)
    return file


def version_of(connection: Connection, letter: int) -> int:
    """The version of the letter's newest report."""
    rows = tables.letters
    return int(
        connection.execute(rows.select().with_only_columns(rows.c.version).where(rows.c.id == letter)).scalar_one()
    )


def report_of(connection: Connection, house: House, entry: Entry, language: Language) -> Report:
    """The newest report of a letter, as it was kept."""
    rows = tables.deadlines
    second = connection.execute(rows.select().where(rows.c.letter_id == entry.id, rows.c.leads.is_(False)))
    days = {(row.term, row.day) for row in second}
    report = recalled(newest_body(connection, entry.id), house.catalogue, days, language)
    return replace(report, urgency=entry.urgency)  # as it is today, not as it was on the day of reading


def shown(number: int, page: Page | None, inks: tuple[Ink, ...]) -> Leaf:
    """A page that was never read is shown as an empty sheet of the usual size."""
    return Leaf(number, page.width, page.height, marks_on(page, inks)) if page else Leaf(number, 612, 792, ())
