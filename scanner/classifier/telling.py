"""The words of a page that can tell which notice it is, each with the word on the paper that it came from.

Left out is all that would make the opinion worthless or dangerous: the numbers of notices (the opinion is the second one
beside the number, so it must not read it; and every letter quotes others), and dates, amounts, names of streets that are
digits. Kept with their kind are the numbers of forms, publications and sections (`form12153`, `section6330`): a letter
that encloses Form 12153 offers a hearing, whatever it calls itself. Case, accents and punctuation go, because OCR keeps
none of them reliably. A word in large print is told twice, the second time marked (`+audit`): what a letter calls itself in its headline
weighs more than the same word in a sentence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from statistics import median
from typing import NamedTuple

import regex

from scanner.layout import Layout
from scanner.page import Box, Word

__all__ = ["Telling", "plain_telling", "telling"]

PIECE = regex.compile(r"[\p{L}\p{N}]+")
KINDS = {
    "form": "form", "forms": "form", "formulario": "form", "formularios": "form",
    "publication": "pub", "publications": "pub", "pub": "pub", "publicacion": "pub",
    "section": "section", "sections": "section", "seccion": "section", "irc": "section",
}  # fmt: skip
"""Words before a number that say what it numbers."""
LARGE = 1.25
"""Print so many times as high as the median line is a headline: those of notices are 14 to 19 points where the body has 10."""
MARK = "+"
NUMBER = regex.compile(r"\d{1,5}[a-z]{0,3}")
LETTERS = regex.compile(r"[a-z]+")


class Telling(NamedTuple):
    """A word as the classifier takes it, and the word that is printed."""

    text: str
    word: Word


def telling(layout: Layout) -> Iterator[Telling]:
    """The telling words of a page, block by block, those of large print twice."""
    large = LARGE * median(run.box.height for run in layout.runs) if layout.runs else 0.0
    for block in layout.blocks:
        words = list(_telling(word for run in block for word in run.words))
        yield from words
        heads = {id(word) for run in block if run.box.height > large for word in run.words}
        yield from (Telling(f"{MARK}{each.text}", each.word) for each in words if id(each.word) in heads)


def plain_telling(text: str) -> Iterator[str]:
    """The telling words of a text that stands on no page."""
    nowhere = Box(0, 0, 0, 0)
    return (each.text for each in _telling(Word(word, nowhere) for word in text.split()))


def _telling(printed: Iterable[Word]) -> Iterator[Telling]:
    kind = ""
    for word in printed:
        for piece in PIECE.findall(_bare(word.text)):
            if LETTERS.fullmatch(piece):
                kind = KINDS.get(piece, "")
                if len(piece) > 1:
                    yield Telling(piece, word)
            elif kind and NUMBER.fullmatch(piece):
                yield Telling(f"{kind}{piece}", word)
                kind = ""
            elif not piece.isdigit():
                kind = ""


def _bare(text: str) -> str:
    """Lower case without accents; a digit stays what it is."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(each))
