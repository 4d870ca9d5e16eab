"""Clients, by a program: listed and found, taken in, and a letter filed under one or under none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request

from scanner.docket.clients import by_id, file_under, found, letters_of, matching, take_back
from scanner.docket.welcome import welcome
from scanner.errors import UsageError
from scanner.render.mask import clean
from scanner.web.api.report import report
from scanner.web.api.shape import Number, Strict
from scanner.web.asking import Reviewer, Somebody, house_of
from scanner.web.clients import newcomer
from scanner.web.letter import there

if TYPE_CHECKING:
    from scanner.docket import clients

__all__ = ["router"]

router = APIRouter()
MOST = 500
Cell = Annotated[str, Field(max_length=200)]


class Client(BaseModel):
    """A client; `letters` counts theirs, `to_confirm` those of them that are only suggested."""

    client: int
    case_number: str | None
    name: str
    tin_last4: str | None
    language: Literal["en", "es"]
    letters: int
    to_confirm: int


class Clients(BaseModel):
    """A part of the clients by name."""

    total: int
    clients: list[Client]


class Newcomer(Strict):
    """A new client. Of a taxpayer number the last four digits are taken."""

    case_number: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    tin_last4: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    street: Cell = ""
    city: Cell = ""
    state: Cell = ""
    zip_code: Annotated[str, Field(max_length=10)] = ""
    language: Literal["en", "es"] = "en"


class Filing(Strict):
    """The client whose letter it is."""

    client: Number


@router.get("/clients")
def clients_(
    request: Request,
    who: Somebody,  # noqa: ARG001
    q: Annotated[str, Query(max_length=100)] = "",
    most: Annotated[int, Query(ge=1, le=MOST)] = 100,
    after: Annotated[int, Query(ge=0, le=10**7)] = 0,
) -> Clients:
    """The clients by name: all of them, or those in whose names or case numbers these words stand."""
    with house_of(request).docket.database.reading() as connection:
        letters = letters_of(connection)
        some = [_client(each, letters.get(each.id, (0, 0))) for each in found(connection, q, most, after)]
        return Clients(total=matching(connection, q), clients=some)


@router.get("/clients/{client}")
def client(request: Request, who: Somebody, client: int) -> Client:  # noqa: ARG001
    """One client. Their letters: `/api/letters?client=`."""
    with house_of(request).docket.database.reading() as connection:
        try:
            known = by_id(connection, client if 0 < client < 2**31 else 0)
        except UsageError:
            raise HTTPException(404) from None
        return _client(known, letters_of(connection).get(known.id, (0, 0)))


@router.post("/clients", status_code=201)
def take_in(request: Request, who: Reviewer, given: Newcomer) -> Client:
    """Takes a client in. Where the case number is another client's, nothing is done (409)."""
    house = house_of(request)
    told = {"case": given.case_number, "name": given.name, "last4": given.tin_last4 or "", "street": given.street}
    told |= {"city": given.city, "state": given.state, "zip": given.zip_code, "language": given.language}
    number = welcome(house.docket, newcomer(told), who.name)
    with house.docket.database.reading() as connection:
        return _client(by_id(connection, number), letters_of(connection).get(number, (0, 0)))


@router.put("/letters/{letter}/client")
def file(request: Request, who: Reviewer, letter: int, given: Filing) -> dict[str, Any]:
    """Says whose letter it is; gives the letter as it is then."""
    house = house_of(request)
    with house.docket.database.writing() as connection:
        there(connection, letter, house.today())
        file_under(connection, letter, by_id(connection, given.client).id, who.name)
    return report(house, letter)


@router.delete("/letters/{letter}/client")
def nobodys(request: Request, who: Reviewer, letter: int) -> dict[str, Any]:
    """Says that it is for none of the clients, whether one was suggested or confirmed; gives the letter as it is then."""
    house = house_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    take_back(house.docket, letter, who.name)
    return report(house, letter)


def _client(each: clients.Client, letters: tuple[int, int]) -> Client:
    return Client(
        client=each.id, case_number=each.case_number and clean(each.case_number), name=clean(each.name),
        tin_last4=each.tin_last4, language=each.language, letters=letters[0], to_confirm=letters[1],
    )  # fmt: skip
