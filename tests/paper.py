"""Paper made by hand: words laid at places on a page, so that no test of the pure stages needs a PDF.

Type is ten points on a twelve-point line unless something else is said. `notice` lays out a redesigned CP notice, `mail` a
Letter; everything smaller (`line`, `paragraph`, `box`, `foot`) gives words that `page` puts on one sheet.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from scanner.catalogue import load
from scanner.explain import explain
from scanner.layout import laid_out
from scanner.letter import Letter
from scanner.notice import Language
from scanner.page import Box, Origin, Page, Word
from scanner.render.contract import report_json
from scanner.report import Report
from scanner.scan import understand

__all__ = [
    "HEAD",
    "TODAY",
    "WINDOW",
    "box",
    "foot",
    "json_of",
    "letter",
    "line",
    "lines",
    "mail",
    "notice",
    "page",
    "paragraph",
    "report_of",
    "seen",
]

TODAY = date(2026, 11, 22)
WIDTH, HEIGHT = 612.0, 792.0
MARGIN = 72.0
RIGHT = 380.0
SIZE = 10.0
LETTER_WIDTH = 0.5
"""Of the type size, as the letters of a sans serif are on the average; a space is a little more than half of that."""
SPACE = 0.28

Words = tuple[Word, ...]


def line(text: str, left: float = MARGIN, top: float = 400.0, size: float = SIZE) -> Words:
    """One line of print with single spaces; `top` is the upper edge of its letters."""
    words, at = [], left
    for each in text.split():
        right = at + len(each) * LETTER_WIDTH * size
        words.append(Word(each, Box(at, top, right, top + size)))
        at = right + SPACE * size
    return tuple(words)


def lines(*texts: str, left: float = MARGIN, top: float = 400.0, size: float = SIZE) -> Words:
    """Lines under each other, as in an address or a column."""
    return tuple(chain.from_iterable(line(text, left, top + 1.2 * size * at, size) for at, text in enumerate(texts)))


def paragraph(text: str, top: float, left: float = MARGIN, letters: int = 88) -> Words:
    """Running text, broken at so many letters."""
    return lines(*textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False), left=left, top=top)


def box(rows: Mapping[str, str], left: float = RIGHT, top: float = 36.0, column: float = 110.0) -> Words:
    """A header box: a column of labels, and the values to the right of them."""
    rows_of = enumerate(rows.items())
    return tuple(
        chain.from_iterable(
            line(label, left, top + 12 * at) + line(value, left + column, top + 12 * at)
            for at, (label, value) in rows_of
        )
    )


def foot(*texts: str, left: float = 400.0) -> Words:
    """The small print in the foot of a page."""
    return lines(*texts, left=left, top=756.0, size=8.0)


HEAD = lines("Department of the Treasury", "Internal Revenue Service", left=MARGIN, top=36)
"""The letterhead."""

WINDOW = lines("ROSA DELGADO", "12 MAPLE STREET", "AUSTIN TX 78701", left=MARGIN, top=130)
"""The name and address that the window of the envelope shows."""


def page(*prints: Words, number: int = 1, origin: Origin = "text-layer") -> Page:
    """A sheet of US Letter with these words on it."""
    return Page(number, WIDTH, HEIGHT, tuple(chain.from_iterable(prints)), origin=origin)


def seen(read: Page, confidence: float = 0.96, poor: Mapping[str, float] | None = None) -> Page:
    """The same page as an OCR engine would give it; `poor` says how badly single words were read."""
    known = poor or {}
    words = tuple(word._replace(confidence=known.get(word.text, confidence)) for word in read.words)
    return replace(read, words=words, origin="ocr")


def _bodied(body: Iterable[str], top: float) -> Words:
    words: list[Word] = []
    for text in body:
        written = paragraph(text, top)
        words.extend(written)
        top = max(word.box.bottom for word in written) + 14
    return tuple(words)


def mail(
    number: str = "Letter 4388 (Rev. 5-2019)",
    *,
    day: str | None = "May 1, 2024",
    title: str | None = None,
    body: Iterable[str] = (),
    right: Mapping[str, str] | None = None,
    also: Words = (),
    at: int = 1,
    label: str = "Date:",
    window: Words = WINDOW,
) -> Page:
    """A letter with its number in the foot, its date and contact at the right, and a body from 42 % down."""
    column = ({label: day} if day is not None else {}) | {"Tax period(s) ended:": "December 31, 2018", **(right or {})}
    heading = line(title, left=150, top=230, size=12) if title else ()
    dear = line("Dear Taxpayer:", top=290)
    return page(
        HEAD,
        window,
        box(column, column=120),
        heading,
        dear,
        _bodied(body, 330),
        foot(number, "Catalog Number 37488U"),
        also,
        number=at,
    )


def notice(
    number: str = "CP14",
    *,
    day: str | None = "January 30, 2018",
    headline: str | None = "You have a balance due for 2017",
    body: Iterable[str] = (),
    rows: Mapping[str, str] | None = None,
    also: Words = (),
    at: int = 1,
    window: Words = WINDOW,
) -> Page:
    """A redesigned notice: a header box with its number, the headline, and a body."""
    column = {"Notice": number, "Tax year": "2017"} | ({"Notice date": day} if day is not None else {})
    column |= {"Social Security number": "XXX-XX-1234", "To contact us": "Phone 1-800-829-0922", **(rows or {})}
    title = line(headline, top=240, size=14) if headline else ()
    return page(HEAD, window, box(column, column=120), title, _bodied(body, 290), also, number=at)


def letter(*pages: Page) -> Letter:
    """The pages as one letter."""
    return Letter(tuple(laid_out(each) for each in pages))


def report_of(*pages: Page, today: date = TODAY, language: Language = "en") -> Report:
    """What is understood of these pages, taken as one letter."""
    return understand(letter(*pages), load(), today, language)


def json_of(report: Report, today: date = TODAY) -> dict[str, object]:
    """The contract's JSON of a report."""
    catalogue = load()
    explained = explain(report.notice, catalogue, "en") if report.notice else None
    return report_json(report, explained, today)
