"""Whose letter it is. It comes first: the roadmap itself tells people to look at that before anything else."""

from __future__ import annotations

from scanner.catalogue import Catalogue
from scanner.catalogue.vocabulary import Pattern
from scanner.evidence import Evidence
from scanner.layout import Layout
from scanner.letter import Letter
from scanner.notice import Sender

__all__ = ["sender_of"]

LETTERHEAD = 0.26
"""A letterhead stands in this upper share of the page."""
FOOT = 0.90


def sender_of(letter: Letter, catalogue: Catalogue) -> tuple[Sender, Evidence | None]:
    """The sender by its letterhead, with the evidence; `unknown` where no letterhead was read.

    Every page is looked at, because a scan may begin with the envelope or with page two.
    """
    for layout in letter.pages:
        for letterhead in catalogue.senders:
            evidence = _letterhead(layout, letterhead.letterheads, letterhead.sender)
            if evidence:
                return letterhead.sender, evidence
    for letterhead in catalogue.senders:
        for layout in letter.pages:
            for pattern in letterhead.anywhere:
                if found := pattern.search(layout.text):
                    box = layout.box_at(*found.span())
                    return letterhead.sender, Evidence(
                        layout.page.number, box, found[0], f"senders.toml#{letterhead.sender}", 0.8
                    )
    return "unknown", None


def _letterhead(layout: Layout, patterns: tuple[Pattern, ...], sender: Sender) -> Evidence | None:
    height = layout.page.height
    for run in layout.runs:
        in_head = run.box.top < LETTERHEAD * height
        if not in_head and run.box.bottom < FOOT * height:
            continue
        if len(run.text.split()) > 12:
            continue
        for pattern in patterns:
            if pattern.search(run.text):
                return Evidence(layout.page.number, run.box, run.text, f"senders.toml#{sender}", 0.98)
    return None
