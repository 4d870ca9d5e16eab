"""An account that is limited to its own letters: for it there are no others, on no page, in no count, by no address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from scanner.docket import Docket
from scanner.docket.people import users
from scanner.docket.people.asker import Asker
from web.conftest import SAMPLES, Open, TestClient, opened, put_in
from web.routes import Address, addresses

WORDS = "four quiet herons wading"
ASSIGNED, STRANGERS, OWN, NOBODYS = 1, 2, 3, 4_000
"""Letters: one of a heap that was given to the guest, the other one of the heap, the guest's, and one that is not there."""
HEAP, OWN_FILE = 1, 2
ONWARD = "/letters/{letter}/next"
"""From any number, also one that is not there, it goes on to the next letter of the own ones."""
SAYS = {
    ONWARD: (303,),
    "/letters/{letter}/versions/{number}": (303,),  # the newest stands on the letter's own page
    "/letters/{letter}/court-copy.pdf": (404,),  # nobody has asked for one
    "/api/letters/{letter}/court-copy": (404,),
    "/api/letters/{letter}/court-copy.pdf": (404,),
}
TELLTALE = ("LT11", "letters/2", "Letter 2", "about the stranger")
"""Words that only the stranger's letter has. The name of the heap is that of the assigned letter's file too."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCANNER_HOME", str(home))
        with opened(home) as open_:
            fill(open_, home)
            yield open_


def fill(open_: Open, folder: Path) -> None:
    """A heap of two letters that the clinic put in, one of them for the guest; and one that the guest put in."""
    database = open_.house.docket.database
    users.add(database, "maria", "reviewer", WORDS, "test")
    users.add(database, "guest", "reviewer", WORDS, "test", own_letters=True)
    made, path = pikepdf.new(), folder / "monday-heap.pdf"
    for name in ("cp14", "lt11"):
        with pikepdf.open(SAMPLES / f"{name}-digital.pdf") as source:
            made.pages.extend(source.pages)
    made.save(path)
    put_in(open_.entered(), path)
    put_in(guest(open_), SAMPLES / "letter-4388-digital.pdf")
    open_.house.docket.assign(ASSIGNED, "guest", "maria")
    open_.house.docket.note(STRANGERS, "a word about the stranger", "maria")


def guest(open_: Open) -> TestClient:
    return open_.signed_in("guest", WORDS)


def limited(docket: Docket, name: str = "guest") -> Docket:
    with docket.database.reading() as connection:
        (user,) = [each.id for each in users.all_users(connection) if each.name == name]
    return docket.asked_by(Asker(user, name, own_letters=True))


def of_letters(open_: Open) -> list[Address]:
    return [each for each in addresses(open_.house) if each.parameters & {"letter", "file"}]


def without_numbers(text: str) -> str:
    return re.sub(r"\d+", "", text)


def test_by_no_address_is_there_a_strangers_letter(clinic: Open) -> None:
    """All addresses that the app has, also those that are added after this was written."""
    browser, walked = guest(clinic), of_letters(clinic)
    assert {"/letters/{letter}", "/letters/{letter}/pages/{page}.png", "/letters/{letter}/join", "/api/letters/{letter}",
            "/letters/{letter}/letter.pdf", "/files/{file}/again", "/api/files/{file}"} <= {each.path for each in walked}  # fmt: skip
    for each in walked:
        if each.path == ONWARD:
            continue
        place = each.at(letter=STRANGERS, file=HEAP)
        answer = browser.request(each.method, place, **each.sent())
        assert answer.status_code == 404, (each.method, place, answer.status_code)
        nobodys = browser.request(each.method, each.at(letter=NOBODYS, file=NOBODYS), **each.sent())
        assert without_numbers(answer.text) == without_numbers(nobodys.text), place
        assert nobodys.status_code == 404, place


def test_the_way_on_from_a_strangers_letter_is_that_from_no_letter(clinic: Open) -> None:
    browser = guest(clinic)
    ways = {browser.get(ONWARD.format(letter=each)).headers["location"] for each in (STRANGERS, NOBODYS)}
    assert len(ways) == 1
    assert ways < {f"/letters/{each}" for each in (ASSIGNED, OWN)}


def test_by_the_same_addresses_the_clinic_finds_it(clinic: Open) -> None:
    """So that the walk does not pass by asking for what is nowhere."""
    browser = clinic.signed_in("maria", WORDS)
    for each in of_letters(clinic):
        if each.method == "GET":
            answer = browser.get(each.at(letter=STRANGERS, file=HEAP, page=3))
            assert answer.status_code in SAYS.get(each.path, (200,)), each.path


def test_no_list_page_or_count_knows_of_a_strangers_letter(clinic: Open) -> None:
    browser, seen = guest(clinic), 0
    for each in addresses(clinic.house):
        if each.method != "GET" or each.parameters or each.path.startswith(("/notices", "/api/notices", "/notice-")):
            continue
        answer = browser.get(each.path)
        seen += answer.status_code == 200
        assert not [word for word in TELLTALE if word in answer.text], each.path
    assert seen >= 4


@pytest.mark.parametrize(("asked", "count"), [("", 2), ("?view=mine", 1), ("?q=LT11", 0), ("?q=monday-heap", 1)])
def test_lists_filters_and_searches_count_own_letters_alone(clinic: Open, asked: str, count: int) -> None:
    page = guest(clinic).get(f"/{asked}").text
    assert len(re.findall(r'<a href="/letters/\d+">', page)) == count
    assert f'href="/letters/{STRANGERS}"' not in page


def test_the_tallies_of_the_filters_are_those_of_own_letters(clinic: Open) -> None:
    tallies = re.findall(r'class="tally">(\d+)<', guest(clinic).get("/").text)
    assert tallies[0] == "2"
    assert clinic.signed_in("maria", WORDS).get("/").text.count('class="tally">3<') >= 1
    told = guest(clinic).get("/api/letters").json()
    assert (told["total"], {each["letter"] for each in told["letters"]}) == (2, {ASSIGNED, OWN})
    assert guest(clinic).get("/api/letters", params={"notice": "lt11"}).json() == {"total": 0, "letters": []}


def test_an_assigned_letter_is_shown_without_what_lies_around_it(clinic: Open) -> None:
    """The heap that it came in is not the guest's: neither its other letters nor its pages."""
    browser = guest(clinic)
    assert browser.get(f"/letters/{ASSIGNED}").status_code == 200
    assert f"/letters/{STRANGERS}" not in browser.get(f"/letters/{ASSIGNED}").text
    assert browser.get(f"/letters/{ASSIGNED}/pages/3.png").status_code == 404
    assert browser.get(f"/api/files/{HEAP}").status_code == 404
    for act, given in (
        ("join", {"other": STRANGERS}),
        ("cut", {"before": 2}),
        ("aside", {"page": 1}),
        ("back", {"page": 3}),
    ):
        assert browser.post(f"/letters/{ASSIGNED}/{act}", data=given).status_code == 404
    assert 'id="cuts"' in clinic.signed_in("maria", WORDS).get(f"/letters/{ASSIGNED}").text


