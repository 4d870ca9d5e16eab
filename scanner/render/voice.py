"""What the docket is told with: the day it is seen from, the words of a language, and the catalogue's law and stations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scanner.entry import Due
    from scanner.notice import Station
    from scanner.render.words import Words
    from scanner.term import Term

__all__ = ["Voice"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A day and a language. Law and stations may be left out: then actions are told as they were kept, stations by id."""

    today: date
    say: Words
    law: Mapping[str, Term] = field(default_factory=dict)
    stations: Mapping[str, Station] = field(default_factory=dict)

    def action(self, due: Due) -> str:
        """What is to be done."""
        term = self.law.get(due.term)
        return self.say.of(term.action) if term else due.action

    def left(self, day: date) -> str:
        """How long there is until a day."""
        return self.say.left((day - self.today).days)
