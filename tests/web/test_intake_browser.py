"""Getting letters in, in a real Chromium: page after page from a camera, many files, a server that is started anew, two tabs."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import chain
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from read import papers
from sqlalchemy import func, select

from scanner.docket import audit, tables
from scanner.docket.proof import proved
from scanner.page import Page
from scanner.read import Readers
from scanner.read.album import count_in, picture_in
from scanner.web import desk
from web.browsers import chromium
from web.conftest import SAMPLES, Open, opened, port, put_in, served
from web.test_browser import faults
from web.test_intake import PASSWORD, Idle

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed; no real browser was tried."
)
LONG = 60_000
"""Milliseconds that a page may take for what it is waited for."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        opened_ = chromium(play)
        yield opened_
        opened_.close()


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(LONG)
    yield context
    context.close()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(LONG)
    yield context
    context.close()


def entered(context: Any, place: str, open_: Open, path: str) -> Any:
    """A page of somebody who came by the link; what the browser complains of is in its `said`."""
    page = context.new_page()
    page.said = []
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("console", lambda line: page.said.append(line.text) if line.type in ("error", "warning") else None)
    page.goto(f"{place}/enter?key={open_.keys[-1]}")
    page.goto(f"{place}{path}")
    return page


def shot(shade: int) -> dict[str, Any]:
    told = io.BytesIO()
    Image.new("RGB", (90, 120), (shade, 90, 90)).save(told, "JPEG")
    return {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": told.getvalue()}


def shades(page: Any) -> list[int]:
    """What the small pictures show, page after page: how red each is."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-shots] canvas')].map((one) => {
            const brush = document.createElement('canvas').getContext('2d');
            brush.drawImage(one, 0, 0, 9, 9);
            return brush.getImageData(4, 4, 1, 1).data[0];
        })"""
    )


def shown(page: Any, wanted: list[int]) -> None:
    """Waits until the strip shows these pictures."""
    since = time.monotonic()
    while time.monotonic() - since < LONG / 1000:
        found = shades(page)
        if len(found) == len(wanted) and all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True)):
            return
        time.sleep(0.02)
    raise AssertionError(f"It never showed {wanted}, but {shades(page)}.")


