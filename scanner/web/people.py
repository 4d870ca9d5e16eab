"""People and the log, for administrators: who has an account, who is signed in, and who did what."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket import audit, tables
from scanner.docket.known import waiting
from scanner.docket.people import feeds, sessions, users
from scanner.web.asking import Administrator, house_of
from scanner.web.draw import drawn

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
PAGE = 200
"""Rows of the log on a page."""


@router.get("/people")
def people(request: Request, who: Administrator) -> Response:  # noqa: ARG001
    """Accounts, running sessions, and the calendars that are fetched without one."""
    with house_of(request).docket.database.reading() as connection:
        return drawn(
            request, "people.html.j2", users=users.all_users(connection), running=sessions.running(connection),
            feeds=feeds.running(connection), lessons=waiting(connection),
        )  # fmt: skip


@router.post("/people/sessions/{session:int}/end")
def end(request: Request, who: Administrator, session: int) -> Response:
    """Ends somebody's session at once."""
    sessions.end(house_of(request).docket.database, who.name, session=session)
    return RedirectResponse("/people", 303)


@router.get("/log")
def log(request: Request, who: Administrator, before: Annotated[int | None, Query(ge=1)] = None) -> Response:  # noqa: ARG001
    """The log, the newest first, and whether it is whole."""
    rows = tables.audit
    query = select(rows).order_by(rows.c.id.desc()).limit(PAGE + 1)
    if before is not None:
        query = query.where(rows.c.id < before)
    with house_of(request).docket.database.reading() as connection:
        found = list(islice(connection.execute(query), PAGE + 1))
        broken = audit.broken_at(connection) if before is None else None
        cut = audit.is_cut(connection) if before is None else False
    return drawn(
        request, "log.html.j2", acts=found[:PAGE], older=found[PAGE - 1].id if len(found) > PAGE else None,
        broken=broken, cut=cut, first=before is None,
    )  # fmt: skip
