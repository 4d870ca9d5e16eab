"""The JSON API: the same reports, one shape of error, described."""

from __future__ import annotations

import time

import pytest

from scanner.docket.people import users
from scanner.docket.tables import STATUSES
from web.conftest import SAMPLES, Open

WORDS = "correct horse battery"


def test_a_program_signs_in_puts_a_letter_in_and_fetches_its_report(bare: Open) -> None:
    users.add(bare.house.docket.database, "desk", "volunteer", WORDS, "test")
    program = bare.browser()
    token = program.post("/api/session", json={"name": "desk", "password": WORDS}).json()["token"]
    del program.headers["origin"]  # a program is no browser and says of no site that it comes from it
    program.headers["authorization"] = f"Bearer {token}"
    sent = program.post("/api/files", files={"file": ("a.pdf", (SAMPLES / "cp14-digital.pdf").read_bytes())})
    assert sent.status_code == 202
    (taken,) = sent.json()
    assert taken["new"]
    since = time.monotonic()
    while (state := program.get(f"/api/files/{taken['file']}").json())["state"] in ("waiting", "reading"):
        assert time.monotonic() - since < 60
        time.sleep(0.1)
    assert (state["state"], state["pages_done"]) == ("read", state["pages"])
    report = program.get(f"/api/letters/{state['letters'][0]}").json()
    assert (report["schema"], report["notice"]["id"]) == ("letter-report/1", "cp14")
    assert report["source"]["sha256"] == taken["sha256"]
    changed = program.patch(f"/api/letters/{report['letter']}", json={"status": "checked", "note": "seen"}).json()
    assert (changed["status"], changed["notes"][0]["by"]) == ("checked", "desk")
    assert program.delete("/api/session").status_code == 204
    assert program.get("/api/letters").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "json", "status"),
    [
        ("GET", "/api/letters/99", None, 404),
        ("GET", "/api/letters?due=soon", None, 422),
        ("GET", "/api/nothing", None, 404),
        ("PATCH", "/api/letters/1", {"colour": "red"}, 422),
        ("PATCH", "/api/letters/1", {"status": "burnt"}, 422),
        ("POST", "/api/files", None, 400),
        ("PUT", "/api/letters/1", {}, 405),
        ("POST", "/api/session", {"name": "nobody", "password": "at all"}, 401),
    ],
)
def test_every_error_has_one_shape(filled: Open, method: str, path: str, json: object, status: int) -> None:
    answer = filled.entered().request(method, path, json=json)
    assert answer.status_code == status
    assert set(answer.json()) == {"schema", "status", "error", "message"}
    assert answer.json()["status"] == status


def test_the_list_is_that_of_the_docket(filled: Open) -> None:
    told = filled.entered().get("/api/letters", params={"most": 2}).json()
    assert told["total"] == 3
    assert [each["notice"]["id"] for each in told["letters"]] == ["letter-4388", "cp14"]
    assert filled.entered().get("/api/letters", params={"due": 30}).json()["total"] == 1


def test_the_description_has_every_address(filled: Open) -> None:
    told = filled.browser().get("/api/openapi.json").json()
    assert set(told["paths"]) == {
        "/api/session", "/api/files", "/api/files/{file}", "/api/files/{file}/again", "/api/files/{file}/unlock", "/api/letters", "/api/letters/{letter}",
        "/api/letters/{letter}/pages/{page}", "/api/notices", "/api/letters/{letter}/corrections",
        "/api/letters/{letter}/confirmations", "/api/letters/{letter}/versions", "/api/letters/{letter}/versions/{version}",
        "/api/letters/{letter}/arrangement", "/api/letters/{letter}/join", "/api/letters/{letter}/cut",
        "/api/letters/{letter}/move", "/api/letters/{letter}/aside", "/api/letters/{letter}/back", "/api/clients",
        "/api/clients/{client}", "/api/letters/{letter}/client", "/api/letters/{letter}/court-copy",
        "/api/letters/{letter}/court-copy.pdf",
    }  # fmt: skip
    change = told["components"]["schemas"]["Change"]["properties"]["status"]["anyOf"][0]
    assert tuple(change["enum"]) == STATUSES
    fault = told["components"]["schemas"]["Fault"]["properties"]
    assert set(fault) == {"schema", "status", "error", "message"}


def test_notices_can_be_asked_for_in_either_language(filled: Open) -> None:
    (one,) = [
        each
        for each in filled.browser().get("/api/notices", params={"q": "CP14", "lang": "es"}).json()
        if each["id"] == "cp14"
    ]
    assert one["title"] == filled.house.catalogue.notices["cp14"].title_es
