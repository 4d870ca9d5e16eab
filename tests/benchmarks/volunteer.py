"""A hundred letters by keys alone: `PYTHONPATH=tests python -m benchmarks.volunteer [--letters 100] [--seed 1]`.

The press draws a pile (print, scans, photographs, faxes), the docket reads it, and a real Chromium goes through it as a volunteer who
knows the answers would: letter after letter in the list's order, every notice, day, period and amount that is wrong or missing
put right with the keys of the page, then the letter confirmed and the next one opened. Counted are the keys and the seconds that
the volunteer waits for the page, from a key to the page that shows what it did.

How long eyes take no program can measure. What is printed instead is how much of fifteen minutes the keys and the waiting leave for
looking at each letter, with the 0.28 seconds a key of an average typist (Card, Moran and Newell, *The Keystroke-Level Model*, 1980).
It prints and never fails.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright
from web.browsers import chromium

from samples.press import run
from samples.press.editions import EDITIONS
from scanner.docket import Docket
from scanner.docket.people import sessions, users
from scanner.evaluate.known import DATES, KnownLetter, known_files

from .web import SCANNER, Person, served

TODAY = date(2026, 11, 22)
QUARTER = 900.0
"""Seconds in which the pile is to be done."""
KEY = 0.28
"""Seconds that an average typist takes for a key."""
DAMAGES = ("digital", "scan-300", "scan", "scan-worn", "photo", "fax-fine")
"""As a clinic's mail comes in."""
ACTED_BY = ("notice", *DATES, "tax_periods", "amount_due")
"""What a person counts from, pays or looks the law up by; a name spelled badly harms nobody's day."""


@dataclass
class Volunteer:
    """Somebody at a page of the server, who is counted."""

    page: Page
    keys: int = 0
    waits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Keys that the page answers at once, by itself."""
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def waits_for(self, key: str, shown: str) -> None:
        """A key that the server answers; `shown` is true in the page once it has."""
        start = time.perf_counter()
        self.press(key)
        self.page.wait_for_function(shown, timeout=60_000)
        self.waits.append(time.perf_counter() - start)

    def puts_right(self, name: str, value: str) -> None:
        """Goes to the value, or to the list of what was not found, and types what the paper says."""
        at = self.page.evaluate(STEPS, name)
        if at:
            self.press(*(("j",) if at["by"] > 0 else ("k",)) * abs(at["by"]), "e")
        else:
            self.page.evaluate("document.activeElement.blur()")
            self.press("e")
            self.page.select_option("#else-field", name)
            self.keys += 1  # the first letter of its name chooses it
            self.press("Tab")
        if self.page.evaluate("document.activeElement.type") == "date":
            year, month, day = value.split("-")
            self.types(f"{month}{day}{year}")
        else:
            self.press("Control+a")
            self.types(value)
        self.page.evaluate("document.getElementById('done').textContent = ''")
        self.waits_for("Enter", KEPT)
        if self.page.locator("#wrong").count():
            self.refused.append(f"{name} = {value}: {self.page.locator('#wrong').inner_text()}")


STEPS = """name => {
  const rows = [...document.querySelectorAll("[data-step]")];
  const to = rows.findIndex((row) => row.dataset.field === name && row.querySelector("[data-fix]"));
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  return to < 0 ? null : { by: at < 0 ? (to < rows.length / 2 ? to + 1 : to - rows.length) : to - at };
}"""
"""How many values down the wanted one stands."""
LETTER = re.compile(r"/letters/(\d+)$")
OPENED = "window.seen === undefined && document.readyState === 'complete'"
"""A page is there that was not there before: what is noted in a page's `window` is gone with it."""
KEPT = "document.getElementById('done').textContent !== '' || document.getElementById('wrong') !== null"


