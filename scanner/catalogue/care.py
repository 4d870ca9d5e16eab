"""What in the catalogue wants a person's care: facts that nobody could confirm, sources not looked at for a year, notices
without a sample letter. It finds; `scanner notices --check` tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from scanner.catalogue.whole import Catalogue
from scanner.notice import Notice

__all__ = ["counted", "sampled", "stale", "unread_law", "unverified"]

FRESH = timedelta(days=365)
"""A source is stale when nobody has looked at it for longer than this."""


def _files(catalogue: Catalogue) -> Iterator[Notice]:
    """The notices that have a file of their own."""
    return (notice for notice in catalogue.notices.values() if notice.variant_of is None)


def counted(catalogue: Catalogue) -> dict[str, int]:
    """How many records there are of each kind, how many numbers that share one, and how many are fully confirmed."""
    notices = list(_files(catalogue))
    counts = {kind: sum(notice.record == kind for notice in notices) for kind in ("full", "light", "listed")}
    counts["variants"] = len(catalogue.notices) - len(notices)
    counts["confirmed"] = sum(not notice.unchecked for notice in notices)
    return counts


def unverified(catalogue: Catalogue) -> Iterator[tuple[Notice, str]]:
    """Each notice of which something is unconfirmed, with the groups of facts; a listed one is so as a whole."""
    for notice in _files(catalogue):
        if notice.record == "listed":
            yield notice, "everything"
        elif notice.unchecked:
            yield notice, ", ".join(group.replace("_", " ") for group in notice.unchecked)


def unread_law(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Each term that is unconfirmed, or that only one person has read, with the words for it."""
    for term in catalogue.law.values():
        if not term.checked:
            yield term.id, "nobody could confirm it; a letter whose last day rests on it is for a person"
        elif term.second_reading is None and term.span:
            yield term.id, "no second person has read it against its authority"


def stale(catalogue: Catalogue, today: date) -> Iterator[tuple[str, str, date]]:
    """Each source that nobody has looked at for a year: whose it is, its address, the day it was looked at."""
    for notice in _files(catalogue):
        for source in notice.sources:
            if today - source.checked > FRESH:
                yield notice.name, source.url, source.checked
    for term in catalogue.law.values():
        if term.second_reading and today - term.second_reading.checked > FRESH:
            yield term.id, term.second_reading.url, term.second_reading.checked


def sampled(folder: Path) -> set[str] | None:
    """The ids of the notices that have a sample letter in `folder`; None where the samples are not here."""
    if not folder.is_dir():
        return None
    truths = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.truth.json")))
    return {letter["notice"] for truth in truths for letter in truth["letters"] if letter["notice"]}
