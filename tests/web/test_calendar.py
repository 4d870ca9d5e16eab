"""What is due when: the month's calendar, the picture of six weeks, the days as a filter, and the list taken along."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from sqlalchemy import select

from scanner.docket import audit, tables
from scanner.render.holiday import holiday_on
from scanner.render.words import words
from scanner.web.filters import Filter
from scanner.web.weeks import HEIGHT, weeks_of
from web.browsers import chromium
from web.conftest import SAMPLES, TODAY, Open, opened, put_in, served
from web.test_pages import text_of

BY = date(2024, 11, 13)
"""The last day of letter 2 of the house, a hearing's."""


def cells(page: str) -> dict[str, str]:
    """The cells of the calendar by their days."""
    found = re.findall(r"<td role=\"cell\".*?</td>", page, re.DOTALL)
    days = ((re.search(r'datetime="([\d-]+)"', each), each) for each in found)
    return {day[1]: each for day, each in days if day}


def test_the_calendar_is_a_real_table_with_the_weekdays_of_its_language(filled: Open) -> None:
    browser = filled.entered()
    page = browser.get("/calendar", params={"month": "2024-11"}).text
    assert re.search(r"<table[^>]*>\s*<caption>November 2024: \d+ letters? with a last day</caption>", page)
    heads = re.findall(r'<th role="columnheader" scope="col"[^>]*>(\w+)</th>', page)
    assert heads == ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    assert list(cells(page)) == [str(date(2024, 11, 1) + timedelta(at)) for at in range(30)]
    spanish = browser.get("/calendar", params={"month": "2024-11", "lang": "es"}).text
    assert "Noviembre de 2024:" in spanish
    assert ">Domingo</th>" in spanish


def test_a_day_has_its_letters_by_notice_and_initials_and_never_by_name(filled: Open) -> None:
    page = filled.entered().get("/calendar", params={"month": "2024-11"}).text
    day = cells(page)[str(BY)]
    assert '<a href="/letters/2">Letter 4388</a>' in day
    assert '<a href="/?day=2024-11-13">1 letter' in day
    assert "a legal right ends" in day
    assert re.search(r"\b[A-Z]\.[A-Z]\.", text_of(day))
    assert "KOWALCHUK" not in page.upper()


def test_today_weekends_and_holidays_are_told_in_words(filled: Open) -> None:
    browser = filled.entered()
    found = cells(browser.get("/calendar").text)  # this month
    assert 'aria-current="date"' in found[str(TODAY)]
    assert "today" in text_of(found[str(TODAY)])
    assert sum("aria-current" in each for each in found.values()) == 1
    assert "Veterans Day" in found["2024-11-11"]
    assert "Thanksgiving Day" in found["2024-11-28"]
    assert {day for day, each in found.items() if " weekend" in each} == {
        day for day in found if date.fromisoformat(day).weekday() >= 5
    }
    assert "Día de los Veteranos" in browser.get("/calendar", params={"lang": "es"}).text


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        (date(2026, 7, 3), "Independence Day (observed)", "Día de la Independencia (día de descanso)"),
        (date(2026, 10, 12), "Columbus Day", "Día de Cristóbal Colón"),
        (date(2026, 4, 16), "Emancipation Day (D.C.)", "Día de la Emancipación (D.C.)"),
        (date(2025, 1, 20), "Martin Luther King Jr. Day", "Día de Martin Luther King Jr."),
        (date(2029, 1, 20), "Inauguration Day (D.C.)", "Toma de posesión presidencial (D.C.)"),
        (date(2026, 7, 6), "", ""),
    ],
)
def test_a_holiday_is_named_in_both_languages(day: date, english: str, spanish: str) -> None:
    assert (holiday_on(day, words("en")), holiday_on(day, words("es"))) == (english, spanish)


def test_every_holiday_that_moves_a_last_day_has_a_word_of_its_own() -> None:
    days = (date(2020, 1, 1) + timedelta(at) for at in range(15 * 366))
    same = {
        holiday_on(day, words("en")) for day in days if holiday_on(day, words("en")) == holiday_on(day, words("es"))
    }
    assert same == {"", "Juneteenth"}


