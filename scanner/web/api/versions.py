"""The versions of a letter's report, by a program: which there are, and each as it was told then."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request

from scanner.docket.keep import versions_of
from scanner.web.asking import Somebody, house_of
from scanner.web.letter import there

__all__ = ["router"]

router = APIRouter()


class Version(BaseModel):
    """A version of the report: 1 as it was read, a further one for every time that the letter was put right."""

    version: int
    made_at: str
    made_by: str


@router.get("/letters/{letter}/versions")
def versions(request: Request, who: Somebody, letter: int) -> list[Version]:  # noqa: ARG001
    """The versions, the oldest first."""
    house = house_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
        return [
            Version(version=each.version, made_at=each.made_at, made_by=each.made_by)
            for each in versions_of(connection, letter)
        ]


@router.get("/letters/{letter}/versions/{version}")
def version(request: Request, who: Somebody, letter: int, version: int) -> dict[str, Any]:  # noqa: ARG001
    """One version: `letter-report/1` as it was told on the day when it was made."""
    house = house_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
        found = next(versions_of(connection, letter, max(version, 0)), None)
    if found is None:
        raise HTTPException(404)
    return found.body
