"""The fixed samples with known answers: read from the file, compared with the truth that was printed beside each.

What is asserted are the harms, in their order: no last day later than the true one, no wrong notice or date as sure, no page
lost. That a letter is left for a person to look at is allowed, but on clean digital paper it must be rare.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from paper import TODAY

from scanner.catalogue import load
from scanner.classifier import learned
from scanner.evidence import Reading
from scanner.page import Page
from scanner.read import Picture, open_file, read_picture
from scanner.report import Period, Report
from scanner.scan import understand
from scanner.split import split

SAMPLES = Path(__file__).parent.parent / "samples" / "letters"
TRUTHS = sorted(SAMPLES.glob("*.truth.json"))
pytestmark = pytest.mark.skipif(not TRUTHS, reason="The fixed samples are not here.")


def is_digital(truth: Path) -> bool:
    return truth.name.removesuffix(".truth.json").endswith("-digital")


def names(truths: Iterator[Path]) -> list[Any]:
    return [pytest.param(truth, id=truth.name.removesuffix(".truth.json")) for truth in truths]


DIGITAL = names(truth for truth in TRUTHS if is_digital(truth))
SEEN = names(truth for truth in TRUTHS if not is_digital(truth))


@dataclass(frozen=True)
class Compared:
    """One letter of a sample: its truth, and the report that shares most pages with it."""

    truth: dict[str, Any]
    report: Report | None

    @property
    def id(self) -> str | None:
        return self.report.notice.id if self.report and self.report.notice else None

    def value(self, field: str) -> Any:
        answer = self.report.fields.get(field) if self.report else None
        return answer.value if isinstance(answer, Reading) else None


@cache
def pages_of(file: Path) -> tuple[Page, ...]:
    opened = open_file(file)
    return tuple(
        read_picture(file, each.number, "whole") if isinstance(each, Picture) else each for each in opened.pages
    )


@cache
def compared(truth: Path) -> tuple[tuple[Compared, ...], tuple[Report, ...]]:
    told = json.loads(truth.read_text(encoding="utf-8"))
    reports = tuple(
        understand(letter, load(), TODAY, "en", learned())
        for letter in split(pages_of(SAMPLES / told["file"]), load()).letters
    )

    def match(letter: dict[str, Any]) -> Report | None:
        shared = [(len(set(letter["pages"]) & set(report.pages)), report) for report in reports]
        most = max((count for count, _ in shared), default=0)
        return next((report for count, report in shared if most and count == most), None)

    return tuple(Compared(letter, match(letter)) for letter in told["letters"]), reports


def check(truth: Path) -> None:
    """The harms that no sample may show."""
    letters, reports = compared(truth)
    assert sorted(number for report in reports for number in report.pages) == sorted(
        page.number for page in pages_of(SAMPLES / json.loads(truth.read_text())["file"])
    )
    for each in letters:
        no_later_day(each)
        nothing_wrong_as_sure(each)


def no_later_day(each: Compared) -> None:
    true = {told["id"]: date.fromisoformat(told["last_day"]) for told in each.truth["deadlines"]}
    for deadline in each.report.deadlines if each.report else ():
        if deadline.term in true and each.id == each.truth["notice"]:
            assert deadline.last_day <= true[deadline.term], deadline.term
        if each.report and each.report.outcome == "sure" and deadline.right:
            assert deadline.term in true, deadline.term


def nothing_wrong_as_sure(each: Compared) -> None:
    if each.report is None or each.report.outcome != "sure":
        return
    assert each.id == each.truth["notice"]
    assert "sure" in each.truth["outcome_allowed"]
    fields = each.truth["fields"]
    assert str(each.value("letter_date")) == fields.get("letter_date", str(each.value("letter_date")))
    for deadline in each.truth["deadlines"]:
        assert deadline["last_day"] in {str(found.last_day) for found in each.report.deadlines}, deadline["id"]


@pytest.mark.parametrize("truth", DIGITAL)
def test_a_digital_sample_shows_no_harm(truth: Path) -> None:
    check(truth)


@pytest.mark.parametrize("truth", DIGITAL)
def test_a_digital_sample_is_named_dated_and_timed_as_it_was_printed(truth: Path) -> None:
    letters, reports = compared(truth)
    assert len(reports) == len(letters)
    for each in letters:
        assert each.report is not None
        assert each.id == each.truth["notice"]
        assert each.report.outcome in each.truth["outcome_allowed"]
        assert list(each.report.pages) == each.truth["pages"]
        unnamed = (
            {"unknown"} if each.truth["sender"] == "other" or each.truth["kind"] == "insert" else set()
        )  # nothing tells a flyer from a stranger's letter, and a leaflet has no letterhead
        assert each.report.identity.sender in {each.truth["sender"]} | unnamed
        assert each.report.identity.language == each.truth["language"]
        if each.id:
            true = {(told["id"], told["last_day"]) for told in each.truth["deadlines"]}
            assert true <= {(found.term, str(found.last_day)) for found in each.report.deadlines}


SIMPLE = (
    "letter_date",
    "amount_due",
    "pay_by",
    "respond_by",
    "hearing_by",
    "petition_by",
    "tin_last4",
    "employee_id",
    "caller_id",
)


def fields_of(each: Compared) -> Iterator[tuple[str, object, object]]:
    """Every field that the truth holds and the contract has one value for, with the true value and what was read."""
    true = each.truth["fields"]
    for field in SIMPLE:
        if field in true:
            yield field, true[field], None if each.value(field) is None else str(each.value(field))
    if "tax_periods" in true:
        answers = each.report.fields.get("tax_periods", ()) if each.report else ()
        ends = {
            str(found.value.ends) for found in answers if isinstance(found, Reading) and isinstance(found.value, Period)
        }  # type: ignore[union-attr]
        yield "tax_periods", {period["value"] for period in true["tax_periods"]}, ends or None


@pytest.mark.parametrize("truth", DIGITAL)
def test_what_is_read_of_a_digital_sample_is_what_was_printed(truth: Path) -> None:
    for each in compared(truth)[0]:
        if each.id is not None:
            found = [field for field in fields_of(each) if field[2] is not None]
            assert [(name, read) for name, _, read in found] == [(name, true) for name, true, _ in found]


def test_hardly_any_field_of_a_digital_sample_is_left_unread() -> None:
    fields = [
        (each.id, *field)
        for truth in TRUTHS
        if is_digital(truth)
        for each in compared(truth)[0]
        if each.id is not None
        for field in fields_of(each)
    ]
    unread = [(id_, name) for id_, name, _, read in fields if read is None]
    assert len(unread) <= 0.01 * len(fields), unread


def rests_on_the_unconfirmed(each: Compared) -> bool:
    """Whether the catalogue itself says that the meaning or a day of this letter may be wrong: it is never sure."""
    if not load().notices[each.truth["notice"]].known:
        return True
    return not all(load().law[told["id"]].checked for told in each.truth["deadlines"])


@pytest.mark.skipif(not DIGITAL, reason="There are no digital samples.")
def test_most_digital_samples_are_sure() -> None:
    letters = [each for truth in TRUTHS if is_digital(truth) for each in compared(truth)[0]]
    known = [each for each in letters if each.truth["notice"] and not rests_on_the_unconfirmed(each)]
    unsure = [each.truth["notice"] for each in known if each.report is None or each.report.outcome != "sure"]
    assert len(unsure) <= 0.05 * len(known), unsure


@pytest.mark.slow
@pytest.mark.parametrize("truth", SEEN)
def test_a_sample_that_is_a_picture_shows_no_harm(truth: Path) -> None:
    check(truth)


@pytest.mark.slow
@pytest.mark.parametrize("truth", SEEN)
def test_a_sample_that_is_a_picture_is_named_right_or_not_at_all(truth: Path) -> None:
    for each in compared(truth)[0]:
        if each.id is not None and each.id != each.truth["notice"]:
            assert each.report is not None
            assert each.report.outcome == "check"
