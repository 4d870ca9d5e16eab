"""An old version of a letter: in full, plainly old, with the days that are left from today, and nothing to change."""

from __future__ import annotations

import re

import pytest

from web.conftest import SAMPLES, Open, put_in
from web.test_pages import text_of
from web.test_right import ACT_BY, DATED


@pytest.fixture
def twice(levied: Open) -> Open:
    """A house with a letter that was put right twice."""
    browser = levied.entered()
    browser.post("/letters/1/right", data={"field": "letter_date", "value": DATED})
    browser.post("/letters/1/right", data={"field": "contact_phone", "none": "true"})
    return levied


def test_an_old_version_is_shown_as_it_was_understood_then(twice: Open) -> None:
    browser = twice.entered()
    page = browser.get("/letters/1/versions/1").text
    text = text_of(page)
    assert "Old: version 1 of 3." in text
    assert "April 11, 2022" in text
    assert ACT_BY not in text
    assert 'href="/letters/1"' in page
    assert "What you can do now" in text
    assert ACT_BY in text_of(browser.get("/letters/1/versions/2").text)
    assert "Antigua: versión 1 de 3." in text_of(browser.get("/letters/1/versions/1", params={"lang": "es"}).text)


def test_its_paper_stands_beside_an_old_version_with_what_was_read_then(twice: Open) -> None:
    browser = twice.entered()
    old, newer = (browser.get(f"/letters/1/versions/{number}").text for number in (1, 2))
    assert 'src="/letters/1/pages/1.png"' in old
    marks = re.findall(r'<g class="ink day">\s*<title>([^<]*)', old)
    assert any(mark.startswith("Last day: Monday, April 11, 2022") for mark in marks)
    assert "<title>Last day: Monday, April 11, 2022" not in newer
    assert 'href="#value' not in old


def test_a_page_that_was_given_away_since_is_not_shown(bare: Open) -> None:
    browser = bare.entered()
    put_in(browser, SAMPLES / "letter-4388-digital.pdf")
    pages = browser.get("/api/letters/1").json()["source"]["pages"]
    assert len(pages) > 1
    browser.post("/letters/1/aside", data={"page": pages[-1], "version": 1})
    old = browser.get("/letters/1/versions/1").text
    assert f'src="/letters/1/pages/{pages[0]}.png"' in old
    assert f'src="/letters/1/pages/{pages[-1]}.png"' not in old
    assert f"page {pages[-1]} of the file" in text_of(old)


def test_days_that_are_left_are_counted_from_today(twice: Open) -> None:
    assert "21 days left" in text_of(twice.entered().get("/letters/1/versions/2").text)


def test_an_old_version_cannot_be_changed(twice: Open) -> None:
    page = twice.entered().get("/letters/1/versions/1").text
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert "<button" not in main


def test_the_newest_version_is_the_letter_itself(twice: Open) -> None:
    browser = twice.entered()
    assert browser.get("/letters/1/versions/3").headers["location"] == "/letters/1"
    history = browser.get("/letters/1").text
    assert 'href="/letters/1/versions/1"' in history
    assert 'href="/letters/1/versions/2"' in history
    assert 'href="/letters/1/versions/3"' not in history


@pytest.mark.parametrize("path", ["1/versions/0", "1/versions/4", f"1/versions/{10**20}", "99/versions/1"])
def test_a_version_that_is_not_there_is_a_plain_page(twice: Open, path: str) -> None:
    assert twice.entered().get(f"/letters/{path}").status_code == 404
    assert twice.browser().get(f"/letters/{path}").status_code == 303
