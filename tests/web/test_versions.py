"""An old version of a letter: in full, plainly old, with the days that are left from today, and nothing to change."""

from __future__ import annotations

import pytest

from web.conftest import Open
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
