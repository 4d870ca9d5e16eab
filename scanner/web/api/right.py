"""Putting letters right, by a program: values and the notice corrected, fields or whole letters confirmed as they were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request

from scanner.correction import FIELDS, NOTICE
from scanner.docket.correct import confirm as say_so
from scanner.docket.correct import correct as put_right
from scanner.docket.correct import history
from scanner.errors import UsageError
from scanner.web.api.report import report
from scanner.web.api.shape import Number, Strict
from scanner.web.asking import Reviewer, Somebody, house_of
from scanner.web.letter import there

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["router"]

router = APIRouter()
NOT_THERE = "none"


class Correction(Strict):
    """What the paper says in one field, as the contract writes values; `notice` takes a number as people say it. Null: the
    paper does not have it.
    """

    field: Annotated[str, Field(max_length=40)]
    value: Annotated[str, Field(max_length=500)] | None


class Confirmation(Strict):
    """Fields that are as they are shown in this version of the report; all that was read, and every doubt, where none is named."""

    version: Number
    fields: list[Annotated[str, Field(max_length=40)]] = Field([], max_length=40)


class Said(BaseModel):
    """What a person said of a field, and what was there before. Field `all` is the whole letter."""

    at: str
    by: str
    field: str
    value: str | None
    before: str | None


@router.get("/letters/{letter}/corrections")
def corrections(request: Request, who: Somebody, letter: int) -> list[Said]:  # noqa: ARG001
    """What persons said of the letter, oldest first."""
    house = house_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
        return [
            Said(at=each.at, by=each.by, field=each.field, value=each.value, before=each.before)
            for each in history(connection, letter)
        ]


@router.post("/letters/{letter}/corrections")
def correct(request: Request, who: Reviewer, letter: int, given: Correction) -> dict[str, Any]:
    """Puts one field, or the notice, right; gives the letter as it is then. What cannot be so is refused (409)."""
    house = house_of(request)
    _known([given.field])
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    value = NOT_THERE if given.value is None else given.value
    put_right(house.docket, house.desk.understanding(house.today()), letter, given.field, value, who.name)
    return report(house, letter)


@router.post("/letters/{letter}/confirmations")
def confirm(request: Request, who: Reviewer, letter: int, given: Confirmation) -> dict[str, Any]:
    """Says that fields are as that version shows them; gives the letter as it is then. Where there is another version by now,
    nothing is confirmed (409).
    """
    house = house_of(request)
    _known(given.fields)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    how = house.desk.understanding(house.today())
    say_so(house.docket, how, letter, given.fields, who.name, seen=given.version)
    return report(house, letter)


def _known(fields: Iterable[str]) -> None:
    if any(field not in (NOTICE, *FIELDS) for field in fields):
        raise UsageError(f"There is no such field; there are {', '.join((NOTICE, *FIELDS))}.")
