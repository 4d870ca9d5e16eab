"""Cells of a table that a spreadsheet will open: text stays text, and none of it is ever reckoned out.

A letter can print, and a client can be called, anything: `=HYPERLINK(…)` in a name would be run by the spreadsheet of
whoever opens the table. An apostrophe before it makes every spreadsheet show it as it stands.
"""

from __future__ import annotations

__all__ = ["guarded", "is_formula"]

BEGINNINGS = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
"""What a spreadsheet takes for the beginning of a formula, the wide signs of East Asian type too, and what hides one."""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might reckon the text out, blanks before it or not."""
    return text.startswith(BEGINNINGS) or text.lstrip().startswith(BEGINNINGS)


def guarded(text: str) -> str:
    """The text as a cell of CSV: with an apostrophe before it where it could be taken for a formula."""
    return f"'{text}" if is_formula(text) else text
