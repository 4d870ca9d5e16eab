"""What a person reads in the terminal: doubts before dates, and how each day was counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scanner.notice import Explanation
from scanner.render.record import Guide
from scanner.render.telling import Letter, page_list, told
from scanner.render.text import failure_text, letter_text
from scanner.render.words import words
from scanner.report import Failure, Other, Rival
from scanner.term import Span


@pytest.fixture
def text(today, stations):
    def make(report, explained=None, language="en"):
        return " ".join(letter_text(Letter(report, explained), today, language, Guide(stations)).split(" "))

    return make


def flat(text):
    return " ".join(text.split())


def test_the_page_fits_eighty_columns_and_doubts_stand_before_days(report, explained, text):
    page = text(report(doubts=("Two dates stand in the header.",)), explained())
    assert all(len(line) <= 80 for line in page.splitlines())
    assert page.index("Two dates") < page.index("LAST DAYS") < page.index("WHAT YOU CAN DO NOW")
    assert "This program is not the IRS." in page


def test_it_says_how_a_day_was_counted_and_under_which_law(report, explained, text):
    page = flat(text(report(), explained()))
    for wanted in (
        "Tuesday, December 1, 2026 - 9 days left",
        "Counted from the date of the letter, November 1, 2026.",
        "The law gives 30 days.",
        "Day 1 is the next day, November 2, 2026.",
        "Law: IRC 6330(d)(1)",
        "“Date: November 1, 2026” (page 3)",
        "You are here: Appeals",
        "[Appeals] <- you are here",
        "> Tax Court",
        "People often come from: You owe a balance",
        "Page of 2023; checked on November 22, 2026" if explained().sources[0].note else "checked on November 22, 2026",
        "who gets it",
    ):
        assert wanted in page, wanted


def test_a_day_moved_off_a_weekend_says_so(report, deadline, text):
    moved = deadline(date(2026, 11, 30), start=date(2026, 10, 29), moved_from=date(2026, 11, 28))
    page = flat(text(report(deadlines=(moved,))))
    assert "That would be Saturday, November 28, 2026, a weekend or legal holiday" in page
    assert "Day 1 is the next day, October 30, 2026." in page


def test_day_one_is_not_claimed_where_the_count_does_not_bear_it_out(report, deadline, explained, term, text):
    lien = replace(term, start="lien_filed", lead=Span(5, "business"))
    page = flat(text(report(deadlines=(deadline(date(2026, 12, 9)),)), explained(terms=(lien,))))
    assert "Day 1 is" not in page
    assert "First come 5 business days" in page
    years = deadline(date(2027, 11, 1), span=Span(1, "years"), right=False)
    assert "The time is 1 year." in flat(text(report(deadlines=(years,))))


def test_a_printed_day_and_the_day_that_does_not_lead_are_both_shown(report, deadline, text):
    printed = deadline(
        basis="printed", start=None, span=None, checked=False, other=Other(date(2026, 12, 4), "rule", ())
    )
    page = flat(text(report(deadlines=(printed,))))
    assert "This day is printed on the letter." in page
    assert "Counted by the law it would be later, Friday, December 4, 2026." in page
    assert "We could not confirm this rule" in page


def test_a_day_that_passed_while_the_other_has_not_sends_to_help(report, deadline, today, text):
    passed = deadline(today - timedelta(1), other=Other(today + timedelta(5), "printed", ()), other_counts=True)
    page = flat(text(report(deadlines=(passed,))))
    assert "passed 1 day ago; by the other date: 5 days left" in page
    assert "ask for free help at once" in page


def test_a_right_without_a_day_says_why(report, explained, undated, text):
    page = flat(text(report(undated=(undated,)), explained()))
    assert "Last day not known" in page
    assert "It runs from a talk with a manager." in page
    assert "The time is 3 business days." in page


def test_an_unknown_letter_is_shown_with_all_that_was_read(unknown, text):
    page = flat(text(unknown))
    for wanted in (
        "A LETTER THIS PROGRAM DOES NOT KNOW",
        "The paper calls itself: Letter 9999-Z",
        "a state tax agency",
        "$1,075.21",
    ):
        assert wanted in page
    assert "This program found no last day" in page


def test_what_could_not_be_read_is_said_and_numbers_are_masked(report, explained, text):
    page = flat(text(report(), explained()))
    assert "Phone: could not be read. No phone number stands beside its label." in page
    assert "ends in 6789" in page
    assert "123-45" not in page


def test_rivals_are_named_as_people_say_them(report, text):
    identity = replace(report().identity, rivals=(Rival("cp90c", 0.2), Rival("letter-2645c", 0.1)))
    assert "It could also be: CP90C, Letter 2645C" in flat(text(report(identity=identity, doubts=("Unclear.",))))


def test_a_record_with_no_letter_in_hand_explains_its_clocks(explained, text):
    page = flat(text(None, explained()))
    assert "THE CLOCKS THIS LETTER STARTS" in page
    assert "It runs 30 days from the date of the letter. Day 1 is the day after that date." in page
    assert "Days are counted from" not in page


def test_terms_of_every_shape_are_explained(explained, term, text):
    shapes = (
        replace(term, span=None),
        replace(term, span=None, printed_fields=()),
        replace(term, start="event:levy", checked=False),
        replace(term, lead=Span(5, "business")),
        replace(term, span=Span(1, "years"), printed="ignored", rolls=False),
    )
    page = flat(text(None, explained(terms=shapes)))
    for wanted in (
        "The letter prints the day.",
        "No fixed day",
        "something that happens later",
        "First come 5 business days, then 30 days.",
    ):
        assert wanted in page
    assert "It runs 1 year from the date of the letter." in page
    assert "could not confirm this rule" in page


def test_a_light_record_and_a_station_say_what_they_lack(explained, text, stations):
    empty = Explanation("", "", (), "", (), (), ())
    page = flat(
        text(
            None,
            explained(
                words=empty, terms=(), id="appeals", name="Appeals", title="Appeals", station=stations["tax-court"]
            ),
        )
    )
    assert "no full explanation" in page
    assert "starts no clock" in page
    station = flat(text(None, explained(id="appeals", terms=(), station=stations["appeals"])))
    assert "No clock that this program knows runs at this place." in station


def test_spanish_is_spanish_throughout(report, explained, undated, text):
    page = text(report(undated=(undated,)), explained("es"), "es")
    for wanted in (
        "ÚLTIMOS DÍAS",
        "quedan 9 días",
        "QUÉ PUEDE HACER AHORA",
        "Clínicas tributarias",
        "Usted está aquí: Apelaciones",
        "[Apelaciones] <- usted está aquí",
        "Formulario 12153",
    ):
        assert wanted in page, wanted


def test_pages_are_listed_as_runs_or_one_by_one(report):
    say = words()
    assert page_list(report(pages=(3,)), say) == "page\u00a03"
    assert page_list(report(pages=(3, 4, 5)), say) == "pages\u00a03-5"
    assert page_list(report(pages=(3, 9)), say) == "pages\u00a03, 9"


def test_a_failure_says_what_would_help_in_both_languages():
    failure = Failure("mail/a.pdf", "damaged", "The file is cut short. Scan it again.")
    assert "cut short" in failure_text(failure, "en")
    assert "dañado" in failure_text(failure, "es")


def test_the_next_day_is_the_first_that_is_open(report, deadline, today):
    days = (deadline(today - timedelta(5)), deadline(today + timedelta(30)), deadline(today))
    letter = told(Letter(report(deadlines=days)), today, words())
    assert [clock.state for clock in letter.clocks] == ["today", "later", "passed"]
    assert letter.next is letter.clocks[0]
