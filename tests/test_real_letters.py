"""Twelve real letters of the IRS to organisations, where they lie beside the checkout: real paper, rubber stamps and all.

They are evidence to test against; nothing of them but their labels is in the repository.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from scanner.catalogue import load
from scanner.evidence import Reading
from scanner.read import Readers
from scanner.report import Report
from scanner.scan import Scan

REAL = Path(__file__).resolve().parents[1].parent / "shared" / "real"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL.is_dir(), reason="the real letters lie beside the developers' checkouts only"),
]


def labels() -> list[dict[str, str]]:
    if not REAL.is_dir():
        return []
    return [json.loads(line) for line in (REAL / "labels.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def scan():
    with Readers(jobs=2) as readers:
        yield Scan(load(), readers, date(2026, 11, 22))


@pytest.mark.parametrize("label", labels(), ids=lambda label: label["id"])
def test_a_real_letter_is_named_dated_and_gives_its_telephone(scan, label) -> None:
    reports = [each for each in scan.file(REAL / label["file"]) if isinstance(each, Report)]
    named = [report for report in reports if report.notice]
    assert [report.notice.name for report in named if report.notice] == [label["letter"]]
    (report,) = named
    told = {field: answer.value for field, answer in report.fields.items() if isinstance(answer, Reading)}
    assert str(told.get("letter_date")) == label["notice_date"]
    assert told.get("contact_phone") == label["contact_phone"]


@pytest.mark.parametrize("label", labels(), ids=lambda label: label["id"])
def test_every_page_of_a_real_file_is_in_exactly_one_report(scan, label) -> None:
    reports = [each for each in scan.file(REAL / label["file"]) if isinstance(each, Report)]
    assert sorted(number for report in reports for number in report.pages) == list(range(1, int(label["pages"]) + 1))
