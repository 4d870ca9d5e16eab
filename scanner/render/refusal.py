"""A refusal in the reader's language: what cannot be done, and why, from the error that says so.

An error is raised far below where anybody knows the reader's language, so it carries the key of its sentence and what goes
into the places. One without a key is for the terminal alone; should a page ever meet it, English shows its own words and
Spanish what is true of every refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.errors import UsageError
from scanner.render.mask import clean
from scanner.render.telling import label

if TYPE_CHECKING:
    from scanner.errors import ScannerError
    from scanner.render.words import Words

__all__ = ["refused"]

FIELD = "field"
"""Under this name an error carries a field of a letter, which a page calls by its label."""


def refused(error: ScannerError, say: Words) -> str:
    """What a page says of the error."""
    if error.word:
        values = {key: label(str(value), say) if key == FIELD else value for key, value in error.values.items()}
        return clean(say(f"refused.{error.word}", **values))
    if say.language == "en":
        return clean(str(error))
    return say("web.fault_conflict" if isinstance(error, UsageError) else "web.fault_unavailable")
