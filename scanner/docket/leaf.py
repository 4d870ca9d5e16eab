"""A page as the ledger keeps it: words and boxes as compact JSON, compressed; some 4 kB a page.

JSON and not pickle: what lies in a database is read as data and never runs. Boxes keep every digit, so that a letter of the
docket is understood exactly as one that was triaged.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from scanner.page import Box, Page, Word

__all__ = ["PIPELINE", "page_of_bytes", "page_to_bytes"]

PIPELINE = "pages-1"
"""The version of reading that a kept page came from. A new one reads waiting pages anew, never the finished ones."""


def page_to_bytes(page: Page) -> bytes:
    """The page, small enough for a row."""
    words = [[word.text, *word.box, word.confidence] for word in page.words]
    told: dict[str, Any] = {
        "number": page.number, "width": page.width, "height": page.height, "words": words, "origin": page.origin,
        "extent": page.extent, "turn": page.turn, "skew": page.skew, "ink": page.ink, "troubles": list(page.troubles),
    }  # fmt: skip
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6)


def page_of_bytes(kept: bytes) -> Page:
    """The page that was kept."""
    told: dict[str, Any] = json.loads(zlib.decompress(kept))
    words = tuple(Word(text, Box(*box), sure) for text, *box, sure in told.pop("words"))
    return Page(words=words, troubles=tuple(told.pop("troubles")), **told)
