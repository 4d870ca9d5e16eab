"""Each page shows what it should, in both languages, and does what it says."""

from __future__ import annotations

import io
import re
import stat
from pathlib import Path

import pytest
from PIL import Image

from scanner.docket.docket import whoever
from scanner.docket.pictures import Pictures
from web.conftest import SAMPLES, Open, put_in

NASTY = "<img src=x onerror=alert(1)>\"'&.pdf"


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_queue_has_the_letters_by_last_day(filled: Open) -> None:
    text = text_of(filled.entered().get("/").text)
    assert "9 days left" in text
    assert text.index("Letter 4388") < text.index("CP14") < text.index("LT11")


def test_the_filters_narrow_the_queue_and_count(filled: Open) -> None:
    browser = filled.entered()
    week = text_of(browser.get("/", params={"view": "week"}).text)
    assert "This week 0" in week
    assert "No letters here" in week
    assert "Letter 4388" not in week
    found = text_of(browser.get("/", params={"q": "Kowalchuk"}).text)
    assert "Letter 4388" in found
    assert "CP14" not in found
    assert "No letter says that" in browser.get("/", params={"q": "zebra"}).text


def test_an_empty_docket_says_what_to_do_first(bare: Open) -> None:
    assert "No letters yet" in bare.entered().get("/").text


def test_the_queue_is_turned_by_a_hundred(bare: Open) -> None:
    from docket.mail import taken_in

    taken_in(bare.house.docket, Path(bare.house.pictures.folder.parent / "in" / "heap.pdf"), ["letter"] * 101)
    browser = bare.entered()
    first, second = browser.get("/").text, browser.get("/", params={"page": 2}).text
    assert (first.count('role="rowheader"'), second.count('role="rowheader"')) == (100, 1)
    assert "Page 1 of 2" in first


def test_status_assignment_and_notes_are_kept_and_logged(bare: Open) -> None:
    browser = bare.entered()
    put_in(browser, SAMPLES / "cp14-digital.pdf")
    assert browser.post("/letters/1/notes", data={"text": "Called <b>her</b>.\nCalls back."}).status_code == 303
    assert browser.post("/letters/1/assign", data={"to": whoever()}).status_code == 303
    assert browser.post("/letters/1/status", data={"status": "answered"}).status_code == 303
    page = browser.get("/letters/1").text
    assert "Called &lt;b&gt;her&lt;/b&gt;." in page
    assert '<option value="answered" selected>' in page
    assert "CP14" in text_of(browser.get("/", params={"view": "mine"}).text)
    log = text_of(browser.get("/log").text)
    assert all(what in log for what in ("enrol", "read", "note", "assign", "status", "sign-in"))
    assert "Called" not in log
    assert "The log is whole" in log


def test_a_status_that_does_not_exist_is_refused_in_a_sentence(filled: Open) -> None:
    answer = filled.entered().post("/letters/1/status", data={"status": "burnt"})
    assert answer.status_code == 409
    assert "is no status" in answer.text


@pytest.mark.parametrize("path", ["/letters/99", "/letters/0", "/letters/99999999999999999999", "/letters/1/pages/9.png", "/notices/cp9999x", "/stations/nowhere", "/static/x/y"])  # fmt: skip
def test_what_is_not_there_is_a_plain_page(filled: Open, path: str) -> None:
    answer = filled.entered().get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_value_that_makes_no_sense_is_a_plain_page(filled: Open) -> None:
    assert filled.entered().get("/", params={"page": "x"}).status_code == 422


def test_a_letter_is_told_whole(filled: Open) -> None:
    page = filled.entered().get("/letters/2").text
    text = text_of(page)
    assert "Wednesday, November 13, 2024" in text
    assert "9 days left" in text
    assert "return the form by November 13, 2024" in text
    assert "ZELDA B KOWALCHUK" in text
    assert "urgency: critical" in text
    assert "What you can do now" in text
    assert "Qué puede hacer ahora" in text
    assert 'lang="es" aria-labelledby="other-name"' in page
    assert "You are here" in text


def test_a_counted_day_says_how_it_was_counted(filled: Open) -> None:
    text = text_of(filled.entered().get("/letters/1").text)
    assert "How we counted" in text
    assert "Day 1 is the next day" in text
    assert "IRC 6330" in text


def test_every_value_with_evidence_has_its_ink_and_every_ink_its_value(filled: Open) -> None:
    page = filled.entered().get("/letters/2").text
    values = set(re.findall(r'class="ink-link" href="#ink-([\w-]+)"', page))
    inks = set(re.findall(r'<a href="#([\w-]+)" class="ink ', page))
    assert len(values) > 5
    assert values <= inks
    assert all(f'id="{key}"' in page for key in inks)
    assert all(f'id="ink-{key}"' in page for key in values)


def test_the_spanish_page_is_spanish(filled: Open) -> None:
    browser = filled.entered()
    for path in ("/", "/letters/2", "/upload", "/notices/cp14", "/notices", "/nothing"):
        answer = browser.get(path, params={"lang": "es"})
        assert '<html lang="es">' in answer.text
        own = text_of(re.sub(r'<article[^>]*lang="en".*?</article>', "", answer.text, flags=re.DOTALL))
        for english in (
            "Sign out",
            "Letters by last day",
            "days left",
            "What you can do now",
            "Last day",
            "Put letters in",
        ):
            assert english not in own, (path, english)
    assert "Cerrar sesión" in browser.get("/").text  # it is remembered


