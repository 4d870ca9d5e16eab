"""On to the next letter: by last day, one after the other, those that nobody has confirmed yet. The keys c and n go through all."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.following import following
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.letter import LETTER

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/next")
def first(request: Request, who: Somebody) -> Response:  # noqa: ARG001
    """The first letter of the list that nobody has confirmed."""
    return _to(request, None)


@router.get(LETTER + "/next")
def after(request: Request, who: Somebody, letter: int) -> Response:  # noqa: ARG001
    """The next one after this letter, which may be gone meanwhile; the list begins anew at its end."""
    return _to(request, letter)


def _to(request: Request, letter: int | None) -> Response:
    house = house_of(request)
    known = letter if letter is None or letter < 2**31 else None
    with house.docket.database.reading() as connection:
        found = following(connection, house.today(), known)
    if found is None:
        return drawn(request, "all-confirmed.html.j2", letter=known)
    return RedirectResponse(f"/letters/{found}", 303)
