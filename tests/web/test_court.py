"""A copy for the court from the letter's page: proved before it is given, one at a time, and nothing of it stays."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from scanner.court import CourtCopy, Covered, Unproved
from scanner.docket import audit
from scanner.errors import LetterError
from scanner.web import desk as desks
from scanner.web.copies import KEPT, Copies, Copy
from web.conftest import PATIENCE, SAMPLES, Open, put_in
from web.test_pages import text_of

HERE = "/letters/1/court-copy"
MADE = CourtCopy((Covered(1, (("taxpayer number", 2), ("bar code", 1))),), ())


@pytest.fixture
def two(bare: Open) -> Open:
    """A house with two letters of one page."""
    browser = bare.entered()
    for name in ("lt11", "letter-4388"):
        put_in(browser, SAMPLES / f"{name}-digital.pdf")
    return bare


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Copies that are made only when the test says so."""
    go = threading.Event()

    def made(_: Path, target: Path, *__: object) -> CourtCopy:
        assert go.wait(PATIENCE)
        target.write_bytes(b"%PDF-1.7 made")
        return MADE

    monkeypatch.setattr(desks, "court_copy", made)
    yield go
    go.set()


def becomes(monkeypatch: pytest.MonkeyPatch, what: CourtCopy | Exception) -> None:
    """Whatever is copied comes to this."""

    def made(*_: object) -> CourtCopy:
        if isinstance(what, Exception):
            raise what
        return what

    monkeypatch.setattr(desks, "court_copy", made)


def ready(browser, place: str = HERE) -> str:
    """What the page says once the copy is made or refused."""
    since = time.monotonic()
    while time.monotonic() - since < PATIENCE:
        now = browser.get(f"{place}/progress")
        if now.status_code == 200:
            return text_of(now.text)
        time.sleep(0.05)
    raise AssertionError("It never came to an end.")


def acts_of(open_: Open, letter: int) -> list[tuple[str, str, str]]:
    with open_.house.docket.database.reading() as connection:
        return [(act.by, act.what, act.detail) for act in audit.acts(connection, letter)]


def left_over(home: Path) -> list[Path]:
    return list((home / "copies").rglob("*"))


def test_a_copy_is_made_proved_and_handed_over(two: Open, tmp_path: Path) -> None:
    browser = two.entered()
    assert f'href="{HERE}"' in browser.get("/letters/1").text
    assert "Make the copy" in browser.get(HERE).text
    answer = browser.post(HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    text = ready(browser)
    assert "The copy is ready" in text
    assert "Look at every page before you file it." in text
    fetched = browser.get(f"{HERE}.pdf")
    assert fetched.headers["content-type"] == "application/pdf"
    assert fetched.headers["content-disposition"] == 'attachment; filename="letter-1-court-copy.pdf"'
    assert fetched.headers["cache-control"] == "no-store"
    (tmp_path / "fetched.pdf").write_bytes(fetched.content)
    with pikepdf.open(tmp_path / "fetched.pdf") as copy:
        assert len(copy.pages) == 1
    assert left_over(tmp_path) == []
    assert "court-copy" in [what for _, what, _ in acts_of(two, 1)]
    assert browser.get("/letters/2/court-copy.pdf").status_code == 404


def test_the_page_says_what_was_covered_and_never_what_it_was(two: Open, held: threading.Event) -> None:
    browser = two.entered()
    browser.post(HERE)
    held.set()
    assert "Page 1: 2 taxpayer numbers covered, 1 bar code covered" in ready(browser)
    assert "2 números de contribuyente tapados" in browser.get(HERE, params={"lang": "es"}).text


def test_while_one_is_made_pages_answer_and_no_second_begins(two: Open, held: threading.Event) -> None:
    browser = two.entered()
    browser.post(HERE)
    assert 'hx-get="/letters/1/court-copy/progress"' in browser.get(HERE).text
    assert browser.get(f"{HERE}/progress").status_code == 204
    assert browser.get("/").status_code == 200
    assert browser.get(f"{HERE}.pdf").status_code == 404
    assert browser.post(HERE).status_code == 303  # asked for again it is the same
    other = browser.post("/letters/2/court-copy")
    assert other.status_code == 409
    assert "Another copy of yours is being made" in text_of(other.text)
    assert f'href="{HERE}"' in other.text
    held.set()
    ready(browser)
    assert browser.post("/letters/2/court-copy").status_code == 303
    ready(browser, "/letters/2/court-copy")
    assert browser.get(f"{HERE}.pdf").status_code == 404  # the one before is forgotten
    assert len([what for _, what, _ in acts_of(two, 1) if what == "court-copy"]) == 1


def test_what_is_not_proved_is_told_and_not_given(two: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    left = (Unproved(1, ("taxpayer number", "bar code")), Unproved(2, ()))
    becomes(monkeypatch, CourtCopy(MADE.pages, left))
    browser = two.entered()
    browser.post(HERE)
    text = ready(browser)
    assert "Page 1: a taxpayer number can still be read, a bar code can still be read" in text
    assert "Page 2: the copy could not be read again" in text
    assert "Download" not in text
    assert browser.get(f"{HERE}.pdf").status_code == 404
    assert [detail for _, what, detail in acts_of(two, 1) if what == "court-copy-refused"] == [
        '{"pages": [1, 2], "version": 1}'
    ]


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (LetterError("damaged", "Page 1"), "could not be read in full"),
        (OSError(28, "No space left on device"), "did not work just now"),
    ],
)
def test_a_failure_is_told_in_plain_words(
    two: Open, monkeypatch: pytest.MonkeyPatch, happens: Exception, says: str
) -> None:
    becomes(monkeypatch, happens)
    browser = two.entered()
    browser.post(HERE)
    assert says in ready(browser)
    assert browser.get(f"{HERE}.pdf").status_code == 404
    assert "Make it anew" in browser.get(HERE).text


