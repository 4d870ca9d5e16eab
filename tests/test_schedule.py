"""From answers and the law to last days: which day leads, what moves it, and what is never computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import letter, lines, mail, report_of
from paper import notice as notice_page

from scanner.answers import Answers
from scanner.catalogue import load
from scanner.evidence import Evidence, Reading
from scanner.extract.people import addressed_abroad
from scanner.page import Box
from scanner.report import Deadline
from scanner.schedule import Schedule, event_deadlines, last_day, printed_only, schedule
from scanner.source import Source
from scanner.term import Postponement, Span, Term
from scanner.workdays import after, rolled

LAW = load().law
DAYS_OF_THE_LETTER = st.dates(date(2000, 1, 1), date(2035, 12, 31))
WITH_OWN_DAYS = sorted(
    {key for notice in load().notices.values() for key in notice.deadlines if LAW[key].span and not LAW[key].event}
)


def reading(value: object, rule: str = "test") -> Reading[object]:
    return Reading(value, 0.99, (Evidence(1, Box(0, 0, 1, 1), str(value), rule, 0.99),))


def scheduled(notice: str, *, abroad: bool = False, unclaimed: tuple[date, ...] = (), **fields: object) -> Schedule:
    """The schedule of a notice whose letter gives these fields."""
    answers = {name: reading(value) for name, value in fields.items()}
    other = tuple(Reading(day, 0.9, reading(day).evidence) for day in unclaimed)
    return schedule(load().notices[notice], Answers(answers, (), abroad, other), load(), "en")


def deadline(found: Schedule, term: str) -> Deadline:
    return next(each for each in found.deadlines if each.term == term)


def changed(term: str, **changes: object) -> Term:
    return replace(LAW[term], **changes)  # type: ignore[arg-type]


# Two clocks in one letter


def test_letter_4390_has_thirty_days_for_both_issues_and_ninety_for_relief_only() -> None:
    found = scheduled("letter-4390", letter_date=date(2024, 5, 1))
    assert [(each.term, each.last_day) for each in found.deadlines] == [
        ("tax-court-cdp", date(2024, 5, 31)),
        ("tax-court-innocent-spouse", date(2024, 7, 30)),
    ]
    both, relief = found.deadlines
    assert "lien or levy" in both.action["en"]
    assert "relief only" in relief.action["en"]
    assert "day 31 to day 90" in relief.note["en"]
    assert found.doubts == ()


def test_a_printed_petition_day_never_moves_the_ninety_days_of_relief() -> None:
    found = scheduled("letter-4390", letter_date=date(2024, 5, 1), petition_by=date(2024, 5, 29))
    assert deadline(found, "tax-court-cdp").last_day == date(2024, 5, 29)
    assert deadline(found, "tax-court-innocent-spouse").last_day == date(2024, 7, 30)


def test_a_levy_notice_has_thirty_days_for_the_hearing_and_a_year_for_the_equivalent_one() -> None:
    found = scheduled("lt11", letter_date=date(2024, 3, 4))
    assert deadline(found, "cdp-levy-hearing").last_day == date(2024, 4, 3)
    assert deadline(found, "equivalent-hearing-levy").last_day == date(2025, 3, 4)
    assert {each.term for each in found.undated} == {"cap-form-9423"}


# The Collection Appeals Program


def test_the_three_steps_of_the_appeals_program_are_computed_from_the_talk_with_the_manager() -> None:
    terms = tuple(LAW[key] for key in ("cap-conference", "cap-notify", "cap-form-9423", "cap-no-call"))
    found = event_deadlines(terms, {"manager-conference": date(2026, 11, 20), "conference-asked": date(2026, 11, 19)})
    assert [(each.term, each.last_day) for each in found] == [
        ("cap-notify", date(2026, 11, 24)),
        ("cap-form-9423", date(2026, 11, 25)),
        ("cap-no-call", date(2026, 11, 25)),
    ]
    assert not any(each.right for each in found)


def test_business_days_of_the_appeals_program_skip_thanksgiving_and_the_weekend() -> None:
    (found,) = event_deadlines((LAW["cap-form-9423"],), {"manager-conference": date(2026, 11, 24)})
    assert found.last_day == date(2026, 11, 30)
    assert (found.start, found.span, found.moved_from) == (date(2026, 11, 24), Span(3, "business"), None)


def test_without_the_day_of_the_talk_no_letter_dates_the_appeals_program() -> None:
    found = scheduled("letter-1058", letter_date=date(2024, 3, 4))
    undated = {each.term: each for each in found.undated}
    assert set(undated) == {"cap-notify", "cap-form-9423"}
    assert undated["cap-form-9423"].span == Span(3, "business")
    assert "talk with the collection manager" in undated["cap-form-9423"].why["en"]
    assert found.doubts == ()


def test_an_event_of_another_name_dates_nothing() -> None:
    assert (
        event_deadlines(
            (LAW["cap-form-9423"], LAW["cap-conference"]),
            {"seizure": date(2026, 11, 20), "action-stated": date(2026, 11, 20)},
        )
        == ()
    )


# The lien hearing of Letter 3172


def test_the_lien_hearing_goes_by_the_printed_day() -> None:
    found = scheduled("letter-3172", letter_date=date(2021, 3, 20), hearing_by=date(2021, 4, 22))
    assert (deadline(found, "cdp-lien-hearing").last_day, deadline(found, "cdp-lien-hearing").basis) == (
        date(2021, 4, 22),
        "printed",
    )


@pytest.mark.parametrize(
    ("filed", "last", "moved_from"),
    [(date(2004, 11, 4), date(2004, 12, 13), date(2004, 12, 12)), (date(2021, 3, 16), date(2021, 4, 22), None)],
)
def test_without_a_printed_day_the_lien_hearing_is_counted_from_the_filing(
    filed: date, last: date, moved_from: date | None
) -> None:
    found = deadline(
        scheduled("letter-3172", letter_date=filed + timedelta(days=3), lien_filed=filed), "cdp-lien-hearing"
    )
    assert (found.last_day, found.basis, found.start, found.moved_from) == (last, "rule", filed, moved_from)


def test_the_lien_hearing_is_never_counted_from_the_date_of_the_letter() -> None:
    found = scheduled("letter-3172", letter_date=date(2021, 3, 20))
    assert "cdp-lien-hearing" in {each.term for each in found.undated}
    assert found.deadlines == ()
    assert any("could not be told" in doubt for doubt in found.doubts)


def test_a_printed_lien_day_that_differs_from_the_filing_is_shown_and_doubted() -> None:
    found = scheduled(
        "letter-3172", letter_date=date(2021, 3, 20), hearing_by=date(2021, 4, 20), lien_filed=date(2021, 3, 16)
    )
    lien = deadline(found, "cdp-lien-hearing")
    assert (lien.last_day, lien.basis) == (date(2021, 4, 20), "printed")
    assert lien.other is not None
    assert (lien.other.last_day, lien.other.basis) == (date(2021, 4, 22), "rule")
    assert any("prints 2021-04-20, the law gives 2021-04-22" in doubt for doubt in found.doubts)


def test_a_printed_lien_day_later_than_the_law_allows_does_not_make_the_shown_day_sure() -> None:
    """The print governs (it may stand for a filing that was read wrongly), and a person is asked to look."""
    found = scheduled(
        "letter-3172", letter_date=date(2021, 3, 20), hearing_by=date(2021, 4, 30), lien_filed=date(2021, 3, 16)
    )
    assert found.doubts


@pytest.mark.parametrize("printed", [date(2022, 4, 22), date(2021, 8, 22)])
def test_a_printed_lien_day_months_behind_the_letter_is_a_doubt(printed: date) -> None:
    """One digit misread, and nothing else to check it by: thirty days and a week can not end in a year."""
    found = scheduled("letter-3172", letter_date=date(2021, 3, 20), hearing_by=printed)
    assert found.doubts


# Printed beside the rule


def test_earlier_a_printed_day_before_the_rule_leads() -> None:
    found = deadline(scheduled("lt11", letter_date=date(2024, 3, 4), hearing_by=date(2024, 4, 1)), "cdp-levy-hearing")
    assert (found.last_day, found.basis) == (date(2024, 4, 1), "printed")
    assert found.other is not None
    assert found.other.last_day == date(2024, 4, 3)


def test_earlier_a_printed_day_after_the_rule_does_not_lead() -> None:
    """Jones v. Commissioner: the thirty days from the letter's date hold, whatever else is printed."""
    schedule_ = scheduled("lt11", letter_date=date(2024, 3, 4), hearing_by=date(2024, 5, 3))
    found = deadline(schedule_, "cdp-levy-hearing")
    assert (found.last_day, found.basis) == (date(2024, 4, 3), "rule")
    assert found.other is not None
    assert (found.other.last_day, found.other.basis) == (date(2024, 5, 3), "printed")
    assert schedule_.doubts


