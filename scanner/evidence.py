"""Where a statement comes from, and the two shapes that an answer can have.

Every value carries its evidence: the rule that found it, the page, the quote and the box, so that a person can be shown
the ink. A field that should be there and could not be read is an `Unread` with the reason, never an empty string.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from scanner.page import Box
from scanner.values import masked

__all__ = ["Answer", "Evidence", "Reading", "Unread"]

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place on the paper. `page` counts from 1 within the file; `rule` names the data that matched, `file#key`.

    The quote masks any taxpayer number in it as it is made, so that no report, log or test diff can show one.
    """

    page: int
    box: Box
    quote: str
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        """Masks the quote."""
        object.__setattr__(self, "quote", masked(self.quote))


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value_co]):
    """A value that the letter gives, with how sure the reader is (0 to 1)."""

    value: Value_co
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that the letter should give and that could not be read; `why` is a plain sentence."""

    why: str
    evidence: tuple[Evidence, ...] = ()


Answer = Reading[Value_co] | Unread