def test_the_months_lead_to_each_other_and_end_somewhere(filled: Open) -> None:
    browser = filled.entered()
    page = browser.get("/calendar", params={"month": "2024-12"}).text
    assert '<a href="/calendar?month=2024-11" rel="prev">' in page
    assert '<a href="/calendar?month=2025-01" rel="next">' in page
    assert 'rel="prev"' not in browser.get("/calendar", params={"month": "1990-01"}).text
    assert 'rel="next"' not in browser.get("/calendar", params={"month": "2199-12"}).text
    for month in ("2024-13", "2024-00", "0000-01", "9999-12", "november", "2024-1", ""):
        assert browser.get("/calendar", params={"month": month}).status_code == (200 if not month else 422), month


def test_letters_without_a_day_are_not_forgotten_by_the_calendar(bare: Open) -> None:
    from docket.mail import taken_in

    taken_in(bare.house.docket, bare.house.pictures.folder.parent / "in" / "heap.pdf", ["letter", "letter"])
    text = text_of(bare.entered().get("/calendar").text)
    assert "2 letters have no last day that this program could tell" in text
    assert "No letter has a last day in this month" in text


def test_the_list_of_a_day_holds_the_letters_that_the_calendar_counts(filled: Open) -> None:
    browser = filled.entered()
    rows = tables.deadlines
    with filled.house.docket.database.reading() as connection:
        days = set(connection.scalars(select(rows.c.day)))
    assert len(days) > 3
    for day in days:
        cell = cells(browser.get("/calendar", params={"month": f"{day:%Y-%m}"}).text)[str(day)]
        counted = re.search(r'<a href="(/\?day=[\d-]+)">(\d+) letter', cell)
        assert counted
        listed = browser.get(counted[1]).text
        assert listed.count('role="rowheader"') == int(counted[2])
        assert text_of(listed).count(words("en").day(day)) >= int(counted[2])


def test_the_days_of_a_filter_are_said_kept_and_taken_away(filled: Open) -> None:
    browser = filled.entered()
    page = browser.get("/", params={"day": "2024-11-10", "until": "2024-11-16", "q": "Kowalchuk"}).text
    assert "Letters with a last day from November 10, 2024 to November 16, 2024" in text_of(page)
    assert '<a href="/?q=Kowalchuk">Show all days</a>' in page
    assert 'href="/?view=check&amp;q=Kowalchuk&amp;day=2024-11-10&amp;until=2024-11-16"' in page
    assert '<input type="hidden" name="until" value="2024-11-16">' in page
    assert "No letters here" in browser.get("/", params={"day": "2001-01-01"}).text
    assert browser.get("/", params={"day": "soon"}).status_code == 422


def test_a_day_that_has_passed_lists_what_was_due_then(filled: Open) -> None:
    page = filled.entered().get("/", params={"day": "2022-04-11"}).text
    assert "LT11" in page
    assert "Passed 938 days ago" in text_of(page)
    assert 'class="passed' in page


# The picture


def test_every_bar_is_a_link_to_its_week_and_says_itself_in_words(filled: Open) -> None:
    browser = filled.entered()
    page = browser.get("/").text
    picture = page[page.index('<figure class="weeks">') : page.index("</figure>")]
    links = re.findall(r'<a href="([^"]+)"', picture)
    assert len(links) == 6
    assert links[:2] == ["/?day=2024-11-04&amp;until=2024-11-09", "/?day=2024-11-10&amp;until=2024-11-16"]
    assert "Nov 10–16 : 1 letter, with 1 a legal right ends" in text_of(picture)
    assert "Dec 1–7" in text_of(picture)
    for link in links:
        week = browser.get(link.replace("&amp;", "&")).text
        assert week.count('aria-current="true"') == 2  # the week, and the view
        chosen = next(each for each in week.split("<li>") if "<svg" in each and 'aria-current="true"' in each)
        said = re.search(r'<b aria-hidden="true">(\d+)</b>', chosen)
        assert said
        assert week.count('role="rowheader"') == int(said[1])


def test_bars_are_as_high_as_their_letters_and_what_is_there_is_never_drawn_as_nothing(filled: Open) -> None:
    from scanner.docket.entries import Wanted

    with filled.house.docket.database.reading() as connection:
        weeks = weeks_of(connection, Filter(), "maria", TODAY, words("en"))
        none = weeks_of(connection, Filter(words="zebra"), "maria", TODAY, words("en"))
    assert max(week.filled + week.outline for week in weeks) == pytest.approx(HEIGHT)
    assert all((week.filled > 0) == (week.rights > 0) for week in weeks)
    assert all((week.outline > 0) == (week.letters > week.rights) for week in weeks)
    assert [(week.letters, week.filled, week.outline) for week in none] == [(0, 0.0, 0.0)] * 6
    assert Filter().wanted("maria") == Wanted()


