"""Putting a letter right on its own page: a value, the notice, or the whole letter confirmed; its last days follow at once.

With the page's script only what changed is drawn anew; without it the form is a plain form. What cannot be so is said beside
the field, with what was typed still in it. A confirmation is of what the person was shown: where the letter has become
another meanwhile, nothing is confirmed and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.correction import FIELDS, NOTICE
from scanner.docket.correct import confirm as say_so
from scanner.docket.correct import correct as put_right
from scanner.errors import MeanwhileError, UsageError
from scanner.render.refusal import refused
from scanner.web.asking import Reviewer, Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.letter import LETTER, Wrong, letter_page, there
from scanner.web.records import found
from scanner.web.slots import as_contract
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from scanner.catalogue import Catalogue
    from scanner.notice import Notice
    from scanner.render.words import Words
    from scanner.web.house import House

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
MOST = 12
"""Notices that are offered for what was typed."""
NOT_THERE = "none"


@dataclass(frozen=True, slots=True)
class _Form:
    """What came back from a form of the page."""

    field: str
    value: str


@router.get("/notice-choices")
def choices(request: Request, who: Somebody, value: Annotated[str, Query(max_length=100)] = "") -> Response:  # noqa: ARG001
    """The notices that what is being typed can mean, as the choices of the field."""
    return drawn(request, "choices.html.j2", choices=_like(house_of(request).catalogue, value))


@router.post(LETTER + "/right")
def correct(
    request: Request,
    who: Reviewer,
    letter: int,
    field: Annotated[str, Form(max_length=40)],
    value: Annotated[str, Form(max_length=500)] = "",
    choice: Annotated[str, Form(max_length=40)] = "",
    not_there: Annotated[bool, Form(alias="none")] = False,
) -> Response:
    """Puts one field right, or says that the paper does not have it. A `choice` is a notice that the page offered."""
    if field not in (NOTICE, *FIELDS):
        raise HTTPException(422)
    given = NOT_THERE if not_there else choice or value.strip()

    def act(house: House) -> str:
        how = house.desk.understanding(house.today())
        put_right(house.docket, how, letter, field, as_contract(field, given), who.name)
        return "web.right_kept"

    return _answered(request, letter, _Form(field, value), act)


@router.post(LETTER + "/confirm")
def confirm(
    request: Request,
    who: Reviewer,
    letter: int,
    version: Annotated[int, Form(ge=1)],
    field: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Says that a field is as it is shown; the whole letter, where none is named."""
    if field and field not in (NOTICE, *FIELDS):
        raise HTTPException(422)

    def act(house: House) -> str:
        how, fields = house.desk.understanding(house.today()), (field,) if field else ()
        say_so(house.docket, how, letter, fields, who.name, seen=version)
        return "web.right_confirmed" if field else "web.right_all_confirmed"

    return _answered(request, letter, _Form(field, ""), act)


def _answered(request: Request, letter: int, form: _Form, act: Callable[[House], str]) -> Response:
    """Does it, and shows the letter as it is then, or with what is wrong beside its field."""
    house, say = house_of(request), speech_of(request)
    with house.docket.database.reading() as connection:
        there(connection, letter, house.today())
    try:
        done = act(house)
    except MeanwhileError:
        return letter_page(request, letter, 409, wrong=Wrong("", "", say("web.right_meanwhile")))
    except UsageError as error:
        return letter_page(request, letter, 422, wrong=_wrong(house, form, error, say))
    if request.headers.get("hx-request"):
        return letter_page(request, letter, done=say(done))
    return RedirectResponse(f"/letters/{letter}#letter-top", 303)


def _wrong(house: House, form: _Form, error: UsageError, say: Words) -> Wrong:
    """What is wrong; for a notice, what could have been meant."""
    if form.field == NOTICE:
        return Wrong(NOTICE, form.value, say("web.right_no_notice"), _like(house.catalogue, form.value))
    return Wrong(form.field, form.value, refused(error, say))


def _like(catalogue: Catalogue, text: str) -> tuple[Notice, ...]:
    """The notices that what was typed can mean: by their number first, then by words of number and title."""
    typed = text.strip()
    if not typed:
        return ()
    begun = typed.casefold().replace(" ", "").replace("-", "")
    hits = found(catalogue, typed)
    named = [each for each in hits if begun in each.name.casefold().replace(" ", "").replace("-", "")]
    return tuple({each.id: each for each in (*named, *hits)}.values())[:MOST]
