"""Clients: whose a letter is, confirmed or put right on its page, and the list of them with each one's letters by last day.

A suggestion is confirmed by the client that the page showed, so that one which changed meanwhile is not confirmed unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.client_csv import particulars, plain
from scanner.docket.clients import by_case_number, by_id, file_under, found, letters_of, matching, take_back
from scanner.docket.entries import Wanted, entries
from scanner.docket.welcome import welcome
from scanner.errors import UsageError
from scanner.render.mask import clean
from scanner.render.voice import Voice
from scanner.web.asking import Reviewer, Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.letter import LETTER, Wrong, letter_page, there
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner.docket.clients import Client, Particulars
    from scanner.entry import Entry
    from scanner.web.house import House

__all__ = ["newcomer", "router"]

router = APIRouter(include_in_schema=False)
PAGE = 100
"""Clients on a page."""
MOST = 12
"""Clients that are offered for what was typed."""
FIELD = "client"
NEW = "new-client"
Short = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class Line:
    """A client's letter in one line."""

    entry: Entry
    name: str
    day: str
    left: str


@router.get("/clients")
def clients(
    request: Request,
    who: Somebody,  # noqa: ARG001
    q: Annotated[str, Query(max_length=100)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The clients by name, with how many letters each has."""
    with house_of(request).docket.database.reading() as connection:
        total = matching(connection, q)
        some, letters = found(connection, q, PAGE, (page - 1) * PAGE), letters_of(connection)
    return drawn(
        request, "clients.html.j2", clients=some, letters=letters, q=q, total=total, page=page,
        pages=max(1, -(-total // PAGE)),
    )  # fmt: skip


@router.get("/clients/{client:int}")
def client(request: Request, who: Somebody, client: int) -> Response:  # noqa: ARG001
    """One client, and their letters by last day, closed ones too; those that are only suggested are marked."""
    house, say = house_of(request), speech_of(request)
    voice = Voice(house.today(), say, house.catalogue.law, house.catalogue.stations)
    with house.docket.database.reading() as connection:
        try:
            known = by_id(connection, min(client, 2**31 - 1))
        except UsageError:
            raise HTTPException(404) from None
        lines = [_line(each, voice) for each in entries(connection, Wanted(client=known.id, closed=True), voice.today)]
    return drawn(request, "client.html.j2", client=known, lines=lines)


@router.get("/client-choices")
def choices(request: Request, who: Somebody, typed: Annotated[str, Query(max_length=200)] = "") -> Response:  # noqa: ARG001
    """The clients that what is being typed can mean, as the choices of the field."""
    some: tuple[Client, ...] = ()
    if typed.strip():
        with house_of(request).docket.database.reading() as connection:
            some = found(connection, typed, MOST)
    return drawn(request, "client-choices.html.j2", clients=some)


@router.post(LETTER + "/client")
def file(
    request: Request,
    who: Reviewer,
    letter: int,
    typed: Short = "",
    choice: Annotated[int, Form(ge=0, lt=2**31)] = 0,
) -> Response:
    """Says whose letter it is: the client that the page showed, or the one of the case number that was typed. What is no case
    number only offers the clients whose names have such words: nobody is taken for another by half a name.
    """

    def act(house: House) -> None:
        with house.docket.database.writing() as connection:
            client = by_id(connection, choice) if choice else by_case_number(connection, plain(typed))
            file_under(connection, letter, client.id, who.name)

    return _answered(request, letter, act, FIELD, typed)


@router.post(LETTER + "/client/none")
def nobodys(request: Request, who: Reviewer, letter: int) -> Response:
    """Says that the letter is for none of the clients."""
    return _answered(request, letter, lambda house: take_back(house.docket, letter, who.name), FIELD, "")


@router.post(LETTER + "/client/new")
def new(
    request: Request,
    who: Reviewer,
    letter: int,
    name: Short = "",
    case: Short = "",
    last4: Short = "",
    language: Annotated[str, Form(max_length=2)] = "en",
) -> Response:
    """Takes a new client in, whose letter it is."""

    def act(house: House) -> None:
        client = newcomer({"name": name, "case": case, "last4": last4, "language": language})
        welcome(house.docket, client, who.name, letter)

    return _answered(request, letter, act, NEW, name)


def newcomer(given: Mapping[str, str]) -> Particulars:
    """A new client as a form or a program gives them: `case`, `name`, `last4`, `street`, `city`, `state`, `zip`, `language`.
    Raises `UsageError` with a sentence that holds nothing of it.
    """
    try:
        return particulars({key: plain(value) for key, value in given.items()})
    except ValueError as fault:
        raise UsageError(str(fault)) from None


def _answered(request: Request, letter: int, act: Callable[[House], object], field: str, typed: str) -> Response:
    """Does it, and shows the letter as it is then, or with what is wrong where it was asked for."""
    house, say = house_of(request), speech_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    try:
        act(house)
    except UsageError as error:
        like: tuple[Client, ...] = ()
        if field == FIELD and typed.strip():
            with house.docket.database.reading() as connection:
                like = found(connection, typed, MOST)
        why = str(error) if field == NEW else say("whose.which" if like else "whose.unknown")
        return letter_page(request, letter, 422, wrong=Wrong(field, typed, why, clients=like))
    return RedirectResponse(f"/letters/{letter}#whose", 303)


def _line(entry: Entry, voice: Voice) -> Line:
    day = entry.due.day if entry.due else entry.last_past
    left = voice.left(day) if day else voice.say("docket.no_day")
    return Line(entry, clean(entry.name or voice.say("triage.unknown")), voice.say.day(day) if day else "", left)
