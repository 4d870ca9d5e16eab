"""The stage `blackout`: what must be covered on a page before a stranger may see it. Pure: words in, boxes out.

``covers`` finds the taxpayer numbers, bank numbers and dates of birth of a page; ``legible`` says what can still be read of
them on a copy. Bar codes have no words and are found on the picture (`scanner/read/bars.py`).

The measure is Rule 27(a) of the Tax Court, which wants no part of a taxpayer number in a filing (a statement of its own carries it), and
Rule 5.2 of the Federal Rules of Civil Procedure for the rest: of a financial account number the last four digits may stay,
of a date of birth the year. What the IRS has masked already stays as it is. In doubt more is covered, for a covered figure can be asked for and a filed number cannot be called back.
"""

from scanner.blackout.cover import Cover, Kind, bar_codes
from scanner.blackout.find import covers
from scanner.blackout.proof import legible

__all__ = ["Cover", "Kind", "bar_codes", "covers", "legible"]
