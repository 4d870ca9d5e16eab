"""Putting letters right on their page: what a person says moves the last days at once; cuts are undone; a letter goes along."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar

from scanner.docket.people import users
from web.browsers import chromium
from web.conftest import SAMPLES, Open, put_in, served
from web.test_pages import text_of

WORDS = "four quiet herons wading"
DATED, ACT_BY = "2024-10-24", "Monday, November 25, 2024"
"""A day for the letter, and its hearing's last day: thirty days on is a Saturday."""
HTMX = {"hx-request": "true"}


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def pages_of(open_: Open) -> dict[int, list[int]]:
    told = open_.entered().get("/api/letters").json()["letters"]
    return {each["letter"]: each["source"]["pages"] for each in told}


def test_a_corrected_date_moves_the_last_day_on_the_page(levied: Open) -> None:
    browser = levied.entered()
    assert ACT_BY not in text_of(browser.get("/letters/1").text)
    answer = browser.post("/letters/1/right", data={"field": "letter_date", "value": DATED})
    assert (answer.status_code, answer.headers["location"]) == (303, "/letters/1#letter-top")
    text = text_of(browser.get("/letters/1").text)
    assert ACT_BY in text
    assert "21 days left" in text
    assert "21 days left" in text_of(browser.get("/").text)
    assert "Date of the letter: 2024-10-24, before: 2022-03-10" in text
    assert 'id="ink-value-1"' not in browser.get("/letters/1").text  # a person's word is nowhere on the paper
    assert text.index("last days November 25, 2024") < text.index("last days April 11, 2022")


def test_with_the_script_the_answer_is_the_page_as_it_is_then(levied: Open) -> None:
    answer = levied.entered().post("/letters/1/right", data={"field": "letter_date", "value": DATED}, headers=HTMX)
    assert answer.status_code == 200
    assert ACT_BY in text_of(answer.text)
    assert 'role="status">Kept.' in answer.text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("letter_date", "last Tuesday", "Date of the letter is a day of the calendar"),
        ("letter_date", "2031-01-01", "cannot be that day"),
        ("amount_due", "a lot", "dollars and cents"),
        ("tax_periods", "2019", "the day it ends, and the form"),
        ("contact_name", "", "print of one line"),
        ("taxpayer_name", "900-12-3456", "never kept"),
        ("notice", "CP9999X", "has no letter of this number"),
        ("respond_by", "soon", "Answer by is a day"),
    ],
)
def test_what_cannot_be_so_is_refused_beside_its_field(levied: Open, field: str, value: str, says: str) -> None:
    browser = levied.entered()
    answer = browser.post("/letters/1/right", data={"field": field, "value": value})
    assert answer.status_code == 422
    form = next(each for each in re.findall(r"<form.*?</form>", answer.text, re.DOTALL) if 'id="wrong"' in each)
    assert f'value="{field}"' in form
    assert says in text_of(form)
    assert 'aria-invalid="true"' in form
    assert len(re.findall('id="wrong"', answer.text)) == 1
    assert version_on(browser.get("/letters/1").text) == "1"


def test_what_was_typed_is_text_and_nothing_else(levied: Open) -> None:
    answer = levied.entered().post("/letters/1/right", data={"field": "notice", "value": '"><img src=x>'})
    assert "<img src=x>" not in answer.text


def test_words_of_a_title_offer_the_letters_that_have_them(levied: Open) -> None:
    browser = levied.entered()
    answer = browser.post("/letters/1/right", data={"field": "notice", "value": "intent to levy"})
    assert '<button class="quiet" name="choice" value="lt11"' in answer.text
    assert (
        browser.post("/letters/1/right", data={"field": "notice", "value": "intent", "choice": "cp504"}).status_code
        == 303
    )
    assert "<h1" in (page := browser.get("/letters/1").text)
    assert "CP504" in page[page.index("<h1") : page.index("</h1>")]


def test_typing_finds_notices_by_number_and_by_title(filled: Open) -> None:
    browser = filled.entered()
    assert '<option value="CP14">' in browser.get("/notice-choices", params={"value": "cp14"}).text
    assert '<option value="LT11">' in browser.get("/notice-choices", params={"value": "intent to levy"}).text
    assert browser.get("/notice-choices", params={"value": " "}).text.strip() == ""
    assert filled.browser().get("/notice-choices").status_code == 303


@pytest.mark.parametrize(("typed", "kept"), [("$1,075", "1075.00"), ("1,075.21", "1075.21"), ("none", None)])
def test_an_amount_may_be_typed_as_people_write_it(levied: Open, typed: str, kept: str | None) -> None:
    browser = levied.entered()
    assert browser.post("/letters/1/right", data={"field": "amount_due", "value": typed}).status_code == 303
    told = browser.get("/api/letters/1").json()["fields"].get("amount_due")
    assert (told["value"] if told else None) == kept


