"""The names of what was read, on the page's picture: never off the paper, never over print or one another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import page as sheet

from scanner.page import Box, Page
from scanner.web.inks import Ink
from scanner.web.labels import SIZE, Mark, marks_on, width_of
from web.browsers import chromium
from web.conftest import Open

LABELS = ("Amount due", "Fax", "Taxpayer number (last four digits)", "Último día")
BROKEN = "n" * 400
"""A label that is wider than the paper."""


def blank() -> Page:
    return sheet()


def print_of(mark: Mark) -> Box:
    """Where the name of a mark stands."""
    width = min(width_of(mark.ink.label), blank().width)
    left = mark.x - width if mark.ends else mark.x
    return Box(left, mark.y - SIZE * 0.95, left + width, mark.y + SIZE * 0.25)


def meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def ink(key: str, label: str, *boxes: Box) -> Ink:
    return Ink(key, "value", label, "12", tuple((1, box) for box in boxes))


@pytest.mark.parametrize("label", [*LABELS, BROKEN])
@pytest.mark.parametrize("left", [0.0, 300.0, 560.0, 600.0])
@pytest.mark.parametrize("top", [0.0, 400.0, 785.0])
def test_a_name_never_runs_off_the_paper(label: str, left: float, top: float) -> None:
    page = blank()
    (mark,) = marks_on(page, [ink("one", label, Box(left, top, min(left + 60, page.width), top + 7))])
    stands = print_of(mark)
    assert stands.left >= 0
    assert stands.right <= page.width
    assert stands.top >= -0.5
    assert stands.bottom <= page.height + 0.5


def test_at_the_right_edge_a_name_is_held_by_its_end() -> None:
    """However wide the browser's type comes out, it cannot run over the edge."""
    page = blank()
    wall = [Box(at, 0, at + 99, 792) for at in (0, 100, 200, 300, 400)]
    marks = marks_on(
        page, [ink("due", "Amount due", Box(560, 300, 605, 309)), *(ink(str(b.left), "x", b) for b in wall)]
    )
    assert marks[0].ends
    assert marks[0].x <= page.width


boxes = st.builds(
    lambda left, top, width, height: Box(left, top, min(612.0, left + width), min(792.0, top + height)),
    st.floats(0, 600), st.floats(0, 780), st.floats(1, 250), st.floats(1, 30),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.lists(boxes, min_size=1, max_size=3)), max_size=12))
def test_names_that_are_seen_cover_neither_frames_nor_one_another(found: list[tuple[str, list[Box]]]) -> None:
    marks = marks_on(blank(), [ink(str(at), label, *some) for at, (label, some) in enumerate(found)])
    seen = [mark for mark in marks if mark.is_free]
    assert not [pair for pair in combinations(map(print_of, seen), 2) if meet(*pair)]
    assert not [1 for mark in seen for other in marks if meet(print_of(mark), other.frame)]
    for at in range(len(found)):
        own = [mark for mark in marks if mark.ink.key == str(at)]
        assert [mark.is_spare for mark in own].count(False) == 1  # an ink bears its name once on a page


def test_in_a_browser_names_stay_on_the_paper_and_apart(filled: Open, address: str) -> None:
    play = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; no browser was tried.")
    with play.sync_playwright() as running:
        browser = chromium(running)
        page = browser.new_page()
        page.goto(f"{address}/enter?key={filled.keys[-1]}")
        count = 0
        for letter in (1, 2, 3):
            page.goto(f"{address}/letters/{letter}")
            for told in page.evaluate(
                """() => [...document.querySelectorAll('.sheet svg')].map((svg) => ({
                  width: svg.viewBox.baseVal.width,
                  names: [...svg.querySelectorAll('text')].map((one) => {
                    const seen = getComputedStyle(one).display !== 'none';
                    one.style.display = 'inline';
                    const {x, y, width, height} = one.getBBox();
                    return {seen, x, y, width, height, text: one.textContent};
                  }),
                }))"""
            ):
                names = told["names"]
                assert [each for each in names if each["x"] < 0 or each["x"] + each["width"] > told["width"]] == []
                seen = [
                    Box(each["x"], each["y"], each["x"] + each["width"], each["y"] + each["height"])
                    for each in names
                    if each["seen"]
                ]
                count += len(seen)
                assert not [pair for pair in combinations(seen, 2) if meet(*pair)]
        browser.close()
    assert count > 10
