"""Headings: what a letter calls itself. They confirm a number, contradict it, or stand in for one that was lost.

A heading is a short block near the top, not a sentence that mentions one. Matching is by `rapidfuzz`, because OCR spoils
a letter here and there and a heading breaks over two or three lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from scanner.catalogue import Catalogue
from scanner.catalogue.heading import plain, rank
from scanner.evidence import Evidence
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.notice import Notice
from scanner.page import around

__all__ = ["Heading", "headings_of"]

HEADING_ENDS = 0.62
"""Headings stand in the upper part of a first page; a CP headline at 30 to 37 %, one of a dense letter lower."""
FORM_HEADING = 0.14
LONGEST = 260

STOP_INSIDE = regex.compile(r"[a-z]{3,}\. +[A-Z]")
SENTENCE = regex.compile(r"(?i)^(?:we|you|if|this letter|on|in|the law|please|dear)\b.{60,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A notice whose heading the paper carries, with how well it fits, 0 to 100, and how long the fitting phrase is."""

    notice: Notice
    score: float
    length: int
    evidence: Evidence

    @property
    def rank(self) -> float:
        """What it says among the headings that fit."""
        return rank(self.score, self.length)


def headings_of(letter: Letter, catalogue: Catalogue) -> tuple[Heading, ...]:
    """The notices whose headings the letter's first page carries, the best first.

    The heading of a form counts only at the very top: a letter names forms in full in its sentences.
    """
    page = letter.first.page
    pieces = {plain(" ".join(run.text for run in runs)): runs for runs in reversed(_candidates(letter.first))}
    best: dict[str, tuple[float, int, str]] = {}
    for text, runs in pieces.items():
        for title, score in catalogue.titles.near(text):
            for key in title.notices:
                if catalogue.notices[key].kind == "form" and runs[0].box.top > FORM_HEADING * page.height:
                    continue
                said = (score, title.length, text)
                best[key] = max(best.get(key, said), said, key=lambda each: (rank(each[0], each[1]), each))
    found = [
        Heading(catalogue.notices[key], score, length, _evidence(pieces[text], key, letter.first, score))
        for key, (score, length, text) in best.items()
    ]
    return tuple(sorted(found, key=lambda heading: (-heading.rank, heading.notice.id)))


def _evidence(runs: tuple[Run, ...], notice: str, layout: Layout, score: float) -> Evidence:
    quote = " ".join(run.text for run in runs)
    return Evidence(
        layout.page.number, around(tuple(run.box for run in runs)), quote, f"{notice}.toml#titles", score / 100
    )


def _candidates(layout: Layout) -> list[tuple[Run, ...]]:
    """Whole short blocks, and every one to four lines that follow each other within a block, of the upper page."""
    pieces: list[tuple[Run, ...]] = []
    for block in layout.blocks:
        upper = tuple(run for run in block if run.box.top < HEADING_ENDS * layout.page.height)
        for length in (1, 2, 3, 4):
            for start in range(len(upper) - length + 1):
                piece = upper[start : start + length]
                text = " ".join(run.text for run in piece)
                if 12 <= len(text) <= LONGEST and _reads_like_a_heading(text):
                    pieces.append(piece)
    return pieces


def _reads_like_a_heading(text: str) -> bool:
    """A heading has no full stop inside, does not begin in the middle of a sentence, and does not go on after its end."""
    stripped = text.strip()
    return not (stripped[:1].islower() or STOP_INSIDE.search(stripped) or SENTENCE.match(stripped))