def test_a_file_that_the_guest_put_in_is_theirs_with_all_that_is_in_it(clinic: Open) -> None:
    browser = guest(clinic)
    assert browser.get(f"/api/files/{OWN_FILE}").json()["letters"] == [OWN]
    assert "letter-4388-digital.pdf" in browser.get("/upload").text
    assert "monday-heap" not in browser.get("/upload", params={"files": f"{HEAP},{OWN_FILE}"}).text
    assert 'id="cuts"' in browser.get(f"/letters/{OWN}").text


def test_without_anybody_signed_in_there_is_no_letter_at_all(clinic: Open) -> None:
    """A page that forgets to ask who is there shows nothing."""
    from scanner.docket.entries import Wanted, matching
    from scanner.docket.people.asker import NOBODY

    with clinic.house.docket.asked_by(NOBODY).database.reading() as connection:
        assert matching(connection, Wanted(closed=True), clinic.house.today()) == 0


def test_the_limit_can_be_lifted_and_set_while_somebody_is_signed_in(clinic: Open) -> None:
    database, browser = clinic.house.docket.database, guest(clinic)
    users.limit(database, "guest", "test", own_letters=False)
    assert browser.get(f"/letters/{STRANGERS}").status_code == 200
    users.limit(database, "guest", "test", own_letters=True)
    assert browser.get(f"/letters/{STRANGERS}").status_code == 404


def test_whoever_brings_the_same_bytes_is_shown_them_too(bare: Open) -> None:
    """They hold the paper already; that the clinic had it before them does not take it from them."""
    put_in(bare.entered(), SAMPLES / "cp14-digital.pdf")
    users.add(bare.house.docket.database, "guest", "volunteer", WORDS, "test", own_letters=True)
    browser = guest(bare)
    assert browser.get("/letters/1").status_code == 404
    put_in(browser, SAMPLES / "cp14-digital.pdf")
    assert browser.get("/letters/1").status_code == 200


def test_a_new_account_of_an_old_name_has_nothing_of_the_old_one(bare: Open) -> None:
    """The account of the desk, made anew for the next taxpayer."""
    database = bare.house.docket.database
    users.add(database, "guest", "volunteer", WORDS, "test", own_letters=True)
    put_in(guest(bare), SAMPLES / "cp14-digital.pdf")
    assert guest(bare).get("/letters/1").status_code == 200
    users.remove(database, "guest", "test")
    users.add(database, "guest", "volunteer", WORDS, "test", own_letters=True)
    assert guest(bare).get("/letters/1").status_code == 404
    assert guest(bare).get("/api/letters").json()["total"] == 0


def test_a_letter_that_is_given_away_is_gone_and_the_page_goes_on_to_the_list(bare: Open) -> None:
    put_in(bare.entered(), SAMPLES / "cp14-digital.pdf")
    users.add(bare.house.docket.database, "guest", "volunteer", WORDS, "test", own_letters=True)
    bare.house.docket.assign(1, "guest", "test")
    browser = guest(bare)
    assert browser.patch("/api/letters/1", json={"note": "seen"}).json()["assigned_to"] == "guest"
    assert browser.post("/letters/1/assign", data={"to": "maria"}).headers["location"] == "/"
    assert browser.get("/letters/1").status_code == 404
    bare.house.docket.assign(1, "guest", "test")
    given = browser.patch("/api/letters/1", json={"assigned_to": "maria", "status": "closed"})
    assert given.json() == {"letter": 1}
    assert bare.entered().get("/api/letters/1").json()["status"] == "assigned"
