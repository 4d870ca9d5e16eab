"""What a person says of a letter stands in place of what was read, and everything that follows is worked out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import TODAY, box, letter, mail, page, seen
from paper import notice as notice_page

from scanner.catalogue import load
from scanner.classifier import NOTHING, Learned
from scanner.correction import DAYS, FIELDS, NOTICE, PERSON, UNSAID, Correction, Value, value_from, value_of, written
from scanner.errors import UsageError
from scanner.evidence import Reading
from scanner.letter import Letter
from scanner.page import Page
from scanner.report import Identified, Period, Report
from scanner.scan import understand

READ = date(2026, 11, 2)
POOR = seen(mail("Letter 1058 (Rev. 5-2019)", day="November 2, 2026"), poor={"November": 0.6})
"""A levy notice whose date is hard to read, and nothing else of it."""
CLEAR = mail("Letter 1058 (Rev. 5-2019)", day="November 2, 2026")


def told(*pages: Page, settled: frozenset[str] = frozenset(), learned: Learned = NOTHING, **said: Value) -> Report:
    """What is understood of the pages and of what a person says."""
    return understand(letter(*pages), load(), TODAY, "en", learned, Correction(said, settled))


def last_days(report: Report) -> dict[str, date]:
    return {each.term: each.last_day for each in report.deadlines}


def answer(report: Report, field: str) -> Reading[object]:
    found = report.fields[field]
    assert isinstance(found, Reading)
    return found


# Fields


def test_a_corrected_letter_date_moves_the_last_day_under_its_law_and_off_the_weekend() -> None:
    found = next(each for each in told(CLEAR, letter_date=date(2026, 11, 5)).deadlines if each.right)
    assert (found.start, str(found.span)) == (date(2026, 11, 5), "30 days")
    assert (found.moved_from, found.last_day) == (date(2026, 12, 5), date(2026, 12, 7))
    assert last_days(told(CLEAR))["cdp-levy-hearing"] == date(2026, 12, 2)


def test_confirming_the_only_doubtful_field_makes_the_letter_sure() -> None:
    assert told(POOR).outcome == "check"
    assert told(POOR, letter_date=READ).outcome == "sure"


def test_a_confirmed_value_keeps_its_print_and_a_corrected_one_has_none() -> None:
    confirmed, corrected = (answer(told(POOR, letter_date=day), "letter_date") for day in (READ, date(2026, 11, 4)))
    assert (confirmed.value, confirmed.confidence, confirmed.evidence[0].quote) == (READ, 1.0, "November 2, 2026")
    assert (corrected.value, corrected.confidence) == (date(2026, 11, 4), 1.0)
    assert [(each.rule, each.quote, each.page) for each in corrected.evidence] == [(PERSON, "", 1)]


@pytest.mark.parametrize("said", [None, date(2026, 12, 3), date(2026, 12, 8)])
def test_a_day_that_is_itself_too_late_stays_so_whoever_says_which_it_is(said: date | None) -> None:
    sheet = mail("Letter 3219-C", day="November 2, 2026", body=["Respond before December 3, 2026."])
    report = told(sheet, **({} if said is None else {"respond_by": said}))
    printed = said or date(2026, 12, 3)
    assert answer(report, "respond_by").value == printed
    assert printed - timedelta(1) in last_days(report).values()
    assert printed not in last_days(report).values()


def test_a_correction_takes_away_no_doubt_about_another_field() -> None:
    before = told(POOR)
    assert told(POOR, contact_phone="800-555-0100").doubts == before.doubts != ()


def test_no_calibration_makes_a_person_less_sure() -> None:
    unsure = Learned(None, replace(NOTHING.calibration, answers=dict.fromkeys(FIELDS, ((0.0, 0.5), (1.0, 0.5)))))
    report = told(CLEAR, learned=unsure, letter_date=READ)
    assert answer(report, "letter_date").confidence == 1.0
    assert answer(report, "taxpayer_name").confidence == 0.5


def test_what_the_paper_does_not_have_is_neither_read_nor_missed() -> None:
    page = notice_page(rows={"Amount due by July 5, 2018": "$1,075.21"}, body=["Pay $1,075.21 by July 5, 2018."])
    assert {"amount_due", "pay_by"} <= told(page).fields.keys()
    report = told(page, pay_by=None, contact_name=None)
    assert not {"pay_by", "contact_name"} & report.fields.keys()
    assert "pay_by" not in " ".join(report.doubts)


def test_a_last_day_that_cannot_be_told_stays_a_doubt_whoever_confirms_the_letter() -> None:
    undated = told(mail("Letter 1058 (Rev. 5-2019)", day=None))
    assert len(undated.doubts) > 1
    report = told(mail("Letter 1058 (Rev. 5-2019)", day=None), settled=frozenset(undated.doubts), letter_date=None)
    assert report.outcome == "check"
    assert all("the last day could not be told" in doubt for doubt in report.doubts)


def test_a_doubt_that_was_settled_is_gone_and_a_new_one_is_told() -> None:
    (doubt,) = told(POOR).doubts
    assert told(POOR, settled=frozenset([doubt])).outcome == "sure"
    other = seen(mail("Letter 1058 (Rev. 5-2019)", day="November 3, 2026"), poor={"November": 0.6})
    assert told(other, settled=frozenset([doubt])).outcome == "check"


def test_a_printed_day_that_cannot_be_one_is_told_though_a_person_gave_it() -> None:
    report = told(CLEAR, letter_date=READ, hearing_by=date(2026, 10, 30))
    assert last_days(report)["cdp-levy-hearing"] == date(2026, 12, 2)
    assert report.outcome == "check"
    assert any("2026-10-30" in doubt for doubt in report.doubts)


def test_print_and_law_that_differ_are_in_doubt_until_a_person_stands_for_both() -> None:
    printed = date(2026, 12, 9)
    assert told(CLEAR, hearing_by=printed).outcome == "check"
    report = told(CLEAR, hearing_by=printed, letter_date=READ)
    assert report.outcome == "sure"
    assert last_days(report)["cdp-levy-hearing"] == date(2026, 12, 2)


def test_periods_are_given_as_a_whole_and_keep_the_print_of_those_that_were_read() -> None:
    same, other = Period(date(2018, 12, 31), None, "2018-12-31"), Period(date(2019, 12, 31), "1040", "2019-12-31")
    found = told(CLEAR, tax_periods=(same, other)).fields["tax_periods"]
    assert isinstance(found, tuple)
    values = [each.value for each in found if isinstance(each, Reading) and isinstance(each.value, Period)]
    assert [(each.ends, each.form, each.printed) for each in values] == [
        (date(2018, 12, 31), None, "December 31, 2018"),
        (date(2019, 12, 31), "1040", "2019-12-31"),
    ]


def test_a_day_that_was_taken_for_the_letters_own_is_a_last_day_again_once_that_is_put_right() -> None:
    paper = mail("Letter 2645C", day="December 7, 2026", body=["You must answer by December 7, 2026."])
    wrong = told(paper, letter_date=date(2026, 12, 7))
    assert date(2026, 12, 7) not in last_days(wrong).values()
    assert date(2026, 12, 7) in last_days(told(paper, letter_date=READ)).values()


def test_a_day_that_a_person_reads_on_a_form_counts() -> None:
    form = page(box({"Form": "668-W(ICS)"}), number=1)
    report = told(form, notice="form-668-w", respond_by=date(2026, 12, 7))
    assert answer(report, "respond_by").value == date(2026, 12, 7)


def test_a_day_to_answer_by_that_a_person_denies_does_not_come_back_from_another_sentence() -> None:
    paper = mail("Letter 2645C", day="November 2, 2026", body=["You must answer by December 7, 2026."])
    assert answer(told(paper), "respond_by").value == date(2026, 12, 7)
    report = told(paper, respond_by=None)
    assert "respond_by" not in report.fields
    assert date(2026, 12, 7) not in last_days(report).values()


def test_a_meeting_that_a_person_gives_is_one_whatever_the_letters_date() -> None:
    report = told(CLEAR, conference_on=date(2026, 10, 30))
    assert answer(report, "conference_on").value == date(2026, 10, 30)


@given(day=st.dates(date(2026, 1, 1), READ))
def test_an_earlier_letter_date_never_gives_a_later_last_day(day: date) -> None:
    before, after = last_days(told(CLEAR)), last_days(told(CLEAR, letter_date=day))
    assert after.keys() >= {"cdp-levy-hearing"}
    assert all(after[term] <= before[term] for term in after.keys() & before.keys())


@given(
    field=st.sampled_from(sorted({*FIELDS} - {*DAYS, "tax_periods", "amount_due"})), text=st.text("abc 12", min_size=1)
)
def test_what_is_no_day_and_no_amount_moves_no_last_day(field: str, text: str) -> None:
    assert last_days(told(CLEAR, **{field: text})) == last_days(told(CLEAR))


# The notice


def test_the_notice_that_a_person_names_is_the_letter_with_its_own_clocks() -> None:
    report = told(mail("Letter 1058 (Rev. 5-2019)", day="November 2, 2026"), notice="letter-3172")
    identity = report.identity
    assert isinstance(identity, Identified)
    assert (identity.notice.id, identity.confidence, identity.rivals, identity.doubts) == ("letter-3172", 1.0, (), ())
    assert [each.rule for each in identity.evidence] == [PERSON]
    assert identity.printed_number is None
    assert {each.term for each in report.deadlines} == {each.term for each in told(mail("Letter 3172"), notice="letter-3172").deadlines}  # fmt: skip


def test_two_numbers_are_no_doubt_once_a_person_has_said_which_it_is() -> None:
    two = page(box({"Notice": "CP14", "Notice date": "November 2, 2026"}), box({"Notice": "CP504"}, top=90))
    assert any("two numbers" in doubt for doubt in told(two).doubts)
    report = told(two, notice="cp14")
    assert not any("number" in doubt for doubt in report.doubts)
    assert report.identity.evidence[-1].rule == PERSON
    assert len(report.identity.evidence) > 1


def test_nobody_can_confirm_what_nobody_could_explain() -> None:
    listed = next(each for each in load().notices.values() if each.record == "listed")
    assert told(CLEAR, notice=listed.id).outcome == "check"


def test_a_letter_that_is_none_of_the_catalogues_is_unknown_and_keeps_its_printed_days() -> None:
    report = told(mail(body=["You must answer by December 7, 2026."], day="November 2, 2026"), notice=None)
    assert (report.outcome, report.notice) == ("unknown", None)
    assert date(2026, 12, 7) in last_days(report).values()


def test_a_notice_that_the_catalogue_has_no_more_leaves_the_letter_unknown() -> None:
    assert told(CLEAR, notice="letter-0").outcome == "unknown"


def test_the_text_is_not_asked_what_a_person_has_said() -> None:
    class Silent:
        def opinion(self, pages: Letter) -> object:
            raise AssertionError(pages)

    silent = replace(NOTHING, classifier=Silent())  # type: ignore[arg-type]
    assert told(CLEAR, learned=silent, notice="letter-1058").notice is not None
    with pytest.raises(AssertionError):
        told(CLEAR, learned=silent)


# How values are written


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("letter_date", "2026-11-02", READ),
        ("letter_date", " None ", None),
        ("amount_due", "1075.21", Decimal("1075.21")),
        ("amount_due", "-3.00", Decimal("-3.00")),
        ("tax_periods", "2018-12-31", (Period(date(2018, 12, 31), None, "2018-12-31"),)),
        (
            "tax_periods",
            "2018-12-31/1040, 2019-03-31/941-X",
            (Period(date(2018, 12, 31), "1040", "2018-12-31"), Period(date(2019, 3, 31), "941-X", "2019-03-31")),
        ),
        ("tin_last4", "1234", "1234"),
        ("contact_phone", "(800) 555-0100", "800-555-0100"),
        ("taxpayer_name", "  Rosa   Delgado ", "Rosa Delgado"),
    ],
)
def test_a_value_is_taken_as_the_contract_writes_it(field: str, text: str, value: Value) -> None:
    assert value_of(field, text, TODAY) == value
    assert value_from(field, written(value)) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("letter_date", "11/02/2026"),
        ("letter_date", "2026-02-30"),
        ("letter_date", "2062-11-02"),
        ("letter_date", "1926-11-02"),
        ("letter_date", "２０２６-11-02"),
        ("pay_by", "2028-11-02"),
        ("pay_by", ""),
        ("amount_due", "1,075.21"),
        ("amount_due", "$1075.21"),
        ("amount_due", "2075"),
        ("tax_periods", "2017"),
        ("tax_periods", "2018-12-30"),
        ("tax_periods", "2018-12-31/1040,"),
        ("tax_periods", "2218-12-31"),
        ("tax_periods", "2018-12-31/W-2G9"),
        ("tin_last4", "000-12-1234"),
        ("tin_last4", "12345"),
        ("tin_last4", "１２３４"),
        ("taxpayer_name", "Rosa Delgado 000-12-3456"),
        ("taxpayer_name", "R" * 81),
        ("taxpayer_name", "Rosa\x1b[2J"),
        ("contact_phone", "call us"),
        ("caller_id", ""),
        ("shoe_size", "1"),
    ],
)
def test_what_cannot_be_so_is_refused_without_being_repeated(field: str, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        value_of(field, text, TODAY)
    assert len(text) < 3 or text not in str(refused.value)


@given(day=st.dates(date(1990, 1, 1), TODAY + timedelta(30)), cents=st.integers(-(10**9), 10**9))
def test_what_is_written_is_read_back(day: date, cents: int) -> None:
    for field, value in (("letter_date", day), ("amount_due", Decimal(cents) / 100)):
        assert value_of(field, written(value) or "", TODAY) == value_from(field, written(value)) == value


def test_where_nobody_has_spoken_nothing_changes() -> None:
    for paper in (CLEAR, POOR):
        assert understand(letter(paper), load(), TODAY, "en", NOTHING, UNSAID) == understand(letter(paper), load(), TODAY, "en")  # fmt: skip
    assert NOTICE not in FIELDS
