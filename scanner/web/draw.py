"""Pages drawn from templates: ours first, then those of letters and records, so that a letter is told by the same words."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.responses import HTMLResponse

from scanner.render.html import letter_templates
from scanner.render.mask import clean
from scanner.web.speech import remember, speech_of
from scanner.web.things import asset

if TYPE_CHECKING:
    from starlette.requests import Request

    from scanner.render.words import Words

__all__ = ["drawn"]


def drawn(request: Request, template: str, code: int = 200, /, **given: Any) -> HTMLResponse:
    """A page, or a part of one, in the reader's language."""
    say = speech_of(request)
    text = _templates().get_template(template).render(
        say=say,
        asset=asset,
        who=getattr(request.state, "session", None),
        here=request.url.path,
        other=_other(request, say),
        **given,
    )  # fmt: skip
    response = HTMLResponse(text, code)
    remember(request, response)
    return response


def _other(request: Request, say: Words) -> str:
    """This same page in the other language."""
    asked = [(key, value) for key, value in request.query_params.multi_items() if key not in ("lang", "key")]
    path = request.url.path if request.method in ("GET", "HEAD") else "/"
    return f"{path}?{urlencode([*asked, ('lang', 'en' if say.language == 'es' else 'es')])}"


@cache
def _templates() -> Environment:
    theirs = letter_templates()
    made = theirs.overlay(loader=ChoiceLoader([PackageLoader("scanner.web"), *filter(None, [theirs.loader])]))
    made.filters = {**theirs.filters, "clean": clean, "moment": _moment}
    return made


def _moment(at: float | str) -> str:
    """A moment of the docket (UTC) as the clock on the wall has it: 2026-11-22 13:04."""
    told = datetime.fromtimestamp(at) if isinstance(at, float) else datetime.fromisoformat(at).astimezone()  # noqa: DTZ006
    return told.strftime("%Y-%m-%d %H:%M")
