"""The scorer: a perfect report gets all points, and each kind of fault is caught as what it is."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import mail, report_of
from PIL import Image
from rich.console import Console

from scanner.catalogue import load
from scanner.cli.evaluate import family_of
from scanner.errors import UsageError
from scanner.evaluate import (
    Calibration,
    Given,
    KnownFile,
    KnownLetter,
    Share,
    calibration,
    known_files,
    scores_of,
    tallies_by,
    tally,
)
from scanner.evaluate.score import Score
from scanner.evidence import Evidence, Reading, Unread
from scanner.page import Box
from scanner.render.scorechart import LARGE, Chart, Disc, chart
from scanner.render.scoredraw import SCALE, as_png, as_svg
from scanner.render.scorepage import score_page
from scanner.render.scores import Scoring, scoring_json
from scanner.render.scoretables import Row, answers_given, groupings, names_given, score_tables
from scanner.report import Failure, Identified, Report

REPORT = report_of(mail("Letter 4390 (Rev. 5-2019)"))
PERIODS = [{"value": "2018-12-31", "form": None}]
FAMILY = family_of(load())


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


def sure_of(report: Report, confidence: float) -> Report:
    assert isinstance(report.identity, Identified)
    return replace(report, identity=replace(report.identity, confidence=confidence))


def grouped(key: str, *scores: Score) -> dict[str, int]:
    """How many letters each group has, parted in one of the ways that are told."""
    way = next(each for each in groupings(FAMILY) if each.key == key)
    return {name: told.letters for name, told in tallies_by(scores, way.of).items()}


def test_the_letter_of_these_tests_has_a_date_periods_and_a_last_day() -> None:
    assert REPORT.notice is not None
    assert {"letter_date", "tax_periods"} <= set(REPORT.fields)
    assert REPORT.deadlines != ()


# A perfect answer


def test_a_perfect_answer_gets_everything() -> None:
    score = scored(sure(REPORT))
    assert score.faults == ()
    assert not score.silent
    assert not score.quoted
    assert all(given.right for given in (score.naming, *score.answers) if given)
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


QUOTING = known(REPORT, quotes=["letter-4383", "cp14"])


@pytest.mark.parametrize("notice", [QUOTING.notice, None])
def test_a_number_that_a_letter_quotes_taken_for_its_own_is_counted(notice: str | None) -> None:
    truth = QUOTING.model_copy(update={"notice": notice})
    score = scored(named(REPORT, "letter-4383"), truth=truth)
    assert score.quoted
    assert tally([score, scored(REPORT)]).harms["quoted number taken for its own"] == Share(1, 1)
    assert any("letter-4383, which it only names in passing" in fault for fault in score.faults)


@pytest.mark.parametrize(
    ("report", "truth"),
    [
        (REPORT, QUOTING),
        (named(REPORT, "letter-3172"), QUOTING),
        (REPORT, known(REPORT, quotes=[REPORT.notice.id if REPORT.notice else ""])),
        (Failure("letter.pdf", "damaged", "It is damaged."), QUOTING),
    ],
    ids=["right", "a notice that it does not quote", "right, and its own number among the quoted", "not read"],
)
def test_a_letter_that_is_not_named_as_one_that_it_quotes_is_not_that_harm(
    report: Report | Failure, truth: KnownLetter
) -> None:
    assert tally([scored(report, truth=truth)]).harms["quoted number taken for its own"] == Share(0, 1)


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
    half = sure_of(REPORT, 0.5)
    right, wrong = scored(half), scored(named(half, "letter-4383"))
    told = names_given([right, wrong])
    assert [(each.confidence, each.right) for each in told.bins] == [(0.5, Share(1, 2))]
    assert (told.error, told.answers) == (0, 2)
    assert names_given([wrong]).error == 0.5
    assert calibration([]) == Calibration((), 0)


def test_a_letter_that_nobody_named_gives_no_answer() -> None:
    assert scored(Failure("letter.pdf", "damaged", "It is damaged.")).naming is None
    assert calibration([None]).answers == 0


def test_a_confidence_of_one_has_a_bin() -> None:
    assert names_given([scored(sure_of(REPORT, 1.0))]).answers == 1


def test_every_field_that_was_read_is_an_answer_and_right_or_not() -> None:
    right = scored(REPORT)
    assert [given.right for given in right.answers] == [True] * len(right.fields)
    wrong = scored(with_field(REPORT, "letter_date", reading(date(2024, 5, 7))))
    assert Given(0.99, right=False) in wrong.answers
    assert sum(not given.right for given in wrong.answers) == 1
    assert answers_given([right]).answers == len(right.answers)
    assert answers_given([wrong]).error > answers_given([right]).error


def test_a_field_that_was_left_unread_gives_no_answer() -> None:
    unread = scored(with_field(REPORT, "letter_date", Unread("The date cannot be read.")))
    assert len(unread.answers) == len(scored(REPORT).answers) - 1
    assert scored(Failure("letter.pdf", "damaged", "It is damaged.")).answers == ()


def test_an_invented_field_is_an_answer_that_is_not_right() -> None:
    assert Given(0.99, right=False) in scored(with_field(REPORT, "caller_id", reading("12345"))).answers


def test_several_values_of_a_field_are_one_answer_as_sure_as_the_least_sure() -> None:
    periods = REPORT.fields["tax_periods"]
    assert isinstance(periods, tuple)
    assert isinstance(periods[0], Reading)
    doubtful = replace(periods[0], confidence=0.25)
    score = scored(with_field(REPORT, "tax_periods", (*periods, doubtful)))
    assert Given(0.25, right=True) in score.answers
    assert len(score.answers) == len(scored(REPORT).answers)


def test_groups_have_their_own_sums() -> None:
    scores = [scored(REPORT), scored(REPORT, truth=known(REPORT, damage="photo"))]
    groups = tallies_by(scores, lambda score: score.known.damage)
    assert {name: each.letters for name, each in groups.items()} == {"digital": 1, "photo": 1}


@pytest.mark.parametrize(
    ("changes", "family"),
    [
        ({}, "appeals"),
        ({"notice": "cp14"}, "balance-due"),
        ({"notice": "cp14", "kind": "form"}, "balance-due"),
        ({"notice": None}, "unknown number"),
        ({"notice": "cp9999"}, "unknown number"),
        ({"notice": None, "sender": "state", "kind": "other"}, "other sender"),
        ({"notice": None, "kind": "insert"}, "insert"),
        ({"notice": None, "kind": "form"}, "form"),
    ],
)
def test_the_family_of_a_letter_is_the_station_of_its_true_notice_or_what_it_is_instead(
    changes: dict[str, Any], family: str
) -> None:
    assert grouped("by_family", scored(REPORT, truth=known(REPORT, **changes))) == {family: 1}


def test_every_notice_of_the_catalogue_has_a_family() -> None:
    truths = [known(REPORT, notice=notice) for notice in load().notices]
    assert set(grouped("by_family", *(scored(REPORT, truth=truth) for truth in truths))) <= set(load().stations)


def test_letters_are_grouped_by_language_and_by_kind_of_notice() -> None:
    scores = [scored(REPORT, truth=known(REPORT, **each)) for each in ({}, {"language": "es"}, {"notice": "cp14"})]
    assert grouped("by_language", *scores) == {"en": 2, "es": 1}
    assert grouped("by_kind", *scores) == {"CP": 1, "Letter": 2}


# What is told


def test_a_late_day_is_told_first_with_a_mark_and_its_dates() -> None:
    console = Console(width=200, record=True, file=StringIO())
    scores = [scored(replace(REPORT, deadlines=())), scored(later(REPORT, 1))]
    console.print(Scoring(scores, unanswered=2, seconds=3.0, family=FAMILY))
    told = console.export_text()
    assert "✗ last day late" in told
    assert told.index("late: ") < told.index("missing: ")
    assert "2 letters, 1.50 s each; 2 files without known answers not scored." in told


def test_all_tables_stand_at_eighty_columns() -> None:
    console = Console(width=80, record=True, file=StringIO())
    families = ["form-9423", "letter-947", "form-668-y", "cp14"]
    scores = [scored(REPORT, truth=known(REPORT, notice=each)) for each in families] * 300
    console.print(Scoring(scores, unanswered=0, seconds=3.0, family=FAMILY))
    tables = console.export_text().split("letter.pdf, page 1")[0]
    assert "…" not in tables
    assert "appeals program" in tables


def row_of(title: str, *scores: Score) -> dict[str, dict[str, str]]:
    """The rows of one table by name, their cells by heading."""
    table = next(each for each in score_tables(scores, FAMILY) if each.title == title)

    def cells(row: Row) -> dict[str, str]:
        return dict(zip(table.headings[1:], row.cells[1:], strict=True))

    return {row.cells[0]: cells(row) for row in table.rows}


def test_damaged_letters_are_told_as_sure_check_wrong_and_left() -> None:
    title, second = known(REPORT, damage="title-only"), known(REPORT, damage="page-two")
    doubtful = replace(REPORT, doubts=("Its first page is not here.",))
    left = report_of(mail("Letter 7391 (Rev. 5-2019)"))
    rows = row_of(
        "By damage",
        scored(sure(REPORT), truth=title),
        scored(sure(REPORT), truth=title),
        scored(named(doubtful, "letter-4383"), truth=title),
        scored(doubtful, truth=second),
        scored(left, truth=second),
        scored(sure(REPORT), truth=known(REPORT, damage="scan", notice=None, deadlines=[])),
    )
    told = {name: [row[each] for each in ("sure", "check", "wrong", "left")] for name, row in rows.items()}
    assert told == {
        "✗ title only": ["2/3", "1", "1", "0"],
        "page two": ["0/2", "1", "0", "1"],
        "✗ scan": ["0/0", "0", "1", "0"],
    }


def test_the_json_has_every_fault_and_no_text_of_a_letter() -> None:
    told = scoring_json([scored(later(REPORT, 1))], unanswered=0, seconds=1.0, family=FAMILY)
    assert told["harms"]["last day late"]["count"] == len(REPORT.deadlines)
    assert told["faults"][0]["file"] == "letter.pdf"
    assert "DELGADO" not in json.dumps(told)


def test_the_json_has_every_grouping_and_the_calibration_of_names_and_of_fields() -> None:
    score = scored(sure_of(REPORT, 0.75))
    told = scoring_json([score], unanswered=0, seconds=1.0, family=FAMILY)
    groups = {key: list(groups) for key, groups in told.items() if key.startswith("by_")}
    assert groups == {
        "by_damage": ["digital"],
        "by_family": ["appeals"],
        "by_kind": ["Letter"],
        "by_language": ["en"],
    }
    assert told["calibration"] == {
        "error": 0.25,
        "bins": [{"from": 0.7, "to": 0.8, "confidence": 0.75, "right": 1, "of": 1}],
    }
    assert sum(each["of"] for each in told["answers"]["bins"]) == len(score.answers)


def test_the_page_has_every_table_both_charts_and_the_picture_and_asks_for_nothing_outside_it() -> None:
    score = scored(later(sure(REPORT), 1))
    told = score_page([score], 1.0, {score.place: Image.new("RGB", (2000, 2000))}, FAMILY)
    assert all(f"<caption>{table.title}" in told for table in score_tables([score], FAMILY))
    assert told.count("<svg") == 2
    assert "data:image/jpeg;base64," in told
    assert "✗ last day late" in told
    assert "http" not in told.replace("http-equiv", "")


def test_the_page_escapes_what_a_folder_says_of_its_letters() -> None:
    score = scored(REPORT, truth=known(REPORT, damage="<script>alert(1)</script>"))
    assert "<script>" not in score_page([score], 1.0, {}, FAMILY)


def test_a_page_of_letters_that_nobody_named_has_no_chart() -> None:
    assert "<svg" not in score_page([scored(Failure("letter.pdf", "damaged", "It is damaged."))], 1.0, {}, FAMILY)


# The chart


def given_of(confidence: float, right: int, wrong: int = 0) -> list[Given]:
    return [Given(confidence, right=True)] * right + [Given(confidence, right=False)] * wrong


def charted(*given: Given) -> Chart:
    return chart("Naming", calibration(given))


def first_dot(*given: Given) -> Disc:
    return charted(*given).discs[0]


@pytest.mark.parametrize(("confidence", "right", "wrong"), [(0.25, 1, 3), (0.5, 1, 1), (0.75, 3, 1), (0.99, 99, 1)])
def test_answers_as_sure_as_they_are_right_lie_on_the_broken_line(confidence: float, right: int, wrong: int) -> None:
    dot = first_dot(*given_of(confidence, right, wrong))
    line = next(each for each in charted().strokes if each.broken)
    assert dot.x - line.start[0] == pytest.approx(line.start[1] - dot.y)
    assert not dot.hollow


def test_answers_that_were_surer_than_right_lie_below_the_line_as_a_ring() -> None:
    dot = first_dot(*given_of(0.95, 10, 30))
    line = next(each for each in charted().strokes if each.broken)
    assert dot.x - line.start[0] > line.start[1] - dot.y
    assert dot.hollow


def test_a_few_answers_whose_interval_reaches_the_line_are_no_ring() -> None:
    assert not first_dot(*given_of(0.6, 1, 2)).hollow


@given(st.floats(0, 1), st.integers(0, 40), st.integers(0, 40))
def test_every_dot_and_its_interval_stand_on_the_square(confidence: float, right: int, wrong: int) -> None:
    drawn = charted(*given_of(confidence, right, wrong))
    edges = next(each for each in drawn.strokes if each.broken)
    for disc in drawn.discs[: bool(right + wrong)]:
        assert edges.start[0] <= disc.x <= edges.end[0]
        assert edges.end[1] <= disc.y <= edges.start[1]
    assert all(
        0 <= x <= drawn.width and 0 <= y <= drawn.height for each in drawn.strokes for x, y in (each.start, each.end)
    )


def test_a_chart_says_its_axes_and_how_many_answers_each_bin_has() -> None:
    told = as_svg(charted(*given_of(0.6, 5, 2), *given_of(0.85, 1)))
    for said in (">Naming<", ">7<", ">1<", ">confidence that was given, %<", ">answers that were right, %<", ">99.9<"):
        assert said in told
    assert "8 answers, expected calibration error" in told
    assert "1 answer given with 85.0 %: 100.0 % right." in told


def test_a_chart_as_a_file_is_whole_and_asks_for_nothing_and_one_in_a_page_takes_its_colours() -> None:
    drawn = charted(*given_of(0.6, 5, 2))
    root = ET.fromstring(as_svg(drawn, alone=True))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "currentColor" not in as_svg(drawn, alone=True)
    assert "currentColor" in as_svg(drawn)
    assert as_svg(drawn).count("<circle") == as_svg(drawn, alone=True).count("<circle") == len(drawn.discs)


def test_a_title_in_a_chart_is_escaped() -> None:
    assert "<b>" not in as_svg(chart("<b>", calibration([])))


def test_a_picture_of_the_chart_has_twice_its_size_and_its_dots_where_they_stand() -> None:
    drawn = charted(*given_of(0.6, 5, 2), *given_of(0.95, 10, 30))
    picture = Image.open(io.BytesIO(as_png(drawn)))
    assert picture.size == (round(drawn.width * SCALE), round(drawn.height * SCALE))
    full, ring = (picture.getpixel((round(disc.x * SCALE), round(disc.y * SCALE))) for disc in drawn.discs[:2])
    assert full == (0x1F, 0x5F, 0xA8)
    assert ring == (255, 255, 255)


def test_a_chart_without_answers_says_so() -> None:
    drawn = chart("Naming", calibration([]), LARGE)
    assert "No answers" in as_svg(drawn)
    assert as_png(drawn).startswith(b"\x89PNG")


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
