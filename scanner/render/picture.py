"""What was read, drawn on the page: numbered boxes around the ink and a legend beside it that says what each one is.

This is how a person checks the program: the eye goes from the value to the ink in one step. Every number stands at its
box and in the legend, so that colour only helps. Words that hold hidden digits of a taxpayer number are painted black,
because a picture is passed on more easily than any file; a word that was never read cannot be found, so a page of
which only the bands were read says so in the legend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from scanner.render.legend import Mark, legend, marks
from scanner.render.mask import tins
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.notice import Language
    from scanner.page import Box, Page, Word
    from scanner.report import Report

    Corners = tuple[float, float, float, float]
__all__ = ["draw", "hidden_words"]

GREY = "#9a9a9a"
FONT_SHARE = 75
"""Lines of legend text in the height of a page."""


def draw(page_image: Image.Image, page: Page, report: Report | None, language: Language = "en") -> Image.Image:
    """The page with what was read drawn on it, and the legend at its right; the picture given is left as it was.

    `page_image` shows the whole upright page at any size.
    """
    say = words(language)
    found = marks(report, page.number, say) if report else ()
    sheet = page_image.convert("RGB")
    brush = ImageDraw.Draw(sheet)
    across, down = sheet.width / page.width, sheet.height / page.height
    size = max(13, sheet.height // FONT_SHARE)
    for word in page.words:
        brush.rectangle(_pixels(word.box, across, down), outline=GREY)
    for word in hidden_words(page):
        brush.rectangle(_pixels(word.box, across, down), fill="black")
    _boxes(brush, found, page, (across, down), size)
    beside = legend(found, page, size, sheet.size, say)
    whole = Image.new("RGB", (sheet.width + beside.width, max(sheet.height, beside.height)), "white")
    whole.paste(sheet, (0, 0))
    whole.paste(beside, (sheet.width, 0))
    return whole


def hidden_words(page: Page) -> tuple[Word, ...]:
    """The words that hold digits of a full taxpayer number other than its last four, however it is split into words."""
    text, starts = "", []
    for before, word in zip((None, *page.words), page.words, strict=False):
        if before is not None:
            text += " " if _same_line(before, word) else "\n"
        starts.append(len(text))
        text += word.text
    spans = tins(text)
    placed = zip(starts, page.words, strict=True)
    return tuple(word for start, word in placed if any(a < start + len(word.text) and start < b for a, b in spans))


def _same_line(left: Word, right: Word) -> bool:
    return abs(left.box.middle - right.box.middle) < max(left.box.height, right.box.height) / 2


def _boxes(
    brush: ImageDraw.ImageDraw, found: Iterable[Mark], page: Page, scale: tuple[float, float], size: int
) -> None:
    """The boxes with their numbers beside them, where no word and no other number stands."""
    font = ImageFont.load_default(size)
    taken = [_pixels(word.box, *scale) for word in page.words]
    for mark in found:
        width, height = int(font.getlength(mark.number)) + 8, size + 5
        for box in mark.boxes:
            left, top, right, bottom = _pixels(box, *scale)
            brush.rectangle((left - 3, top - 3, right + 3, bottom + 3), outline=mark.colour, width=max(2, size // 8))
            places = [(right + 5 + step * (width + 2), top - 3) for step in range(4)]
            places += [(left - 5 - (step + 1) * (width + 2), top - 3) for step in range(4)]
            places += [(left, top - height - 5), (left, bottom + 5)]
            free = (place for place in places if not _meets((*place, place[0] + width, place[1] + height), taken))
            x, y = next(free, places[-2])
            taken.append((x, y, x + width, y + height))
            brush.rectangle(taken[-1], fill=mark.colour)
            brush.text((x + 4, y + 1), mark.number, fill="white", font=font)


def _meets(place: Corners, taken: Iterable[Corners]) -> bool:
    left, top, right, bottom = place
    return any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)


def _pixels(box: Box, across: float, down: float) -> Corners:
    left, right = sorted((box.left * across, box.right * across))
    top, bottom = sorted((box.top * down, box.bottom * down))
    return left, top, right, bottom