def test_a_copy_that_cannot_be_logged_is_not_given(
    two: Open, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    browser = two.entered()
    browser.post(HERE)
    monkeypatch.setattr(audit, "record", full)
    held.set()
    assert "did not work just now" in ready(browser)
    assert browser.get(f"{HERE}.pdf").status_code == 404


def test_a_copy_of_what_the_letter_was_is_not_given(two: Open, held: threading.Event) -> None:
    browser = two.entered()
    held.set()
    browser.post(HERE)
    ready(browser)
    browser.post("/letters/1/right", data={"field": "letter_date", "value": "2024-10-24"})
    assert browser.get(f"{HERE}.pdf").status_code == 404
    assert "Make the copy" in browser.get(HERE).text


def test_one_persons_copy_is_nobody_elses(two: Open, held: threading.Event) -> None:
    from scanner.docket.people import users

    words = "four quiet herons wading"
    users.add(two.house.docket.database, "maria", "volunteer", words, "test")
    maria, browser = two.signed_in("maria", words), two.entered()
    held.set()
    maria.post(HERE)
    ready(maria)
    assert maria.get(f"{HERE}.pdf").content == b"%PDF-1.7 made"
    assert browser.get(f"{HERE}.pdf").status_code == 404
    assert ("maria", "court-copy") in [(by, what) for by, what, _ in acts_of(two, 1)]


@pytest.mark.parametrize("ending", ["", "/progress", ".pdf"])
def test_copies_are_for_who_is_signed_in_and_of_letters_that_are_there(filled: Open, ending: str) -> None:
    assert filled.browser().get(f"/letters/1/court-copy{ending}").status_code == 303
    assert filled.entered().get(f"/letters/99/court-copy{ending}").status_code == 404


def test_a_copy_is_forgotten_after_some_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    now, told = [0.0], threading.Event()
    copies = Copies(lambda: now[0])

    def made(target: Path) -> CourtCopy:
        target.write_bytes(b"made")
        return MADE

    def tell(_: Copy) -> None:
        told.set()

    copies.begin("maria", 1, 1, made, tell)
    assert told.wait(PATIENCE)
    wait_for(lambda: (copy := copies.of("maria")) is not None and copy.state == "made")
    now[0] = KEPT - 1
    assert copies.of("maria")
    now[0] = KEPT
    assert copies.of("maria") is None


def wait_for(happens: Callable[[], bool]) -> None:
    since = time.monotonic()
    while not happens():
        assert time.monotonic() - since < PATIENCE
        time.sleep(0.01)


def test_what_a_killed_server_left_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    for name, age in (("old", 7200.0), ("new", 0.0)):
        (tmp_path / "copies" / name).mkdir(parents=True)
        (tmp_path / "copies" / name / "copy.pdf").write_bytes(b"half")
        at = time.time() - age
        os.utime(tmp_path / "copies" / name, (at, at))
    Copies().sweep()
    assert [each.name for each in (tmp_path / "copies").iterdir()] == ["new"]


def test_in_a_browser_the_page_follows_until_the_copy_is_there(two: Open) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")
    from web.browsers import chromium
    from web.conftest import served
    from web.test_browser import faults

    said: list[str] = []
    with served(two.house) as place, play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(f"{place}/enter?key={two.keys[-1]}")
        page.goto(f"{place}/letters/1")
        page.get_by_role("link", name="Copy for the court").click()
        page.get_by_role("button", name="Make the copy").click()
        page.get_by_role("heading", name="The copy is ready").wait_for(timeout=PATIENCE * 1000)
        with page.expect_download() as fetched:
            page.get_by_role("button", name="Download the copy").click()
        assert fetched.value.suggested_filename == "letter-1-court-copy.pdf"
        assert said == []
        assert faults(page) == []
        browser.close()
