"""Whatever comes in, it is refused in a sentence or taken as text: never a fault of ours, and nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from web.conftest import HERE, SAMPLES, Open, TestClient, opened, put_in
from web.routes import addresses

LONG, DEEP = "x" * 60_000, "[" * 50_000
BEYOND = 10**30
"""A number that no database takes."""
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def levied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """A house with one letter in it, to try things on."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCANNER_HOME", str(home))
        with opened(home) as open_:
            put_in(open_.entered(), SAMPLES / "lt11-digital.pdf")
            yield open_


@pytest.fixture(scope="module")
def somebody(filled: Open) -> TestClient:
    return filled.entered()


@pytest.mark.parametrize(
    "path",
    [
        "/%ff%fe", "/letters/%ff", "/letters/1%00", "/letters/%2e%2e/%2e%2e/etc/passwd",
        "/static/x/..%2f..%2fapp.py", "/static/x/%00", "/notices/%00", "/notices/%ff", "/notices/..%2f..%2flaw",
        "/stations/%ff", f"/letters/{BEYOND}", f"/letters/1/pages/{BEYOND}.png", f"/api/letters/{BEYOND}",
        f"/api/files/{BEYOND}", f"/api/letters/1/pages/{BEYOND}", "/api/letters/-1", "/api/files/-1", "/letters/٣", f"/{LONG}",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_nowhere(somebody: TestClient, path: str) -> None:
    assert somebody.get(path).status_code in (400, 404, 422)


@pytest.mark.parametrize(
    "asked",
    [
        "q=%ff%fe", "q=%00", "q=%ed%a0%80", f"q={LONG}", "lang=%ff", f"lang={LONG}", "view=%00", "view=..%2f",
        f"page={BEYOND}", "page=-1", "page=NaN", "page=1&page=2", "&".join(f"a{at}=1" for at in range(8_000)),
        "q=%22%29%20OR%201%3D1%20--", "q=%2A%2A%2A", "q=%22", "q=NEAR%28a%20b%29", "q=a%20AND%20OR%20NOT", "q=%27", "q=%25%25%25",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/api/letters", "/notices", "/upload", "/log", "/notice-choices", "/letters/1"])
def test_a_question_that_makes_no_sense_is_no_fault_of_ours(somebody: TestClient, path: str, asked: str) -> None:
    assert somebody.get(f"{path}?{asked}").status_code in (200, 400, 404, 414, 422)


@pytest.mark.parametrize(
    "asked", [f"/log?before={BEYOND}", "/log?before=0", f"/upload?files={BEYOND}", f"/upload?files={'1,' * 5_000}1",
              f"/api/letters?after={BEYOND}", f"/api/letters?due={BEYOND}", f"/api/letters?most={BEYOND}"],
)  # fmt: skip
def test_a_number_that_no_database_takes_is_not_understood(somebody: TestClient, asked: str) -> None:
    assert somebody.get(asked).status_code == 422


def test_a_session_of_no_such_number_is_nobodys(somebody: TestClient) -> None:
    assert somebody.post(f"/people/sessions/{BEYOND}/end").status_code in (303, 404, 422)


@pytest.mark.parametrize(
    "cookie",
    [b"session=", b"session=;session=", b"session=\xff\xfe", b"session=" + b"x" * 60_000, b"=;;=", b"session", b"\x01",
     b'session="a\\"b"', b"session=%00", b"language=\xff; session=x", b"; ".join(b"c%d=1" % at for at in range(3000))],
)  # fmt: skip
def test_a_cookie_that_makes_no_sense_signs_nobody_in(filled: Open, cookie: bytes) -> None:
    answer = filled.browser().get("/", headers={"cookie": cookie})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "headers",
    [{"authorization": b"Bearer"}, {"authorization": b"Bearer \xff\xfe"}, {"authorization": b"Bearer " + b"x" * 60_000},
     {"authorization": b"Basic bWFyaWE6eA=="}, {"accept-language": b"\xff" * 99}, {"accept-language": b"es" * 30_000},
     {"x-forwarded-for": b"127.0.0.1", "x-forwarded-host": b"evil.example"}, {"range": b"bytes=0-0,0-0"}, {"te": b"\xff"}],
)  # fmt: skip
def test_a_header_that_makes_no_sense_opens_nothing(filled: Open, headers: dict[str, bytes]) -> None:
    answer = filled.browser().get("/api/letters", headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, "not-signed-in")


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "", "9" * 5_000, "0x10", "1,1"])
def test_a_length_that_makes_no_sense_is_refused(somebody: TestClient, length: str) -> None:
    answer = somebody.post("/letters/1/notes", content=b"text=x", headers={**FORM, "content-length": length.encode()})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("origin", [f"{HERE}@evil.example", "http://[", f"{HERE}.evil.example", "file://", "\udcff"])
def test_an_origin_that_makes_no_sense_is_not_ours(somebody: TestClient, origin: str) -> None:
    given = {"origin": origin.encode("utf-8", "surrogateescape"), **FORM}
    assert somebody.post("/letters/1/notes", content=b"text=x", headers=given).status_code == 403


@pytest.mark.parametrize(
    "host", ["[", "[::1", "127.0.0.1@evil.example", "evil.example#127.0.0.1", "127.0.0.1,evil.example", "\udcff"]
)
def test_a_host_that_makes_no_sense_is_foreign(somebody: TestClient, host: str) -> None:
    given = {"host": host.encode("utf-8", "surrogateescape")}
    assert somebody.get("/notices", headers=given).status_code == 400


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"text=%ff%fe", FORM), (b"text=%00", FORM), (b"text=%ed%a0%80", FORM), (b"\xff\xfe\x00", FORM), (b"text", FORM),
        (b"&" * 60_000, FORM), (b"a=1&" * 40_000, FORM), (b"", FORM), (b"{}", JSON), (b"x", {"content-type": "text/plain"}),
        (b"--b\r\n", {"content-type": "multipart/form-data; boundary=b"}), (b"x", {"content-type": "multipart/form-data"}),
        (b"x", {"content-type": b"\xff/\xff"}), (b"text=x", {"content-type": "application/x-www-form-urlencoded; charset=utf-7"}),
    ],
)  # fmt: skip
def test_a_form_that_makes_no_sense_is_no_fault_of_ours(levied: Open, content: bytes, headers: dict[str, Any]) -> None:
    browser = levied.entered()
    for each in addresses(levied.house):
        if each.method == "POST" and not each.path.startswith(("/sign-out", "/api/session", "/upload", "/api/files")):
            answer = browser.post(each.at(session=BEYOND), content=content, headers=headers)
            assert answer.status_code in (200, 202, 303, 400, 403, 404, 409, 413, 415, 422), each.path
    assert "LT11" in browser.get("/letters/1").text


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b"\xff\xfe", DEEP.encode(), b'{"note":' + DEEP.encode(), b'{"note": "\\ud800"}',
     b'{"note": "\\u0000"}', b'{"assigned_to": "\\ud800"}', b'{"note": 1e999}', b'{"note": NaN}', b'{"status": {"$gt": ""}}',
     b'{"note": ' + b"9" * 9_000 + b"}", json.dumps({"note": "x" * 20_001}).encode(), b'{"a": 1, "a": 2}'],
)  # fmt: skip
def test_json_that_makes_no_sense_is_refused_in_the_one_shape(levied: Open, content: bytes) -> None:
    browser = levied.entered()
    for method, path in (("PATCH", "/api/letters/1"), ("POST", "/api/session")):
        answer = browser.request(method, path, content=content, headers=JSON)
        if answer.status_code == 200:  # a database that takes a NUL keeps it as text
            assert b"u0000" in content
            continue
        assert answer.status_code in (400, 401, 422), (path, answer.text)
        assert answer.json()["schema"] == "web-error/1"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\Users\\rosa\\letter.pdf", "letter.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("a\r\nset-cookie: x=1.pdf", "aset-cookie: x=1.pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        ("..", "letter"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"),
        ("x" * 5_000 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_the_name_of_a_file_is_its_last_part_and_text(name: str, shown: str) -> None:
    from scanner.web.intake import _bare

    assert _bare(name) == shown


def test_a_file_by_a_hostile_name_lies_nowhere_but_in_the_vault(bare: Open) -> None:
    browser, home = bare.entered(), bare.house.docket.vault.folder.parent
    sent = b'--b\r\ncontent-disposition: form-data; name="file"; filename="../../heron\xff\xfe.pdf"\r\n\r\nnothing\r\n--b--\r\n'
    answer = browser.post("/api/files", content=sent, headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 202
    assert [path for path in (home, home.parent) for path in path.rglob("heron*")] == []
    assert "/" not in browser.get(f"/api/files/{answer.json()[0]['file']}").json()["name"]


@pytest.mark.parametrize("path", ["/upload", "/api/files"])
@pytest.mark.parametrize("part", ['name="a"', 'name="file"; filename="a.pdf"', 'name="file"; filename=""', ""])
def test_a_flood_of_parts_is_refused_and_nothing_is_taken_in(bare: Open, path: str, part: str) -> None:
    one = f"--b\r\ncontent-disposition: form-data; {part}\r\n\r\nx\r\n".encode()
    browser = bare.entered()
    answer = browser.post(
        path, content=one * 3_000 + b"--b--\r\n", headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 400
    assert browser.get("/api/files/1").status_code == 404


@pytest.mark.parametrize("path", ["/letters/1/notes", "/sign-in", "/api/session", "/api/letters/1"])
def test_a_form_that_goes_on_and_on_is_cut_off(levied: Open, path: str) -> None:
    """In chunks, so that no length is said beforehand."""

    def endless() -> Iterator[bytes]:
        yield b"text="
        while sum(taken) < 10_000_000:
            taken.append(50_000)
            yield b"x" * 50_000

    taken: list[int] = []
    method = "PATCH" if path == "/api/letters/1" else "POST"
    answer = levied.entered().request(method, path, content=endless(), headers=JSON if "/api/" in path else FORM)
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PUT", "DELETE"])
def test_a_method_that_nobody_asked_for_does_nothing(levied: Open, method: str) -> None:
    assert levied.entered().request(method, "/letters/1").status_code in (400, 403, 404, 405)
