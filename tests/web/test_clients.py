"""Whose a letter is: suggested with its reasons, said by a person on the letter's page, and each client with their letters."""

from __future__ import annotations

import re

import pytest

from scanner.docket import audit
from scanner.docket.clients import Particulars, add
from scanner.docket.people import users
from scanner.docket.suggest import suggest
from web.conftest import SAMPLES, Open, put_in
from web.test_pages import text_of

HERE = "/letters/1/client"
WORDS = "four quiet herons wading"


@pytest.fixture
def known(bare: Open) -> Open:
    """A house with one letter and two clients; the letter's own addressee is suggested."""
    browser = bare.entered()
    put_in(browser, SAMPLES / "letter-4388-digital.pdf")
    letter = browser.get("/api/letters/1").json()
    with bare.house.docket.database.writing() as connection:
        add(connection, Particulars("24-100", letter["fields"]["taxpayer_name"]["value"], None, None, None, "es"), "x")
        add(connection, Particulars("24-200", "Ann Example"), "x")
        add(connection, Particulars("24-201", "Bob Example"), "x")
        assert suggest(connection) == 1
    return bare


def panel(page: str) -> str:
    """What the letter's page says of its client."""
    found = re.search(r'<section id="whose".*?</section>', page, re.DOTALL)
    assert found
    return found[0]


def said(open_: Open) -> list[str]:
    with open_.house.docket.database.reading() as connection:
        return [act.what for act in audit.acts(connection, 1) if act.what.startswith("client")]


def test_a_suggestion_says_why_and_a_person_confirms_it(known: Open) -> None:
    browser = known.entered()
    before = panel(browser.get("/letters/1").text)
    assert "It may be for" in before
    assert "the name reads the same; there are no digits of a taxpayer number to compare" in text_of(before)
    chosen = re.search(r'name="choice" value="(\d+)"', before)
    assert chosen
    answer = browser.post(HERE, data={"choice": chosen[1]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/letters/1#whose")
    after = panel(browser.get("/letters/1").text)
    assert "as a person said" in after
    assert "It may be for" not in after
    assert said(known) == ["client-suggested", "client-confirmed"]


def test_a_suggestion_is_refused_and_none_comes_again(known: Open) -> None:
    browser = known.entered()
    assert browser.post(f"{HERE}/none").status_code == 303
    assert "None of the clinic’s clients" in panel(browser.get("/letters/1").text)
    with known.house.docket.database.writing() as connection:
        assert suggest(connection) == 0
    browser.post(HERE, data={"typed": "24-100"})
    assert "as a person said" in panel(browser.get("/letters/1").text)
    browser.post(f"{HERE}/none")
    assert said(known)[-3:] == ["client-taken-back", "client-confirmed", "client-taken-back"]


def test_a_case_number_is_enough_and_a_name_only_offers(known: Open) -> None:
    browser = known.entered()
    offered = browser.post(HERE, data={"typed": "example"})
    assert offered.status_code == 422
    names = re.findall(r'name="choice" value="\d+" formnovalidate><b>([^<]+)</b>', panel(offered.text))
    assert names == ["Ann Example", "Bob Example"]
    assert 'value="example"' in panel(offered.text)
    assert "as a person said" not in panel(browser.get("/letters/1").text)
    assert browser.post(HERE, data={"typed": " 24-201 "}).status_code == 303
    assert "Bob Example" in panel(browser.get("/letters/1").text)


def test_typing_finds_clients_by_name_and_by_case_number(known: Open) -> None:
    browser = known.entered()
    assert '<option value="24-200">Ann Example</option>' in browser.get("/client-choices", params={"typed": "ann"}).text
    assert "Bob Example" in browser.get("/client-choices", params={"typed": "24-2 bob"}).text
    assert browser.get("/client-choices", params={"typed": "%"}).text.strip() == ""
    assert browser.get("/client-choices").text.strip() == ""
    assert known.browser().get("/client-choices").status_code == 303


def test_a_new_client_is_taken_in_and_has_the_letter(known: Open) -> None:
    browser = known.entered()
    new = {"name": "Rosa <b>Nueva</b>", "case": "24-300", "last4": "0042", "language": "es"}
    assert browser.post(f"{HERE}/new", data=new).status_code == 303
    assert "Rosa &lt;b&gt;Nueva&lt;/b&gt;" in panel(browser.get("/letters/1").text)
    page = browser.get("/clients", params={"q": "rosa"}).text
    assert "Ann Example" not in page
    assert "1 letter" in text_of(page)
    assert "Spanish" in browser.get("/clients/4").text


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ({"name": "Ann Other", "case": "24-200"}, "is in the docket already"),
        ({"name": "Ann Other", "case": ""}, "case number is missing"),
        ({"name": " ", "case": "9"}, "name is missing"),
        ({"name": "900-12-3456", "case": "9"}, "Social Security number"),
        ({"name": "Ann Other", "case": "9", "last4": "12345"}, "neither four nor nine"),
    ],
)
def test_a_new_client_that_cannot_be_is_refused_beside_the_form(known: Open, new: dict[str, str], says: str) -> None:
    browser = known.entered()
    answer = browser.post(f"{HERE}/new", data=new)
    assert answer.status_code == 422
    assert says in panel(answer.text)
    assert "as a person said" not in panel(browser.get("/letters/1").text)
    with known.house.docket.database.reading() as connection:
        from scanner.docket.clients import matching

        assert matching(connection, "") == 3


