"""Confirming many letters at once, in two steps: what there is, with the list; then one button.

Only letters that are *sure* and that nobody has confirmed are offered, each with the version that was shown. Pressing the
button twice, or going back and pressing it again, confirms nothing twice: the docket takes each version once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket.accept import accept, standing_of
from scanner.docket.entries import dated, entry
from scanner.render.mask import clean
from scanner.render.voice import Voice
from scanner.web.asking import Reviewer, house_of
from scanner.web.draw import drawn
from scanner.web.filters import Filtered
from scanner.web.letter import DOCKET_NUMBER
from scanner.web.queue import row_of
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from scanner.docket.accept import Why
    from scanner.render.words import Words
    from scanner.web.house import House

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
MOST = 100
"""Letters that are offered at once: as many as a person can look through."""


@router.get("/accept")
def offer(request: Request, who: Reviewer, asked: Filtered) -> Response:
    """How many are sure and how many are not, and the sure ones that nobody has confirmed."""
    house, say = house_of(request), speech_of(request)
    today, wanted = house.today(), asked.wanted(who.name)
    open_ = replace(wanted, outcome=("sure",), unconfirmed=True, most=MOST)
    voice = Voice(today, say, house.catalogue.law, house.catalogue.stations)
    with house.docket.database.reading() as connection:
        standing = standing_of(connection, wanted, today)
        some = dated(connection, open_, today) if standing.open else ()
        rows = [row_of(each, asked, voice, house) for each in some]
    return drawn(request, "accept.html.j2", asked=asked, standing=standing, rows=rows)


@router.post("/accept")
def take(
    request: Request, who: Reviewer, asked: Filtered, letter: Annotated[list[str] | None, Form(max_length=MOST)] = None
) -> Response:
    """Confirms the letters that were marked, and says what became of each."""
    house, say = house_of(request), speech_of(request)
    accepted = accept(house.docket, house.desk.understanding(house.today()), _seen(letter or ()), who.name)
    with house.docket.database.reading() as connection:
        standing = standing_of(connection, asked.wanted(who.name), house.today())
        changed = _named(connection, house, accepted.left, say)
    return drawn(
        request, "accepted.html.j2", asked=asked, done=len(accepted.done), changed=changed, standing=standing,
        confirmed=_count(accepted.left, "confirmed"), gone=_count(accepted.left, "gone"),
    )  # fmt: skip


def _seen(given: Iterable[str]) -> dict[int, int]:
    """Letters with the version that was shown, from the form's `12.3`."""
    seen = {}
    for each in given:
        letter, dot, version = each.partition(".")
        if not (dot and _is_number(letter) and _is_number(version)):
            raise HTTPException(422)
        seen[int(letter)] = int(version)
    return seen


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 11 and 0 < int(text) < DOCKET_NUMBER


def _named(connection: Connection, house: House, left: Mapping[int, Why], say: Words) -> list[tuple[int, str]]:
    """The letters that are not as they were shown, by number and name."""
    found = (entry(connection, letter, house.today()) for letter, why in left.items() if why == "changed")
    return [(each.id, clean(each.name or say("triage.unknown"))) for each in found if each]


def _count(left: Mapping[int, Why], why: Why) -> int:
    return sum(each == why for each in left.values())
