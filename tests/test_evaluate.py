"""The scorer: a perfect report gets all points, and each kind of fault is caught as what it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import mail, report_of
from PIL import Image
from rich.console import Console

from scanner.catalogue import load
from scanner.errors import UsageError
from scanner.evaluate import KnownFile, KnownLetter, Share, calibration, known_files, scores_of, tallies_by, tally
from scanner.evaluate.score import Score
from scanner.evidence import Evidence, Reading, Unread
from scanner.page import Box
from scanner.render.scorepage import score_page
from scanner.render.scores import Scoring, scoring_json
from scanner.render.scoretables import score_tables
from scanner.report import Failure, Identified, Report

REPORT = report_of(mail("Letter 4390 (Rev. 5-2019)"))
PERIODS = [{"value": "2018-12-31", "form": None}]


def known(report: Report, **changes: Any) -> KnownLetter:
    """The answers that make the report perfect, but for the changes."""
    fields = {name: str(answer.value) for name, answer in report.fields.items() if isinstance(answer, Reading)}
    if "tax_periods" in report.fields:
        fields["tax_periods"] = PERIODS  # type: ignore[assignment]
    told = {
        "pages": report.pages,
        "notice": report.notice.id if report.notice else None,
        "sender": report.identity.sender,
        "fields": fields,
        "deadlines": [{"id": each.term, "last_day": each.last_day} for each in report.deadlines],
        "damage": "digital",
    }
    return KnownLetter.model_validate(told | changes)


def scored(*found: Report | Failure, truth: KnownLetter | None = None) -> Score:
    return scores_of(KnownFile(Path("letter.pdf"), (truth or known(REPORT),)), found)[0]


def sure(report: Report) -> Report:
    return replace(report, doubts=())


def reading(value: object) -> Reading[object]:
    return Reading(value, 0.99, (Evidence(1, Box(0, 0, 1, 1), str(value), "test", 0.99),))


def later(report: Report, days: int) -> Report:
    return replace(
        report,
        deadlines=tuple(replace(each, last_day=each.last_day + timedelta(days)) for each in report.deadlines),
    )


def with_field(report: Report, name: str, answer: Any) -> Report:
    return replace(report, fields={**report.fields, name: answer})


def named(report: Report, notice: str) -> Report:
    assert isinstance(report.identity, Identified)
    return replace(report, identity=replace(report.identity, notice=load().notices[notice]))


def test_the_letter_of_these_tests_has_a_date_periods_and_a_last_day() -> None:
    assert REPORT.notice is not None
    assert {"letter_date", "tax_periods"} <= set(REPORT.fields)
    assert REPORT.deadlines != ()


# A perfect answer


def test_a_perfect_answer_gets_everything() -> None:
    score = scored(sure(REPORT))
    assert score.faults == ()
    assert not score.silent
    told = tally([score])
    assert {share.count for share in told.harms.values()} == {0}
    assert {share.rate for share in told.rights.values() if share.of} == {1.0}
    assert all(row["right"] == sum(row.values()) for row in told.fields.values())


def test_an_unknown_letter_that_is_left_unknown_is_right() -> None:
    report = report_of(mail("Letter 7391 (Rev. 5-2019)"))
    assert report.outcome == "unknown"
    assert scored(report, truth=known(report)).identity == "right"


# Each fault is caught


@pytest.mark.parametrize(
    ("fault", "harm"),
    [
        (lambda report: later(report, 1), "last day late"),
        (lambda report: named(report, "letter-4383"), "taken for another notice"),
        (lambda report: named(report, "letter-4383"), "silent error"),
        (lambda report: with_field(report, "letter_date", reading(date(2024, 5, 7))), "silent error"),
        (lambda report: with_field(report, "pay_by", reading(date(2024, 5, 7))), "silent error"),
        (lambda report: later(report, -1), "silent error"),
        (lambda report: replace(report, deadlines=()), "silent error"),
        (lambda report: replace(report, pages=(2,)), "page lost"),
    ],
)
def test_a_harm_is_counted(fault: Callable[[Report], Report], harm: str) -> None:
    assert tally([scored(fault(sure(REPORT)))]).harms[harm].count > 0


def test_a_wrong_answer_that_asks_for_eyes_is_no_silent_error() -> None:
    doubtful = replace(named(REPORT, "letter-4383"), doubts=("The number is hard to read.",))
    told = tally([scored(doubtful)])
    assert told.harms["silent error"].count == 0
    assert told.harms["taken for another notice"].count == 1


@pytest.mark.parametrize(("days", "verdict"), [(-1, "early"), (0, "exact"), (1, "late")])
def test_a_last_day_is_early_exact_or_late(days: int, verdict: str) -> None:
    assert {day.verdict for day in scored(later(REPORT, days)).days} == {verdict}


def test_a_late_day_beside_the_true_one_is_late() -> None:
    both = replace(REPORT, deadlines=REPORT.deadlines + later(REPORT, 9).deadlines)
    assert {day.verdict for day in scored(both).days} == {"late"}


def test_a_last_day_that_is_not_given_is_missing() -> None:
    assert {day.verdict for day in scored(replace(REPORT, deadlines=())).days} == {"missing"}


def test_a_right_that_the_letter_does_not_start_is_extra() -> None:
    assert any(each.right for each in REPORT.deadlines)
    assert "extra" in {day.verdict for day in scored(REPORT, truth=known(REPORT, deadlines=[])).days}


def test_a_day_that_is_known_under_another_name_is_no_extra() -> None:
    days = [{"id": "another-term", "last_day": each.last_day} for each in REPORT.deadlines]
    assert {day.verdict for day in scored(REPORT, truth=known(REPORT, deadlines=days)).days} == {"missing"}


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (reading(date(2024, 5, 1)), "right"),
        (reading(date(2024, 5, 7)), "wrong"),
        (Unread("The date cannot be read."), "unread"),
    ],
)
def test_a_field_is_right_wrong_or_unread(answer: Any, verdict: str) -> None:
    assert scored(with_field(REPORT, "letter_date", answer)).fields["letter_date"] == verdict


@pytest.mark.parametrize(("read", "verdict"), [("1-800-555-0100", "right"), ("800-555-0101", "wrong")])
def test_a_telephone_number_is_the_same_with_the_one_that_is_dialled_before_it(read: str, verdict: str) -> None:
    truth = known(REPORT, fields={"contact_phone": "(800) 555-0100"})
    assert scored(with_field(REPORT, "contact_phone", reading(read)), truth=truth).fields["contact_phone"] == verdict


def test_a_field_that_the_letter_does_not_show_is_invented() -> None:
    assert scored(with_field(REPORT, "caller_id", reading("12345"))).fields["caller_id"] == "invented"
    assert scored(with_field(REPORT, "pay_by", reading(date(2024, 5, 7)))).fields["pay_by"] == "invented"
    assert "pay_by" not in scored(with_field(REPORT, "pay_by", reading(REPORT.deadlines[0].last_day))).fields


def test_periods_are_compared_as_sets() -> None:
    truth = known(REPORT, fields={"tax_periods": [*PERIODS, {"value": "2019-12-31"}]})
    assert scored(REPORT, truth=truth).fields["tax_periods"] == "wrong"
    twice = known(REPORT, fields={"tax_periods": [*PERIODS, *PERIODS]})
    assert scored(REPORT, truth=twice).fields["tax_periods"] == "right"


def test_an_unknown_number_turned_into_a_neighbour_is_counted() -> None:
    told = tally([scored(REPORT, truth=known(REPORT, notice=None, deadlines=[]))])
    assert told.harms["unknown taken for known"] == Share(1, 1)
    assert told.rights["unknown left unknown"] == Share(0, 1)


def test_other_mail_taken_for_the_service_is_counted() -> None:
    told = tally([scored(REPORT, truth=known(REPORT, sender="state", notice=None, deadlines=[]))])
    assert told.harms["other mail taken for the IRS"] == Share(1, 1)


def test_a_file_that_could_not_be_read_loses_its_pages_and_is_left_to_a_person() -> None:
    told = tally([scored(Failure("letter.pdf", "damaged", "It is damaged."))])
    assert told.harms["page lost"] == Share(1, 1)
    assert told.looks["known letter, left to a person"] == Share(1, 1)


def test_letters_cut_at_other_pages_are_counted() -> None:
    score = scored(replace(REPORT, pages=(1, 2)))
    assert not score.split
    assert score.lost == ()
    assert "cut from its file at other pages" in score.faults


def test_each_letter_of_a_file_is_held_against_the_report_of_its_pages() -> None:
    second = replace(REPORT, pages=(2, 3))
    file = KnownFile(Path("stack.pdf"), (known(REPORT), known(second)))
    assert [score.report for score in scores_of(file, [second, REPORT])] == [REPORT, second]


# Sums


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(count: int, more: int) -> None:
    share = Share(count, count + more)
    low, high = share.interval
    assert 0 <= low <= share.rate <= high <= 1 or share.of == 0


def test_the_interval_is_wilsons() -> None:
    low, high = Share(0, 10).interval  # Brown, Cai and DasGupta 2001, by hand: 1.96² / (10 + 1.96²)
    assert (low, round(high, 4)) == (0.0, 0.2775)


def test_calibration_is_none_at_fault_where_the_confidence_is_the_share_of_right_ones() -> None:
    identity = REPORT.identity
    assert isinstance(identity, Identified)
    half = replace(REPORT, identity=replace(identity, confidence=0.5))
    right, wrong = scored(half), scored(named(half, "letter-4383"))
    bins, error = calibration([right, wrong])
    assert [(each.confidence, each.right) for each in bins] == [(0.5, Share(1, 2))]
    assert error == 0
    assert calibration([wrong])[1] == 0.5
    assert calibration([]) == ((), 0)


def test_a_confidence_of_one_has_a_bin() -> None:
    identity = REPORT.identity
    assert isinstance(identity, Identified)
    certain = replace(REPORT, identity=replace(identity, confidence=1.0))
    assert sum(each.right.of for each in calibration([scored(certain)])[0]) == 1


def test_groups_have_their_own_sums() -> None:
    scores = [scored(REPORT), scored(REPORT, truth=known(REPORT, damage="photo"))]
    groups = tallies_by(scores, lambda score: score.known.damage)
    assert {name: each.letters for name, each in groups.items()} == {"digital": 1, "photo": 1}


# What is told


def test_a_late_day_is_told_first_with_a_mark_and_its_dates() -> None:
    console = Console(width=200, record=True, file=StringIO())
    scores = [scored(replace(REPORT, deadlines=())), scored(later(REPORT, 1))]
    console.print(Scoring(scores, unanswered=2, seconds=3.0))
    told = console.export_text()
    assert "✗ last day late" in told
    assert told.index("late: ") < told.index("missing: ")
    assert "2 letters, 1.50 s each; 2 files without known answers not scored." in told


def test_the_json_has_every_fault_and_no_text_of_a_letter() -> None:
    told = scoring_json([scored(later(REPORT, 1))], unanswered=0, seconds=1.0)
    assert told["harms"]["last day late"]["count"] == len(REPORT.deadlines)
    assert told["faults"][0]["file"] == "letter.pdf"
    assert "DELGADO" not in json.dumps(told)


def test_the_page_has_every_table_the_chart_and_the_picture_and_asks_for_nothing_outside_it() -> None:
    score = scored(later(sure(REPORT), 1))
    told = score_page([score], 1.0, {score.place: Image.new("RGB", (2000, 2000))})
    assert all(f"<caption>{table.title}" in told for table in score_tables([score]))
    assert "<circle" in told
    assert "data:image/jpeg;base64," in told
    assert "✗ last day late" in told
    assert "http" not in told.replace("http-equiv", "")


def test_the_page_escapes_what_a_folder_says_of_its_letters() -> None:
    score = scored(REPORT, truth=known(REPORT, damage="<script>alert(1)</script>"))
    assert "<script>" not in score_page([score], 1.0, {})


def test_a_page_of_letters_that_nobody_named_has_no_chart() -> None:
    assert "<svg" not in score_page([scored(Failure("letter.pdf", "damaged", "It is damaged."))], 1.0, {})


# The folder


def truth_of(folder: Path, text: str, name: str = "a") -> Path:
    (folder / f"{name}.truth.json").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not json", "the file"),
        ('{"file": "a.pdf"}', "letters"),
        ('{"file": "a.pdf", "letters": [{"pages": [], "notice": null}]}', "letters.0.pages"),
        ('{"file": "a.pdf", "letters": [{"pages": [1]}]}', "letters.0.notice"),
        (
            '{"file": "a.pdf", "letters": [{"pages": [1], "notice": null, "fields": {"pay_by": "soon"}}]}',
            "letters.0.fields",
        ),
        (
            '{"file": "a.pdf", "letters": [{"pages": [1], "notice": "cp14", "deadlines": [{"id": "x", "last_day": "soon"}]}]}',
            "letters.0.deadlines.0.last_day",
        ),
    ],
)
def test_answers_that_are_at_fault_are_said_with_file_and_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=rf"a\.truth\.json: {said}"):
        known_files(truth_of(tmp_path, text))


def test_a_folder_that_is_not_there_or_has_no_answers_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        known_files(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="has no known answers"):
        known_files(tmp_path)


def test_answers_for_files_that_are_not_there_are_said(tmp_path: Path) -> None:
    for name in "abcde":
        truth_of(tmp_path, json.dumps({"file": f"{name}.pdf", "letters": []}), name)
    with pytest.raises(UsageError, match=r"not there: a\.pdf, b\.pdf, c\.pdf, and 2 more"):
        known_files(tmp_path)


def test_folders_in_the_folder_count(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    truth_of(tmp_path / "deep", json.dumps({"file": "a.pdf", "letters": [{"pages": [1], "notice": None}]}))
    (tmp_path / "deep" / "a.pdf").write_bytes(b"")
    assert [(each.path.name, len(each.letters)) for each in known_files(tmp_path)] == [("a.pdf", 1)]
