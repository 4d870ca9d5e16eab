"""Letters for tests of the docket, through the real ledger and without reading any paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scanner.docket import Docket, ledger
from scanner.docket.enrol import enrol
from scanner.docket.keep import Told, keep_letters
from scanner.docket.leaf import page_to_bytes
from scanner.docket.ledger import LETTERS, OPEN
from scanner.evidence import Answer, Evidence, Reading
from scanner.page import Box, Page, Word
from scanner.report import Report, Unidentified

__all__ = ["taken_in"]

BOX = Box(0, 0, 10, 10)


def taken_in(docket: Docket, path: Path, prints: Sequence[str], taxpayer: str | None = None) -> tuple[int, list[int]]:
    """Enrols a file whose pages print `prints`, one letter a page; gives the file's id and those of its letters."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\f".join(prints).encode() + bytes(range(256)) * 8)
    file = enrol(docket, path, "maria").file
    pages = {number: page_to_bytes(_page(number, said)) for number, said in enumerate(prints, 1)}
    told = [_told(path, number, said, taxpayer) for number, said in enumerate(prints, 1)]
    with docket.database.writing() as connection:
        (opening,) = [errand for errand in ledger.claim(connection, "test", 9) if errand.page == OPEN]
        assert ledger.opened(connection, "test", opening, pages)
        (understanding,) = [errand for errand in ledger.claim(connection, "test", 9) if errand.page == LETTERS]
        assert ledger.finish(connection, "test", understanding, None)
        return file, list(keep_letters(connection, file, told, "scanner"))


def _page(number: int, said: str) -> Page:
    words = tuple(Word(word, BOX, 0.9) for word in said.split())
    return Page(number=number, width=612, height=792, words=words)


def _told(path: Path, number: int, said: str, taxpayer: str | None) -> Told:
    seen = Evidence(number, BOX, taxpayer or "", "test", 0.9)
    fields: dict[str, Answer[object] | tuple[Answer[object], ...]] = (
        {"taxpayer_name": Reading(taxpayer, 0.9, (seen,))} if taxpayer else {}
    )
    report = Report(
        str(path), "", (number,), Unidentified("No number could be read.", None, (), "irs", "en"), fields, (), (),
        "medium", None, (),
    )  # fmt: skip
    body = {"fields": {"taxpayer_name": {"value": taxpayer}}, "deadlines": []}
    return Told(report, body, said, "medium")