def test_a_value_that_the_paper_does_not_have_goes(levied: Open) -> None:
    browser = levied.entered()
    browser.post("/letters/1/right", data={"field": "contact_phone", "value": "877-555-0161", "none": "true"})
    assert "877-555-0161, before" not in (text := text_of(browser.get("/letters/1").text))
    assert "Phone: not on the paper, before: " in text


def test_a_letter_is_confirmed_as_it_was_shown(levied: Open) -> None:
    browser = levied.entered()
    page = browser.get("/letters/1").text
    assert browser.post("/letters/1/confirm", data={"version": version_on(page)}).status_code == 303
    text = text_of(browser.get("/letters/1").text)
    assert "The whole letter was confirmed by" in text
    assert "Confirm the whole letter" not in text
    assert browser.get("/api/letters/1").json()["outcome"] == "sure"


def test_one_value_is_confirmed_by_itself(levied: Open) -> None:
    browser = levied.entered()
    browser.post("/letters/1/confirm", data={"version": 1, "field": "amount_due"})
    page = browser.get("/letters/1").text
    assert 'id="confirm-amount_due"' not in page
    assert 'id="confirm-letter_date"' in page
    assert "Amount due: 12689.08, confirmed" in text_of(page)


def test_what_became_another_letter_meanwhile_is_not_confirmed(levied: Open) -> None:
    browser = levied.entered()
    seen = version_on(browser.get("/letters/1").text)
    browser.post("/letters/1/right", data={"field": "letter_date", "value": DATED})
    answer = browser.post("/letters/1/confirm", data={"version": seen})
    assert answer.status_code == 409
    assert "Somebody has changed this letter meanwhile" in answer.text
    assert version_on(answer.text) == "2"
    assert "Confirm the whole letter" in answer.text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("right", {"field": "letter_date", "value": DATED}),
        ("confirm", {"version": "1"}),
        ("join", {"other": "2"}),
        ("cut", {"before": "2"}),
        ("aside", {"page": "1"}),
        ("back", {"page": "1"}),
        ("move", {"page": "1", "to": "2"}),
    ],
)
def test_only_a_reviewer_puts_letters_right(levied: Open, path: str, sent: dict[str, str]) -> None:
    database = levied.house.docket.database
    users.add(database, "maria", "volunteer", WORDS, "test")
    users.add(database, "ada", "reviewer", WORDS, "test")
    volunteer, reviewer = levied.signed_in("maria", WORDS), levied.signed_in("ada", WORDS)
    assert volunteer.post(f"/letters/1/{path}", data=sent).status_code == 403
    assert levied.browser().post(f"/letters/1/{path}", data=sent).status_code == 303  # to signing in
    assert version_on(reviewer.get("/letters/1").text) == "1"
    assert reviewer.post(f"/letters/1/{path}", data=sent).status_code in (303, 422)
    assert reviewer.post(f"/letters/99/{path}", data=sent).status_code == 404
    assert f"/letters/1/{path}" not in volunteer.get("/letters/1").text


