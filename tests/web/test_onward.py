"""One letter after the other, by keys alone: a sure letter takes three, and nothing unconfirmed is passed over."""

from __future__ import annotations

import re

import pytest

from web.browsers import chromium
from web.conftest import SAMPLES, Open, put_in, served
from web.test_pages import text_of

NAMES = ("lt11", "letter-4388", "cp14", "cp501")


@pytest.fixture
def four(bare: Open) -> Open:
    """A house with four letters of their own files."""
    browser = bare.entered()
    for name in NAMES:
        put_in(browser, SAMPLES / f"{name}-digital.pdf")
    return bare


def listed(open_: Open) -> list[tuple[int, str]]:
    """The letters in the list's order, with their outcome."""
    told = open_.entered().get("/api/letters").json()["letters"]
    return [(each["letter"], each["outcome"]) for each in told]


def test_the_next_letter_is_the_next_of_the_list(four: Open) -> None:
    browser, order = four.entered(), [letter for letter, _ in listed(four)]
    assert browser.get("/next").headers["location"] == f"/letters/{order[0]}"
    for letter, after in zip(order, [*order[1:], order[0]], strict=True):
        assert f'href="/letters/{letter}/next"' in browser.get(f"/letters/{letter}").text
        assert browser.get(f"/letters/{letter}/next").headers["location"] == f"/letters/{after}"
    assert browser.get(f"/letters/{10**12}/next").headers["location"] == f"/letters/{order[0]}"
    assert four.browser().get("/next").headers["location"].startswith("/sign-in")


def test_a_letter_that_is_sure_is_confirmed_by_one_key_and_one_in_doubt_by_two(four: Open) -> None:
    browser = four.entered()
    for letter, outcome in listed(four):
        button = re.search(r'<button id="confirm-all"[^>]*>', browser.get(f"/letters/{letter}").text)
        assert button
        assert ("data-sure" in button[0]) == (outcome == "sure")


def test_when_all_are_confirmed_the_page_says_so(four: Open) -> None:
    browser = four.entered()
    for letter, _ in listed(four):
        browser.post(f"/letters/{letter}/confirm", data={"version": 1})
    unsure = [letter for letter, outcome in listed(four) if outcome != "sure"]
    assert unsure == []
    assert "Nothing left to confirm" in text_of(browser.get("/next").text)
    assert "No queda nada por confirmar" in text_of(browser.get("/letters/1/next", params={"lang": "es"}).text)


def test_in_a_browser_all_letters_are_confirmed_without_a_mouse(four: Open) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")

    said: list[str] = []
    with served(four.house) as place, play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(f"{place}/enter?key={four.keys[-1]}")
        order = listed(four)
        pressed = 0
        page.keyboard.press("n")
        for letter, outcome in order:
            page.wait_for_url(f"**/letters/{letter}", wait_until="load")
            for _ in range(1 if outcome == "sure" else 2):
                page.keyboard.press("c")
                pressed += 1
            page.keyboard.press("n")  # at once: it waits until what was said is kept
            pressed += 1
        page.get_by_role("heading", name="Nothing left to confirm").wait_for()
        browser.close()
    assert pressed <= 3 * len(order)
    assert [outcome for _, outcome in order].count("sure") >= 2
    assert all(outcome == "sure" for _, outcome in listed(four))
    assert said == []
