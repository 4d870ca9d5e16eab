"""Faults: one shape of error for programs, one plain page for people, for everything that can be refused or fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from scanner.web.draw import drawn
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Fault", "answer_to"]

KINDS = {
    400: "bad-request",
    401: "not-signed-in",
    403: "forbidden",
    404: "not-found",
    405: "bad-request",
    409: "conflict",
    413: "too-large",
    415: "unsupported",
    422: "bad-request",
    429: "try-later",
    500: "fault",
    503: "unavailable",
}
"""Statuses in a word, for programs; a word has its sentences in `interface.toml`."""


class Fault(BaseModel):
    """The one shape of an error: its status, its word, and a sentence for a person."""

    schema_: str = Field("web-error/1", alias="schema")
    status: int
    error: str
    message: str


def answer_to(request: Request, status: int, message: str = "") -> Response:
    """The error as JSON under `/api/`, else as a page; as a fragment where only a part of a page was asked for."""
    kind = KINDS.get(status, "fault" if status >= 500 else "bad-request")
    say = speech_of(request)
    told = message or say(f"web.fault_{kind.replace('-', '_')}")
    if request.url.path.startswith("/api/"):
        body = {"schema": "web-error/1", "status": status, "error": kind, "message": told}
        return JSONResponse(body, status)
    return drawn(request, "fault.html.j2", status, heading=say(f"web.fault_{kind.replace('-', '_')}_head"), told=told)
