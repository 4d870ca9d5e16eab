"""What a program may do to a letter through the API: the same as a person on the page, under the same roles and the same log."""

from __future__ import annotations

import time

import pytest

from scanner.docket.people import users
from scanner.docket.proof import proved
from web.conftest import PATIENCE, Open

WORDS = "four quiet herons wading"
DATED = "2024-10-24"
ACTS = (
    ("POST", "/api/letters/1/corrections", {"field": "letter_date", "value": DATED}),
    ("POST", "/api/letters/1/confirmations", {"version": 1}),
    ("POST", "/api/letters/1/join", {"other": 2}),
    ("POST", "/api/letters/1/cut", {"before": 2}),
    ("POST", "/api/letters/1/move", {"page": 1, "to": 2}),
    ("POST", "/api/letters/1/aside", {"page": 1}),
    ("POST", "/api/letters/1/back", {"page": 1}),
    ("POST", "/api/clients", {"case_number": "1", "name": "Ann Example"}),
    ("PUT", "/api/letters/1/client", {"client": 1}),
    ("DELETE", "/api/letters/1/client", None),
)


def test_a_value_is_corrected_and_the_last_days_follow(heap: Open) -> None:
    program = heap.entered()
    before = program.get("/api/letters/2").json()
    assert before["version"] == 1
    told = program.post("/api/letters/2/corrections", json={"field": "letter_date", "value": DATED}).json()
    assert told["version"] == 2
    assert "2024-11-25" in [each["last_day"] for each in told["deadlines"]]
    assert told["schema"] == "letter-report/1"
    gone = program.post("/api/letters/2/corrections", json={"field": "contact_phone", "value": None})
    assert gone.json()["fields"].get("contact_phone", {}).get("value") is None
    named = program.post("/api/letters/2/corrections", json={"field": "notice", "value": "CP 504"}).json()
    assert named["notice"]["id"] == "cp504"
    said = program.get("/api/letters/2/corrections").json()
    assert [(each["field"], each["value"]) for each in said] == [
        ("letter_date", DATED),
        ("contact_phone", None),
        ("notice", "cp504"),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"field": "letter_date", "value": "soon"},
        {"field": "colour", "value": "red"},
        {"field": "notice", "value": "CP9999X"},
        {"field": "contact_name", "value": "a\x00b"},
        {"field": "contact_name", "value": "\ud800"},
    ],
)
def test_what_cannot_be_so_is_refused_with_its_reason(heap: Open, given: dict[str, str]) -> None:
    import json

    program = heap.entered()
    headers = {"content-type": "application/json"}
    answer = program.post("/api/letters/2/corrections", content=json.dumps(given), headers=headers)
    assert answer.status_code in (409, 422)
    assert set(answer.json()) == {"schema", "status", "error", "message"}
    assert program.get("/api/letters/2").json()["version"] == 1


def test_only_what_was_seen_is_confirmed(heap: Open) -> None:
    program = heap.entered()
    one = program.post("/api/letters/2/confirmations", json={"version": 1, "fields": ["letter_date"]})
    assert one.json()["version"] == 2
    late = program.post("/api/letters/2/confirmations", json={"version": 1})
    assert (late.status_code, late.json()["error"]) == (409, "conflict")
    assert "meanwhile" in late.json()["message"]
    assert program.post("/api/letters/2/confirmations", json={"version": 2}).json()["outcome"] == "sure"
    assert program.post("/api/letters/2/confirmations", json={}).status_code == 422


def test_every_version_can_be_fetched_as_it_was_told(heap: Open) -> None:
    program = heap.entered()
    first = program.get("/api/letters/2").json()["deadlines"]
    program.post("/api/letters/2/corrections", json={"field": "letter_date", "value": DATED})
    assert [each["version"] for each in program.get("/api/letters/2/versions").json()] == [1, 2]
    old = program.get("/api/letters/2/versions/1").json()
    assert [each["last_day"] for each in old["deadlines"]] == [each["last_day"] for each in first]
    new = program.get("/api/letters/2/versions/2").json()
    assert "2024-11-25" in [each["last_day"] for each in new["deadlines"]]
    for number in (0, 3, 10**12):
        assert program.get(f"/api/letters/2/versions/{number}").status_code == 404


