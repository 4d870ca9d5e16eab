"""The mail as JSON: sign in, fetch reports, move letters on, look notices up."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket.body import docket_json
from scanner.docket.entries import Wanted, entries, entry, matching
from scanner.docket.people import sessions
from scanner.notice import Language, Notice
from scanner.render.mask import clean
from scanner.web.api.report import report
from scanner.web.api.shape import Number, Strict
from scanner.web.asking import Anybody, Somebody, house_of
from scanner.web.letter import there
from scanner.web.picture import picture_of
from scanner.web.records import found
from scanner.web.signing import signed_in

__all__ = ["router"]

router = APIRouter()
MOST = 500


class SignIn(Strict):
    """A name and a password."""

    name: str = Field(max_length=80)
    password: str = Field(max_length=500)


class Token(BaseModel):
    """The token of a session; it is shown once."""

    token: str


class Letters(BaseModel):
    """A part of the list by last day; each is the contract's `letter-report/1` with the docket's keys."""

    total: int
    letters: list[dict[str, Any]]


class Change(Strict):
    """What to change of a letter; what is left out stays. `assigned_to` null gives it back."""

    status: Literal["new", "checked", "assigned", "answered", "closed"] | None = None
    assigned_to: str | None = Field(None, max_length=80)
    note: str | None = Field(None, min_length=1, max_length=20_000)


class Record(BaseModel):
    """A notice of the catalogue, briefly."""

    id: str
    name: str
    title: str
    record: Literal["full", "light", "listed"]
    reply: Literal["yes", "no", "depends"]
    station: str
    deadlines: list[str]


@router.post("/session")
def sign_in(request: Request, given: SignIn) -> Token:
    """Signs in with name and password."""
    token = signed_in(house_of(request), request, given.name, given.password)
    if not token:
        raise HTTPException(429 if token is None else 401)
    return Token(token=token)


@router.delete("/session", status_code=204)
def sign_out(request: Request, who: Somebody) -> None:
    """Ends this session."""
    sessions.end(house_of(request).docket.database, who.name, session=who.id)


@router.get("/letters")
def letters(
    request: Request,
    who: Somebody,  # noqa: ARG001
    due: Annotated[int | None, Query(ge=0, le=36500)] = None,
    outcome: Annotated[list[Literal["sure", "check", "unknown"]] | None, Query()] = None,
    status: Annotated[list[Literal["new", "checked", "assigned", "answered", "closed"]] | None, Query()] = None,
    assigned_to: str | None = None,
    notice: str | None = None,
    client: Annotated[Number | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    closed: bool = False,
    most: Annotated[int, Query(ge=1, le=MOST)] = 100,
    after: Annotated[int, Query(ge=0, le=10**7)] = 0,
) -> Letters:
    """The letters by last day."""
    house = house_of(request)
    today = house.today()
    wanted = Wanted(
        due=due, outcome=tuple(outcome or ()), status=tuple(status or ()), assigned_to=assigned_to, notice=notice,
        client=client, words=q, closed=closed,
    )  # fmt: skip
    with house.docket.database.reading() as connection:
        some = list(entries(connection, replace(wanted, most=most, after=after), today))
        return Letters(
            total=matching(connection, wanted, today), letters=[docket_json(connection, each, today) for each in some]
        )


@router.get("/letters/{letter}")
def letter(request: Request, who: Somebody, letter: int) -> dict[str, Any]:  # noqa: ARG001
    """One letter: the contract's `letter-report/1` with the docket's keys and its `version`."""
    return report(house_of(request), letter)


@router.patch("/letters/{letter}")
def change(request: Request, who: Somebody, letter: int, given: Change) -> dict[str, Any]:
    """Moves a letter on, gives it to somebody, writes something down.

    Who is shown their own letters alone can give one away: then nothing more is done with it, and its number is all that is told.
    """
    house = house_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    if given.note and given.note.strip():
        house.docket.note(letter, given.note.strip(), who.name)
    if "assigned_to" in given.model_fields_set:
        house.docket.assign(letter, clean(given.assigned_to or "") or None, who.name)
    with house.docket.database.reading() as connection:
        still = entry(connection, letter, house.today()) is not None
    if not still:
        return {"letter": letter}
    if given.status:
        house.docket.set_status(letter, given.status, who.name)
    return report(house, letter)


@router.get("/letters/{letter}/pages/{page}", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def page(request: Request, who: Somebody, letter: int, page: int) -> Response:  # noqa: ARG001
    """A page as a PNG picture, 150 dpi, upright; boxes of the report are 72 to the inch on it."""
    return Response(picture_of(house_of(request), letter, page), media_type="image/png")


@router.get("/notices")
def notices(
    request: Request,
    who: Anybody,  # noqa: ARG001
    q: Annotated[str, Query(max_length=100)] = "",
    lang: Language = "en",
) -> list[Record]:
    """What the catalogue knows, all of it or what has these words."""
    catalogue = house_of(request).catalogue
    return [_record(each, lang) for each in (found(catalogue, q.strip()) if q.strip() else catalogue.notices.values())]


def _record(notice: Notice, lang: Language) -> Record:
    return Record(
        id=notice.id, name=notice.name, title=(notice.title_es if lang == "es" else "") or notice.title,
        record=notice.record, reply=notice.reply, station=notice.station, deadlines=list(notice.deadlines),
    )  # fmt: skip
