"""What one way says of one letter, in words that all ways share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from scanner.evaluate import KnownFile

__all__ = ["NOTHING", "Answer", "CannotRun", "Way"]


class CannotRun(Exception):  # noqa: N818  (no fault of the run: the others go on)
    """A way that lacks what it needs, in one sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`notice` is an id of the catalogue, `irs` whether the paper was taken for the Service's, `first_day` the earliest last
    day that was given. Only the program says of an answer that it is not `sure`.
    """

    notice: str | None = None
    irs: bool = False
    letter_date: date | None = None
    first_day: date | None = None
    amount: Decimal | None = None
    sure: bool = True


NOTHING = Answer()


class Way(Protocol):
    """A way to read letters. `name` heads its column, `how` says in a sentence what it is made of."""

    name: str
    how: str

    def answers(self, file: KnownFile) -> tuple[Answer, ...]:
        """An answer for each letter of the file."""
        ...