def shown(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a report says, as the truth writes it."""
    said: dict[str, Any] = {"notice": (body.get("notice") or {}).get("id")}
    for name, answer in body["fields"].items():
        if isinstance(answer, list):
            said[name] = {each["value"] for each in answer if each.get("value")}
        elif answer.get("value") is not None:
            said[name] = answer["value"]
    return said


def on_paper(letter: KnownLetter) -> dict[str, Any]:
    """What the letter says."""
    told = {
        name: value if isinstance(value, str) else {str(each.value) for each in value}
        for name, value in letter.fields.items()
    }
    return {"notice": letter.notice, **told}


def wrong(body: Mapping[str, Any], letter: KnownLetter) -> Iterator[tuple[str, str]]:
    """What is to be typed. A notice that the catalogue does not know is left as it is."""
    true, said = on_paper(letter), shown(body)
    for name in ACTED_BY:
        if true.get(name) and true[name] != said.get(name):
            yield name, ", ".join(sorted(true[name])) if isinstance(true[name], set) else true[name]


def goes_through(mail: Path, volunteer: Volunteer, api: Person, place: str) -> None:
    """The whole pile, until the page says that nothing is left."""
    true = {file.path.name: file.letters[0] for file in known_files(mail)}
    volunteer.page.goto(f"{place}/")
    volunteer.page.evaluate("window.seen = true")
    volunteer.waits_for("n", OPENED)
    outcomes: Counter[str] = Counter()
    put_right = 0
    while found := LETTER.search(volunteer.page.url):
        body = api.browser.get(f"/api/letters/{found[1]}").json()
        outcomes[body["outcome"]] += 1
        for name, value in wrong(body, true[Path(body["source"]["file"]).name]):
            put_right += 1
            volunteer.puts_right(name, value)
        confirms(volunteer)
        if outcomes.total() == len(true):
            break
    spent = volunteer.keys * KEY + sum(volunteer.waits)
    print(f"{outcomes.total()} letters: {', '.join(f'{count} {outcome}' for outcome, count in outcomes.most_common())}")
    print(f"put right: {put_right} values; refused: {len(volunteer.refused)}")
    print(f"keys: {volunteer.keys}, {volunteer.keys / outcomes.total():.1f} a letter")
    print(
        f"waited: {sum(volunteer.waits):.0f} s, each time {median(volunteer.waits):.2f}, at most {max(volunteer.waits):.2f}"
    )
    print(f"so fifteen minutes leave {(QUARTER - spent) / outcomes.total():.1f} s to look at each letter")
    for each in volunteer.refused:
        print(f"  refused: {each}")


def confirms(volunteer: Volunteer) -> None:
    """The whole letter, and on to the next one. One in doubt is confirmed by a second key."""
    volunteer.page.evaluate("document.activeElement.blur()")
    sure = volunteer.page.locator("#confirm-all[data-sure]").count()
    volunteer.press("c") if sure else volunteer.press("c", "c")
    volunteer.page.evaluate("window.seen = true")
    volunteer.waits_for("n", OPENED)


def main() -> None:
    """Draws, reads, and goes through the pile."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        mail = Path(name) / "mail"
        os.environ["SCANNER_HOME"] = str(Path(name) / "home")
        run.draw(mail, told.seed, told.letters, sorted(EDITIONS), DAMAGES)
        subprocess.run([*SCANNER, "batch", str(mail), "--today", str(TODAY)], check=False, capture_output=True)
        docket = Docket.at(None)
        users.add(docket.database, "volunteer", "reviewer", "four quiet herons wading", "benchmark")
        with docket.database.reading() as connection:
            (user,) = users.all_users(connection)
        token = sessions.begin(docket.database, user.name, user)
        docket.database.close()
        with served(jobs=1, today=TODAY) as place, sync_playwright() as play:
            browser = chromium(play)
            context = browser.new_context(bypass_csp=True)  # the waiting is done by a script of ours
            context.add_cookies([{"name": "session", "value": token, "url": place}])
            goes_through(mail, Volunteer(context.new_page()), Person(place, token), place)
            browser.close()


if __name__ == "__main__":
    main()
