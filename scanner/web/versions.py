"""An old version of a letter in full: as it was understood then beside its paper, to be read and not to be changed.

It says at its head that it is old, and leads to the newest. How many days are left is counted from today: what was true then
could cost somebody a right now. A page that was given to another letter since is not shown: that letter may be somebody else's.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scanner.docket.filed import file_of
from scanner.docket.keep import versions_of
from scanner.docket.pictures import leaf_of
from scanner.explain import explain_report
from scanner.render.html import sheet_of
from scanner.render.mask import clean
from scanner.render.recall import recalled
from scanner.render.telling import Letter
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.inks import inks_of
from scanner.web.letter import LETTER, shown, there, version_of
from scanner.web.speech import speech_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get(LETTER + "/versions/{number:int}")
def version(request: Request, who: Somebody, letter: int, number: int) -> Response:  # noqa: ARG001
    """One version; the newest is the letter itself."""
    house, say = house_of(request), speech_of(request)
    today = house.today()
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, today)
        newest = version_of(connection, letter)
        kept = next(versions_of(connection, letter, number), None)
        file = file_of(connection, letter)
        read = {page: leaf_of(connection, file, page) for page in entry.pages}
    if kept is None:
        raise HTTPException(404)
    if number == newest:
        return RedirectResponse(f"/letters/{letter}", 303)
    report = recalled(kept.body, house.catalogue, (), say.language)
    report = replace(report, file=clean(PurePath(entry.file).name))
    told = Letter(report, explain_report(report, house.catalogue, say.language))
    sheet = sheet_of("letter", told, today, say, house.guide)
    inks = inks_of(report, sheet.told, say)
    return drawn(
        request, "version-page.html.j2", sheet=sheet, entry=entry, kept=kept, newest=newest,
        leaves=[shown(page, read[page], inks) for page in report.pages if page in read],
        elsewhere=[page for page in report.pages if page not in read],
    )  # fmt: skip