def test_what_is_nobody_is_said_so(known: Open) -> None:
    browser = known.entered()
    assert "There is no such client" in browser.post(HERE, data={"typed": "zebra"}).text
    assert browser.post(HERE, data={"choice": 99}).status_code == 422
    assert browser.post(HERE, data={}).status_code == 422


@pytest.mark.parametrize(
    ("path", "sent"), [("", {"typed": "24-200"}), ("/none", {}), ("/new", {"name": "A B", "case": "1"})]
)
def test_only_a_reviewer_says_whose_a_letter_is(known: Open, path: str, sent: dict[str, str]) -> None:
    users.add(known.house.docket.database, "maria", "volunteer", WORDS, "test")
    volunteer = known.signed_in("maria", WORDS)
    assert volunteer.post(HERE + path, data=sent).status_code == 403
    assert "<form" not in panel(volunteer.get("/letters/1").text)
    assert known.entered().post(f"/letters/99/client{path}", data=sent).status_code == 404


def test_a_client_has_a_page_with_their_letters(known: Open) -> None:
    browser = known.entered()
    listed = browser.get("/clients").text
    assert "1 to confirm" in text_of(listed)
    assert listed.index("Ann Example") < listed.index("Bob Example")
    page = text_of(browser.get("/clients/1").text)
    assert "Letter 4388" in page
    assert "9 days left" in page
    assert "to confirm" in page
    browser.post(HERE, data={"typed": "24-100"})
    assert "to confirm" not in text_of(browser.get("/clients/1").text)
    assert "No letters yet" in browser.get("/clients/2").text
    assert browser.get("/clients/99").status_code == browser.get(f"/clients/{10**20}").status_code == 404


def test_the_list_says_when_it_is_empty_and_when_nothing_is_found(bare: Open, known: Open) -> None:
    browser = known.entered()
    assert "No client is called that" in browser.get("/clients", params={"q": "zebra"}).text
    assert 'href="/clients"' in browser.get("/").text
    assert bare.browser().get("/clients").status_code == 303


def test_without_clients_the_list_says_how_they_come_in(filled: Open) -> None:
    assert "No clients yet" in filled.entered().get("/clients").text
    assert "Todavía no hay clientes" in filled.entered().get("/clients", params={"lang": "es"}).text
