"""The answers of one letter: what `extract` gives and `schedule` counts from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from scanner.evidence import Answer, Reading

__all__ = ["LONGEST_ANSWER", "Answers", "Fields"]

LONGEST_ANSWER = timedelta(days=120)
"""No letter of the IRS gives more days than this to answer it."""

Fields = dict[str, Answer[object] | tuple[Answer[object], ...]]
"""By field: an answer, or several for the tax periods. A field that the letter does not carry is absent."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers by field, what is in doubt about them, and whether the letter goes outside the United States.

    `unclaimed` are days that a sentence calls a last one and that no field holds. `more_time` is the day of an insert that
    takes the place of the printed one, `stated` are the numbers of days that a sentence gives from the letter's date, `zip_code` where the letter goes. `seen` is whether any of it was read from a picture:
    then a later day that the Service itself prints is not simply believed, because a digit can be misread. `said` are the
    fields that a person has given or confirmed, `before` those with a day of which the paper says that something is to be
    done before it.
    """

    fields: Fields
    doubts: tuple[str, ...]
    abroad: bool
    unclaimed: tuple[Reading[date], ...] = ()
    more_time: Reading[date] | None = None
    zip_code: str | None = None
    stated: tuple[Reading[int], ...] = ()
    seen: bool = False
    said: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()

    def day(self, field: str) -> Reading[date] | None:
        """The date that a field holds, if it was read."""
        answer = self.fields.get(field)
        return answer if isinstance(answer, Reading) and isinstance(answer.value, date) else None  # type: ignore[return-value]

    def weighed(self, how: Callable[[str, float], float]) -> Answers:
        """The same answers, each as sure as `how` says of its field and the reader's own confidence (0 to 1)."""

        def one(field: str, answer: Answer[object]) -> Answer[object]:
            return replace(answer, confidence=how(field, answer.confidence)) if isinstance(answer, Reading) else answer

        fields: Fields = {
            field: tuple(one(field, each) for each in answer) if isinstance(answer, tuple) else one(field, answer)
            for field, answer in self.fields.items()
        }
        return replace(self, fields=fields)

    @property
    def amount(self) -> Decimal | None:
        """The amount due, if it was read."""
        answer = self.fields.get("amount_due")
        return answer.value if isinstance(answer, Reading) and isinstance(answer.value, Decimal) else None
