"""The versions of a letter's report, by a program: which there are, and each as it was told then."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.requests import Request

from scanner.docket import tables
from scanner.web.asking import Somebody, house_of
from scanner.web.letter import there

__all__ = ["router"]

router = APIRouter()
reports = tables.reports


class Version(BaseModel):
    """A version of the report: 1 as it was read, a further one for every time that the letter was put right."""

    version: int
    made_at: str
    made_by: str


@router.get("/letters/{letter}/versions")
def versions(request: Request, who: Somebody, letter: int) -> list[Version]:  # noqa: ARG001
    """The versions, the oldest first."""
    house = house_of(request)
    query = select(reports.c.version, reports.c.made_at, reports.c.made_by).where(reports.c.letter_id == letter)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
        rows = connection.execute(query.order_by(reports.c.version))
        return [Version(version=row.version, made_at=row.made_at, made_by=row.made_by) for row in rows]


@router.get("/letters/{letter}/versions/{version}")
def version(request: Request, who: Somebody, letter: int, version: int) -> dict[str, Any]:  # noqa: ARG001
    """One version: `letter-report/1` as it was told on the day when it was made."""
    house = house_of(request)
    query = select(reports.c.body).where(reports.c.letter_id == letter, reports.c.version == min(version, 2**31 - 1))
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
        body = connection.scalar(query) if version > 0 else None
    if body is None:
        raise HTTPException(404)
    told: dict[str, Any] = json.loads(body)
    return told
