"""Signing in and out: by the one-time link of this machine, or by name and password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.docket import whoever
from scanner.docket.people import sessions, tries, users
from scanner.web.asking import Anybody, forget_cookie, give_cookie, house_of
from scanner.web.draw import drawn
from scanner.web.house import House

__all__ = ["local", "router", "signed_in"]

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, key: str = "") -> Response:
    """The one-time link. A key that was used already gets a page that says what to do."""
    house = house_of(request)
    if house.link is None or not house.link.opens(key):
        return drawn(request, "sign-in.html.j2", 403, to="/", wrong="web.link_used", accounts=_accounts(house))
    response = RedirectResponse("/", 303)
    give_cookie(house, response, sessions.begin(house.docket.database, whoever()))
    return response


@router.get("/sign-in")
def ask(request: Request, who: Anybody, to: str = "/") -> Response:
    """The form; who is signed in already goes on."""
    if who:
        return RedirectResponse(local(to), 303)
    return drawn(request, "sign-in.html.j2", to=local(to), wrong="", accounts=_accounts(house_of(request)))


@router.post("/sign-in")
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
    to: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Name and password; after a few wrong ones a name and a place have to wait."""
    house = house_of(request)
    token = signed_in(house, request, name, password)
    if not token:
        wrong, status = ("web.sign_in_wait", 429) if token is None else ("web.sign_in_wrong", 403)
        return drawn(request, "sign-in.html.j2", status, to=local(to), wrong=wrong, accounts=True)
    response = RedirectResponse(local(to), 303)
    give_cookie(house, response, token)
    return response


@router.post("/sign-out")
def sign_out(request: Request, who: Anybody) -> Response:
    """Ends this session."""
    house = house_of(request)
    if who:
        sessions.end(house.docket.database, who.name, session=who.id)
    response = RedirectResponse("/sign-in", 303)
    forget_cookie(house, response)
    return response


def signed_in(house: House, request: Request, name: str, password: str) -> str | None:
    """A new session's token; empty where name or password is wrong, None where this name or place has to wait."""
    database = house.docket.database
    place = request.client.host if request.client else ""
    if not tries.may_try(database, name, place):
        return None
    with database.reading() as connection:
        user = users.known(connection, name, password)
    if user is None:
        return ""
    tries.forgive(database, name)
    return sessions.begin(database, user.name, user)


def local(to: str) -> str:
    """A place on this site, whatever was asked for."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"


def _accounts(house: House) -> bool:
    with house.docket.database.reading() as connection:
        return users.any_users(connection)
