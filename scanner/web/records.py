"""Explanations with no letter in hand: every notice and every station has a page, found by number or by words.

They say nothing of anybody, so they can be read without signing in.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.errors import UsageError
from scanner.explain import explain, explain_station
from scanner.notice import Notice
from scanner.render.html import sheet_of
from scanner.render.telling import Letter
from scanner.web.asking import Anybody, house_of
from scanner.web.draw import drawn
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.catalogue import Catalogue
    from scanner.explain import Explained
    from scanner.notice import Line, Station

__all__ = ["found", "router"]

router = APIRouter(include_in_schema=False)
MOST = 60
"""Notices that a search shows."""


@router.get("/notices")
def search(request: Request, who: Anybody, q: Annotated[str, Query(max_length=100)] = "") -> Response:  # noqa: ARG001
    """What the catalogue knows. A number that can only mean one thing leads straight there."""
    catalogue = house_of(request).catalogue
    words = q.strip()
    if any(sign.isdigit() for sign in words):
        try:
            one = catalogue.find(words)
        except UsageError:
            pass
        else:
            return RedirectResponse(f"/{'notices' if isinstance(one, Notice) else 'stations'}/{one.id}", 303)
    notices = found(catalogue, words)
    stations = [each for each in catalogue.stations.values() if words and _says(_station(each), words)]
    lines: dict[Line, list[Station]] = {}
    for each in catalogue.stations.values():
        lines.setdefault(each.line, []).append(each)
    return drawn(
        request, "notices.html.j2", q=words, notices=notices[:MOST], total=len(notices), stations=stations,
        lines=lines, known=len(catalogue.notices),
    )  # fmt: skip


@router.get("/notices/{name}")
def notice(request: Request, who: Anybody, name: str) -> Response:  # noqa: ARG001
    """One notice. The other ways of writing its number lead to it."""
    catalogue = house_of(request).catalogue
    one = catalogue.notices.get(name)
    if one is None:
        try:
            other = catalogue.find(name)
        except UsageError:
            raise HTTPException(404) from None
        return RedirectResponse(f"/{'notices' if isinstance(other, Notice) else 'stations'}/{other.id}", 303)
    return _record(request, explain(one, catalogue, speech_of(request).language))


@router.get("/stations/{name}")
def station(request: Request, who: Anybody, name: str) -> Response:  # noqa: ARG001
    """One place on the roadmap."""
    catalogue = house_of(request).catalogue
    if name not in catalogue.stations:
        raise HTTPException(404)
    return _record(request, explain_station(catalogue.stations[name], catalogue, speech_of(request).language))


def found(catalogue: Catalogue, words: str) -> Sequence[Notice]:
    """The notices that have all these words in number, title or explanation; those that have them in the title first."""
    if not words:
        return ()
    hits = [
        (
            not _says(_plain(f"{each.id} {each.name} {each.title} {each.title_es}"), words),
            each.record != "full",
            at,
            each,
        )
        for at, each in enumerate(catalogue.notices.values())
        if each.variant_of is None and _says(_notice(each), words)
    ]
    return [each for *_, each in sorted(hits, key=lambda hit: hit[:3])]


def _record(request: Request, explained: Explained) -> Response:
    house, say = house_of(request), speech_of(request)
    sheet = sheet_of("record", Letter(None, explained), house.today(), say, house.guide)
    return drawn(request, "record-page.html.j2", sheet=sheet, explained=explained)


def _says(text: str, words: str) -> bool:
    return all(word in text for word in re.findall(r"\w+", _plain(words)))


@lru_cache(maxsize=2000)
def _of(*texts: str) -> str:
    return _plain(" ".join(texts))


def _notice(each: Notice) -> str:
    told = (part for one in each.explanation.values() for part in (one.what, one.why))
    return _of(each.id, each.name, each.title, each.title_es, *told)


def _station(each: Station) -> str:
    return _of(each.id, each.name, each.name_es, *each.about.values())


def _plain(text: str) -> str:
    """Small letters without their accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