def test_earlier_a_printed_day_that_agrees_with_the_rule_is_no_doubt() -> None:
    schedule_ = scheduled("lt11", letter_date=date(2024, 3, 4), hearing_by=date(2024, 4, 3))
    assert deadline(schedule_, "cdp-levy-hearing").other is None
    assert schedule_.doubts == ()


def test_governs_a_printed_day_to_pay_leads_both_before_and_after_the_rule() -> None:
    for printed in (date(2018, 2, 16), date(2018, 2, 26)):
        found = deadline(scheduled("cp14", letter_date=date(2018, 1, 30), pay_by=printed), "pay-without-more-interest")
        assert (found.last_day, found.basis) == (printed, "printed")
        assert found.other is not None
        assert found.other.last_day == date(2018, 2, 13)  # the amount is unread: the clock for large bills runs too


def test_ignored_no_printed_day_matters() -> None:
    found = deadline(scheduled("cp504", letter_date=date(2024, 3, 4), pay_by=date(2024, 3, 14)), "levy-warning")
    assert (found.last_day, found.basis, found.other) == (date(2024, 4, 2), "rule", None)


def test_protects_the_safe_day_leads_though_the_printed_one_is_later() -> None:
    """IRC 6213(a), last sentence: a petition by the printed day is in time. The earlier day is still the one to keep."""
    term = changed("tax-court-cdp", printed="protects")
    catalogue = replace(load(), law={**LAW, "tax-court-cdp": term})
    answers = {"letter_date": reading(date(2024, 5, 1)), "petition_by": reading(date(2024, 6, 5))}
    found = schedule(load().notices["letter-3193"], Answers(answers, (), False), catalogue, "en").deadlines[0]
    assert (found.last_day, found.basis) == (date(2024, 5, 31), "rule")
    assert found.other is not None
    assert found.other.last_day == date(2024, 6, 5)


