"""A term: so many days in law, counted from something, with what moves it and what a printed date does to it.

No number of days stands in code; each term is an entry of `catalogue/law.toml` and this is its shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from scanner.source import Source

__all__ = ["Extends", "Postponement", "PrintedDate", "Span", "Term", "Unit"]

Unit = Literal["calendar", "business", "months", "years"]

Extends = Literal["nobody", "ask", "form-907", "none", "unknown"]
"""Who can give more time: nobody, the office that wrote (ask), both sides on a Form 907; *none* where no day can move."""

PrintedDate = Literal["governs", "earlier", "protects", "ignored"]
"""What a date that the letter prints does to the term.

- *governs*: the printed date is the last day; the rule stands in only where none was read.
- *earlier*: both count, the earlier one leads (the statute runs from the letter's date whatever is printed).
- *protects*: the earlier one leads as the safe day, though a later printed date protects (IRC 6213(a), last sentence).
- *ignored*: no printed date can matter (the second date of Jones v. Commissioner, T.C. Memo. 2003-29).
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: so many calendar days, business days, months or years."""

    length: int
    unit: Unit

    def __str__(self) -> str:
        unit = {"calendar": "day", "business": "business day", "months": "month", "years": "year"}[self.unit]
        return f"{self.length} {unit}" if self.length == 1 else f"{self.length} {unit}s"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of law.

    `start` is the field of the letter that the days are counted from, or `event:NAME` for something that the letter
    cannot tell (a talk with a manager): such a term is explained, and computed when the day is given. `lead` runs
    before the term itself starts (the five business days of IRC 6320(a)(2)). `span` is None where only a printed date
    can say the day. `abroad` replaces `span` where the letter is addressed outside the United States.
    `large` replaces it where the amount due is at least `large_from` (IRC 6601(e)(3)).
    `event_words` name such an event for a person, by language.
    `note` ends with who can give more time, and with what has saved late ones (tolling), which is never more time.
    `rolls` says whether IRC 7503 moves a last day off a Saturday, Sunday or D.C. legal holiday.
    `second_reading` is where a second person read the days and the start again, and on which day.
    `right` is true where a legal right dies with the day, false where the day is about money or courtesy.
    """

    id: str
    action: dict[str, str]
    if_missed: dict[str, str]
    start: str
    span: Span | None
    printed_fields: tuple[str, ...]
    printed: PrintedDate
    rolls: bool
    right: bool
    authority: tuple[str, ...]
    checked: bool
    note: dict[str, str]
    extends: Extends = "unknown"
    lead: Span | None = None
    abroad: Span | None = None
    large: Span | None = None
    large_from: Decimal | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    sources: tuple[str, ...] = ()
    second_reading: Source | None = None
    event_words: dict[str, str] = field(default_factory=dict)

    def in_force(self, start: date) -> bool:
        """Whether this is the law for a letter (or an event) of the day `start`."""
        return (self.effective_from is None or start >= self.effective_from) and (
            self.effective_to is None or start <= self.effective_to
        )

    @property
    def event(self) -> str | None:
        """The name of the event that the days are counted from, where no letter can tell it."""
        return self.start.removeprefix("event:") if self.start.startswith("event:") else None


@dataclass(frozen=True, slots=True)
class Postponement:
    """A declared disaster (IRC 7508A) or a closed court (IRC 7451(b)) that moves days in a place and a time.

    A last day from `begins` to the day before `until` may be moved to `until`, for people of `where` (their ZIP codes begin
    with one of `zips`; all ZIP codes where it names none), for the `terms` it names (all where it names none).
    """

    id: str
    what: dict[str, str]
    where: dict[str, str]
    zips: tuple[str, ...]
    terms: tuple[str, ...]
    begins: date
    until: date
    authority: tuple[str, ...]
    source: Source

    def moves(self, term: str, last_day: date, zip_code: str | None) -> bool:
        """Whether a last day of `term` may be moved for a person of `zip_code`; one that was not read may be anywhere."""
        placed = zip_code is None or not self.zips or zip_code.startswith(self.zips)
        return placed and (not self.terms or term in self.terms) and self.begins <= last_day < self.until
