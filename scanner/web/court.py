"""A copy of a letter for the court, from its page: made and proved behind it, looked at, and fetched as a file.

The page asks how far it is until it is ready; without its script a link does the same. The file's name says nothing of whose
letter it is. Who made a copy of which letter stands in the log, and so does a copy that was refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket import audit
from scanner.docket.filed import file_of, filed
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.letter import LETTER, there, version_of
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.court import CourtCopy
    from scanner.docket.people import Session
    from scanner.render.words import Words
    from scanner.web.copies import Copy
    from scanner.web.house import House

__all__ = ["begun", "body_of", "copy_of", "router"]

router = APIRouter(include_in_schema=False)
PLACE = LETTER + "/court-copy"


@dataclass(frozen=True, slots=True)
class Line:
    """A page of the letter, and what was covered on it or can still be read there."""

    page: int
    text: str


@router.get(PLACE)
def page(request: Request, who: Somebody, letter: int) -> Response:
    """What such a copy is, and how far this person's copy of the letter is."""
    return _page(request, who, letter)


@router.get(PLACE + "/progress")
def progress(request: Request, who: Somebody, letter: int) -> Response:
    """How far it is, by itself; nothing while there is nothing new, so that nobody hears the same again and again."""
    copy = copy_of(house_of(request), who, letter)
    if copy and copy.state == "making":
        return Response(status_code=204)
    return drawn(request, "court.html.j2", **_told(request, letter, copy))


@router.post(PLACE)
def make(request: Request, who: Somebody, letter: int) -> Response:
    """Begins a copy; a person has one under way at a time."""
    if begun(house_of(request), who, letter).letter != letter:
        return _page(request, who, letter, 409)
    return RedirectResponse(f"/letters/{letter}/court-copy", 303)


@router.get(PLACE + ".pdf")
def fetch(request: Request, who: Somebody, letter: int) -> Response:
    """The copy, once it is proved."""
    return body_of(house_of(request), who, letter)


def begun(house: House, who: Session, letter: int) -> Copy:
    """The copy of a letter that begins now, or the one that this person has under way, of whatever letter."""
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, house.today())
        version = version_of(connection, letter)
        file = filed(connection, file_of(connection, letter))
    path = house.docket.vault.path(file.sha256)

    def made(target: Path) -> CourtCopy:
        return house.desk.court_copy(path, target, entry.pages)

    def told(copy: Copy) -> None:
        act = "court-copy" if copy.state == "made" else "court-copy-refused"
        pages = [each.page for each in copy.unproved] or list(entry.pages)
        with house.docket.database.writing() as connection:
            audit.record(connection, who.name, [(act, letter, {"version": version, "pages": pages})])

    return house.copies.begin(who.name, letter, version, made, told)


def copy_of(house: House, who: Session, letter: int) -> Copy | None:
    """This person's copy of the letter; none where the letter has become another one since."""
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
        version = version_of(connection, letter)
    copy = house.copies.of(who.name)
    return copy if copy and (copy.letter, copy.version) == (letter, version) else None


def body_of(house: House, who: Session, letter: int) -> Response:
    """The file, handed over to be kept; 404 where there is no proved copy."""
    copy = copy_of(house, who, letter)
    if copy is None or copy.state != "made":
        raise HTTPException(404)
    named = {"content-disposition": f'attachment; filename="letter-{letter}-court-copy.pdf"'}
    return Response(copy.body, media_type="application/pdf", headers=named)


def _page(request: Request, who: Session, letter: int, code: int = 200) -> Response:
    house = house_of(request)
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, house.today())
    own = house.copies.of(who.name)
    other = own.letter if own and own.state == "making" and own.letter != letter else None
    given = _told(request, letter, copy_of(house, who, letter))
    return drawn(request, "court-page.html.j2", code, pages=len(entry.pages), busy=other, **given)


def _told(request: Request, letter: int, copy: Copy | None) -> dict[str, object]:
    say = speech_of(request)
    return {"letter": letter, "state": copy.state if copy else "", "lines": _lines(copy, say) if copy else []}


def _lines(copy: Copy, say: Words) -> list[Line]:
    """The pages in words; never what a number was."""
    if copy.state == "unproved":
        return [
            Line(each.page, ", ".join(say(f"court.{_key(kind)}") for kind in each.kinds) or say("court.blind"))
            for each in copy.unproved
        ]
    counted = (
        (each.page, ", ".join(say.many(f"court.{_key(kind)}", count) for kind, count in each.kinds))
        for each in copy.covered
    )
    return [Line(page, text or say("court.nothing")) for page, text in counted]


def _key(kind: str) -> str:
    return kind.replace(" ", "_")
