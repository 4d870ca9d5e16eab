"""In which language a page is: as was asked for last, else as the browser prefers, else English."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scanner.render.words import words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from scanner.notice import Language
    from scanner.render.words import Words

__all__ = ["COOKIE", "remember", "speech_of"]

COOKIE = "language"
YEAR = 365 * 24 * 3600


def speech_of(request: Request) -> Words:
    """The words of the reader's language."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in ("en", "es"):
            return words(cast("Language", asked))
    preferred = request.headers.get("accept-language", "").lower().lstrip()
    return words("es" if preferred.startswith("es") else "en")


def remember(request: Request, response: Response) -> None:
    """Keeps the language that was asked for with `?lang=`."""
    asked = request.query_params.get("lang")
    if asked in ("en", "es"):
        response.set_cookie(COOKIE, asked, max_age=YEAR, httponly=True, samesite="strict")