def test_a_post_of_another_site_puts_nothing_right(levied: Open) -> None:
    answer = levied.entered().post(
        "/letters/1/right", data={"field": "letter_date", "value": DATED}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_a_cut_is_undone_from_either_side_and_made_again(heap: Open) -> None:
    browser = heap.entered()
    assert pages_of(heap) == {1: [1, 2], 2: [3]}
    assert "Join with the letter before it" in browser.get("/letters/2").text
    answer = browser.post("/letters/2/join", data={"other": 1})
    assert answer.headers["location"] == "/letters/1#cuts"
    assert pages_of(heap) == {1: [1, 2, 3]}
    browser.post("/letters/1/cut", data={"before": 3})
    assert sorted(pages_of(heap).values()) == [[1, 2], [3]]
    browser.post("/letters/1/join", data={"other": max(pages_of(heap))})
    assert pages_of(heap) == {1: [1, 2, 3]}


def test_a_page_is_set_aside_and_brought_back(heap: Open) -> None:
    browser = heap.entered()
    browser.post("/letters/1/aside", data={"page": 2})
    assert pages_of(heap)[1] == [1]
    assert "set aside by a person" in browser.get("/letters/1").text
    browser.post("/letters/1/back", data={"page": 2, "alone": "true"})
    assert sorted(pages_of(heap).values()) == [[1], [2], [3]]


@pytest.mark.parametrize(("path", "sent"), [("cut", {"before": 1}), ("join", {"other": 99}), ("back", {"page": 1})])
def test_a_cut_that_cannot_be_is_refused_in_a_sentence(heap: Open, path: str, sent: dict[str, int]) -> None:
    answer = heap.entered().post(f"/letters/1/{path}", data=sent)
    assert answer.status_code == 422
    cuts = answer.text[answer.text.index('id="cuts"') :]
    assert "Not kept." in cuts
    assert pages_of(heap) == {1: [1, 2], 2: [3]}


def test_the_last_days_go_into_a_calendar(filled: Open) -> None:
    answer = filled.entered().get("/letters/2/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert 'filename="letter-2.ics"' in answer.headers["content-disposition"]
    days = [event["dtstart"].dt.isoformat() for event in Calendar.from_ical(answer.content).walk("vevent")]
    assert "2024-11-13" in days
    assert b"KOWALCHUK" not in answer.content.upper()


def test_the_letter_goes_along_as_a_pdf_in_either_language(filled: Open) -> None:
    browser = filled.entered()
    for language in ("en", "es"):
        answer = browser.get("/letters/2/letter.pdf", params={"lang": language})
        assert answer.headers["content-type"] == "application/pdf"
        assert f'filename="letter-2-{language}.pdf"' in answer.headers["content-disposition"]
        assert answer.content.startswith(b"%PDF-")
    assert '<html lang="en">' in browser.get("/letters/2").text


def test_the_page_to_print_has_the_letter_and_no_forms_about_it(filled: Open) -> None:
    page = filled.entered().get("/letters/2/print").text
    assert "Wednesday, November 13, 2024" in text_of(page)
    assert "What you can do now" in page
    assert "/letters/2/right" not in page


@pytest.mark.parametrize("path", ["calendar.ics", "letter.pdf", "print"])
def test_what_goes_along_is_for_who_is_signed_in(filled: Open, path: str) -> None:
    assert filled.browser().get(f"/letters/2/{path}").status_code == 303
    assert filled.entered().get(f"/letters/99/{path}").status_code == 404


def test_the_spanish_forms_are_spanish(levied: Open) -> None:
    browser = levied.entered()
    page = browser.get("/letters/1", params={"lang": "es"}).text
    own = text_of(re.sub(r'<article[^>]*lang="en".*?</article>', "", page, flags=re.DOTALL))
    for english in (
        "Confirm",
        "Correct",
        "Not on the paper",
        "Something else",
        "How the file",
        "To take along",
        "Keys",
    ):
        assert not re.search(rf"\b{english}\b", own), english
    assert "Confirmar toda la carta" in own


def test_in_a_browser_the_page_follows_at_once_and_keys_do_the_same(levied: Open) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")
    from web.test_browser import faults

    said: list[str] = []
    with served(levied.house) as place, play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(f"{place}/enter?key={levied.keys[-1]}")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/letters/1")
        page.evaluate("window.same = true")
        page.locator("#fix-letter_date").click()
        page.locator("#to-letter_date").fill(DATED)
        page.locator(".correction:visible button").first.click()
        page.get_by_text("Monday, November 25, 2024").first.wait_for()
        assert page.locator("#done").inner_text().startswith("Kept.")
        assert page.evaluate("document.activeElement.closest('[data-value]').querySelector('dt').textContent") == (
            "Date of the letter"
        )
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.get_by_text("Confirmed.").wait_for()
        assert page.locator("#confirm-tax_periods").count() == 0
        page.keyboard.press("e")
        page.keyboard.press("j")  # a letter typed into a field is no key
        assert page.evaluate("document.activeElement.tagName") == "INPUT"
        assert said == []
        page.locator("#to-tax_periods").fill("2019")
        page.keyboard.press("Enter")
        page.locator("#wrong").wait_for()
        assert page.evaluate("document.activeElement.id") == "to-tax_periods"
        assert page.locator("#wrong").is_visible()
        for at in range(page.locator("#said summary").count()):
            page.locator("#said details").nth(at).evaluate("one => { one.open = true }")
        assert [each for each in said if "422" not in each] == []
        assert faults(page) == []  # with every form open
        said.clear()  # axe writes styles of its own, which the policy refuses
        assert page.evaluate("window.same")  # it was never left
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("e")  # with no value chosen: what was not found
        assert page.evaluate("document.activeElement.id") == "else-field"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("c")
        assert page.locator("#confirm-all").count() == 1
        page.keyboard.press("c")
        page.get_by_text("The whole letter is confirmed.").wait_for()
        # what the policy says of axe's own styles can come late
        assert [each for each in said if "422" not in each and "Content Security Policy" not in each] == []
        browser.close()


def test_in_a_browser_a_letter_that_nobody_knows_is_named_by_keys(bare: Open) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")

    put_in(bare.entered(), SAMPLES / "bankruptcy-court-digital.pdf")
    with served(bare.house) as place, play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.goto(f"{place}/enter?key={bare.keys[-1]}")
        page.goto(f"{place}/letters/1")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.keyboard.type("CP14")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="CP14").first.wait_for()
        browser.close()
    assert bare.entered().get("/api/letters/1").json()["notice"]["id"] == "cp14"
