"""The Monday print-out, read back from HTML and PDF."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument

from render.clinic import MONDAY, SSN
from scanner.render.docket_groups import grouped
from scanner.render.docket_html import docket_page
from scanner.render.docket_pdf import docket_document
from scanner.render.docket_print import Besides, print_out
from scanner.render.mask import hidden
from scanner.render.voice import Voice
from scanner.render.words import words


def test_the_print_out_says_what_dies_when_grouped_by_day(busy, voice):
    told = print_out(busy.letters(due=7), voice, Besides(undated=1, unreadable=2), within_days=7)
    assert told.span == "Monday, November 23, 2026 to Monday, November 30, 2026"
    assert told.counted == "4 last days; 1 of them ends a legal right."
    assert [(group.heading, group.left, [item.number for item in group.items]) for group in told.groups] == [
        ("Wednesday, November 25, 2026", "2 days left", [3, 1]),
        ("Friday, November 27, 2026", "4 days left", [2]),
        ("Sunday, November 29, 2026", "6 days left", [4]),
    ]
    doe = told.groups[1].items[0]
    assert (doe.client, doe.who, doe.paper) == ("John Doe?, case 26-0033", "", "doe ***.pdf, pages\u00a03-5")
    assert doe.marks == ("A legal right ends on this day", "Look at the paper first")
    assert told.groups[0].items[0].marks == ("Another copy of letter 1",)
    assert told.folder == "Files are in mail"
    assert [line.split(" ", 1)[0] for line in told.besides] == ["1", "2"]


def test_without_days_asked_for_every_letter_is_on_the_print_out(busy, voice):
    told = print_out(busy.letters(), voice, Besides(undated=1))
    assert {item.number for group in told.groups for item in group.items} == {1, 2, 3, 4, 5, 7}
    assert [group.heading for group in told.groups[-2:]] == [
        "No last day is known: look at the paper",
        "All days have passed",
    ]
    assert told.besides == ()


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("client", ["María Peña, case 26-0012", "John Doe?, case 26-0033", "No client yet"]),
        ("station", ["Collection: You owe a balance", "No place on the roadmap"]),
    ],
)
def test_the_print_out_goes_by_client_or_station_too(busy, voice, by, headings):
    told = print_out(busy.letters(), voice, Besides(), by)
    named = voice.stations["balance-due"].name
    assert [group.heading for group in told.groups] == [
        heading.replace("You owe a balance", named) for heading in headings
    ]
    first = told.groups[0].items[0]
    assert (first.day, first.left) == ("Wednesday, November 25, 2026", "2 days left")


def pdf_text(data):
    with PdfDocument(data) as made:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in made).split()), len(made)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_print_holds_every_item_and_nothing_of_a_taxpayer_number(busy, voice, language):
    say = words(language)
    told = print_out(busy.letters(), Voice(MONDAY, say, voice.law, voice.stations), Besides(1, 2, unfinished=True))
    text, pages = pdf_text(docket_document(told, MONDAY, say))
    page = re.sub(r"<style>.*</style>", "", docket_page(told, MONDAY, say), flags=re.DOTALL)
    assert page.count('type="checkbox"') == len([item for group in told.groups for item in group.items]) == 7
    for wanted in ("CP504", "26-0012", "scan-1.pdf", "Ana", say("printout.right"), say("printout.check")):
        assert wanted in text, wanted
        assert wanted in page, wanted
    for leak in (SSN, "12-3456", "3456"):
        assert leak not in text
        assert leak not in page
    assert say("page.page_of", n=1, total=pages) in text


def test_a_day_that_goes_on_overleaf_is_said_again_there(clinic, voice):
    for _ in range(12):
        clinic.letter([("levy-warning", 2, True, False)])
    told = print_out(clinic.letters(), voice, Besides())
    with PdfDocument(docket_document(told, MONDAY, words())) as made:
        pages = [page.get_textpage().get_text_range() for page in made]
    assert len(pages) > 1
    assert all("Wednesday, November 25, 2026" in page for page in pages)
    assert all("2 days left" in page for page in pages)
    assert sum(page.count("Who has it") for page in pages) == 12


def test_a_hostile_name_is_shown_and_not_obeyed(clinic, voice):
    clinic.letter([("levy-warning", 2, True, False)], client_id=clinic.client("<script>alert(1)</script>"))
    page = docket_page(print_out(clinic.letters(), voice, Besides()), MONDAY, words())
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_print_out_of_nothing_says_so(clinic, voice):
    told = print_out([], voice, Besides(), within_days=7)
    assert told.counted == "No last day falls in this time."
    assert "No last day falls" in pdf_text(docket_document(told, MONDAY, words()))[0]


def test_groups_keep_the_order_in_which_their_rows_come():
    assert grouped([3, 1, 4, 6, 5], lambda number: "odd" if number % 2 else "even") == {
        "odd": [3, 1, 5],
        "even": [4, 6],
    }


def test_a_number_is_hidden_with_all_its_digits():
    assert hidden(f"doe {SSN}.pdf") == "doe ***.pdf"
    assert hidden("SSN ***-**-3456, XX-XXX3456") == "SSN ***, ***"
    assert hidden("XXX 3456, case 26-0012") == "XXX 3456, case 26-0012"
