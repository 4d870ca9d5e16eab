"""Cuts undone and made: letters joined, cut before a page, a page moved to another letter of the file, set aside, brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket import recut
from scanner.docket.entries import entry as entry_of
from scanner.docket.filed import arrangement_of, file_of
from scanner.errors import UsageError
from scanner.render.refusal import refused
from scanner.web.asking import Reviewer, house_of
from scanner.web.letter import LETTER, Wrong, file_around, letter_page
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from scanner.docket.understanding import Understanding
    from scanner.web.house import House

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Page = Annotated[int, Form(ge=1, le=100_000)]


@router.post(LETTER + "/join")
def join(request: Request, who: Reviewer, letter: int, other: Annotated[int, Form(ge=1)]) -> Response:
    """Joins two letters of a file. The one that comes first keeps its number, and the pages their order."""

    def act(house: House, how: Understanding) -> int:
        with house.docket.database.reading() as connection:
            order = arrangement_of(connection, file_of(connection, letter)).in_order
        if other not in order:
            raise UsageError(
                f"Letter {other} is not in the same file. Only what came in one file can be rearranged.",
                word="other_file",
                letter=other,
            )
        first, second = sorted((letter, other), key=order.index)
        recut.join(house.docket, how, first, second, who.name)
        return first

    return _answered(request, letter, act)


@router.post(LETTER + "/cut")
def cut(request: Request, who: Reviewer, letter: int, before: Page) -> Response:
    """Cuts a letter in two; the page that is named begins the new one."""

    def act(house: House, how: Understanding) -> int:
        recut.cut(house.docket, how, letter, before, who.name)
        return letter

    return _answered(request, letter, act)


@router.post(LETTER + "/move")
def move(request: Request, who: Reviewer, letter: int, page: Page, to: Annotated[int, Form(ge=1)]) -> Response:
    """Moves a page to the letter that it belongs to. Where it was the last one, there is only that letter then."""

    def act(house: House, how: Understanding) -> int:
        recut.move(house.docket, how, page, letter, to, who.name)
        with house.docket.database.reading() as connection:
            return letter if entry_of(connection, letter, house.today()) else to

    return _answered(request, letter, act)


@router.post(LETTER + "/aside")
def aside(request: Request, who: Reviewer, letter: int, page: Page) -> Response:
    """Sets a page of a letter aside."""

    def act(house: House, how: Understanding) -> int:
        recut.set_aside(house.docket, how, page, letter, who.name)
        return letter

    return _answered(request, letter, act)


@router.post(LETTER + "/back")
def back(request: Request, who: Reviewer, letter: int, page: Page, alone: Annotated[bool, Form()] = False) -> Response:
    """Brings a page of the same file back: to this letter, or as a letter of its own."""

    def act(house: House, how: Understanding) -> int:
        with house.docket.database.reading() as connection:
            file = file_of(connection, letter)
        return recut.bring_back(house.docket, how, page, file, None if alone else letter, who.name)

    return _answered(request, letter, act)


def _answered(request: Request, letter: int, act: Callable[[House, Understanding], int]) -> Response:
    house = house_of(request)
    with house.docket.database.reading() as connection:
        file_around(connection, letter, house.today())
    try:
        at = act(house, house.desk.understanding(house.today()))
    except UsageError as error:
        return letter_page(request, letter, 422, wrong=Wrong("cuts", "", refused(error, speech_of(request))))
    return RedirectResponse(f"/letters/{at}#cuts", 303)