@pytest.mark.parametrize("ahead", range(7))
def test_the_first_week_ends_on_a_saturday_and_no_day_of_six_weeks_is_left_out(filled: Open, ahead: int) -> None:
    from scanner.web.weeks import _spans

    today = TODAY + timedelta(ahead)
    spans = _spans(today)
    assert spans[0][0] == today
    assert all(last.weekday() == 5 for _, last in spans)
    assert all(after[0] - before[1] == timedelta(1) for before, after in pairwise(spans))


# The list taken along


def test_the_list_goes_along_as_it_is_filtered(filled: Open) -> None:
    browser = filled.entered()
    asked = {"q": "4388"}
    assert 'href="/list.csv?q=4388"' in browser.get("/", params=asked).text
    got = {kind: browser.get(f"/list.{kind}", params=asked) for kind in ("csv", "xlsx", "json", "ics")}
    for kind, answer in got.items():
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="letters-2024-11-04.{kind}"'
    rows = list(csv.reader(io.StringIO(got["csv"].content.decode("utf-8-sig"))))
    assert [row[4] for row in rows] == ["Letter", "Letter 4388"]
    with ZipFile(io.BytesIO(got["xlsx"].content)) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()
    assert [each["letter"] for each in json.loads(got["json"].content)] == [2]
    days = [event["dtstart"].dt for event in Calendar.from_ical(got["ics"].content).walk("vevent")]
    assert BY in days
    assert b"KOWALCHUK" not in got["ics"].content.upper()
    whole = list(csv.reader(io.StringIO(browser.get("/list.csv").content.decode("utf-8-sig"))))
    assert len(whole) == 4


def test_who_took_the_list_along_is_in_the_log(bare: Open) -> None:
    browser = bare.entered()
    browser.get("/list.json", params={"q": "Rosalinda"})
    with bare.house.docket.database.reading() as connection:
        (act,) = [act for act in audit.acts(connection) if act.what == "download"]
    assert json.loads(act.detail) == {"kind": "json", "letters": 0}


@pytest.mark.parametrize("path", ["/calendar", "/list.csv", "/list.xlsx", "/list.json", "/list.ics"])
def test_only_who_is_signed_in_sees_any_of_it(filled: Open, path: str) -> None:
    answer = filled.browser().get(path)
    assert (answer.status_code, answer.headers["location"].startswith("/sign-in")) == (303, True)


def test_no_other_kind_of_file_is_there(filled: Open) -> None:
    assert filled.entered().get("/list.exe").status_code == 422


# In a browser


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """A house of its own with a month in which letters die, for a browser to look at."""
    home = tmp_path_factory.mktemp("crowded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCANNER_HOME", str(home))
        with opened(home) as open_:
            put_in(open_.entered(), SAMPLES / "letter-4388-digital.pdf", SAMPLES / "cp14-digital.pdf")
            rows = tables.deadlines
            with open_.house.docket.database.writing() as connection:
                connection.execute(rows.update().values(day=TODAY + timedelta(9)))
            yield open_


def test_in_a_browser_the_calendar_is_a_table_or_on_a_phone_a_list_and_in_nobodys_way(crowded: Open) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")
    from web.test_browser import faults

    pages = ("/", "/?day=2024-11-13", "/calendar", "/calendar?month=2027-08", "/accept", "/feeds", "/people")
    with served(crowded.house) as place, play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.goto(f"{place}/enter?key={crowded.keys[-1]}")
        found = []
        for width, scheme, language in ((1280, "light", "en"), (390, "dark", "es")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            for path in pages:
                page.goto(f"{place}{path}{'&' if '?' in path else '?'}lang={language}")
                found += [(path, width, *each) for each in faults(page)]
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert found == []
        page.goto(f"{place}/calendar?lang=en")
        shown = page.locator(".month td:visible").all_inner_texts()
        assert [each.splitlines()[0] for each in shown] == [
            "Monday, November 4, 2024 today",
            "Monday, November 11, 2024",
            "Wednesday, November 13, 2024",
            "Thursday, November 28, 2024",
        ]
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.locator(".month td:visible").count() == 35
        page.locator(".month .count a").first.click()
        page.wait_for_url("**/?day=2024-11-13")
        assert page.locator("table.queue tbody tr").count() == 2
        browser.close()
