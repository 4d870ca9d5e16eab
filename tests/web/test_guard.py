"""Nobody gets in who should not, and nothing comes in that should not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.docket.people import sessions, tries, users
from web.conftest import HERE, Open, TestClient, app_of

WORDS = "correct horse battery"


def browser_of(house, **headers: str) -> TestClient:
    return TestClient(app_of(house), base_url=HERE, headers={"origin": HERE, **headers}, follow_redirects=False)


@pytest.mark.parametrize(
    "path", ["/", "/upload", "/upload/progress", "/letters/1", "/letters/1/pages/1.png", "/people", "/log"]
)
def test_without_a_session_every_private_page_leads_to_the_log_in(filled: Open, path: str) -> None:
    answer = filled.browser().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?to=")
    assert "KOWALCHUK" not in answer.text


@pytest.mark.parametrize("path", ["/api/letters", "/api/letters/1", "/api/letters/1/pages/1", "/api/files/1"])
def test_without_a_session_the_api_says_so_in_its_one_shape(filled: Open, path: str) -> None:
    answer = filled.browser().get(path)
    assert answer.status_code == 401
    assert set(answer.json()) == {"schema", "status", "error", "message"}
    assert (answer.json()["schema"], answer.json()["error"]) == ("web-error/1", "not-signed-in")


def test_the_link_of_this_machine_opens_once(bare: Open) -> None:
    key = bare.keys[-1]
    first, second = bare.browser(), bare.browser()
    assert first.get("/enter", params={"key": key}).status_code == 303
    assert first.get("/").status_code == 200
    assert second.get("/enter", params={"key": key}).status_code == 403
    assert second.get("/").status_code == 303
    assert len(bare.keys) == 2
    assert second.get("/enter", params={"key": bare.keys[-1]}).status_code == 303


def test_the_cookie_is_for_our_own_pages_and_no_script(bare: Open) -> None:
    told = bare.browser().get("/enter", params={"key": bare.keys[-1]}).headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=strict" in told
    over_tls = browser_of(replace(bare.house, secure=True)).get("/enter", params={"key": bare.keys[-1]})
    assert over_tls.headers["set-cookie"].startswith("__Host-session=")
    assert "Secure" in over_tls.headers["set-cookie"]
    assert "strict-transport-security" in over_tls.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": HERE, "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": ""},
    ],
)
def test_a_post_that_another_site_caused_is_refused(filled: Open, headers: dict[str, str]) -> None:
    browser = filled.entered()
    answer = browser.post("/letters/1/notes", data={"text": "not ours"}, headers=headers)
    assert answer.status_code == 403
    assert "not ours" not in browser.get("/letters/1").text


def test_a_post_that_does_not_say_where_it_comes_from_is_refused(filled: Open) -> None:
    browser = filled.entered()
    del browser.headers["origin"]
    assert browser.post("/letters/1/notes", data={"text": "x"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8417"])
def test_a_foreign_host_is_refused(filled: Open, host: str) -> None:
    assert filled.browser().get("/notices", headers={"host": host}).status_code == 400


def test_a_body_that_is_too_large_is_refused_before_it_is_read(bare: Open) -> None:
    browser = browser_of(replace(bare.house, most_upload=10_000))
    browser.get("/enter", params={"key": bare.keys[-1]})
    answer = browser.post("/upload", files={"file": ("a.pdf", b"x" * 20_000)})
    assert answer.status_code == 413
    assert "too large" in answer.text
    assert browser.get("/api/files/1").status_code == 404


def test_a_body_that_is_too_large_is_refused_also_when_it_comes_in_chunks(bare: Open) -> None:
    browser = browser_of(replace(bare.house, most_upload=10_000))
    browser.get("/enter", params={"key": bare.keys[-1]})

    def chunks() -> Iterator[bytes]:
        yield b'--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        yield from (b"x" * 5_000 for _ in range(4))
        yield b"\r\n--b--\r\n"

    sent = {"content-type": "multipart/form-data; boundary=b"}
    answer = browser.post("/api/files", content=chunks(), headers=sent)
    assert answer.status_code == 413
    assert answer.json()["error"] == "too-large"
    assert browser.get("/api/files/1").status_code == 404


def test_a_form_that_is_no_upload_has_a_smaller_limit(filled: Open) -> None:
    answer = filled.entered().post("/letters/1/notes", data={"text": "x" * 300_000})
    assert answer.status_code == 413


def test_every_answer_has_the_headers_that_close_the_page_off(filled: Open) -> None:
    browser = filled.entered()
    for path in ("/", "/letters/1", "/nothing", "/api/letters", "/letters/1/pages/1.png"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"


def test_no_page_has_script_or_style_of_its_own(filled: Open) -> None:
    browser = filled.entered()
    for path in ("/", "/letters/2", "/upload", "/notices/cp14", "/people", "/log", "/nothing"):
        text = browser.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), path
        assert all("src=" in each for each in re.findall(r"<script[^>]*>", text)), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//[^"]+"[^>]*(?:rel="stylesheet")', text), path


def test_what_others_wrote_is_what_they_published() -> None:
    import hashlib

    for folder in ("scanner/web/vendor", "tests/web/vendor"):
        place = Path(__file__).parents[2] / folder
        told = dict(
            re.findall(r"^\| `([\w.]+)`.*`([0-9a-f]{64})` \|$", (place / "README.md").read_text(), re.MULTILINE)
        )
        there = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in place.glob("*.min.*")}
        assert told == there


def test_name_and_password_open_and_a_wrong_one_does_not(bare: Open) -> None:
    users.add(bare.house.docket.database, "maria", "volunteer", WORDS, "test")
    browser = bare.browser()
    wrong = browser.post("/sign-in", data={"name": "maria", "password": "something else"})
    nobody = browser.post("/sign-in", data={"name": "nobody", "password": WORDS})
    assert (wrong.status_code, nobody.status_code) == (403, 403)
    assert "not right" in wrong.text
    assert "not right" in nobody.text
    right = browser.post("/sign-in", data={"name": "maria", "password": WORDS, "to": "/log"})
    assert (right.status_code, right.headers["location"]) == (303, "/log")
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil"])
def test_the_log_in_leads_nowhere_else(bare: Open, to: str) -> None:
    users.add(bare.house.docket.database, "maria", "volunteer", WORDS, "test")
    answer = bare.browser().post("/sign-in", data={"name": "maria", "password": WORDS, "to": to})
    assert answer.headers["location"] == "/"


def test_whoever_guesses_has_to_wait_even_with_the_right_password(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    for _ in range(tries.FOR_NAME):
        assert tries.may_try(database, "Maria ", "192.0.2.1")
    answer = bare.browser().post("/sign-in", data={"name": "maria", "password": WORDS})
    assert answer.status_code == 429
    assert "quarter of an hour" in answer.text
    program = bare.browser().post("/api/session", json={"name": "maria", "password": WORDS})
    assert (program.status_code, program.json()["error"]) == (429, "try-later")


def test_whoever_guesses_at_many_names_has_to_wait_too_and_nobody_elsewhere_does(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    for number in range(tries.FROM_PLACE):
        assert tries.may_try(database, f"name {number}", "testclient")  # as this place is called here
    assert not tries.may_try(database, "another name", "testclient")
    assert bare.browser().post("/sign-in", data={"name": "maria", "password": WORDS}).status_code == 429
    assert tries.may_try(database, "maria", "192.0.2.1")


def test_after_a_quarter_of_an_hour_a_try_no_longer_counts(bare: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    database, now = bare.house.docket.database, time.time()
    users.add(database, "maria", "volunteer", WORDS, "test")
    assert [tries.may_try(database, "maria", "192.0.2.1") for _ in range(tries.FOR_NAME + 1)] == [
        *[True] * tries.FOR_NAME,
        False,
    ]
    monkeypatch.setattr(tries.time, "time", lambda: now + tries.WHILE + 60)
    assert bare.browser().post("/sign-in", data={"name": "maria", "password": WORDS}).status_code == 303


def test_whoever_has_signed_in_starts_afresh(bare: Open) -> None:
    users.add(bare.house.docket.database, "maria", "volunteer", WORDS, "test")
    for _ in range(2 * tries.FOR_NAME):  # each time one wrong try and then the right one
        wrong = bare.browser().post("/sign-in", data={"name": "maria", "password": "something else"})
        assert wrong.status_code == 403
        bare.signed_in("maria", WORDS)


def test_many_tries_at_the_same_moment_are_not_all_let_through(bare: Open) -> None:
    from concurrent.futures import ThreadPoolExecutor

    database = bare.house.docket.database
    with ThreadPoolExecutor(8) as pool:
        let = list(pool.map(lambda _: tries.may_try(database, "maria", "192.0.2.1"), range(4 * tries.FOR_NAME)))
    assert sum(let) == tries.FOR_NAME


def test_a_volunteer_sees_neither_people_nor_the_log(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    users.add(database, "ada", "administrator", WORDS, "test")
    maria, ada = bare.signed_in("maria", WORDS), bare.signed_in("ada", WORDS)
    assert [maria.get(path).status_code for path in ("/people", "/log")] == [403, 403]
    assert maria.post("/people/sessions/1/end").status_code == 403
    users.add(database, "rosa", "reviewer", WORDS, "test")
    assert [bare.signed_in("rosa", WORDS).get(path).status_code for path in ("/people", "/log")] == [403, 403]
    assert [ada.get(path).status_code for path in ("/people", "/log")] == [200, 200]
    assert "maria" in ada.get("/people").text


def test_a_session_that_was_ended_opens_nothing_any_more(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    maria, admin = bare.signed_in("maria", WORDS), bare.entered()
    assert maria.get("/").status_code == 200
    with database.reading() as connection:
        session = next(each for each in sessions.running(connection) if each.name == "maria")
    assert admin.post(f"/people/sessions/{session.id}/end").status_code == 303
    assert maria.get("/").status_code == 303
    assert maria.get("/upload/progress", headers={"hx-request": "true"}).headers["hx-redirect"].startswith("/sign-in")


def test_signing_out_ends_the_session_and_not_only_the_cookie(bare: Open) -> None:
    browser = bare.entered()
    token = browser.cookies["session"]
    assert browser.post("/sign-out").status_code == 303
    assert bare.browser(cookie=f"session={token}").get("/").status_code == 303


@pytest.mark.parametrize("seconds", [sessions.PAUSE + 1, sessions.WHOLE + 1])
def test_a_session_ends_by_itself(bare: Open, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    import time

    browser = bare.entered()
    now = time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: now + seconds)
    assert browser.get("/").status_code == 303


def test_a_new_password_ends_the_sessions_of_the_old_one(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    browser = bare.signed_in("maria", WORDS)
    users.add(database, "maria", "reviewer", WORDS + "!", "test")
    assert browser.get("/").status_code == 303


def test_neither_password_nor_token_can_be_found_in_the_database(bare: Open) -> None:
    database = bare.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    token = bare.signed_in("maria", WORDS).cookies["session"]
    kept = b"".join(each.read_bytes() for each in Path(str(database.engine.url.database)).parent.glob("docket*"))
    assert b"maria" in kept
    assert WORDS.encode() not in kept
    assert token.encode() not in kept


def test_a_slip_of_ours_is_a_plain_page_and_its_words_go_nowhere(
    bare: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from scanner.web import queue

    def slips(*_: object) -> None:
        raise RuntimeError("900-12-3456")

    browser = bare.entered()
    monkeypatch.setattr(queue, "matching", slips)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "our fault" in answer.text
    assert "900-12-3456" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text