@pytest.mark.parametrize("odd", [date(2024, 3, 4), date(2024, 3, 1), date(2026, 1, 1)])
def test_a_printed_day_that_does_not_fit_the_letter_leads_nothing_and_is_said(odd: date) -> None:
    schedule_ = scheduled("lt11", letter_date=date(2024, 3, 4), hearing_by=odd)
    assert deadline(schedule_, "cdp-levy-hearing").last_day == date(2024, 4, 3)
    assert any(str(odd) in doubt for doubt in schedule_.doubts)


# What moves a day, and how much time there is


def test_boechler_the_thirtieth_day_on_a_sunday_moves_to_monday_and_no_further() -> None:
    found = scheduled("letter-3193", letter_date=date(2017, 7, 28)).deadlines[0]
    assert (found.last_day, found.moved_from) == (date(2017, 8, 28), date(2017, 8, 27))
    assert found.days_left(date(2017, 8, 29)) == -1


def test_a_bill_of_a_hundred_thousand_dollars_leaves_ten_business_days() -> None:
    small = scheduled("cp14", letter_date=date(2018, 1, 30), amount_due=Decimal("99999.99"))
    large = scheduled("cp14", letter_date=date(2018, 1, 30), amount_due=Decimal("100000.00"))
    assert small.deadlines[0].last_day == date(2018, 2, 20)
    assert (large.deadlines[0].last_day, large.deadlines[0].span) == (date(2018, 2, 13), Span(10, "business"))


def test_a_letter_addressed_abroad_gets_the_longer_span_where_the_law_has_one() -> None:
    term = changed("tax-court-cdp", abroad=Span(150, "calendar"))
    at_home, abroad = last_day(term, date(2024, 5, 1)), last_day(term, date(2024, 5, 1), abroad=True)
    assert at_home is not None
    assert abroad is not None
    assert (at_home.last_day, abroad.last_day) == (date(2024, 5, 31), date(2024, 9, 30))


def test_a_letter_addressed_abroad_is_a_doubt() -> None:
    assert any(
        "outside the United States" in doubt
        for doubt in scheduled("lt11", abroad=True, letter_date=date(2024, 3, 4)).doubts
    )


