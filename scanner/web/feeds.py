"""Feeds: the last days of all letters for a calendar program, at an address that is its own key and can be ended.

The address alone opens it, with no cookie, so it is all that a feed shows: notice, action, initials and case number.
Everything else about it, making, listing, ending, is for who is signed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.entries import Wanted, dated
from scanner.docket.people import feeds
from scanner.errors import UsageError
from scanner.render.docket_ics import docket_calendar
from scanner.render.voice import Voice
from scanner.render.words import words
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from scanner.docket.people.sessions import Session

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
BACK = {"people": "/people", "feeds": "/feeds"}


@router.api_route("/feed/{token}.ics", methods=["GET", "HEAD"])
def feed(request: Request, token: str) -> Response:
    """Every open last day of every letter that is not closed. What is no feed, or no longer one, is not there."""
    house = house_of(request)
    found = feeds.of_token(house.docket.database, token, at_this_machine=house.link is not None)
    if found is None:
        raise HTTPException(404)
    voice = Voice(house.today(), words(found.language), house.catalogue.law, house.catalogue.stations)
    with house.docket.asked_by(found.asker).database.reading() as connection:
        body = docket_calendar(dated(connection, Wanted(), voice.today), voice)
    return Response(body, media_type="text/calendar", headers={"content-disposition": 'inline; filename="letters.ics"'})


@router.get("/feeds")
def own(request: Request, who: Somebody) -> Response:
    """What feeds they have, and the form for a new one."""
    return _page(request, who)


@router.post("/feeds")
def make(request: Request, who: Somebody, name: Annotated[str, Form(max_length=500)] = "") -> Response:
    """Makes a feed and shows its address, this once."""
    house, say = house_of(request), speech_of(request)
    try:
        token = feeds.make(house.docket.database, who, name, say.language)
    except UsageError:
        return _page(request, who, 422, wrong=name)
    return _page(request, who, 201, address=f"{_site(request)}/feed/{token}.ics", made=" ".join(name.split()))


@router.post("/feeds/{feed:int}/end")
def end(request: Request, who: Somebody, feed: int, back: Annotated[str, Form(max_length=10)] = "feeds") -> Response:
    """Ends a feed at once; somebody else's is not there for who is no administrator."""
    if not (0 < feed < 2**31 and feeds.end(house_of(request).docket.database, feed, who)):
        raise HTTPException(404)
    return RedirectResponse(BACK.get(back, "/feeds"), 303)


def _page(
    request: Request, who: Session, code: int = 200, *, address: str = "", made: str = "", wrong: str | None = None
) -> Response:
    with house_of(request).docket.database.reading() as connection:
        mine = [each for each in feeds.running(connection) if each.is_of(who)]
    here = urlsplit(_site(request)).hostname in LOOPBACK
    return drawn(
        request, "feeds.html.j2", code, feeds=mine, address=address, made=made, wrong=wrong, only_here=here
    )  # fmt: skip


def _site(request: Request) -> str:
    """Where this site is, as the browser sees it: behind a proxy only the browser knows whether it comes over TLS."""
    origin = urlsplit(request.headers.get("origin", ""))
    if origin.scheme in ("http", "https") and origin.netloc:  # the guard has held it against the host
        return f"{origin.scheme}://{origin.netloc}"
    return f"{'https' if house_of(request).secure else request.url.scheme}://{request.headers['host']}"
