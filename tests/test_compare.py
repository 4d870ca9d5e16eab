"""The comparison with other ways: what they read off a text, how answers are marked, and what is printed. No engine runs."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from compare.__main__ import compare
from compare.answer import NOTHING, Answer, CannotRun
from compare.bag import plain
from compare.letters import _kinds
from compare.marks import MEASURES, marks
from compare.naive import numbered, read_off
from compare.table import Column, Comparison, share
from compare.templates import Templates, answer_of, templates_of
from compare.text import Texts
from rich.console import Console

from scanner.catalogue import load
from scanner.evaluate import KnownFile, KnownLetter, Share

CP14 = """Department of the Treasury
Internal Revenue Service
Notice CP14
Notice date June 2, 2025
You have a balance due for 2023, Form 1040. Amount due by June 23, 2025: $1,964.94. We sent you a CP504 on May 1, 2025.
"""
KNOWN = KnownLetter.model_validate({
    "pages": [1],
    "notice": "cp14",
    "fields": {"letter_date": "2025-06-02", "amount_due": "1964.94"},
    "deadlines": [{"id": "pay", "last_day": "2025-06-23"}, {"id": "ask", "last_day": "2025-07-02"}],
})  # fmt: skip
RIGHT = Answer("cp14", irs=True, letter_date=date(2025, 6, 2), first_day=date(2025, 6, 23), amount=Decimal("1964.94"))


def told(**changes: object) -> KnownLetter:
    return KNOWN.model_copy(update=changes)


def met(known: KnownLetter, answer: Answer) -> set[str]:
    return {name for name, each in marks([(known, answer)]).items() if each.count}


class Fixed:
    """A way that always says the same."""

    name, how = "fixed", "for tests."

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer

    def answers(self, file: KnownFile) -> tuple[Answer, ...]:
        if self.answer is None:
            raise OSError
        return (self.answer,) * len(file.letters)


def test_the_naive_way_takes_the_first_of_everything():
    assert read_off(CP14, numbered(load())) == RIGHT


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("CP 14", "cp14"),
        ("Letter 3172 (Rev. 4-2021)", "letter-3172"),
        ("Letter 12C", "letter-12c"),
        ("LT11", "lt11"),
        ("for your Form 1040. Form 9423", None),
        ("Form 668(Y)(c)", "form-668-y"),
        ("see Form 12153. This is Letter 1058", "letter-1058"),
        ("Notice CP688", None),
        ("nothing", None),
    ],
)
def test_the_naive_way_names_the_first_number_and_forms_only_where_there_is_no_other(text: str, notice: str | None):
    assert read_off(text, numbered(load())).notice == notice


@pytest.mark.parametrize(
    "printed", ["June 2, 2025", "Jun. 2, 2025", "06/02/2025", "6/2/2025", "Sept. 31, 2025 June 2, 2025"]
)
def test_the_naive_way_reads_days_as_they_are_printed_and_passes_over_what_is_none(printed: str):
    assert read_off(printed, {}).letter_date == date(2025, 6, 2)


def test_templates_bar_longer_numbers_and_try_the_header_first():
    mine = [
        each for each in templates_of(load()) if each["issuer"] == "cp14" and "Internal Revenue" in each["keywords"]
    ]
    bare = next(each for each in mine if each["keywords"][1] == "CP14")
    header = next(each for each in mine if each["keywords"][1] == "Notice CP14")
    assert {"CP140", "CP14H"} <= set(bare["exclude_keywords"])
    assert "Notice CP140" in header["exclude_keywords"]
    assert header["priority"] > bare["priority"]


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (CP14, "cp14"),
        (CP14.replace("CP14", "CP140"), "cp140"),
        (CP14.replace("Internal Revenue Service", "Bank"), None),
    ],
)
def test_invoice2data_fits_the_template_of_the_number_and_the_sender(text: str, notice: str | None, tmp_path: Path):
    pytest.importorskip("invoice2data", reason="invoice2data is not installed here; `make compare` installs it.")
    from invoice2data import extract_data
    from invoice2data.extract.loader import ordered_load

    (tmp_path / "letter.txt").write_text(text, encoding="utf-8")
    some = [each for each in templates_of(load()) if each["issuer"].startswith("cp14")]
    answer = answer_of(extract_data(str(tmp_path / "letter.txt"), templates=ordered_load(json.dumps(some))))
    assert answer.notice == notice
    if notice:
        assert (answer.letter_date, answer.first_day, answer.amount) == (
            RIGHT.letter_date,
            RIGHT.first_day,
            RIGHT.amount,
        )


def test_no_template_is_nothing_said():
    assert answer_of({}) == NOTHING


def test_a_way_that_lacks_a_package_says_which(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(CannotRun, match="ocrmypdf is not installed"):
        Templates(load())


def test_without_the_command_the_programs_own_engine_reads(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "models/tessdata" in Texts().engine


def test_the_bag_holds_words_alone():
    assert plain("Notice CP-14,\n$5.00") == "notice cp 14 5 00"


def test_nothing_that_is_taught_as_a_stranger_is_asked_as_one():
    for kinds in _kinds()[1:]:
        assert len(kinds) > 10
        assert not set(kinds[::2]) & set(kinds[1::2])


def test_a_perfect_answer_meets_all_that_is_right():
    assert met(KNOWN, RIGHT) == {"notice right", "letter date right", "first last day right", "amount due right"}


@pytest.mark.parametrize(
    ("known", "answer", "measure"),
    [
        (KNOWN, Answer("cp504"), "notice wrong"),
        (KNOWN, Answer("cp504"), "stated and wrong"),
        (KNOWN, Answer("cp14", letter_date=date(2025, 5, 1)), "stated and wrong"),
        (KNOWN, Answer("cp14", first_day=date(2025, 7, 2)), "first last day late"),
        (KNOWN, Answer("cp14", first_day=date(2025, 7, 2)), "stated and wrong"),
        (KNOWN, Answer("cp14", first_day=date(2025, 6, 20)), "first last day early"),
        (KNOWN, NOTHING, "left to a person"),
        (KNOWN, NOTHING, "first last day missing"),
        (told(notice=None), Answer("cp14", irs=True), "unknown number taken for a known notice"),
        (told(notice=None, sender="state"), Answer(irs=True), "other sender taken for the IRS"),
        (told(notice=None, sender="state"), Answer(irs=True), "stated and wrong"),
    ],
)
def test_each_fault_is_marked_as_what_it_is(known: KnownLetter, answer: Answer, measure: str):
    assert measure in met(known, answer)


def test_a_wrong_answer_that_is_in_doubt_is_not_stated():
    assert "stated and wrong" not in met(KNOWN, Answer("cp504", sure=False))


def test_a_way_that_fails_on_a_letter_says_nothing_of_it_and_the_rest_goes_on():
    file = KnownFile(Path("letter.pdf"), (KNOWN, KNOWN))
    column = compare([Fixed(None)], [file], Texts())["fixed"]
    assert column.failed == 1
    assert column.marks["left to a person"] == Share(2, 2)


def test_the_table_has_every_measure_every_way_and_why_one_could_not_run():
    column = Column("as it is.", marks([(KNOWN, RIGHT)]), 1.5, failed=2)
    comparison = Comparison("1 letter", {"ours": column, "theirs": column}, {"third": "It is not installed."})
    console = Console(file=StringIO(), width=100)
    console.print(comparison)
    shown = console.file.getvalue()
    assert all(name in shown for name in (*MEASURES, "seconds a letter", "1.50", "gave up on 2 files"))
    assert "third could not run: It is not installed." in shown
    told = json.loads(json.dumps(comparison.as_json()))
    assert told["ways"]["ours"]["measures"]["notice right"] == {"count": 1, "of": 1, "low": 0.2065, "high": 1.0}


def test_a_share_of_nothing_is_a_dash():
    assert share(Share(31, 42)) == "31/42 59–85 %"
    assert share(Share(0, 0)) == "–"
