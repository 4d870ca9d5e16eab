"""The list taken along, with the filter in force: for a spreadsheet, for a program, for a calendar. The log says who took what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket import audit
from scanner.docket.body import docket_json
from scanner.docket.entries import dated
from scanner.render.docket_ics import docket_calendar
from scanner.render.docket_table import docket_csv
from scanner.render.docket_xlsx import docket_xlsx
from scanner.render.voice import Voice
from scanner.web.asking import Somebody, house_of
from scanner.web.filters import Filtered
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.entry import Dated

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

Kind = Literal["csv", "xlsx", "json", "ics"]
TYPES: dict[Kind, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "ics": "text/calendar",
}


@router.get("/list.{kind}")
def download(request: Request, who: Somebody, asked: Filtered, kind: Kind) -> Response:
    """The letters of the filter as a file; its name says the day and nothing of anybody."""
    house, say = house_of(request), speech_of(request)
    voice = Voice(house.today(), say, house.catalogue.law, house.catalogue.stations)
    with house.docket.database.reading() as connection:
        letters = list(dated(connection, asked.wanted(who.name), voice.today))
        body = _body(kind, connection, letters, voice)
    with house.docket.database.writing() as connection:
        audit.record(connection, who.name, [("download", None, {"kind": kind, "letters": len(letters)})])
    name = f"letters-{voice.today}.{kind}"
    return Response(
        body, media_type=TYPES[kind], headers={"content-disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip


def _body(kind: Kind, connection: Connection, letters: list[Dated], voice: Voice) -> bytes:
    if kind == "csv":
        return docket_csv(letters, voice).encode("utf-8-sig")  # without the mark Excel spoils every ñ
    if kind == "xlsx":
        return docket_xlsx(letters, voice)
    if kind == "ics":
        return docket_calendar(letters, voice)
    told = [docket_json(connection, each.entry, voice.today) for each in letters]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
