"""A copy for the court, by a program: begun, asked after, and fetched once it is proved. One at a time for each account."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scanner.blackout import Kind
from scanner.errors import MeanwhileError
from scanner.web.asking import Somebody, house_of
from scanner.web.copies import Copy
from scanner.web.court import begun, body_of, copy_of

__all__ = ["router"]

router = APIRouter()


class Count(BaseModel):
    """How many of a kind were covered."""

    kind: Kind
    count: int


class Covered(BaseModel):
    """What was covered on a page."""

    page: int
    covered: list[Count]


class Left(BaseModel):
    """What could still be read on a page of the copy; with no kind, the page could not be read again."""

    page: int
    kinds: list[Kind]


class CourtCopy(BaseModel):
    """How far a copy is. It can be fetched where `state` is `made`, for ten minutes. A person must look at every page before
    it is filed.

    `unproved`: something could still be read. `unread`: the letter cannot be read in full. `broke`: it did not work just now.
    """

    letter: int
    version: int
    state: Literal["making", "made", "unproved", "unread", "broke"]
    pages: list[Covered]
    unproved: list[Left]


@router.post("/letters/{letter}/court-copy", status_code=202)
def begin(request: Request, who: Somebody, letter: int) -> CourtCopy:
    """Begins a copy, or tells of the one under way. Where another letter's is under way for this account, it is refused (409)."""
    copy = begun(house_of(request), who, letter)
    if copy.letter != letter:
        raise MeanwhileError("Another copy of this account is being made. Only one is made at a time; try again later.")
    return _told(copy)


@router.get("/letters/{letter}/court-copy")
def how_far(request: Request, who: Somebody, letter: int) -> CourtCopy:
    """How far this account's copy of the letter is."""
    copy = copy_of(house_of(request), who, letter)
    if copy is None:
        raise HTTPException(404)
    return _told(copy)


@router.get(
    "/letters/{letter}/court-copy.pdf", response_class=Response, responses={200: {"content": {"application/pdf": {}}}}
)
def fetch(request: Request, who: Somebody, letter: int) -> Response:
    """The copy."""
    return body_of(house_of(request), who, letter)


def _told(copy: Copy) -> CourtCopy:
    covered = [
        Covered(page=each.page, covered=[Count(kind=kind, count=count) for kind, count in each.kinds])
        for each in copy.covered
    ]
    left = [Left(page=each.page, kinds=list(each.kinds)) for each in copy.unproved]
    return CourtCopy(letter=copy.letter, version=copy.version, state=copy.state, pages=covered, unproved=left)
