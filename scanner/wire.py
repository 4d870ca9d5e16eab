"""The wire: a request to an address that somebody named, and its reply. It is the program's one way out of the machine.

Reading letters needs no network. Two doors use this one, and only where they were told an address: paperless-ngx and the
webhook. So it is narrow on purpose. Plain `http` goes to this machine alone unless somebody says otherwise, for a token
would travel in the clear. A redirect is not followed and a proxy is not asked: either would hand the token to a stranger.
What is said of a failure names the host and nothing else, because paths and headers can hold secrets.
"""

from __future__ import annotations

import http.client
import ipaddress
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from scanner.errors import UsageError, WireError

__all__ = ["Reply", "address", "sent"]

MOST = 8 << 20
"""Bytes of a reply that are read."""
PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that may be others in a moment."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the HTTP status and the bytes, which may hold anything and are not for a log."""

    status: int
    body: bytes = field(repr=False)

    @property
    def is_fine(self) -> bool:
        """Whether it was done as asked. A redirect was not."""
        return 200 <= self.status < 300


def address(url: str, *, plain: bool = False) -> str:
    """The address without a slash at its end. Raises `UsageError` for one that is none or that would give secrets away;
    `plain` allows `http` to other machines.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise UsageError("An address is needed that begins with https:// or http:// and names a host.")
    if parts.username or parts.password:
        raise UsageError("An address must not hold a name and a password; they end up in logs.")
    if parts.scheme == "http" and not (plain or _is_here(host)):
        raise UsageError(
            f"What goes to {host} by http can be read on the way. Use https, or set SCANNER_PLAIN_HTTP=1 if the way is yours."
        )
    return url.strip().rstrip("/")


def sent(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
    *,
    timeout: float,
    pauses: Sequence[float] = (),
) -> Reply:
    """The reply to a request, whatever its status; `timeout` is the longest silence, in seconds.

    Where nobody answers, or with a status that may pass, it is tried once more after each of the `pauses` (seconds).
    Raises `WireError` where there was no reply to the last try.
    """
    for pause in pauses:
        try:
            reply = _tried(method, url, headers, body, timeout)
        except WireError:
            reply = None
        if reply is not None and reply.status not in PASSING:
            return reply
        time.sleep(pause)
    return _tried(method, url, headers, body, timeout)


class _Unmoved(HTTPRedirectHandler):
    """Does not go where a redirect points."""

    def redirect_request(self, *_: object) -> None:
        """No request."""


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _Unmoved())


def _tried(method: str, url: str, headers: Mapping[str, str], body: bytes | None, timeout: float) -> Reply:
    host = urlsplit(url).hostname
    try:
        request = Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310  (`address` looked at it)
        try:
            with _opener().open(request, timeout=timeout) as given:
                reply = Reply(given.status, given.read(MOST + 1))
        except HTTPError as refused:
            with refused:
                reply = Reply(refused.code, refused.read(MOST + 1))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise WireError(f"{host} cannot be reached: {_why(error, timeout)}.") from None
    if len(reply.body) > MOST:
        raise WireError(f"{host} answered with more than {MOST >> 20} MB.")
    return reply


def _why(error: Exception, timeout: float) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return f"no answer in {timeout:g} seconds"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return type(cause).__name__


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