def test_pages_are_rearranged_and_each_stays_in_one_place(heap: Open) -> None:
    program = heap.entered()
    whole = program.get("/api/letters/1/arrangement").json()
    assert whole["letters"] == [{"letter": 1, "pages": [1, 2]}, {"letter": 2, "pages": [3]}]
    for path, given, letters, aside in (
        ("1/aside", {"page": 2}, [[1], [3]], [2]),
        ("1/back", {"page": 2, "alone": True}, [[1], [2], [3]], []),
        ("1/move", {"page": 1, "to": 3}, [[1, 2], [3]], []),
        ("3/cut", {"before": 2}, [[1], [2], [3]], []),
        ("3/join", {"other": 4}, [[1, 2], [3]], []),
    ):
        answer = program.post(f"/api/letters/{path}", json=given)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert [sorted(each["pages"]) for each in told["letters"]] == letters
        assert [each["page"] for each in told["aside"]] == aside
        with heap.house.docket.database.reading() as connection:
            assert proved(connection).astray == ()
    assert program.post("/api/letters/3/cut", json={"before": 9}).status_code == 409


def test_clients_are_taken_in_found_and_have_their_letters(heap: Open) -> None:
    program = heap.entered()
    new = {"case_number": "24-1", "name": "Ann Example", "tin_last4": "0042", "language": "es"}
    made = program.post("/api/clients", json=new)
    assert made.status_code == 201
    client = made.json()["client"]
    assert program.post("/api/clients", json=new).status_code == 409
    assert program.put("/api/letters/2/client", json={"client": client}).json()["client"] == {
        "name": "Ann Example",
        "case_number": "24-1",
        "confirmed": True,
    }
    assert (
        program.get(f"/api/clients/{client}").json() | {"letters": 1, "to_confirm": 0}
        == program.get(f"/api/clients/{client}").json()
    )
    assert program.get("/api/clients", params={"q": "exam 24"}).json()["total"] == 1
    assert program.get("/api/clients", params={"q": "zebra"}).json() == {"total": 0, "clients": []}
    assert [each["letter"] for each in program.get("/api/letters", params={"client": client}).json()["letters"]] == [2]
    assert program.delete("/api/letters/2/client").json()["client"] is None
    assert program.put("/api/letters/2/client", json={"client": 99}).status_code == 409
    assert program.get("/api/clients/99").status_code == 404


def test_a_copy_for_the_court_is_begun_asked_after_and_fetched(heap: Open) -> None:
    program = heap.entered()
    place = "/api/letters/2/court-copy"
    assert program.get(place).status_code == 404
    begun = program.post(place)
    assert (begun.status_code, begun.json()["letter"]) == (202, 2)
    since = time.monotonic()
    while (now := program.get(place).json())["state"] == "making":
        assert time.monotonic() - since < PATIENCE
        time.sleep(0.1)
    assert (now["state"], now["unproved"]) == ("made", [])
    assert [each["page"] for each in now["pages"]] == [3]
    fetched = program.get(f"{place}.pdf")
    assert fetched.headers["content-type"] == "application/pdf"
    assert fetched.content.startswith(b"%PDF-")
    assert program.get("/api/letters/1/court-copy.pdf").status_code == 404


def test_a_program_may_do_what_its_role_may(bare: Open) -> None:
    users.add(bare.house.docket.database, "maria", "volunteer", WORDS, "test")
    volunteer, nobody = bare.signed_in("maria", WORDS), bare.browser()
    for method, path, given in ACTS:
        answer = volunteer.request(method, path, json=given)
        assert (answer.status_code, answer.json()["error"]) == (403, "forbidden"), path
        assert nobody.request(method, path, json=given).status_code == 401, path


@pytest.mark.parametrize(
    ("method", "path", "given"),
    [act for act in ACTS if "/letters/" in act[1]]
    + [("GET", f"/api/letters/1/{each}", None) for each in ("corrections", "versions", "versions/1", "arrangement")]
    + [(method, "/api/letters/1/court-copy", None) for method in ("GET", "POST")],
)
@pytest.mark.parametrize("letter", ["0", "99", "9" * 25])
def test_a_letter_that_is_not_there_is_not_there_by_any_address(
    filled: Open, letter: str, method: str, path: str, given: dict[str, object] | None
) -> None:
    answer = filled.entered().request(method, path.replace("/letters/1", f"/letters/{letter}"), json=given)
    assert (answer.status_code, answer.json()["error"]) == (404, "not-found")
