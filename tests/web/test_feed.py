"""The feed: a calendar program fetches every last day by an address alone, until somebody ends it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from icalendar import Calendar

from scanner.docket.people import users
from web.conftest import HERE, SAMPLES, Open, TestClient, app_of, put_in

WORDS = "four quiet herons wading"


def made(browser: TestClient, name: str = "Wall calendar", **headers: str) -> str:
    """The path of a new feed."""
    answer = browser.post("/feeds", data={"name": name}, headers=headers)
    assert answer.status_code == 201
    found = re.search(r'readonly value="(https?://[^/]+)(/feed/[\w-]+\.ics)"', answer.text)
    assert found
    return found[2]


def number(page: str) -> str:
    found = re.search(r'action="/feeds/(\d+)/end"', page)
    assert found
    return found[1]


@pytest.fixture
def hearing(bare: Open) -> Open:
    """A house with one letter whose last day is near."""
    put_in(bare.entered(), SAMPLES / "letter-4388-digital.pdf")
    return bare


def test_the_address_alone_opens_the_calendar_and_it_has_no_names(hearing: Open) -> None:
    path = made(hearing.entered())
    answer = TestClient(app_of(hearing.house), base_url=HERE).get(path)  # no cookie, no origin
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    events = Calendar.from_ical(answer.content).walk("vevent")
    near = next(event for event in events if event["dtstart"].dt.isoformat() == "2024-11-13")
    assert [alarm["trigger"].dt.days for alarm in near.walk("valarm")] == [-7, -3, -1]  # 14 days before has passed
    assert b"KOWALCHUK" not in answer.content.upper()
    assert answer.content == hearing.entered().get("/list.ics").content


def test_it_follows_the_docket(hearing: Open) -> None:
    path = made(hearing.entered())
    hearing.entered().post("/letters/1/status", data={"status": "closed"})
    assert not Calendar.from_ical(hearing.browser().get(path).content).walk("vevent")


def test_a_program_may_ask_for_the_head_alone(bare: Open) -> None:
    answer = bare.browser().head(made(bare.entered()))
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_address_is_shown_once_and_its_token_is_long(bare: Open) -> None:
    browser = bare.entered()
    path = made(browser)
    token = path.removeprefix("/feed/").removesuffix(".ics")
    assert len(token) >= 22  # 128 bits and more, six to a sign
    assert token not in browser.get("/feeds").text + browser.get("/people").text + browser.get("/log").text
    assert "Wall calendar" in browser.get("/feeds").text


@pytest.mark.parametrize("path", ["/feed/x.ics", "/feed/.ics", "/feed/%00.ics", f"/feed/{'a' * 5000}.ics", "/feed/x"])
def test_what_is_no_feed_is_not_there(bare: Open, path: str) -> None:
    made(bare.entered())
    assert bare.browser().get(path).status_code == 404


def test_an_ended_address_is_not_there(bare: Open) -> None:
    browser = bare.entered()
    path = made(browser)
    assert browser.post(f"/feeds/{number(browser.get('/feeds').text)}/end").status_code == 303
    assert bare.browser().get(path).status_code == 404
    log = browser.get("/log").text
    assert "feed-ended" in log
    assert "There is none." in browser.get("/feeds").text


def test_the_feed_of_an_account_ends_with_it(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    path = made(bare.signed_in("maria", WORDS))
    assert bare.browser().get(path).status_code == 200
    users.remove(database, "maria", "test")
    assert bare.browser().get(path).status_code == 404


def test_everybody_sees_their_own_and_an_administrator_ends_any(bare: Open) -> None:
    database = bare.house.docket.database
    for name, role in (("maria", "volunteer"), ("jo", "reviewer"), ("ada", "administrator")):
        users.add(database, name, role, WORDS, "test")
    maria, jo, ada = (bare.signed_in(name, WORDS) for name in ("maria", "jo", "ada"))
    path = made(maria, "Maria's <b>pocket</b>")
    feed = number(maria.get("/feeds").text)
    assert "pocket" not in jo.get("/feeds").text
    assert jo.post(f"/feeds/{feed}/end").status_code == 404
    assert bare.browser().get(path).status_code == 200
    page = ada.get("/people").text
    assert "Maria&#39;s &lt;b&gt;pocket&lt;/b&gt;" in page
    answer = ada.post(f"/feeds/{feed}/end", data={"back": "people"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    assert bare.browser().get(path).status_code == 404
    assert maria.post("/feeds/99999999999999999999/end").status_code == 404
    assert maria.post(f"/feeds/{feed}/end", data={"back": "//evil"}).status_code == 404


def test_who_sits_at_the_machine_has_a_feed_that_a_server_for_others_does_not_open(bare: Open) -> None:
    path = made(bare.entered())
    assert bare.browser().get(path).status_code == 200
    for_others = TestClient(app_of(replace(bare.house, link=None)), base_url=HERE)
    assert for_others.get(path).status_code == 404


def test_the_page_says_where_the_address_works(bare: Open) -> None:
    users.add(bare.house.docket.database, "maria", "volunteer", WORDS, "test")
    assert "works on this machine only" in bare.entered().get("/feeds").text
    house = replace(bare.house, hosts=("clinic.example",))
    there = "https://clinic.example"
    browser = TestClient(app_of(house), base_url=there, headers={"origin": there}, follow_redirects=False)
    browser.post("/sign-in", data={"name": "maria", "password": WORDS})
    answer = browser.post("/feeds", data={"name": "Phone"})
    assert "works on this machine only" not in answer.text
    assert 'value="https://clinic.example/feed/' in answer.text


def test_behind_a_proxy_the_address_is_the_one_that_the_browser_sees(bare: Open) -> None:
    house = replace(bare.house, hosts=("clinic.example",))
    browser = TestClient(app_of(house), base_url="http://clinic.example", follow_redirects=False)
    browser.get("/enter", params={"key": bare.keys[-1]})
    answer = browser.post("/feeds", data={"name": "Phone"}, headers={"origin": "https://clinic.example"})
    assert 'value="https://clinic.example/feed/' in answer.text


def test_a_foreign_host_gets_no_feed(bare: Open) -> None:
    path = made(bare.entered())
    assert bare.browser().get(path, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_feed_without_a_proper_name_is_refused_beside_its_field(bare: Open, name: str) -> None:
    answer = bare.entered().post("/feeds", data={"name": name})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "Give it a name" in answer.text


def test_another_site_makes_and_ends_nothing(bare: Open) -> None:
    browser = bare.entered()
    path = made(browser)
    evil = {"origin": "https://evil.example"}
    assert browser.post("/feeds", data={"name": "x"}, headers=evil).status_code == 403
    assert browser.post(f"/feeds/{number(browser.get('/feeds').text)}/end", headers=evil).status_code == 403
    assert bare.browser().get(path).status_code == 200


@pytest.mark.parametrize("path", ["/feeds", "/feed/x"])
def test_only_the_calendar_itself_opens_without_signing_in(bare: Open, path: str) -> None:
    assert bare.browser().get(path).status_code in (303, 404)
    assert bare.browser().post("/feeds", data={"name": "x"}).status_code == 303


def test_the_calendar_speaks_the_language_in_which_it_was_made(hearing: Open) -> None:
    browser = hearing.entered()
    browser.get("/feeds", params={"lang": "es"})
    told = hearing.browser().get(made(browser, "Pared")).content.decode()
    assert "Últimos días de cartas del IRS" in told
