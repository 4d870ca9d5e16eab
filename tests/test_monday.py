"""Monday morning's mail: a file from the feeder in which all goes wrong that can, and a folder of photographs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scanner.catalogue import load
from scanner.read import Drop, Readers, drops_among, find_files, packed
from scanner.report import Report
from scanner.scan import Scan

MONDAY = Path(__file__).parent.parent / "samples" / "monday"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((MONDAY / "feeder.truth.json").read_text("utf-8"))
    return told


def reports_of(path: Path) -> list[Report]:
    with Readers(jobs=2) as readers:
        found = Scan(load(), readers, TODAY).file(path)
    assert all(isinstance(each, Report) for each in found)
    return [each for each in found if isinstance(each, Report)]


def test_the_morning_has_what_a_morning_has(truth: dict[str, Any]) -> None:
    """Blank backs, an envelope, a page that is missing, pages in the wrong order, letters that die within two weeks."""
    pages = [letter["pages"] for letter in truth["letters"]]
    assert truth["aside"]
    assert any(own != sorted(own) for own in pages)
    assert any(letter["notice"] and not letter["fields"] for letter in truth["letters"]), "none lacks a page"
    days = [date.fromisoformat(each["last_day"]) for letter in truth["letters"] for each in letter["deadlines"]]
    assert sum(0 <= (day - TODAY).days <= 14 for day in days) >= 3
    assert len(list((MONDAY / "photos").glob("*.jpg"))) >= 5


@pytest.mark.slow
def test_the_feeders_file_falls_into_its_letters_and_every_page_is_in_one_place(truth: dict[str, Any]) -> None:
    found = reports_of(MONDAY / "feeder.pdf")
    assert [report.pages for report in found] == [tuple(letter["pages"]) for letter in truth["letters"]]
    placed = [page for report in found for page in (*report.pages, *(each.page for each in report.aside))]
    assert sorted(placed) == list(range(1, len(placed) + 1))
    aside = {each.page for report in found for each in report.aside}
    assert aside == {each["page"] for each in truth["aside"]}


@pytest.mark.slow
def test_a_folder_of_photographs_is_one_letter_in_its_order() -> None:
    (drop,) = drops_among(find_files([MONDAY / "photos"]), [MONDAY / "photos"])
    assert isinstance(drop, Drop)
    with packed(drop) as album:
        (report,) = reports_of(album)
    assert report.notice is not None
    assert (report.notice.id, report.pages) == ("cp2000", (1, 2, 3, 4, 5))
