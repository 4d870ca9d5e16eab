"""The proof of a copy: what can be read on it again that should have been covered."""

from __future__ import annotations

import regex

from scanner.blackout.cover import Kind
from scanner.blackout.find import covers, lines_of
from scanner.blackout.numbers import digits_in
from scanner.layout import laid_out
from scanner.page import Page

__all__ = ["legible"]

PIECE = 6
"""So many digits of a number in a row are two more than may stay."""
CLUSTER = regex.compile(r"[\dOoIl|SBZ](?:[ \-.\u2010-\u2015\u2212]{0,3}[\dOoIl|SBZ])*")


def legible(page: Page, numbers: frozenset[str]) -> tuple[Kind, ...]:
    """The kinds of what the page still shows: anything that would be covered, or six digits in a row of a covered number
    (`numbers`, in digits). Empty where the copy is proved.
    """
    kinds: list[Kind] = [cover.kind for cover in covers(page, numbers)]
    pieces = {number[at : at + PIECE] for number in numbers for at in range(len(number) - PIECE + 1)}
    for line in lines_of(laid_out(page)):
        clusters = (digits_in(found.group()) for found in CLUSTER.finditer(line.text))
        kinds += ["taxpayer number" for cluster in clusters if any(piece in cluster for piece in pieces)]
    return tuple(kinds)
