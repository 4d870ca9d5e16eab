"""What only its label gives away: bank account and routing numbers, dates of birth.

A value stands behind its label on the same line or right beneath it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from scanner.blackout.numbers import LAST, Span
from scanner.values import ISO, NUMERIC, WORDED_EN, WORDED_ES

__all__ = ["ACCOUNT", "BORN", "account_at", "accounts", "birth_at", "births"]

ACCOUNT = regex.compile(
    r"(?i)\b(?:(?:routing|transit|aba|rtn|ruta|tr[aá]nsito)\b(?:\s+(?:transit|number|no|num|n[uú]mero))*"
    r"|(?:bank|checking|savings?|deposit|debit|cuenta|cuenta de (?:cheques|ahorros|banco))(?:\s+(?:account|acct|bancaria))?"
    r"(?:\s+(?:number|no|num))?"
    r"|(?:account|acct)\.?\s*(?:number|num|no|#|ending)|n[uú]mero de (?:la )?cuenta)\b"
)
BORN = regex.compile(r"(?i)\b(?:date of birth|birth\s?date|d\.?o\.?b\b|born|fecha de nacimiento|nacid[oa]|nacimiento)")
BETWEEN = r"[^\d$.;\p{L}]{0,8}(?:\p{L}{1,8}[.:#]?[^\d$.;\p{L}]{1,4}){0,3}"
"""A few short words may stand between a label and its value (`account number ending in`), but no end of a sentence."""
VALUE = regex.compile(rf"{BETWEEN}(?P<number>[\dX*#x]*\d(?:[ -]?[\dX*#x])*[ -]?\d)(?![\d/.,-]\d|%)")
PHONE = regex.compile(r"(?:1[- ])?\d{3}[- ]\d{3}-\d{4}$|\d{1,2}-\d{1,2}-\d{2,4}$|(?:19|20)\d\d$")
"""A telephone number, a date or a year."""
NEAR = 32
"""Characters behind its label within which a date of birth begins."""


def accounts(text: str) -> Iterator[Span]:
    """The bank numbers that stand behind their labels in the line."""
    for label in ACCOUNT.finditer(text):
        yield from account_at(text, label.end())


def account_at(text: str, start: int = 0) -> Iterator[Span]:
    """The bank number that the line has at `start`, a few words after it at most; none where it is short or masked."""
    found = VALUE.match(text, start)
    if not found or PHONE.match(found["number"]):
        return
    places = [found.start("number") + at for at, sign in enumerate(found["number"]) if sign.isdigit()]
    if len(places) > LAST:
        yield found.start("number"), places[-LAST], "".join(text[place] for place in places)


def births(text: str) -> Iterator[Span]:
    """The dates that stand behind the label of a date of birth, all but their years."""
    for label in BORN.finditer(text):
        yield from birth_at(text, label.end())


def birth_at(text: str, start: int = 0) -> Iterator[Span]:
    """The first date within reach of `start`, all but its year."""
    found = [date for kind in (ISO, WORDED_ES, WORDED_EN, NUMERIC) if (date := kind.search(text, start))]
    first = min(found, key=lambda date: date.start(), default=None)
    if first is None or first.start() - start > NEAR:
        return
    if first.start("year") == first.start():  # 1961-04-12
        yield first.end("year"), first.end(), ""
    else:
        yield first.start(), first.start("year"), ""
