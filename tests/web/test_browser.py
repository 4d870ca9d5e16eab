"""In a real Chromium: a letter is put in, opened, and what was read is drawn over its ink; and anybody can use the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from web.browsers import chromium
from web.conftest import SAMPLES, Open, put_in, served

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed; no real browser was tried."
)

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PAGES = ("/", "/?q=zebra", "/upload", "/letters/1", "/letters/2", "/letters/2/court-copy", "/clients", "/notices", "/notices?q=levy", "/notices/cp14", "/stations/appeals", "/people", "/log", "/nothing")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as play:
        opened = chromium(play)
        yield opened
        opened.close()


@pytest.fixture
def visitor(browser, address: str, filled: Open) -> Iterator[object]:
    """A page of somebody who came by the link."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(f"{address}/enter?key={filled.keys[-1]}")
    yield opened
    context.close()


@pytest.fixture
def page(visitor) -> Iterator[object]:
    """The same, and at the end the browser has complained of nothing: no script failed, nothing broke the policy."""
    said: list[str] = []
    visitor.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    visitor.on("pageerror", lambda error: said.append(str(error)))
    yield visitor
    assert [each for each in said if "404" not in each] == []


def test_a_letter_is_put_in_read_and_opened(page, address: str) -> None:
    page.goto(f"{address}/upload")
    page.set_input_files("#file", SAMPLES / "cp14-digital.pdf")
    page.get_by_role("button", name="Put them in").click()
    page.wait_for_url("**/upload?files=*")
    page.locator(".found a").first.click(timeout=30_000)
    assert page.locator("h1").inner_text().startswith("CP14")


def test_the_boxes_lie_over_the_right_ink(page, address: str) -> None:
    """The letter's date: its box on the picture holds dark print, and the strip just above the letterhead none."""
    page.goto(f"{address}/letters/2", wait_until="networkidle")
    shares = page.evaluate(
        """() => {
          const sheet = document.querySelector('.sheet'), picture = sheet.querySelector('img');
          const canvas = document.createElement('canvas');
          canvas.width = picture.naturalWidth; canvas.height = picture.naturalHeight;
          const brush = canvas.getContext('2d', {willReadFrequently: true});
          brush.drawImage(picture, 0, 0);
          const scale = picture.naturalWidth / picture.getBoundingClientRect().width;
          const corner = picture.getBoundingClientRect();
          const dark = (x, y, w, h) => {
            const dots = brush.getImageData(x, y, w, h).data;
            let count = 0;
            for (let at = 0; at < dots.length; at += 4) count += dots[at] < 110;
            return count / (dots.length / 4);
          };
          return [...sheet.querySelectorAll('.ink rect')].map((one) => {
            const box = one.getBoundingClientRect();
            const [x, y, w, h] = [(box.x - corner.x) * scale, (box.y - corner.y) * scale, box.width * scale, box.height * scale];
            const third = w / 3;
            return [dark(x, y, third, h), dark(x + third, y, third, h), dark(x, y + 2, w, 2)];
          });
        }"""
    )
    assert len(shares) > 8
    for left, middle, _ in shares:
        assert left > 0.03
        assert middle > 0.03
    tops = sum(top < 0.2 for *_, top in shares)
    assert tops > len(shares) / 2


def test_a_value_lights_its_ink_up_and_ink_its_value(page, address: str) -> None:
    page.goto(f"{address}/letters/2", wait_until="networkidle")
    page.locator(".values .ink-link").nth(1).click()
    assert page.locator("#ink-value-1.lit").count() == 1
    assert page.locator("#value-1.lit").count() == 1
    page.locator("#ink-value-0 rect").click()
    assert page.locator("#value-0.lit").count() == 1
    assert page.locator("#value-1.lit").count() == 0
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0


def test_no_page_is_wider_than_a_phone(page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_letter_among_others_is_no_wider_than_a_phone(browser, bare: Open, tmp_path: Path) -> None:
    pile, path = pikepdf.new(), tmp_path / "pile.pdf"
    for name in ("cp14", "lt11"):
        with pikepdf.open(SAMPLES / f"{name}-digital.pdf") as source:
            pile.pages.extend(source.pages)
    pile.save(path)
    put_in(bare.entered(), path)
    with served(bare.house) as place:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="es")
        phone = context.new_page()
        phone.goto(f"{place}/enter?key={bare.keys[-1]}")
        phone.goto(f"{place}/letters/2")
        assert phone.locator(".moving select").count() > 0
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        context.close()


def faults(page) -> list[tuple[str, list[object]]]:
    """What axe finds wrong with a page. It is put in by the debugger, past the page's own policy."""
    page.evaluate(AXE.read_text("utf-8"))
    told = page.evaluate(f"axe.run({{runOnly: {list(RULES)}}})")
    return [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in told["violations"]]


@pytest.mark.parametrize(("scheme", "pages"), [("light", PAGES), ("dark", ("/", "/upload", "/letters/2"))])
def test_nothing_stands_in_anybodys_way(visitor, address: str, scheme: str, pages: tuple[str, ...]) -> None:
    visitor.emulate_media(color_scheme=scheme)
    found = []
    for path in pages:
        visitor.goto(address + path, wait_until="load")
        found += [(path, *each) for each in faults(visitor)]
    assert found == []


def test_what_would_stand_in_the_way_is_found(visitor) -> None:
    visitor.goto("about:blank")
    visitor.set_content("<title>x</title><main><img src='x'><p style='color: #ccc'>hardly to be seen</p></main>")
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {each for each, _ in faults(visitor)}
