"""Pages put where they belong from the letter's page: seen small, moved, brought back, and none of them ever lost."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from scanner.docket.proof import proved
from web.conftest import SAMPLES, Open, put_in
from web.test_pages import text_of
from web.test_right import pages_of


@pytest.fixture
def pile(bare: Open, tmp_path: Path) -> Open:
    """A house with one file of four pages: a CP14 of two, an LT11, and a CP501."""
    made, path = pikepdf.new(), tmp_path / "pile.pdf"
    for name in ("cp14", "lt11", "cp501"):
        with pikepdf.open(SAMPLES / f"{name}-digital.pdf") as source:
            made.pages.extend(source.pages)
    made.save(path)
    put_in(bare.entered(), path)
    return bare


def is_whole(open_: Open) -> bool:
    """Whether every page is in exactly one place, as the ledger proves it."""
    with open_.house.docket.database.reading() as connection:
        proof = proved(connection)
    return not proof.astray and not proof.unfinished


def options(page: str, of: int) -> list[tuple[str, str]]:
    """What can be chosen for a page: its group, and the letter."""
    chosen = re.search(rf'<select id="move-{of}".*?</select>', page, re.DOTALL)
    assert chosen
    found = []
    for group, some in re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', chosen[0], re.DOTALL):
        found += [(group, value) for value in re.findall(r'<option value="(\d+)"', some)]
    return found


def test_a_page_is_moved_to_the_letter_that_it_belongs_to(pile: Open) -> None:
    browser = pile.entered()
    letters = pages_of(pile)
    first, *_, last = letters
    assert len(letters) == 3
    assert sorted(page for pages in letters.values() for page in pages) == [1, 2, 3, 4]
    page = letters[first][-1]
    answer = browser.post(f"/letters/{first}/move", data={"page": page, "to": last})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/letters/{first}#cuts")
    assert page in pages_of(pile)[last]
    assert page not in pages_of(pile)[first]
    assert is_whole(pile)
    browser.post(f"/letters/{last}/move", data={"page": page, "to": first})
    assert pages_of(pile) == letters
    assert is_whole(pile)


def test_a_letter_whose_last_page_goes_is_no_more(pile: Open) -> None:
    browser = pile.entered()
    assert pages_of(pile) == {1: [1, 2], 2: [3], 3: [4]}
    answer = browser.post("/letters/2/move", data={"page": 3, "to": 3})
    assert answer.headers["location"] == "/letters/3#cuts"
    assert pages_of(pile) == {1: [1, 2], 3: [3, 4]}
    assert browser.get("/letters/2").status_code == 404
    assert is_whole(pile)


def test_the_letters_next_to_it_are_offered_first(pile: Open) -> None:
    browser = pile.entered()
    assert options(browser.get("/letters/2").text, 3) == [("Next to it", "1"), ("Next to it", "3")]
    assert options(browser.get("/letters/1").text, 2) == [("Next to it", "2"), ("Others in this file", "3")]
    assert "Letter 3: CP501, page 4" in text_of(browser.get("/letters/1").text)


@pytest.mark.parametrize("sent", [{"page": 3, "to": 2}, {"page": 1, "to": 1}, {"page": 1, "to": 99}])
def test_a_move_that_cannot_be_is_refused_and_no_page_is_lost(pile: Open, sent: dict[str, int]) -> None:
    answer = pile.entered().post("/letters/1/move", data=sent)
    assert answer.status_code == 422
    assert "Not kept." in answer.text[answer.text.index('id="cuts"') :]
    assert pages_of(pile) == {1: [1, 2], 2: [3], 3: [4]}
    assert is_whole(pile)


def test_whatever_is_done_on_the_page_every_page_stays_in_one_place(pile: Open) -> None:
    browser = pile.entered()
    for path, sent in (
        ("/letters/1/aside", {"page": 2}),
        ("/letters/2/back", {"page": 2}),
        ("/letters/2/cut", {"before": 3}),
        ("/letters/1/join", {"other": 2}),
        ("/letters/3/move", {"page": 4, "to": 1}),
    ):
        assert browser.post(path, data=sent).status_code == 303, path
        assert is_whole(pile), path
    assert sorted(page for pages in pages_of(pile).values() for page in pages) == [1, 2, 3, 4]


def test_pages_are_shown_small_also_those_of_the_neighbours_and_those_set_aside(pile: Open) -> None:
    browser = pile.entered()
    browser.post("/letters/1/aside", data={"page": 2})
    page = browser.get("/letters/2").text
    shown = set(re.findall(r"/letters/2/thumbs/(\d+)\.png", page))
    assert shown == {"1", "2", "3", "4"}
    for number in shown:
        answer = browser.get(f"/letters/2/thumbs/{number}.png")
        assert answer.headers["content-type"] == "image/png"
        image = Image.open(io.BytesIO(answer.content))
        assert 200 < image.width <= 260
        assert len(answer.content) < 30_000


@pytest.mark.parametrize("page", [0, 5, 2**40])
def test_a_page_that_the_file_does_not_have_has_no_picture(pile: Open, page: int) -> None:
    assert pile.entered().get(f"/letters/1/thumbs/{page}.png").status_code == 404
    assert pile.browser().get("/letters/1/thumbs/1.png").status_code == 303
