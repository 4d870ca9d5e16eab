"""The guard: what every request passes before anything of ours sees it, and every answer on its way out.

It refuses a foreign `Host` (400: another site's name that points here), a post that another site caused (403), and a body
that is too large, also one that does not say how long it is (413). It gives every answer the headers that keep a browser
from loading, framing or remembering anything. What nobody expected becomes a plain error, and the log gets its kind and
never its words, for they may be a taxpayer's.

Answers are not compressed. A list of a hundred letters has some 75 kB as it is, and the size of a compressed page that holds
both what was searched for and a taxpayer's data tells who listens on the line something of that data.
"""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request

from scanner.web.faults import answer_to

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from scanner.web.house import House

__all__ = ["HEADERS", "Guard"]

log = logging.getLogger("scanner.web")

DIGITS = 18
"""Of the length of a body; with more it is too long, whatever it is."""
SAFE = ("GET", "HEAD", "OPTIONS")
UPLOADS = ("/upload", "/api/files")
"""Where files may come in."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all a browser says Origin: null of our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
}


class Guard:
    """The app behind its guard."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = ended = False

        async def sent(message: Message) -> None:
            nonlocal begun, ended
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": _with_ours(message["headers"], secure=self._house.secure)}
            await send(message)
            ended = message["type"] == "http.response.body" and not message.get("more_body", False)

        request = Request(scope, receive)
        try:
            most = self._most(request)
            refused = self._refused(request, most)
            if refused:
                await answer_to(request, *refused)(scope, receive, sent)
            else:
                await self._app(scope, _counted(receive, most), sent)
        except Exception as error:  # noqa: BLE001  (whatever it is, its words must not reach a browser or a log)
            log.error("%s at %s", type(error).__name__, _where(error))  # noqa: TRY400
            if not begun:
                await answer_to(request, 500)(scope, receive, sent)
            elif not ended:  # half an answer: the browser must see that it broke off
                raise RuntimeError("The answer broke off.") from None

    def _most(self, request: Request) -> int:
        return self._house.most_upload if request.url.path in UPLOADS else self._house.most_form

    def _refused(self, request: Request, most: int) -> tuple[int] | None:
        headers = request.headers
        if _name(headers.get("host", "")) not in self._house.hosts:
            return (400,)
        if request.method not in SAFE and not _from_here(request):
            return (403,)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return (400,)
        return (413,) if len(length) > DIGITS or int(length) > most else None


def _from_here(request: Request) -> bool:
    """Whether a page of ours caused this request, or a program that shows its own token, which no other site can."""
    headers = request.headers
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin.partition("://")[2].lower() == headers.get("host", "").lower()
    return site == "same-origin"


def _counted(receive: Receive, most: int) -> Receive:
    """The body, as long as it is not too long."""
    count = 0

    async def counted() -> Message:
        nonlocal count
        message = await receive()
        if message["type"] == "http.request":
            count += len(message.get("body", b""))
            if count > most:
                raise HTTPException(413)
        return message

    return counted


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()


def _with_ours(headers: list[tuple[bytes, bytes]], *, secure: bool) -> list[tuple[bytes, bytes]]:
    told = {name.lower() for name, _ in headers}
    ours = dict(HEADERS)
    if b"cache-control" not in told:
        ours["cache-control"] = "no-store"
    if secure:
        ours["strict-transport-security"] = "max-age=31536000"
    return [*headers, *((name.encode(), value.encode()) for name, value in ours.items())]


def _where(error: BaseException) -> str:
    """The place in the program, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "an unknown place"
