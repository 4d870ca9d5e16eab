"""Files as JSON: put in, asked how far they are, read once more, and opened with their password."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request

from scanner.docket.again import read_again
from scanner.docket.arrivals import Arrival
from scanner.docket.unlock import unlock
from scanner.errors import LetterError, UsageError
from scanner.read import Password
from scanner.read.unlocked import MOST as LONGEST_PASSWORD
from scanner.render.mask import clean
from scanner.web.api.shape import Number, Strict
from scanner.web.asking import Somebody, house_of
from scanner.web.house import House
from scanner.web.intake import incoming, taken_in
from scanner.web.upload import file_there

__all__ = ["router"]

router = APIRouter()


class FileState(BaseModel):
    """A file on its way. `letters` are the ids of what was found in it once `state` is `read`."""

    file: int
    sha256: str
    name: str
    state: Literal["waiting", "reading", "read", "failed"]
    pages: int | None
    pages_done: int
    pages_unread: int
    letters: list[int]
    error: str | None
    message: str | None


class TakenIn(BaseModel):
    """What was put in; `new` is false for bytes that were there already."""

    file: int
    sha256: str
    new: bool


class Unlock(Strict):
    """The password of a locked file. It is used once and kept nowhere."""

    password: str = Field(max_length=LONGEST_PASSWORD)


@router.post(
    "/files",
    status_code=202,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                            "together": {"type": "boolean", "description": "The pictures are pages of one letter."},
                        },
                    }
                }
            },
        }
    },
)
async def put_in(request: Request, who: Somebody) -> list[TakenIn]:
    """Takes files in; they are read one after the other. Ask for each by its number."""
    async with incoming(request) as given:
        enrolled = await run_in_threadpool(taken_in, house_of(request), given, who.name)
    if not enrolled:
        raise HTTPException(400)
    return [TakenIn(file=each.file, sha256=each.sha256, new=each.is_new) for each in enrolled]


@router.get("/files/{file}")
def file_state(request: Request, who: Somebody, file: int) -> FileState:  # noqa: ARG001
    """How far a file is."""
    with house_of(request).docket.database.reading() as connection:
        return _state(file_there(connection, file))


@router.post("/files/{file}/again", status_code=202)
def again(request: Request, who: Somebody, file: Number) -> FileState:
    """Has a file read once more of which no letter came."""
    house = house_of(request)
    file_state(request, who, file)
    read_again(house.docket, [file], who.name)
    return _woken(house, file)


@router.post("/files/{file}/unlock", status_code=202)
def open_locked(request: Request, who: Somebody, file: Number, given: Unlock) -> FileState:
    """Opens a locked file and has it read. A wrong password leaves it as it is."""
    house = house_of(request)
    file_state(request, who, file)
    try:
        unlock(house.docket, house.desk.unlock, file, Password(given.password), who.name)
    except LetterError as error:  # no password opens it: nothing of ours has failed
        raise UsageError(error.message) from None
    return _woken(house, file)


def _woken(house: House, file: int) -> FileState:
    house.desk.wake()
    with house.docket.database.reading() as connection:
        return _state(file_there(connection, file))


def _state(state: Arrival) -> FileState:
    return FileState(
        file=state.file, sha256=state.sha256, name=clean(state.name), state=state.state, pages=state.pages,
        pages_done=state.done, pages_unread=state.unread, letters=list(state.letters), error=state.fault,
        message=state.message,
    )  # fmt: skip