def test_a_term_that_was_not_yet_law_gives_no_day() -> None:
    term = changed("tax-court-cdp", effective_from=date(2024, 6, 1), printed_fields=())
    catalogue = replace(load(), law={**LAW, "tax-court-cdp": term})
    found = schedule(
        load().notices["letter-3193"], Answers({"letter_date": reading(date(2024, 5, 1))}, (), False), catalogue, "en"
    )
    assert found.deadlines == ()


def test_a_term_that_nobody_could_confirm_is_a_doubt() -> None:
    catalogue = replace(load(), law={**LAW, "tax-court-cdp": changed("tax-court-cdp", checked=False)})
    found = schedule(
        load().notices["letter-3193"], Answers({"letter_date": reading(date(2024, 5, 1))}, (), False), catalogue, "en"
    )
    assert any("nobody could confirm" in doubt for doubt in found.doubts)


# What cannot be told


@pytest.mark.parametrize("notice", ["lt11", "letter-3193", "letter-4390", "letter-4380", "letter-2272c", "cp90"])
def test_without_the_date_of_the_letter_a_right_is_undated_and_a_doubt(notice: str) -> None:
    found = scheduled(notice)
    assert found.deadlines == ()
    assert len(found.undated) == len(load().notices[notice].deadlines)
    assert found.doubts


def test_without_the_date_of_the_letter_a_printed_day_still_stands() -> None:
    found = deadline(scheduled("lt11", hearing_by=date(2024, 4, 1)), "cdp-levy-hearing")
    assert (found.last_day, found.basis) == (date(2024, 4, 1), "printed")


def test_a_last_day_that_no_field_holds_and_that_comes_before_a_right_is_a_doubt() -> None:
    before = scheduled("lt11", letter_date=date(2024, 3, 4), unclaimed=(date(2024, 3, 20),))
    behind = scheduled("lt11", letter_date=date(2024, 3, 4), unclaimed=(date(2024, 6, 20),))
    assert any("2024-03-20" in doubt for doubt in before.doubts)
    assert behind.doubts == ()


def test_the_days_that_an_unknown_letter_prints_are_shown_as_what_they_are() -> None:
    answers = {
        "letter_date": reading(date(2024, 3, 4)),
        "respond_by": reading(date(2024, 4, 3)),
        "petition_by": reading(date(2024, 6, 3)),
    }
    found = printed_only(Answers(answers, (), False), load())
    assert [(each.term, each.last_day, each.basis) for each in found] == [
        ("respond-by-printed", date(2024, 4, 3), "printed"),
        ("petition-by-printed", date(2024, 6, 3), "printed"),
    ]


def test_a_notice_of_the_catalogue_shows_printed_days_that_its_terms_do_not_speak_of() -> None:
    found = scheduled("letter-3193", letter_date=date(2024, 5, 1), respond_by=date(2024, 5, 15))
    assert [each.term for each in found.deadlines] == ["respond-by-printed", "tax-court-cdp"]


# What holds for every day


@pytest.mark.parametrize("key", WITH_OWN_DAYS)
@given(day=DAYS_OF_THE_LETTER)
def test_a_computed_day_is_never_later_than_its_days_and_the_law_allow(key: str, day: date) -> None:
    term = LAW[key]
    clock = last_day(term, day)
    assert clock is not None
    assert term.span is not None
    plain = after(after(day, term.lead) if term.lead else day, term.span)
    assert clock.last_day <= (rolled(plain) if term.rolls else plain)
    assert clock.last_day >= plain
    assert clock.moved_from == (plain if clock.last_day != plain else None)


@given(
    st.sampled_from(["lt11", "letter-3193", "letter-4390", "cp523", "letter-4380", "cp90"]),
    DAYS_OF_THE_LETTER,
    st.integers(-500, 500),
)
def test_with_any_printed_day_no_right_is_shown_later_than_the_law_gives(notice: str, day: date, offset: int) -> None:
    printed = day + timedelta(days=offset)
    found = scheduled(notice, letter_date=day, hearing_by=printed, petition_by=printed, respond_by=printed)
    for each in found.deadlines:
        term = LAW[each.term]
        if each.right and term.span and term.printed != "governs":
            clock = last_day(term, day)
            assert clock is not None
            assert each.last_day <= clock.last_day


