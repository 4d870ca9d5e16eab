"""Putting letters in: files come through the browser into the docket, and how far each is can be watched page by page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.arrivals import arrival, arrivals, read_again
from scanner.docket.enrol import enrol
from scanner.home import home
from scanner.render.mask import clean
from scanner.render.text import why_failed
from scanner.report import Failure
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sqlalchemy import Connection

    from scanner.docket.arrivals import Arrival
    from scanner.docket.enrol import Enrolled
    from scanner.render.words import Words
    from scanner.web.house import House

__all__ = ["file_there", "incoming", "router", "taken_in"]

router = APIRouter(include_in_schema=False)

LONGEST_NAME = 200
MOST_FILES = 200
CHUNK = 1 << 20
MOST_NUMBER = 2**31 - 1
"""Of a file; a database takes no greater one."""
Ids = Annotated[str, Query(pattern=r"^\d{0,9}(,\d{1,9}){0,199}$", alias="files")]


@dataclass(frozen=True, slots=True)
class Line:
    """A file on its way, in words. `helps` says what would make it readable."""

    arrival: Arrival
    name: str
    why: str
    helps: str


@router.get("/upload")
def form(request: Request, who: Somebody, files: Ids = "") -> Response:  # noqa: ARG001
    """The form, and below it what came in."""
    return drawn(request, "upload.html.j2", nothing=False, **_watched(request, files))


@router.get("/upload/progress")
def progress(request: Request, who: Somebody, files: Ids = "") -> Response:  # noqa: ARG001
    """What came in, by itself: the page asks for it again until all is read."""
    return drawn(request, "arrivals.html.j2", **_watched(request, files))


@router.post("/upload")
async def upload(request: Request, who: Somebody) -> Response:
    """Takes files in; reading goes on behind it."""
    house = house_of(request)
    async with incoming(request) as given:
        enrolled = await run_in_threadpool(taken_in, house, given, who.name)
    if not enrolled:
        watched = await run_in_threadpool(_watched, request, "")
        return drawn(request, "upload.html.j2", 400, nothing=True, **watched)
    ids = ",".join(str(each.file) for each in enrolled)
    return RedirectResponse(f"/upload?files={ids}", 303)


@router.post("/files/{file}/again")
def again(request: Request, who: Somebody, file: int) -> Response:
    """Has a file read once more."""
    house = house_of(request)
    with house.docket.database.reading() as connection:
        file_there(connection, file)
    read_again(house.docket, file, who.name)
    house.desk.wake()
    return RedirectResponse(f"/upload?files={file}", 303)


def file_there(connection: Connection, file: int) -> Arrival:
    """How far a file is; 404 where there is no such file for who asks."""
    found = arrival(connection, file) if 0 < file <= MOST_NUMBER else None
    if found is None:
        raise HTTPException(404)
    return found


@asynccontextmanager
async def incoming(request: Request) -> AsyncIterator[Sequence[UploadFile]]:
    """The files of a form. What was sent is spooled under `SCANNER_HOME`, and gone when the block ends."""
    async with request.form(max_files=MOST_FILES, max_fields=20) as form_:
        yield [each for each in form_.getlist("file") if isinstance(each, UploadFile) and each.filename]


def taken_in(house: House, given: Sequence[UploadFile], by: str) -> list[Enrolled]:
    """Takes files into the docket and wakes the desk."""
    folder = home() / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    enrolled = []
    for each in given:
        with NamedTemporaryFile(dir=folder) as kept:
            while chunk := each.file.read(CHUNK):
                kept.write(chunk)
            kept.flush()
            enrolled.append(enrol(house.docket, Path(kept.name), by, _bare(each.filename or "")))
    if enrolled:
        house.desk.wake()
    return enrolled


def _bare(name: str) -> str:
    """The last part of a name, whatever a browser took for a folder, without signs that cannot be seen."""
    last = "".join(sign for sign in PurePosixPath(PureWindowsPath(name).name).name if sign.isprintable())
    return (last if last.strip(".") else "letter")[-LONGEST_NAME:]


def _watched(request: Request, files: str) -> dict[str, object]:
    house, say = house_of(request), speech_of(request)
    ids = [int(each) for each in files.split(",") if each] or None
    with house.docket.database.reading() as connection:
        lines = [_line(each, say) for each in _found(connection, ids)]
    return {
        "lines": lines, "files": files, "trouble": house.desk.trouble,
        "under_way": any(line.arrival.is_under_way for line in lines), "most": house.most_upload // 1_000_000,
    }  # fmt: skip


def _found(connection: Connection, ids: Sequence[int] | None) -> Sequence[Arrival]:
    return arrivals(connection, ids, MOST_FILES if ids else 10)


def _line(arrival: Arrival, say: Words) -> Line:
    why = ""
    if arrival.fault:
        why = why_failed(Failure(arrival.name, arrival.fault, arrival.message or ""), say)  # type: ignore[arg-type]
    poor = arrival.fault in ("damaged", "timed-out", "too-large") or bool(arrival.unread)
    return Line(arrival, clean(PurePosixPath(arrival.name).name), why, say("web.helps_photo") if poor else "")
