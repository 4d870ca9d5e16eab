"""Sure letters are confirmed by the heap: first what there is, then one button, and nothing that was not shown."""

from __future__ import annotations

import re

import pytest

from scanner.docket import audit
from scanner.docket.correct import history
from scanner.docket.people import users
from web.browsers import chromium
from web.conftest import SAMPLES, Open, put_in, served
from web.test_pages import text_of

WORDS = "four quiet herons wading"


@pytest.fixture
def heap(bare: Open) -> Open:
    """A house with three letters that are sure and one to check."""
    browser = bare.entered()
    for name in ("lt11", "letter-4388", "cp90", "cp210"):
        put_in(browser, SAMPLES / f"{name}-digital.pdf")
    told = browser.get("/api/letters").json()["letters"]
    assert sorted((each["letter"], each["outcome"]) for each in told) == [
        (1, "sure"),
        (2, "sure"),
        (3, "sure"),
        (4, "check"),
    ]
    return bare


def offered(page: str) -> list[str]:
    return re.findall(r'name="letter" value="(\d+\.\d+)" checked', page)


def status_of(open_: Open, letter: int) -> str:
    return str(open_.entered().get(f"/api/letters/{letter}").json()["status"])


def wholes(open_: Open, letter: int) -> int:
    with open_.house.docket.database.reading() as connection:
        return sum(each.field == "all" for each in history(connection, letter))


def test_first_the_page_says_how_many_are_sure_and_how_many_are_not(heap: Open) -> None:
    browser = heap.entered()
    assert '<a class="go" href="/accept">Confirm 3 sure letters</a>' in browser.get("/").text
    page = browser.get("/accept").text
    assert "3 sure, 1 to check, 0 unknown" in text_of(page)
    assert sorted(offered(page)) == ["1.1", "2.1", "3.1"]
    assert "3 seguras, 1 por revisar, 0 desconocidas" in browser.get("/accept", params={"lang": "es"}).text


def test_looking_confirms_nothing(heap: Open) -> None:
    heap.entered().get("/accept")
    assert [status_of(heap, letter) for letter in (1, 2, 3)] == ["new"] * 3


def test_one_button_confirms_them_under_the_persons_name(heap: Open) -> None:
    database = heap.house.docket.database
    users.add(database, "jo", "reviewer", WORDS, "test")
    jo = heap.signed_in("jo", WORDS)
    answer = jo.post("/accept", data={"letter": offered(jo.get("/accept").text)})
    assert answer.status_code == 200
    assert "3 letters were confirmed." in answer.text
    assert [status_of(heap, letter) for letter in (1, 2, 3, 4)] == ["checked", "checked", "checked", "new"]
    with database.reading() as connection:
        done = [(act.by, act.letter) for act in audit.acts(connection) if act.what == "confirm"]
        assert audit.broken_at(connection) is None
    assert sorted(done) == [("jo", 1), ("jo", 2), ("jo", 3)]
    assert "The whole letter was confirmed by jo" in text_of(jo.get("/letters/1").text)
    page = jo.get("/accept").text
    assert "There is nothing to confirm here" in page
    assert "3 sure, 1 to check" in text_of(page)
    assert 'class="go"' not in jo.get("/").text


def test_pressing_twice_confirms_once(heap: Open) -> None:
    browser = heap.entered()
    sent = {"letter": offered(browser.get("/accept").text)}
    browser.post("/accept", data=sent)
    again = browser.post("/accept", data=sent)
    assert again.status_code == 200
    assert "No letter was confirmed now." in again.text
    assert "3 letters had been confirmed already" in again.text
    assert [wholes(heap, letter) for letter in (1, 2, 3)] == [1, 1, 1]


