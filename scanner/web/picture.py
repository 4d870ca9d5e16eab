"""Pictures of pages: as large as they are read on the screen, and small ones by which a person knows a page again.

Digits of taxpayer numbers that a reader may not show are painted black on both.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fastapi import APIRouter
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket import tables
from scanner.docket.filed import file_of
from scanner.docket.pictures import leaf_of
from scanner.docket.shown import shows_file
from scanner.errors import LetterError
from scanner.render.picture import hidden_words
from scanner.web.asking import Somebody, house_of
from scanner.web.letter import LETTER, there

if TYPE_CHECKING:
    from PIL.Image import Image

    from scanner.page import Page
    from scanner.web.house import House

__all__ = ["picture_of", "router", "thumb_of"]

router = APIRouter(include_in_schema=False)
THUMB = (260, 340)
"""Pixels of a small picture, at most: it is shown half as large."""


@router.get(LETTER + "/pages/{page:int}.png")
def picture(request: Request, who: Somebody, letter: int, page: int) -> Response:  # noqa: ARG001
    """The picture of a page of a letter."""
    return Response(picture_of(house_of(request), letter, page), media_type="image/png")


@router.get(LETTER + "/thumbs/{page:int}.png")
def thumb(request: Request, who: Somebody, letter: int, page: int) -> Response:  # noqa: ARG001
    """A small picture of a page of the letter's file: of its own, of its neighbours', or of one that was set aside."""
    return Response(thumb_of(house_of(request), letter, page), media_type="image/png")


def picture_of(house: House, letter: int, page: int) -> bytes:
    """The PNG of a page of a letter."""
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, house.today())
    if page not in entry.pages:
        raise HTTPException(404)
    return _drawn(house, letter, page)


def thumb_of(house: House, letter: int, page: int) -> bytes:
    """The PNG of a page of the letter's file, small."""
    from PIL import Image

    with house.docket.database.reading() as connection:
        entry = there(connection, letter, house.today())
        if page not in entry.pages and not shows_file(connection, file_of(connection, letter)):
            raise HTTPException(404)
    image = Image.open(io.BytesIO(_drawn(house, letter, page))).convert("L")
    image.thumbnail(THUMB, reducing_gap=2.0)
    return _png(image, 16)


def _drawn(house: House, letter: int, page: int) -> bytes:
    """The PNG of a page of the letter's file: as it was kept, else drawn now and kept."""
    files = tables.files
    with house.docket.database.reading() as connection:
        file = file_of(connection, letter)
        sha256 = connection.scalar(select(files.c.sha256).where(files.c.id == file))
        leaf = leaf_of(connection, file, page) if page < 2**31 else None
    if leaf is None or not sha256:
        raise HTTPException(404)
    kept = house.pictures.kept(sha256, page)
    if kept is None:
        try:
            kept = _masked(house.desk.portrait(house.docket.vault.path(sha256), leaf), leaf)
        except (LetterError, TimeoutError):
            raise HTTPException(503) from None
        house.pictures.keep(sha256, page, kept)
    return kept


def _masked(png: bytes, leaf: Page) -> bytes:
    """The picture with the hidden digits of taxpayer numbers painted black; in grey, where the paper has no colour."""
    from PIL import Image, ImageDraw

    image = Image.open(io.BytesIO(png)).convert("RGB")
    brush = ImageDraw.Draw(image)
    across, down = image.width / leaf.width, image.height / leaf.height
    for word in hidden_words(leaf):
        box = word.box
        brush.rectangle((box.left * across, box.top * down, box.right * across, box.bottom * down), fill="black")
    return _png(image, 64)


def _png(image: Image, colours: int) -> bytes:
    told = io.BytesIO()
    image.quantize(colours).save(told, "PNG", optimize=False)
    return told.getvalue()
