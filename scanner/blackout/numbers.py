"""Taxpayer numbers as letters print them: SSN, ITIN and EIN, whole or half masked, and the digit line of a payment stub.

Wider than the reader's own pattern on purpose, as `scanner/render/mask.py` is: OCR cuts numbers in two, takes O for 0, and
loses hyphens. Nine digits that nothing explains are taken for a taxpayer number; with the label of a caller's or an
employee's number before them they are none.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from scanner.values import CONFUSED_WITH_DIGITS

__all__ = ["LAST", "Span", "digits_in", "repeated", "scan_line", "taxpayer_numbers"]

Span = tuple[int, int, str]
"""Where the hidden part of a number begins and ends in its line, and the whole number in digits."""

LAST = 4
"""So many digits of a number may stay."""
WHOLE = 9
DIGIT = r"[\dOoIl|SBZ]"
PLACE = r"[\dOoIl|SBZX*#x]"
DASH = r" {0,2}[-\u00ad\u2010-\u2015\u2212._~=:/]{1,2} {0,2}"
"""What stands between the groups of a number, or what OCR makes of it."""
BEFORE = r"(?<![\p{L}\d$,])(?<!\d[-.])"
AFTER = r"(?!\d|[-.,]\d)"

DASHED = regex.compile(
    rf"{BEFORE}(?:(?:{PLACE} ?){{2}}{PLACE}{DASH}{PLACE} ?{PLACE}{DASH}|{PLACE} ?{PLACE}{DASH}(?:{PLACE} ?){{2}}{PLACE} ?)"
    rf"(?P<last>(?:{DIGIT} ?){{3}}{DIGIT}){AFTER}"
)
"""3-2-4 or 2-7 with both its hyphens."""
SPACED = regex.compile(rf"{BEFORE}\d{{3}} {{1,3}}\d{{2}} {{1,3}}(?P<last>\d{{4}}){AFTER}")
HALF = regex.compile(rf"{BEFORE}(?:\d{{3}}{DASH}\d{{2}} ?|\d{{3}} ?\d{{2}}{DASH})(?P<last>\d{{4}}){AFTER}")
"""With one hyphen lost."""
ZIP = regex.compile(r"\d{5}\W+\d{4}")
STATE = regex.compile(r"(?<!\p{L})(?!ID\b)\p{L}{2,3}[.,]?\s{1,2}$")
"""Five and four digits behind the two letters of a state, which OCR may make three, are a ZIP code where no label stands
before them. ID is a label more often than Idaho."""
BARE = regex.compile(r"(?<![\p{L}\d$.,-])\d{3} ?\d{2} ?(?P<last>\d{4})(?![\p{L}\d]|[-.,]\d)")
BOXED = regex.compile(r"(?<![\d$.,-])(?:\d\s){5}(?P<last>(?:\d\s){3}\d)(?!\d|,\d|\s\d)")
"""One digit in each box of a form."""
SPREAD = regex.compile(r"(?<![\d$.,-])\d{3}\s\d{2}\s(?P<last>\d{4})(?!\d)")
"""Its groups in columns of their own: only where a label says what they are."""
LABEL = regex.compile(
    r"(?i)\bs\.?s\.?n\b|\bt\.?i\.?n\b|\bi\.?t\.?i\.?n\b|\be\.?i\.?n\b|social sec|seguro social|taxpayer|contribuyente|identif"
)
OTHER = regex.compile(
    r"(?i)(?:caller|employee|badge|llamante|empleado|contact|case|caso|reference|refer to|control|notice|catalog|cat\."
    r"|article|certified|phone|fax|tel[eé]fono|serial|docket|parcel)[^\d\t]{0,24}[:#\t ]\s*$"
)
"""What stands before nine digits that are nobody's taxpayer number."""


def digits_in(text: str) -> str:
    """The digits of a number, letters that OCR confuses with digits taken for those."""
    return "".join(sign for sign in text.translate(CONFUSED_WITH_DIGITS) if sign.isdigit())


def taxpayer_numbers(text: str) -> Iterator[Span]:
    """Every number of which more than the last four digits is legible in the line, one after the other."""
    patterns = [DASHED, SPACED, HALF, BARE, BOXED, *([SPREAD] if LABEL.search(text) else ())]
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < b and a < end for a, b in taken) or not _is_number(found):
                continue
            if pattern in (HALF, BARE) and OTHER.search(text[:start]):
                continue
            if ZIP.fullmatch(found.group()) and STATE.search(text[:start]) and not LABEL.search(text[:start]):
                continue
            taken.append((start, end))
            number = digits_in(found.group())
            yield start, end, number if len(number) == WHOLE else ""


def _is_number(found: regex.Match[str]) -> bool:
    """Whether this is a number at all, and not masked already."""
    hidden = found.group()[: found.start("last") - found.start()]
    places = sum(sign.isalnum() or sign in "*#|" for sign in found.group())
    true = sum(sign.isdigit() for sign in found.group())
    return any(sign.isdigit() for sign in hidden) and true > LAST and (true > places - 4)


def repeated(text: str, numbers: frozenset[str]) -> Iterator[Span]:
    """Where a known number stands again in the line, glued to others or parted anyhow: all of it is hidden."""
    at = [place for place, sign in enumerate(text) if sign.isdigit()]
    joined = "".join(text[place] for place in at)
    for number in sorted(numbers):
        start = joined.find(number)
        while start >= 0:
            yield at[start], at[start + len(number) - 1] + 1, number
            start = joined.find(number, start + 1)


def scan_line(text: str) -> bool:
    """Whether the line is the one that the IRS's own machines read on a payment stub: digits, hardly anything else."""
    pieces = text.split()
    digits = sum(sign.isdigit() for sign in text)
    letters = sum(sign.isalpha() for sign in text)
    longest = max((len(piece) for piece in pieces if piece.isdigit()), default=0)
    return (
        len(pieces) > 2
        and digits >= 15
        and longest >= WHOLE
        and letters <= digits / 2
        and not set(text) & set("$,.:/()")
    )
