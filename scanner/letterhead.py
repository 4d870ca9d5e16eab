"""Whose paper a page is: the letterhead in its upper quarter or its foot.

A letterhead is a short line. A sentence that names the Tax Court or the Fiscal Service is none.
"""

from __future__ import annotations

from scanner.catalogue import Catalogue, Letterhead
from scanner.evidence import Evidence
from scanner.layout import Layout, Run

__all__ = ["HEAD", "letterhead_of", "look_alike_of"]

HEAD = 0.26
"""A letterhead stands in this upper share of the page; further down it belongs to a payment stub."""
FOOT = 0.90
LONGEST = 12
"""Words; a longer line is a sentence."""


def letterhead_of(layout: Layout, catalogue: Catalogue) -> tuple[Letterhead, Evidence] | None:
    """The letterhead of the page, with the print; None where it has none.

    The one that stands highest is the sender's: an addressee can be a State of Ohio Employees Credit Union. Only a sender
    that stands below the name of the Treasury in its own letterhead (`within_irs`) is asked before all others, so that a
    letter of the Fiscal Service is never taken for one of the IRS.
    """
    found = [
        (not head.within_irs, run.box.top, order, head, run)
        for order, head in enumerate(catalogue.senders)
        for run in _runs(layout)
        if any(pattern.search(run.text) for pattern in head.letterheads)
    ]
    if not found:
        return None
    *_, head, run = min(found, key=lambda each: each[:3])
    return head, Evidence(layout.page.number, run.box, run.text, f"senders.toml#{head.id}", 0.98)


def look_alike_of(layout: Layout, catalogue: Catalogue) -> tuple[Letterhead, Evidence] | None:
    """A line of the head that only advertisements print; asked for where no page has a letterhead."""
    for head in catalogue.senders:
        for run in _runs(layout):
            if any(pattern.fullmatch(run.text.strip()) for pattern in head.look_alikes):
                return head, Evidence(layout.page.number, run.box, run.text, f"senders.toml#{head.id}.look_alikes", 0.8)
    return None


def _runs(layout: Layout) -> tuple[Run, ...]:
    """The short lines of the head and the foot."""
    height = layout.page.height
    return tuple(
        run
        for run in layout.runs
        if (run.box.top < HEAD * height or run.box.bottom > FOOT * height) and len(run.words) <= LONGEST
    )