@given(st.sampled_from(sorted(load().notices)), DAYS_OF_THE_LETTER | st.none())
def test_every_term_of_a_notice_is_dated_or_undated_and_the_earliest_stands_first(
    notice: str, day: date | None
) -> None:
    found = scheduled(notice, **({"letter_date": day} if day else {}))
    terms = [each.term for each in found.deadlines] + [each.term for each in found.undated]
    law = load().law
    now = [
        key
        for key in load().notices[notice].deadlines
        if (law[key].in_force(day) if day else not law[key].effective_to)
    ]
    assert sorted(terms) == sorted(now)
    assert [each.last_day for each in found.deadlines] == sorted(each.last_day for each in found.deadlines)


# Deficiencies, people abroad, and laws that took turns


def test_a_later_printed_day_of_a_deficiency_protects_and_the_earlier_one_leads() -> None:
    found = deadline(
        scheduled("cp3219a", letter_date=date(2024, 2, 13), petition_by=date(2024, 5, 17)), "tax-court-deficiency"
    )
    assert (found.last_day, found.basis, found.other and found.other.last_day) == (
        date(2024, 5, 13),
        "rule",
        date(2024, 5, 17),
    )
    assert found.other_counts


def test_an_earlier_printed_day_of_a_deficiency_is_the_safe_one() -> None:
    found = deadline(
        scheduled("cp3219n", letter_date=date(2019, 4, 30), petition_by=date(2019, 7, 24)), "tax-court-deficiency"
    )
    assert (found.last_day, found.basis) == (date(2019, 7, 24), "printed")
    assert found.other
    assert found.other.last_day == date(2019, 7, 29)


def test_abroad_both_days_are_shown_and_the_shorter_leads() -> None:
    found = scheduled("letter-3219", abroad=True, letter_date=date(2022, 9, 6))
    day = deadline(found, "tax-court-deficiency")
    assert (day.last_day, day.other and day.other.last_day) == (date(2022, 12, 5), date(2023, 2, 3))
    assert any("outside the United States" in doubt for doubt in found.doubts)


def test_abroad_the_longer_day_leads_where_the_paper_prints_that_very_day() -> None:
    found = scheduled("letter-3219", abroad=True, letter_date=date(2022, 9, 6), petition_by=date(2023, 2, 3))
    day = deadline(found, "tax-court-deficiency")
    assert (day.last_day, day.other and day.other.last_day) == (date(2023, 2, 3), date(2022, 12, 5))


def test_a_name_that_is_a_country_in_an_address_at_home_is_not_abroad() -> None:
    window = lines("CHAD", "12 MAPLE STREET", "AUSTIN TX 78701", left=72, top=130)
    assert not addressed_abroad(letter(mail("Letter 3219", window=window)))
    away = lines("ROSA DELGADO", "14 RUA DAS AMOREIRAS", "1250-020 LISBOA", "PORTUGAL", left=72, top=130)
    assert addressed_abroad(letter(mail("Letter 3219", window=away)))


def test_abroad_changes_no_term_that_has_no_longer_time() -> None:
    at_home = scheduled("letter-3279c", letter_date=date(2024, 1, 10))
    away = scheduled("letter-3279c", abroad=True, letter_date=date(2024, 1, 10))
    assert at_home.deadlines == away.deadlines


@pytest.mark.parametrize(
    ("day", "term", "last"),
    [
        (date(2024, 12, 31), "employer-payment-response-before-2025", date(2025, 1, 30)),
        (date(2025, 1, 1), "employer-payment-response", date(2025, 4, 1)),
    ],
)
def test_the_law_of_the_letters_day_counts(day: date, term: str, last: date) -> None:
    found = scheduled("letter-226-j", letter_date=day)
    assert [(each.term, each.last_day) for each in found.deadlines] == [(term, last)]


def test_two_years_from_the_last_day_of_february_end_in_time() -> None:
    day = deadline(scheduled("letter-105c", letter_date=date(2024, 2, 29)), "refund-suit")
    assert day.last_day <= date(2026, 3, 2)


# What may move a day


STORM = Postponement(
    id="storm",
    what={"en": "Storm", "es": "Tormenta"},
    where={"en": "three counties", "es": "tres condados"},
    zips=("787",),
    terms=(),
    begins=date(2024, 5, 20),
    until=date(2024, 9, 3),
    authority=("IRC 7508A",),
    source=Source("https://www.irs.gov/newsroom", date(2024, 6, 1)),
)