def test_the_picture_of_a_page_is_upright_and_kept_for_us_alone(filled: Open) -> None:
    browser = filled.entered()
    answer = browser.get("/letters/2/pages/1.png")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.width / picture.height == pytest.approx(8.5 / 11, abs=0.01)
    (kept,) = [each for each in filled.house.pictures.folder.rglob("*-1.png") if each.read_bytes() == answer.content]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_forgotten_file_leaves_no_picture(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    pictures.keep("ab" * 32, 1, b"one")
    pictures.keep("cd" * 32, 1, b"other")
    pictures.forget("ab" * 32)
    assert pictures.kept("ab" * 32, 1) is None
    assert pictures.kept("cd" * 32, 1) == b"other"


def test_a_full_taxpayer_number_is_black_on_the_picture() -> None:
    from scanner.page import Box, Page, Word
    from scanner.web.picture import _masked

    page = Page(1, 100, 100, (Word("900-12-3456", Box(10, 10, 60, 20)), Word("hello", Box(10, 50, 60, 60))))
    paper = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(paper, "PNG")
    with Image.open(io.BytesIO(_masked(paper.getvalue(), page))) as drawn:
        shown = drawn.convert("L")
    assert shown.getpixel((70, 30)) < 30
    assert shown.getpixel((70, 110)) > 225


def test_putting_a_letter_in_leads_to_it(bare: Open) -> None:
    browser = bare.entered()
    now = put_in(browser, SAMPLES / "cp14-digital.pdf")
    assert 'href="/letters/1"' in now.text
    again = put_in(browser, SAMPLES / "cp14-digital.pdf")
    assert 'href="/letters/1"' in again.text
    assert browser.get("/api/letters").json()["total"] == 1
    assert list((bare.house.pictures.folder.parent / "incoming").iterdir()) == []


def test_names_of_files_are_text_and_nothing_else(bare: Open) -> None:
    browser = bare.entered()
    put_in(browser, SAMPLES / "cp14-digital.pdf", named=lambda _: NASTY)
    for path in ("/", "/upload", "/letters/1", "/api/letters"):
        answer = browser.get(path)
        assert "onerror=alert" in answer.text
        if not path.startswith("/api"):
            assert "<img src=x" not in answer.text


@pytest.mark.parametrize(("bytes_", "says"), [(b"", "empty"), (b"MZ" + b"\0" * 999, "PDF"), (b"%PDF-1.7\nnothing", "")])
def test_a_bad_file_is_told_in_plain_words_and_the_queue_stays_as_it_was(
    bare: Open, tmp_path: Path, bytes_: bytes, says: str
) -> None:
    browser = bare.entered()
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(bytes_)
    now = put_in(browser, bad)
    assert "Could not be read" in now.text
    assert says in now.text
    assert "Try again" in now.text
    assert "No letters yet" in browser.get("/").text
    assert browser.post("/files/1/again").status_code == 303


def test_a_file_that_was_read_is_not_read_again(filled: Open) -> None:
    answer = filled.entered().post("/files/1/again")
    assert answer.status_code == 409
    assert "nothing to read again" in answer.text


def test_an_upload_without_a_file_is_told_so(bare: Open) -> None:
    answer = bare.entered().post("/upload", files={"other": ("", b"")})
    assert answer.status_code == 400
    assert "Choose at least one file" in answer.text


def test_explanations_need_no_log_in(filled: Open) -> None:
    browser = filled.browser()
    assert "Notice of Tax Due" in browser.get("/notices/cp14").text
    assert browser.get("/stations/appeals").status_code == 200
    assert "Sign out" not in browser.get("/notices").text


@pytest.mark.parametrize(
    ("words", "place"),
    [("CP 14", "/notices/cp14"), ("4388", "/notices/letter-4388"), ("Letter 4388", "/notices/letter-4388")],
)
def test_a_number_leads_straight_to_its_explanation(filled: Open, words: str, place: str) -> None:
    answer = filled.browser().get("/notices", params={"q": words})
    assert (answer.status_code, answer.headers["location"]) == (303, place)


@pytest.mark.parametrize(
    ("words", "finds"), [("intent to levy", "LT11"), ("embargo", "LT11"), ("TAX COURT", "stations/tax-court")]
)
def test_words_find_notices_and_places(filled: Open, words: str, finds: str) -> None:
    text = filled.browser().get("/notices", params={"q": words}).text
    assert finds in text or "/stations/" in text
    assert "Nothing was found" not in text


def test_words_that_find_nothing_are_told_what_to_try(filled: Open) -> None:
    assert "Nothing was found" in filled.browser().get("/notices", params={"q": "zebra crossing"}).text


def test_an_administrator_is_told_what_can_be_learned(levied: Open) -> None:
    browser = levied.entered()
    assert "docket learn" not in browser.get("/people").text
    browser.post("/letters/1/confirm", data={"version": 1})
    text = text_of(browser.get("/people").text)
    assert "1 letter that a person named can be learned from" in text
    assert "scanner docket learn --to FOLDER" in text
