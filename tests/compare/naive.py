"""The first peer, a first script: the first number of a notice, the first date, the first date after *by*, the first amount."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from compare.answer import Answer
from compare.text import Texts
from scanner.catalogue import Catalogue
from scanner.evaluate import KnownFile

__all__ = ["AMOUNT", "DAY", "Naive", "numbered", "read_off"]

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
AMOUNT = r"\$\s?(\d[\d,]*\.\d\d)"
SUFFIX = r"(?:\s?-?[A-Z]{1,2})?"
NUMBERS = (
    re.compile(rf"\b(?:CP\s?-?\d{{2,4}}[A-Z]{{0,2}}|LT\s?-?\d\d|(?:Letter|Notice|LTR|Carta)\s\d{{2,4}}{SUFFIX})\b"),
    re.compile(rf"\bForm\s\d{{3,5}}{SUFFIX}(?:\([A-Z]\)(?:\([a-z]\))?)?"),
)
"""What to look for first, and where there is none, the number of a form: nearly every letter names the form of a return."""
FORMATS = ("%B %d %Y", "%b %d %Y", "%m/%d/%Y")


class Naive:
    """pytesseract and regular expressions."""

    name = "naive"

    def __init__(self, texts: Texts, catalogue: Catalogue) -> None:
        self._texts = texts
        self._ids = numbered(catalogue)
        self.how = f"the PDF's text by pdfplumber, else {texts.engine} in English at 300 dpi; then regular expressions."

    def answers(self, file: KnownFile) -> tuple[Answer, ...]:
        """The same answer for every letter of the file: it sees no seams."""
        return (read_off(self._texts.of(file.path), self._ids),) * len(file.letters)


def numbered(catalogue: Catalogue) -> dict[str, str]:
    """The ids of notices by their spellings, letters and digits alone."""
    return {_bare(spelling): each.id for each in catalogue.notices.values() for spelling in each.signs.numbers}


def read_off(text: str, ids: Mapping[str, str]) -> Answer:
    """What the first matches say."""
    printed = next((found[0] for pattern in NUMBERS if (found := pattern.search(text))), "")
    notice = ids.get(_bare(printed))
    days = [_day(found) for found in re.findall(DAY, text)]
    last_days = [_day(found) for found in re.findall(rf"\bby\s+({DAY})", text)]
    amount = re.search(AMOUNT, text)
    return Answer(
        notice,
        irs=notice is not None,
        letter_date=next(filter(None, days), None),
        first_day=next(filter(None, last_days), None),
        amount=Decimal(amount[1].replace(",", "")) if amount else None,
    )


def _bare(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", number.lower())


def _day(printed: str) -> date | None:
    plain = " ".join(re.sub(r"[.,]", " ", printed).split())
    for way in FORMATS:
        try:
            return datetime.strptime(plain, way).date()  # noqa: DTZ007  (a day on paper has no zone)
        except ValueError:
            continue
    return None
