"""The program's own words in one language: headings, days, spans, plurals, dates written out.

The pairs stand side by side in `interface.toml`, so that whoever changes the English sees the Spanish. A word that
lacks a language, or a value that a sentence asks for and does not get, is an error at once and never an empty place
on a page that a frightened person reads.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from scanner.notice import Language
    from scanner.term import Span

__all__ = ["Words", "pairs", "words"]


@cache
def pairs() -> dict[str, dict[str, str]]:
    """Every word by its key (`section.key`), in each language."""
    text = files("scanner.render").joinpath("interface.toml").read_text("utf-8")
    return {
        f"{section}.{key}": pair for section, entries in tomllib.loads(text).items() for key, pair in entries.items()
    }


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. Call it with a key: `say("days.today")`."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The word under `key`, with `values` put in their places."""
        return pairs()[key][self.language].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is such a word."""
        return key in pairs()

    def many(self, key: str, number: int) -> str:
        """The singular or the plural of `key` (`key_one`, `key_many`) for `number`."""
        return self(f"{key}_one" if number == 1 else f"{key}_many", n=number)

    def of(self, texts: Mapping[str, str]) -> str:
        """The text in this language, else in English, else nothing."""
        return texts.get(self.language) or texts.get("en", "")

    def either(self, english: str, spanish: str) -> str:
        """The one of two texts that is in this language; English where the Spanish is missing."""
        return spanish if self.language == "es" and spanish else english

    def day(self, day: date) -> str:
        """A date written out with its weekday: "Friday, May 31, 2024"."""
        return self._date("date.long", day)

    def plain_day(self, day: date) -> str:
        """A date written out: "May 31, 2024"."""
        return self._date("date.plain", day)

    def short_day(self, day: date) -> str:
        """A date in little room: "May 31"."""
        return self("date.short", day=day.day, month=self(f"month_short.{day.month}"))

    def _date(self, key: str, day: date) -> str:
        weekday, month = self(f"weekday.{day.weekday()}"), self(f"month.{day.month}")
        return self(key, weekday=weekday, month=month, day=day.day, year=day.year)

    def span(self, span: Span) -> str:
        """A length of time: "30 days", "5 días hábiles"."""
        return self.many(f"span.{span.unit}", span.length)

    def left(self, days: int) -> str:
        """How long there is: "12 days left", "today is the last day", "passed 3 days ago"."""
        if days == 0:
            return self("days.today")
        return self.many("days.left", days) if days > 0 else self.many("days.passed", -days)

    def left_short(self, days: int) -> str:
        """The same for a narrow column: "12 days", "today!", "passed"."""
        if days == 0:
            return self("days.today_short")
        return self.many("days.left_short", days) if days > 0 else self("days.passed_short")

    def money(self, amount: Decimal) -> str:
        """Dollars and cents: "$1,075.21"; a sum owed to the taxpayer has its minus before the sign."""
        return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def words(language: Language = "en") -> Words:
    """The words of `language`."""
    return Words(language)
