"""Who is asking: the session behind a request, by its cookie or, for programs, by its token; and what their role allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request

from scanner.docket.people import Session, sessions
from scanner.docket.people.asker import NOBODY

if TYPE_CHECKING:
    from starlette.responses import Response

    from scanner.docket.people import Role
    from scanner.web.house import House

__all__ = [
    "Administrator",
    "Anybody",
    "Reviewer",
    "Somebody",
    "cookie_of",
    "forget_cookie",
    "give_cookie",
    "house_of",
    "token_of",
]


def house_of(request: Request) -> House:
    """The house that this server is, with the letters that there are for who asks; before they are known, none."""
    return cast("House", request.app.state.house).asked_by(getattr(request.state, "asker", NOBODY))


def cookie_of(house: House) -> str:
    """The name of the cookie; over TLS one that no other site and no plain page can set."""
    return "__Host-session" if house.secure else "session"


def token_of(request: Request) -> str | None:
    """The token that came with the request."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(cookie_of(house_of(request)))


def give_cookie(house: House, response: Response, token: str) -> None:
    """Hands a browser its token: for this site's own pages only, and for no script."""
    response.set_cookie(
        cookie_of(house), token, httponly=True, samesite="strict", secure=house.secure, path="/",
        max_age=int(sessions.WHOLE),
    )  # fmt: skip


def forget_cookie(house: House, response: Response) -> None:
    """Takes the token back."""
    response.delete_cookie(cookie_of(house), path="/", httponly=True, samesite="strict", secure=house.secure)


def anybody(request: Request) -> Session | None:
    """Who is signed in, if anybody is."""
    token = token_of(request)
    found = sessions.of_token(house_of(request).docket.database, token) if token else None
    request.state.session = found
    if found:
        request.state.asker = found.asker
    return found


def somebody(who: Annotated[Session | None, Depends(anybody)]) -> Session:
    """Who is signed in; nobody else gets further."""
    if who is None:
        raise HTTPException(401)
    return who


def _with(role: Role, who: Session) -> Session:
    if not who.may(role):
        raise HTTPException(403)
    return who


def reviewer(who: Annotated[Session, Depends(somebody)]) -> Session:
    """Who puts letters right."""
    return _with("reviewer", who)


def administrator(who: Annotated[Session, Depends(somebody)]) -> Session:
    """Who sees to people and the log."""
    return _with("administrator", who)


Anybody = Annotated[Session | None, Depends(anybody)]
Somebody = Annotated[Session, Depends(somebody)]
Reviewer = Annotated[Session, Depends(reviewer)]
Administrator = Annotated[Session, Depends(administrator)]
