"""The report: all that was understood of one letter. What the contract calls *outcome* is computed here, never stored,
so that doubt and certainty cannot stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scanner.errors import Fault
from scanner.evidence import Answer, Evidence
from scanner.letter import Aside
from scanner.notice import Caution, Language, Notice, Sender, Urgency
from scanner.term import Span

__all__ = [
    "Deadline",
    "Failure",
    "Identified",
    "Other",
    "Outcome",
    "Period",
    "Report",
    "Rival",
    "Undated",
    "Unidentified",
    "Warned",
]

Outcome = Literal["sure", "check", "unknown"]


@dataclass(frozen=True, slots=True)
class Period:
    """A tax period by the day it ends. `printed` is as the paper has it; `form` is the return's number, if it says."""

    ends: date
    form: str | None
    printed: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rival:
    """Another notice that the print could mean."""

    notice: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Identified:
    """The letter is one that the catalogue describes. `grounds` are what its confidence was weighed from, by name."""

    notice: Notice
    confidence: float
    evidence: tuple[Evidence, ...]
    rivals: tuple[Rival, ...]
    printed_number: str | None
    sender: Sender
    language: Language
    doubts: tuple[str, ...] = ()
    grounds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Unidentified:
    """The letter is none that the catalogue describes; `why` is a plain sentence, `mail` the record of its sender."""

    why: str
    printed_number: str | None
    evidence: tuple[Evidence, ...]
    sender: Sender
    language: Language
    mail: str | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """The second of two dates that a deadline has: the printed one beside the rule's, or the other way round."""

    last_day: date
    basis: Literal["printed", "rule"]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something is in time, for this letter.

    `start` and `span` are None where the paper prints the day itself; where it prints a day *before* which something is to be
    done, that day is `start`. `moved_from` is the day before a weekend or legal
    holiday moved it. `other` is the date that does not lead, shown and never repaired; `other_counts` says whether
    acting by it can still be in time once the leading day has passed (a printed day that governs or protects), or
    whether it is only what the paper says (Jones v. Commissioner: the day of the law had passed).
    """

    term: str
    action: dict[str, str]
    last_day: date
    basis: Literal["printed", "rule"]
    start: date | None
    span: Span | None
    moved_from: date | None
    authority: tuple[str, ...]
    if_missed: dict[str, str]
    note: dict[str, str]
    right: bool
    checked: bool
    confidence: float
    evidence: tuple[Evidence, ...]
    other: Other | None = None
    other_counts: bool = False

    def days_left(self, today: date) -> int:
        """Days from `today` to the last day; negative once it has passed."""
        return (self.last_day - today).days


@dataclass(frozen=True, slots=True)
class Undated:
    """A right of this notice whose last day cannot be told from the paper, and why."""

    term: str
    action: dict[str, str]
    why: dict[str, str]
    span: Span | None
    authority: tuple[str, ...]
    if_missed: dict[str, str]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning sign that the paper carries, and the print that shows it."""

    caution: Caution
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Report:
    """All that was understood of one letter. `pages` are the numbers of its pages in its file, from 1, in the order in which
    to read them; `aside` are pages near it that belong to no letter.
    """

    file: str
    sha256: str
    pages: tuple[int, ...]
    identity: Identified | Unidentified
    fields: dict[str, Answer[object] | tuple[Answer[object], ...]]
    deadlines: tuple[Deadline, ...]
    undated: tuple[Undated, ...]
    urgency: Urgency
    station: str | None
    doubts: tuple[str, ...]
    cautions: tuple[Warned, ...] = ()
    aside: tuple[Aside, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """*sure* when, and only when, nothing is in doubt."""
        if isinstance(self.identity, Unidentified):
            return "unknown"
        return "check" if self.doubts else "sure"

    @property
    def notice(self) -> Notice | None:
        """The notice it is, if it is known."""
        return self.identity.notice if isinstance(self.identity, Identified) else None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, in the contract's words. `sha256` is None where it could not even be hashed."""

    file: str
    fault: Fault
    message: str
    sha256: str | None = None
