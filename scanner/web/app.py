"""The app: pages and JSON put together behind the guard, and every error turned into its one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from scanner import __version__
from scanner.docket.database import ValueRefusedError
from scanner.errors import MeanwhileError, ScannerError, UsageError
from scanner.render.refusal import refused
from scanner.web import (
    accept,
    api,
    clients,
    court,
    cuts,
    downloads,
    feeds,
    letter,
    month,
    onward,
    people,
    picture,
    printed,
    queue,
    records,
    right,
    signing,
    upload,
    versions,
)
from scanner.web.asking import token_of
from scanner.web.faults import answer_to
from scanner.web.guard import Guard
from scanner.web.speech import speech_of
from scanner.web.things import thing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from scanner.web.house import House

__all__ = ["app_of"]

PARTS = (
    signing, queue, accept, month, downloads, feeds, upload, letter, versions, onward, picture, right, cuts, clients, court,
    printed, records, people, api,
)  # fmt: skip
"""The subjects of the page; each has its own router."""


def app_of(house: House) -> ASGIApp:
    """The ASGI app of one server."""
    app = FastAPI(
        title="scanner",
        version=__version__,
        description="Letters of the IRS, read on this machine. Not the IRS; not legal advice.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    app.state.house = house
    for part in PARTS:
        app.include_router(part.router)
    app.get("/static/{version}/{name}", include_in_schema=False)(_thing)
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(RequestValidationError)(_misunderstood)
    app.exception_handler(ScannerError)(_failed)
    app.exception_handler(Exception)(_slipped)
    return Guard(app, house)


def _thing(version: str, name: str) -> Response:  # noqa: ARG001
    found = thing(name)
    if found is None:
        raise HTTPException(404)
    return found


def _refused(request: Request, error: HTTPException) -> Response:
    if error.status_code != 401 or request.url.path.startswith("/api/"):
        return answer_to(request, error.status_code)
    to = request.url.path if request.method == "GET" and not request.headers.get("hx-request") else "/"
    ended = "&ended=1" if token_of(request) else ""
    place = f"/sign-in?to={quote(to)}{ended}"
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"hx-redirect": place})
    return RedirectResponse(place, 303)


def _misunderstood(request: Request, error: RequestValidationError) -> Response:
    """A value that makes no sense; which one is said by its name alone."""
    names = sorted({str(each["loc"][-1]) for each in error.errors() if each.get("loc")})
    message = f"Not understood: {', '.join(names)}." if request.url.path.startswith("/api/") else ""
    return answer_to(request, 422, message)


def _failed(request: Request, error: ScannerError) -> Response:
    if isinstance(error, ValueRefusedError):
        return answer_to(request, 422)
    return answer_to(
        request, 409 if isinstance(error, UsageError | MeanwhileError) else 503, refused(error, speech_of(request))
    )


def _slipped(request: Request, _: Exception) -> Response:
    """What nobody expected; the guard logs its kind."""
    return answer_to(request, 500)
