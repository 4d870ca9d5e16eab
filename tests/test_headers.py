"""Two thousand headers, printed with the catalogue's own spellings, clean and spoilt as OCR spoils them.

A clean number is answered, and answered rightly; a spoilt one is answered rightly, or with the right one named as a rival, or
not at all. The noise is what OCR makes of single characters (LAYOUT section F): O for 0, l for 1, S for 5, B for 8, lost
blanks, and suffixes that come out as digits. A digit that comes out as another digit is no noise that one print alone can
show: copies, headings and the engine's own doubt guard against it elsewhere.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest
from paper import HEAD, WINDOW, foot, letter, line, mail, notice, page, seen

from scanner.catalogue import load
from scanner.identify import identify
from scanner.notice import Notice
from scanner.page import Page
from scanner.report import Identified

HOW_MANY = 2000
LOOKS_LIKE = {
    "0": "OoQ",
    "1": "Il|i",
    "2": "Z",
    "5": "S",
    "8": "B",
    "6": "G",
    "C": "Gc(",
    "B": "8",
    "S": "5",
    "I": "1l",
    "L": "I1",
    "T": "1",
    " ": "",
}
REVISED = ("", " (Rev. 5-2019)", " (Rev. 11-2004)", " Catalog Number 12345A")


def spoilt(text: str, chance: Random, rate: float) -> str:
    """The text with each character misread at this rate."""
    return "".join(
        chance.choice(LOOKS_LIKE[each] or ("",)) if each in LOOKS_LIKE and chance.random() < rate else each
        for each in text
    )


def printed(known: Notice, spelling: str, chance: Random) -> Page:
    """A first page that carries the number where such paper carries it."""
    if known.kind == "form":
        return page(line(spelling, top=40), line("Department of the Treasury", left=180, top=60), number=1)
    if known.kind in ("cp", "lt", "notice"):
        return notice(spelling.removeprefix("Notice ") if chance.random() < 0.3 else spelling, headline=None)
    if known.kind == "c-letter" and spelling.startswith("LTR"):
        control = line("In reply refer to: 0752249851", left=330, top=40)
        block = line(f"Mar. 04, 2019 {spelling} {chance.choice(['0', 'E0', 'S0'])}", left=330, top=52)
        return page(HEAD, WINDOW, control, block, foot("00012345"))
    return mail(spelling + chance.choice(REVISED))


@cache
def score(rate: float) -> Counter[str]:
    """How many of the headers were answered rightly, wrongly, wrongly as sure, or not at all."""
    chance = Random(f"headers {rate}")
    spellings = [(known, each) for known in load().notices.values() for each in known.signs.numbers]
    told: Counter[str] = Counter()
    for _ in range(HOW_MANY):
        known, spelling = chance.choice(spellings)
        text = spoilt(spelling, chance, rate)
        sheet = printed(known, text, chance)
        found = identify(letter(seen(sheet) if rate else sheet), load())
        if not isinstance(found, Identified):
            told["left"] += 1
        elif found.notice.id == known.id:
            told["right"] += 1
        elif found.doubts and known.id in {rival.notice for rival in found.rivals}:
            told["left"] += 1
        else:
            told["wrong and sure" if not found.doubts else "wrong"] += 1
            told[f"{spelling!r} as {text!r} gave {found.notice.id}"] += 1
    return told


def test_a_clean_header_is_answered_and_rightly() -> None:
    told = score(0.0)
    assert told["wrong"] + told["wrong and sure"] == 0, told
    assert told["right"] >= 0.99 * HOW_MANY, told


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.3])
def test_a_spoilt_header_is_never_answered_wrongly(rate: float) -> None:
    told = score(rate)
    assert told["wrong"] + told["wrong and sure"] == 0, told
    assert told["right"] > told["left"], told