def postponed(zip_code: str | None, letter_date: date, **changes: object) -> Schedule:
    answers = Answers({"letter_date": reading(letter_date)}, (), False, (), None, zip_code)
    moved = replace(load(), postponements=(replace(STORM, **changes),))  # type: ignore[arg-type]
    return schedule(load().notices["letter-3193"], answers, moved, "en")


@pytest.mark.parametrize("zip_code", ["78701", None])
def test_a_disaster_is_told_and_moves_no_day(zip_code: str | None) -> None:
    found = postponed(zip_code, date(2024, 5, 1))
    assert deadline(found, "tax-court-cdp").last_day == date(2024, 5, 31)
    (told,) = found.doubts
    assert "Storm" in told
    assert "2024-09-03" in told


def test_a_disaster_elsewhere_or_at_another_time_or_for_another_term_says_nothing() -> None:
    assert not postponed("10001", date(2024, 5, 1)).doubts
    assert not postponed("78701", date(2024, 1, 2)).doubts
    assert not postponed("78701", date(2024, 5, 1), terms=("refund-suit",)).doubts
    assert not postponed("78701", date(2024, 8, 30)).doubts


@pytest.mark.parametrize(("seen", "doubted"), [(False, False), (True, True)])
def test_a_later_day_that_the_service_sets_is_believed_in_clear_print_and_looked_at_in_a_picture(
    seen: bool, doubted: bool
) -> None:
    fields = {"letter_date": reading(date(2025, 1, 27)), "respond_by": reading(date(2025, 2, 10))}
    found = schedule(load().notices["lt16"], Answers(fields, (), False, seen=seen), load(), "en")
    assert deadline(found, "answer-in-10-days").last_day == date(2025, 2, 10)
    assert bool(found.doubts) is doubted


# Days that the letter itself counts


def counted(notice: str | None, *days: int, letter_date: date = date(2022, 7, 6)) -> list[tuple[str, date]]:
    stated = tuple(Reading(each, 0.99, reading(each).evidence) for each in days)
    answers = Answers({"letter_date": reading(letter_date)}, (), False, stated=stated)
    found = (
        schedule(load().notices[notice], answers, load(), "en").deadlines if notice else printed_only(answers, load())
    )
    return [(each.term, each.last_day) for each in found]


def test_days_that_a_sentence_counts_are_shown_beside_those_of_the_law() -> None:
    """A refusal of a claim gives 30 days to appeal and two years to sue."""
    assert counted("letter-105c", 30) == [("answer-by-stated", date(2022, 8, 5)), ("refund-suit", date(2024, 7, 8))]


def test_days_that_the_law_counts_already_are_not_shown_twice() -> None:
    assert [term for term, _ in counted("lt11", 30)] == ["cdp-levy-hearing", "equivalent-hearing-levy"]
    assert [term for term, _ in counted("letter-3219", 90, 150)] == ["tax-court-deficiency"]
    assert [term for term, _ in counted("cp523", 30)] == ["installment-cure"]


def test_a_letter_that_nobody_knows_still_has_the_days_that_it_counts() -> None:
    assert counted(None, 20) == [("answer-by-stated", date(2022, 7, 26))]


def test_a_letter_that_asks_to_wait_gives_no_day_to_answer_by() -> None:
    assert counted("letter-4464c", 60) == []


def test_a_possible_spanish_edition_shows_the_days_of_its_notice_and_is_never_sure() -> None:
    report = report_of(notice_page("CP711", day="July 19, 2021"))
    assert report.outcome == "check"
    assert ("math-error-abatement", date(2021, 9, 17)) in [(each.term, each.last_day) for each in report.deadlines]


def test_a_bill_whose_day_to_pay_by_was_not_read_is_to_be_checked() -> None:
    bill = notice_page("CP14", body=["Amount due: $512.00. Pay what you owe as soon as you can."])
    report = report_of(bill)
    assert report.deadlines
    assert any("day to pay by" in doubt for doubt in report.doubts)
    told = notice_page("CP14", body=["Amount due by February 20, 2018: $512.00."])
    assert not any("day to pay by" in doubt for doubt in report_of(told).doubts)