def test_a_letter_is_photographed_page_after_page_and_goes_in_as_one(
    phone: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    with opened(tmp_path, Idle) as open_, served(open_.house) as place:
        page = entered(phone, place, open_, "/upload")
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Take a picture").click()
        assert not chosen.value.is_multiple()
        assert page.locator("[data-shot]").get_attribute("capture") == "environment"
        chosen.value.set_files(shot(40))
        for shade in (200, 120, 240):
            with page.expect_file_chooser() as chosen:
                page.get_by_role("button", name="Take the next page").click()
            chosen.value.set_files(shot(shade))
        shown(page, [40, 200, 120, 240])
        assert page.locator(".shots .page").all_inner_texts() == ["Page 1", "Page 2", "Page 3", "Page 4"]
        page.get_by_role("button", name="Move page 2 later").click()
        shown(page, [40, 120, 200, 240])
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move page 3 later"
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        shown(page, [200, 40, 120, 240])
        page.get_by_role("button", name="Move page 1 earlier").focus()
        page.keyboard.press("Enter")  # it is the first; nothing happens
        page.get_by_role("button", name="Move page 4 earlier").focus()
        page.keyboard.press("Delete")
        shown(page, [200, 40, 120])
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove page 3"
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Retake page 3").click()
        chosen.value.set_files(shot(80))
        shown(page, [200, 40, 80])
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.said == []
        assert faults(page) == []
        cookies = phone.cookies()
        phone.clear_cookies()  # who is no longer signed in loses no page
        page.get_by_role("button", name="That was the last page").click()
        page.get_by_text("You are no longer signed in").wait_for()
        shown(page, [200, 40, 80])
        phone.add_cookies(cookies)
        page.get_by_role("button", name="That was the last page").click()
        page.wait_for_url("**/upload?files=*")
        page.get_by_text("image.jpg +2").wait_for()
        with open_.house.docket.database.reading() as connection:
            album = open_.house.docket.vault.path(connection.scalars(select(tables.files.c.sha256)).one())
        assert count_in(album) == 3
        assert [picture_in(album, at).getvalue() for at in (1, 2, 3)] == [
            shot(each)["buffer"] for each in (200, 40, 80)
        ]


def test_fifty_files_at_once_are_all_read_and_each_once(bare: Open, context: Any, tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    files = [
        papers.text_pdf(tmp_path / "mail" / f"{at}.pdf", (*papers.LINES, f"Case number {at:04}")) for at in range(50)
    ]
    with served(bare.house) as place:
        page = entered(context, place, bare, "/upload")
        page.locator("#file").set_input_files(files)
        page.get_by_role("button", name="Put them in").click()
        page.locator(".arrivals li.read").nth(49).wait_for()
        assert page.locator(".found a").count() == 50
        assert page.said == []
    with bare.house.docket.database.reading() as connection:
        found = proved(connection)
    assert (found.pages, found.in_letters, found.letters, found.astray) == (50, 50, 50, ())


def test_a_broken_file_is_told_with_what_helps_and_tried_again(bare: Open, context: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    with served(bare.house) as place:
        page = entered(context, place, bare, "/upload")
        page.locator("#file").set_input_files(broken)
        page.get_by_role("button", name="Put them in").click()
        page.get_by_text("What helps: a flatter page, more light").wait_for()
        assert "The PDF is damaged and cannot be opened." in page.locator(".arrivals").inner_text()
        assert faults(page) == []
        page.get_by_role("button", name="Try again").click()
        page.get_by_text("What helps").wait_for()
        page.goto(f"{place}/")
        page.get_by_text("No letters yet").wait_for()


def test_what_was_corrected_in_one_tab_is_not_confirmed_unseen_in_the_other(bare: Open, context: Any) -> None:
    put_in(bare.entered(), SAMPLES / "lt11-digital.pdf")
    with served(bare.house) as place:
        first = entered(context, place, bare, "/letters/1")
        other = context.new_page()
        other.goto(f"{place}/letters/1")
        first.locator("#fix-letter_date").click()
        first.locator("#to-letter_date").fill("2024-10-24")
        first.locator(".correction:visible button").first.click()
        first.get_by_text("Monday, November 25, 2024").first.wait_for()
        other.locator("#confirm-all").click()
        other.get_by_text("Somebody has changed this letter meanwhile.").wait_for()
        other.get_by_text("Monday, November 25, 2024").first.wait_for()  # and shows what it is now
        with bare.house.docket.database.reading() as connection:
            said = connection.scalars(select(tables.corrections.c.field)).all()
        assert said == ["letter_date"]
        other.locator("#confirm-all").click()
        other.get_by_text("The whole letter is confirmed.").wait_for()


class Halting(Readers):
    """Readers that open files and never get to the end of a page that is a picture."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked: list[Future[Page]] = []

    def read(self, path: Path, number: int, extent: Any) -> Future[Page]:
        self.asked.append(Future())
        return self.asked[-1]

    def __exit__(self, *given: object) -> None:
        for each in self.asked:
            each.cancel()
        super().__exit__(*given)


def half_seen(path: Path) -> Path:
    """A letter whose last page is a picture."""
    scan = papers.scan_pdf(path.with_name("scan.pdf"), papers.picture(("Page 3 of 3", *papers.LINES), dpi=150))
    with pikepdf.open(SAMPLES / "cp14-digital.pdf") as whole, pikepdf.open(scan) as last:
        whole.pages.extend(last.pages)
        whole.save(path)
    return path


def test_a_server_that_is_started_anew_in_mid_reading_finishes_and_doubles_nothing(
    context: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is left open all the while, and goes on by itself."""
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    monkeypatch.setattr(desk, "GRACE", 0.2)
    with port() as held:
        with monkeypatch.context() as halting:
            halting.setattr(desk, "Readers", Halting)
            with opened(tmp_path) as open_, served(open_.house, held) as place:
                page = entered(context, place, open_, "/upload")
                page.locator("#file").set_input_files(half_seen(tmp_path / "half.pdf"))
                page.get_by_role("button", name="Put them in").click()
                page.get_by_text("Reading: 2 of 3 pages").wait_for()
                page.evaluate("window.same = true")
            open_.house.desk._thread.join(LONG / 1000)
        with opened(tmp_path) as open_, served(open_.house, held):
            page.locator(".found a").first.wait_for()
            assert page.evaluate("window.same")
            with open_.house.docket.database.reading() as connection:
                found = proved(connection)
                acts = [act.what for act in audit.acts(connection)]
                pages = [json.loads(each) for each in connection.scalars(select(tables.letters.c.pages))]
                rows = connection.scalar(select(func.count()).select_from(tables.ledger))
                assert audit.broken_at(connection) is None
    assert (found.pages, found.in_letters, found.unfinished, found.astray) == (3, 3, 0, ())
    assert sorted(chain(*pages)) == [1, 2, 3]
    assert rows == 3 + 2
    assert (acts.count("enrol"), acts.count("read")) == (1, len(pages))


def test_a_password_is_typed_in_peace_while_other_files_are_read(
    context: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    monkeypatch.setattr(desk, "Readers", Halting)
    monkeypatch.setattr(desk, "GRACE", 0.2)
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(SAMPLES / "cp14-digital.pdf") as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="own", user=PASSWORD, R=6))
    with opened(tmp_path) as open_, served(open_.house) as place:
        page = entered(context, place, open_, "/upload")
        page.locator("#file").set_input_files([half_seen(tmp_path / "half.pdf"), locked])
        page.get_by_role("button", name="Put them in").click()
        page.get_by_text("Reading: 2 of 3 pages").wait_for()
        page.get_by_label("Password of this file").wait_for()
        assert faults(page) == []
        page.said.clear()  # axe writes styles of its own, which the policy refuses
        page.get_by_label("Password of this file").fill(PASSWORD[:5])
        page.evaluate(
            """() => {
                let asked = 0;
                document.addEventListener('htmx:beforeRequest', () => {
                    asked += 1;
                    if (asked === 2) document.body.classList.add('asked-twice');
                });
            }"""
        )
        page.locator("body.asked-twice").wait_for()  # the list was to be drawn anew, and waited
        page.locator("input[type=password]").press_sequentially(PASSWORD[5:])
        page.keyboard.press("Enter")
        page.locator(".found a").wait_for()
        assert page.locator("input[type=password]").count() == 0
        assert page.said == []
