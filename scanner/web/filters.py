"""Which letters are asked for: a view, words, a day or a span of days. One filter for the list, its downloads and acceptance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from scanner.docket.entries import Wanted

__all__ = ["VIEWS", "Filter", "Filtered"]

WEEK = 7
VIEWS = ("all", "week", "check", "unknown", "mine", "closed")


@dataclass(frozen=True, slots=True)
class Filter:
    """What was asked for. `day` alone is that day, with `until` all days from the one to the other."""

    view: str = "all"
    words: str = ""
    day: date | None = None
    until: date | None = None

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last of the days, if days are asked for."""
        return (self.day, max(self.day, self.until or self.day)) if self.day else None

    def wanted(self, who: str) -> Wanted:
        """What it asks the docket for, as somebody asks it."""
        asked = Wanted(words=self.words.strip() or None, between=self.span)
        return {
            "week": replace(asked, due=WEEK),
            "check": replace(asked, outcome=("check",)),
            "unknown": replace(asked, outcome=("unknown",)),
            "mine": replace(asked, assigned_to=who),
            "closed": replace(asked, status=("closed",)),
        }.get(self.view, asked)

    def fields(self) -> dict[str, str]:
        """It as the fields of a form; what was not asked for is not in it."""
        asked = {
            "view": self.view if self.view != "all" else "",
            "q": self.words,
            "day": str(self.day or ""),
            "until": str(self.until or "") if self.day else "",
        }
        return {key: value for key, value in asked.items() if value}

    def at(self, path: str = "/", **more: object) -> str:
        """A page with this filter."""
        asked = urlencode(self.fields() | {key: str(value) for key, value in more.items() if value})
        return f"{path}?{asked}" if asked else path


def _asked(
    view: str = "all",
    q: Annotated[str, Query(max_length=200)] = "",
    day: date | None = None,
    until: date | None = None,
) -> Filter:
    return Filter(view if view in VIEWS else "all", q, day, until)


Filtered = Annotated[Filter, Depends(_asked)]
