"""How a file is cut into letters, by a program: looked at, letters joined and cut, pages moved, set aside and brought back.

Every answer is the whole file as it is then, so that a program sees that each page is in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request

from scanner.docket import recut
from scanner.docket.filed import filed
from scanner.web.api.shape import Number, Strict
from scanner.web.asking import Reviewer, Somebody, house_of
from scanner.web.letter import file_around

if TYPE_CHECKING:
    from scanner.docket import Docket
    from scanner.docket.filed import Filed
    from scanner.docket.understanding import Understanding
    from scanner.web.house import House

__all__ = ["router"]

router = APIRouter()


class Group(BaseModel):
    """A letter and the numbers of its pages in the file."""

    letter: int
    pages: list[int]


class SetAside(BaseModel):
    """A page that is in no letter, and why."""

    page: int
    kind: str


class Arranged(BaseModel):
    """A file: its letters in the order of their first pages, and the pages that are in none. Each page stands once."""

    file: int
    letters: list[Group]
    aside: list[SetAside]


class Join(Strict):
    """The letter whose pages come to this one."""

    other: Number


class Cut(Strict):
    """The page, by its number in the file, with which a new letter begins."""

    before: Number


class Move(Strict):
    """A page, and the letter of the same file that it belongs to."""

    page: Number
    to: Number


class Page(Strict):
    """A page, by its number in the file."""

    page: Number


class Back(Page):
    """A page that was set aside; `alone` makes it a letter of its own."""

    alone: bool = False


@router.get("/letters/{letter}/arrangement")
def arrangement(request: Request, who: Somebody, letter: int) -> Arranged:  # noqa: ARG001
    """How the letter's file is cut."""
    house = house_of(request)
    return _arranged(_file(house, letter))


@router.post("/letters/{letter}/join")
def join(request: Request, who: Reviewer, letter: int, given: Join) -> Arranged:
    """Joins another letter of the file to this one, which undoes a cut."""
    return _done(request, letter, lambda docket, how: recut.join(docket, how, letter, given.other, who.name))


@router.post("/letters/{letter}/cut")
def cut(request: Request, who: Reviewer, letter: int, given: Cut) -> Arranged:
    """Cuts the letter in two."""
    return _done(request, letter, lambda docket, how: recut.cut(docket, how, letter, given.before, who.name))


@router.post("/letters/{letter}/move")
def move(request: Request, who: Reviewer, letter: int, given: Move) -> Arranged:
    """Moves a page to another letter; a letter that loses its last page is no more."""
    return _done(request, letter, lambda docket, how: recut.move(docket, how, given.page, letter, given.to, who.name))


@router.post("/letters/{letter}/aside")
def aside(request: Request, who: Reviewer, letter: int, given: Page) -> Arranged:
    """Sets a page aside."""
    return _done(request, letter, lambda docket, how: recut.set_aside(docket, how, given.page, letter, who.name))


@router.post("/letters/{letter}/back")
def back(request: Request, who: Reviewer, letter: int, given: Back) -> Arranged:
    """Brings a page back that was set aside."""
    to = None if given.alone else letter
    file = _file(house_of(request), letter).id
    return _done(request, letter, lambda docket, how: recut.bring_back(docket, how, given.page, file, to, who.name))


def _done(request: Request, letter: int, act: Callable[[Docket, Understanding], object]) -> Arranged:
    house = house_of(request)
    file = _file(house, letter).id
    act(house.docket, house.desk.understanding(house.today()))
    with house.docket.database.reading() as connection:
        return _arranged(filed(connection, file))


def _file(house: House, letter: int) -> Filed:
    """The letter's file as it stands; 404 where there is none for who asks."""
    with house.docket.database.reading() as connection:
        return filed(connection, file_around(connection, letter, house.today()))


def _arranged(file: Filed) -> Arranged:
    now = file.arrangement
    return Arranged(
        file=file.id,
        letters=[Group(letter=each, pages=list(now.groups[each])) for each in now.in_order],
        aside=[SetAside(page=each.page, kind=each.kind) for each in sorted(now.aside, key=lambda each: each.page)],
    )
