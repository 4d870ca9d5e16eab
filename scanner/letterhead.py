"""Whose paper a page is: the letterhead in its upper quarter or its foot.

A letterhead is a short line. A sentence that names the Tax Court or the Fiscal Service is none.
"""

from __future__ import annotations

from scanner.catalogue import Catalogue, Letterhead
from scanner.evidence import Evidence
from scanner.layout import Layout

__all__ = ["letterhead_of"]

HEAD = 0.26
"""A letterhead stands in this upper share of the page."""
FOOT = 0.90
LONGEST = 12
"""Words; a longer line is a sentence."""


def letterhead_of(layout: Layout, catalogue: Catalogue) -> tuple[Letterhead, Evidence] | None:
    """The letterhead of the page, with the print; None where it has none.

    The senders of `senders.toml` are asked in their order, so that a Fiscal Service letter, which says "Department of the
    Treasury" too, is never taken for one of the IRS.
    """
    height = layout.page.height
    runs = [
        run
        for run in layout.runs
        if (run.box.top < HEAD * height or run.box.bottom > FOOT * height) and len(run.words) <= LONGEST
    ]
    for letterhead in catalogue.senders:
        for run in runs:
            if any(pattern.search(run.text) for pattern in letterhead.letterheads):
                evidence = Evidence(layout.page.number, run.box, run.text, f"senders.toml#{letterhead.id}", 0.98)
                return letterhead, evidence
    return None
