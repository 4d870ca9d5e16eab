"""The print, the calendar and the drawn page: nothing of the taxpayer where others see it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from scanner.evidence import Evidence, Reading, Unread
from scanner.page import Box, Page, Word, around
from scanner.render.ics import calendar
from scanner.render.pdf import document
from scanner.render.picture import draw, hidden_words
from scanner.render.record import Guide
from scanner.render.telling import Letter
from scanner.report import Other


def pdf_text(data):
    with PdfDocument(data) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split()), len(opened)


def test_the_print_has_days_steps_and_page_numbers_in_spanish(report, explained, undated, today, stations):
    letter = Letter(report(undated=(undated,), doubts=("Dos fechas.",)), explained("es"))
    text, pages = pdf_text(document([letter], today, "es", Guide(stations)))
    for wanted in (
        "Martes, 1 de diciembre de 2026",
        "Quedan 9 días",
        "Qué puede hacer ahora",
        f"Página 1 de {pages}",
        "Clínicas",
        "Dos fechas.",
    ):
        assert wanted in text, wanted
    assert "123-45" not in text


def test_each_letter_of_a_print_starts_on_its_own_page(report, unknown, explained, today):
    text, pages = pdf_text(
        document(
            [Letter(unknown), Letter(report(), explained()), Letter(None, explained(terms=(), before=()))], today, "en"
        )
    )
    assert pages >= 3
    assert text.index("Notice of Determination") < text.index("A letter this program does not know")


def test_a_print_survives_letters_that_no_core_font_has(report, today):
    strange = report(fields={"taxpayer_name": Reading("Łukasz Ωmega 😀", 0.9, ()), "reference": Unread("none")})
    assert pdf_text(document([Letter(strange)], today, "en"))[1] >= 1


def test_the_same_letter_gives_the_same_print(report, explained, today):
    assert document([Letter(report(), explained())], today, "en") == document(
        [Letter(report(), explained())], today, "en"
    )


def events(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_one_all_day_event_for_each_open_last_day_with_its_alarms(report, deadline, today):
    days = (deadline(), deadline(today + timedelta(60), term="b"), deadline(today - timedelta(1), term="c"))
    found = events(calendar([report(deadlines=days)], today, "en"))
    assert [event["dtstart"].dt for event in found] == [date(2026, 12, 1), today + timedelta(60)]
    assert str(found[0]["summary"]) == "Letter 4390: last day – Petition the Tax Court (collection)"
    assert [[alarm["trigger"].dt.days for alarm in event.walk("VALARM")] for event in found] == [
        [-7, -3, -1],
        [-14, -7, -3, -1],
    ]
    assert "IRC 6330(d)(1)" in found[0]["description"]
    assert "Day 1 is the next day" in found[0]["description"]


def test_a_calendar_holds_nothing_of_the_taxpayer(report, unknown, term, deadline, today):
    data = calendar([report(), replace(unknown, deadlines=(deadline(),))], today, "es", {term.id: term}).decode()
    for leak in ("GOMEZ", "MARIA", "6789", "1,075", "1075", "batch.pdf", "abababab"):
        assert leak not in data, leak
    assert "fecha de la carta" in data.replace("\r\n ", "")


def test_an_event_keeps_its_identity_when_the_letter_is_read_again(report, deadline, today):
    first, again = (
        events(calendar([report(file=name)], day, "en")) for name, day in (("a", today), ("b", today + timedelta(2)))
    )
    assert first[0]["uid"] == again[0]["uid"]
    other = events(calendar([report(pages=(5,)), report(deadlines=(deadline(term="x"),))], today, "en"))
    assert len({event["uid"] for event in (*first, *other)}) == 3


def test_an_event_by_the_other_date_says_to_check(report, deadline, today):
    passed = deadline(today - timedelta(1), other=Other(today + timedelta(5), "printed", ()), other_counts=True)
    event = events(calendar([report(deadlines=(passed,), doubts=("Look.",))], today, "en"))[0]
    assert event["dtstart"].dt == today + timedelta(5)
    assert "other date, check" in event["summary"]
    assert "A person should look" in event["description"]


def line(text, top, left=100.0):
    words = []
    for word in text.split():
        words.append(Word(word, Box(left, top, left + 7 * len(word), top + 10)))
        left += 7 * len(word) + 4
    return words


@pytest.fixture
def page():
    rows = [
        line("SSN 123-45-6789 here", 100),
        line("or 123 45 6789", 130),
        line("call 800-829-1040 now", 160),
        line("part 123", 190),
        line("45 6789", 220),
    ]
    return Page(3, 612, 792, tuple(word for row in rows for word in row))


def test_words_with_hidden_digits_are_found_however_they_are_split(page):
    assert [word.text for word in hidden_words(page)] == ["123-45-6789", "123", "45"]


def test_the_drawn_page_is_boxed_blacked_and_explained_beside_it(page, report):
    sheet = Image.new("L", (1224, 1584), 255)
    box = around(tuple(word.box for word in page.words[7:9]))
    seen = (Evidence(3, box, "call", "r", 0.9),)
    letter = report(
        fields={"letter_date": Reading(date(2026, 11, 1), 0.9, seen), "contact_phone": Unread("none", seen)}
    )
    drawn = draw(sheet, page, letter, "es")
    assert drawn.width > sheet.width
    assert drawn.height >= sheet.height
    hidden = page.words[1].box
    middle = (int((hidden.left + hidden.right) / 2 * 2), int(hidden.middle * 2))
    assert drawn.getpixel(middle) == (0, 0, 0)
    assert sheet.getpixel(middle) == 255
    colours = {colour for _, colour in drawn.getcolors(1 << 24)}
    assert {(106, 44, 145), (179, 18, 29), (28, 78, 143)} <= colours


def test_a_page_nobody_understood_is_drawn_too(page, unknown):
    bands = replace(page, number=1, extent="bands")
    for report in (
        None,
        unknown,
        replace(unknown, identity=replace(unknown.identity, evidence=(Evidence(1, Box(9, 9, 50, 20), "x", "r", 0.5),))),
    ):
        drawn = draw(Image.new("RGB", (306, 396), "white"), bands, report)
        out = io.BytesIO()
        drawn.save(out, "PNG")
        assert drawn.width > 306
