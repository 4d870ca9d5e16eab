"""Putting letters in: files come through the browser into the docket, and how far each is can be watched page by page.

What could not be read is told in plain words with what would help, and can be tried again; what is locked asks for its
password, which goes to the child that opens the file and is kept nowhere (`docket.unlock`). Neither touches the queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query
from fastapi import Path as PathValue
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.again import read_again
from scanner.docket.arrivals import arrival, arrivals
from scanner.docket.unlock import unlock
from scanner.errors import LetterError, UsageError
from scanner.read import Password
from scanner.read.unlocked import MOST as LONGEST_PASSWORD
from scanner.render.mask import clean
from scanner.render.refusal import refused
from scanner.render.text import why_failed
from scanner.report import Failure
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.intake import MOST_FILES, incoming, taken_in
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from scanner.docket.arrivals import Arrival
    from scanner.render.words import Words

__all__ = ["file_there", "router"]

router = APIRouter(include_in_schema=False)

MOST_NUMBER = 2**31 - 1
"""Of a file; a database takes no greater one."""
NOTHING_WRONG: Mapping[int, str] = MappingProxyType({})
FileNumber = Annotated[int, PathValue(ge=1, lt=2**31)]
IDS = r"^\d{0,9}(,\d{1,9}){0,199}$"
Ids = Annotated[str, Query(pattern=IDS, alias="files")]
Watched = Annotated[str, Form(pattern=IDS)]
"""The files that the page watches, so that it goes on watching them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A file on its way, in words. `helps` says what would make it readable, `wrong` why its password did not open it."""

    arrival: Arrival
    name: str
    why: str
    helps: str
    wrong: str = ""


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
def again(request: Request, who: Somebody, file: FileNumber, files: Watched = "") -> Response:
    """Has a file read once more."""
    house = house_of(request)
    with house.docket.database.reading() as connection:
        file_there(connection, file)
    read_again(house.docket, [file], who.name)
    house.desk.wake()
    return _watching(file, files)


def file_there(connection: Connection, file: int) -> Arrival:
    """How far a file is; 404 where there is no such file for who asks."""
    found = arrival(connection, file) if 0 < file <= MOST_NUMBER else None
    if found is None:
        raise HTTPException(404)
    return found


@router.post("/files/{file}/unlock")
def open_locked(
    request: Request,
    who: Somebody,
    file: FileNumber,
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    files: Watched = "",
) -> Response:
    """Opens a locked file with its password. Where it is wrong the page says so and the file goes on waiting."""
    house, say = house_of(request), speech_of(request)
    with house.docket.database.reading() as connection:
        file_there(connection, file)
    try:
        unlock(house.docket, house.desk.unlock, file, Password(password), who.name)
    except (UsageError, LetterError) as error:
        told = (
            why_failed(Failure("", error.fault, error.message), say)
            if isinstance(error, LetterError)
            else refused(error, say)
        )
        there = _watched(request, files or str(file), {file: told})
        return drawn(request, "upload.html.j2", 422, nothing=False, **there)
    house.desk.wake()
    return _watching(file, files)


def _watching(file: int, files: str) -> Response:
    return RedirectResponse(f"/upload?files={files or file}#file-{file}", 303)


def _watched(request: Request, files: str, wrong: Mapping[int, str] = NOTHING_WRONG) -> dict[str, object]:
    house, say = house_of(request), speech_of(request)
    ids = [int(each) for each in files.split(",") if each] or None
    trouble = house.desk.trouble
    with house.docket.database.reading() as connection:
        lines = [_line(each, say, wrong.get(each.file, "")) for each in _found(connection, ids)]
    return {
        "lines": lines, "files": files, "trouble": refused(trouble, say) if trouble else "",
        "under_way": any(line.arrival.is_under_way for line in lines), "most": house.most_upload, "most_pages": MOST_FILES,
    }  # fmt: skip


def _found(connection: Connection, ids: Sequence[int] | None) -> Sequence[Arrival]:
    return arrivals(connection, ids, MOST_FILES if ids else 10)


def _line(arrival: Arrival, say: Words, wrong: str) -> Line:
    return Line(arrival, clean(PurePosixPath(arrival.name).name), _why(arrival, say), _helps(arrival, say), wrong)


def _why(arrival: Arrival, say: Words) -> str:
    """What is wrong with a file, as far as it is known by now."""
    if arrival.unclear:
        return say("web.why_unclear")
    if arrival.fault:
        return why_failed(Failure(arrival.name, arrival.fault, arrival.message or ""), say)  # type: ignore[arg-type]
    return ""


def _helps(arrival: Arrival, say: Words) -> str:
    """What would make it readable."""
    if arrival.unclear:
        return say("web.helps_unclear")
    if arrival.unread or arrival.fault == "damaged":
        return say("web.helps_photo")
    key = f"web.helps_{(arrival.fault or '').replace('-', '_')}"
    return say(key) if say.has(key) else ""
