"""What opening a file gives: its pages, the ones with a believable text layer read, the others still to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scanner.page import Page

__all__ = ["Opened", "Picture", "Why"]

Why = Literal["picture file", "no text layer", "too little text", "garbled text layer"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that has to be seen by the OCR engine.

    `number` counts from 1. `width` and `height` are points of the page as the file has it; `why` says why it was not read.
    """

    number: int
    width: float
    height: float
    why: Why


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, opened: the hash of its bytes and one entry for every page, in order."""

    sha256: str
    pages: tuple[Page | Picture, ...]
