"""A source: where a fact was seen, and on which day somebody looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was seen and on which day it was checked."""

    url: str
    checked: date
    note: str = ""
