"""The second peer: ocrmypdf makes the paper searchable, invoice2data reads it by a template for every spelling of every notice.

The templates are written from the catalogue as a person would write them: the sender and the number as keywords (which are plain
strings and know no place on the page), a longer number that begins alike (CP140, CP14H) barred; then the dates and the amount,
English and Spanish apart. A number with the words that a header or footer puts beside it is tried first (*Notice CP14*, *Letter
3172 (Rev*), and bare numbers of notices before those of letters before those of forms, because letters name forms.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from compare.answer import NOTHING, Answer, CannotRun
from compare.naive import AMOUNT, DAY
from scanner.catalogue import Catalogue
from scanner.evaluate import KnownFile

__all__ = ["Templates", "answer_of", "templates_of"]


class Tongue(NamedTuple):
    """A language: the sender as its letters print it, a day, and what stands before a last day."""

    language: str
    sender: str
    day: str
    by: str


TONGUES = (
    Tongue("en", "Internal Revenue", DAY, "by"),
    Tongue("es", "Impuestos Internos", r"\d{1,2} de [a-z]+ de \d{4}", "(?:a más tardar |antes d)el"),
)
RANKS = {"cp": 200, "lt": 200, "letter": 100, "c-letter": 100}
"""By kind of notice: how much sooner its templates are tried."""
HEADER = 400
"""How much sooner, where the number stands as in a header or footer."""
HEADERS = {"en": ("Notice {}", "Notice Number: {}", "{} (Rev"), "es": ("Aviso {}", "{} (Rev")}
DPI = 200
"""Taken for a picture that does not tell its own."""


class Templates:
    """ocrmypdf and invoice2data."""

    name = "templates"

    def __init__(self, catalogue: Catalogue) -> None:
        for package in ("ocrmypdf", "invoice2data"):
            if importlib.util.find_spec(package) is None:
                raise CannotRun(f"The package {package} is not installed; `make compare` installs it.")
        if shutil.which("tesseract") is None:
            raise CannotRun("ocrmypdf needs the command tesseract, which is not installed.")
        from invoice2data.extract.loader import ordered_load

        for loud in ("ocrmypdf", "invoice2data", "pikepdf"):
            logging.getLogger(loud).setLevel(logging.CRITICAL)
        self._templates = ordered_load(json.dumps(list(templates_of(catalogue))))
        self.how = (
            f"ocrmypdf in English, then invoice2data with {len(self._templates)} templates of the catalogue's numbers."
        )

    def answers(self, file: KnownFile) -> tuple[Answer, ...]:
        """The same answer for every letter of the file."""
        from invoice2data import extract_data

        with tempfile.TemporaryDirectory(prefix="compare-") as folder:
            text = (
                Path(folder) / "letter.txt"
            )  # of a PDF that no template fits it would read the pictures a second time
            text.write_text(self._seen(file.path, Path(folder) / "searchable.pdf"), encoding="utf-8")
            found = extract_data(str(text), templates=self._templates)
        return (answer_of(found),) * len(file.letters)

    def _seen(self, path: Path, pdf: Path) -> str:
        import ocrmypdf
        from invoice2data.input import pdfium
        from PIL import Image

        dpi = None
        if path.suffix != ".pdf":
            with Image.open(path) as picture:
                dpi = None if "dpi" in picture.info else DPI
        ocrmypdf.ocr(
            path,
            pdf,
            image_dpi=dpi,
            skip_text=True,
            rotate_pages=True,
            deskew=True,
            output_type="pdf",
            optimize=0,
            jobs=1,
            progress_bar=False,
        )
        return str(pdfium.to_text(str(pdf)))


def templates_of(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Templates for each spelling that holds no shorter one of its notice: as headers print it and bare, in each language."""
    notices = [(each, _shortest(each.signs.numbers)) for each in catalogue.notices.values()]
    every = sorted({spelling for _, some in notices for spelling in some})
    for notice, some in notices:
        for spelling in some:
            longer = [other for other in every if spelling in other and other not in some]
            rank = RANKS.get(notice.kind, 0) + len(spelling)
            for tongue in TONGUES:
                for header in HEADERS[tongue.language]:
                    barred = [header.format(other) for other in longer] if header.endswith("{}") else []
                    yield _template(notice.id, header.format(spelling), barred, HEADER + rank, tongue)
                yield _template(notice.id, spelling, longer, rank, tongue)


def _template(notice: str, number: str, barred: list[str], rank: int, tongue: Tongue) -> dict[str, Any]:
    first = {"parser": "regex", "group": "first"}
    return {
        "issuer": notice,
        "template_name": f"{notice}-{tongue.language}",
        "keywords": [tongue.sender, number],
        "exclude_keywords": barred,
        "priority": rank,
        "required_fields": ["issuer"],
        "fields": {
            "date": first | {"regex": f"({tongue.day})", "type": "date"},
            "last_day": first | {"regex": rf"\b{tongue.by}\s+({tongue.day})", "type": "date"},
            "amount": first | {"regex": AMOUNT, "type": "float"},
        },
        "options": {"currency": "USD", "languages": [tongue.language]},
    }


def answer_of(found: dict[str, Any]) -> Answer:
    """What invoice2data found, as an answer; nothing where no template fitted."""
    if not found:
        return NOTHING
    amount = found.get("amount")
    return Answer(
        found["issuer"],
        irs=True,
        letter_date=_day(found.get("date")),
        first_day=_day(found.get("last_day")),
        amount=None if amount is None else Decimal(f"{amount:.2f}"),
    )


def _shortest(spellings: tuple[str, ...]) -> list[str]:
    return [each for each in spellings if not any(other != each and other in each for other in spellings)]


def _day(found: object) -> date | None:
    return found.date() if isinstance(found, datetime) else None