def test_a_letter_that_changed_between_the_two_steps_is_left_out_and_named(heap: Open) -> None:
    browser = heap.entered()
    sent = {"letter": offered(browser.get("/accept").text)}
    browser.post("/letters/2/right", data={"field": "contact_phone", "value": "800-555-0100"})
    text = browser.post("/accept", data=sent).text
    assert "2 letters were confirmed." in text
    assert "1 letter was left out" in text
    assert '<a href="/letters/2">Letter 4388, Letter no. 2</a>' in text
    assert "1 more sure letter waits" in text
    assert (wholes(heap, 2), status_of(heap, 2)) == (0, "new")


@pytest.mark.parametrize("given", [["4.1"], ["4.1", "99.1"]])
def test_what_was_never_sure_cannot_be_slipped_in(heap: Open, given: list[str]) -> None:
    text = heap.entered().post("/accept", data={"letter": given}).text
    assert "No letter was confirmed now." in text
    assert "CP210" in text
    assert (wholes(heap, 4), status_of(heap, 4)) == (0, "new")


def test_what_was_unmarked_stays_as_it_is(heap: Open) -> None:
    text = heap.entered().post("/accept", data={"letter": ["1.1"]}).text
    assert "1 letter was confirmed." in text
    assert [wholes(heap, letter) for letter in (1, 2, 3)] == [1, 0, 0]


def test_only_what_the_filter_shows_is_offered(heap: Open) -> None:
    browser = heap.entered()
    assert offered(browser.get("/accept", params={"q": "4388"}).text) == ["2.1"]
    assert offered(browser.get("/accept", params={"view": "check"}).text) == []
    browser.post("/letters/1/status", data={"status": "closed"})
    assert sorted(offered(browser.get("/accept").text)) == ["2.1", "3.1"]
    closed = browser.get("/accept", params={"view": "closed"}).text
    assert "1 sure, 0 to check" in text_of(closed)
    assert offered(closed) == []


@pytest.mark.parametrize("letter", ["1", "1.", ".1", "a.b", "1.1.1", "-1.1", "0.1", "99999999999.1", "\u0661.1"])
def test_a_form_that_makes_no_sense_is_refused(bare: Open, letter: str) -> None:
    assert bare.entered().post("/accept", data={"letter": [letter]}).status_code == 422


def test_nothing_marked_confirms_nothing(bare: Open) -> None:
    assert "No letter was confirmed now." in bare.entered().post("/accept").text
    assert bare.entered().post("/accept", data={"letter": ["1.1"] * 101}).status_code == 422


def test_only_a_reviewer_confirms_by_the_heap(heap: Open) -> None:
    users.add(heap.house.docket.database, "maria", "volunteer", WORDS, "test")
    volunteer = heap.signed_in("maria", WORDS)
    assert volunteer.get("/accept").status_code == 403
    assert volunteer.post("/accept", data={"letter": ["1.1"]}).status_code == 403
    assert 'class="go"' not in volunteer.get("/").text
    assert heap.browser().post("/accept", data={"letter": ["1.1"]}).status_code == 303
    answer = heap.entered().post("/accept", data={"letter": ["1.1"]}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert wholes(heap, 1) == 0


def test_more_than_a_person_can_look_through_come_in_turns(heap: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from scanner.web import accept

    monkeypatch.setattr(accept, "MOST", 2)
    browser = heap.entered()
    page = browser.get("/accept").text
    assert len(offered(page)) == 2
    assert "These are the first 2 of 3." in page
    text = browser.post("/accept", data={"letter": offered(page)}).text
    assert "1 more sure letter waits" in text
    assert len(offered(browser.get("/accept").text)) == 1


def test_in_a_browser_a_double_click_confirms_once(heap: Open) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")
    from web.test_browser import faults

    with served(heap.house) as place, play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.goto(f"{place}/enter?key={heap.keys[-1]}")
        page.get_by_role("link", name="Confirm 3 sure letters").click()
        page.get_by_label("Confirm letter 3, CP90").uncheck()
        page.get_by_role("button", name="Confirm the marked letters").dblclick()
        page.locator("h1", has_text="confirmed").wait_for()
        assert faults(page) == []
        browser.close()
    assert [wholes(heap, letter) for letter in (1, 2, 3, 4)] == [1, 1, 0, 0]
