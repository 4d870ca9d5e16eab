"""A cover: what is painted black, where, and of which kind it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from scanner.page import Box

__all__ = ["Cover", "Kind", "bar_codes"]

Kind = Literal["taxpayer number", "account number", "date of birth", "scan line", "bar code"]


@dataclass(frozen=True, slots=True)
class Cover:
    """Something to be covered. `boxes` are points of the upright page, margins included.

    `number` is the whole number in digits, for the proof alone: it is never printed, so no log or test diff shows it.
    """

    kind: Kind
    boxes: tuple[Box, ...]
    number: str = field(default="", repr=False)


def bar_codes(boxes: Iterable[Box]) -> tuple[Cover, ...]:
    """A cover for every bar code that was found on the picture."""
    return tuple(Cover("bar code", (box,)) for box in boxes)
