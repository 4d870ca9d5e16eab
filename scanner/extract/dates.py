"""The date of the letter. Several dates stand on every first page; only a label or the header makes one of them this one.

A date that is not whole is none. A rubber stamp stands beside or beneath its label and often a little off. A date that
stands alone in the header is taken with a doubt, since a fax line, a RECEIVED stamp or a pen can have put it there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import regex

from scanner.catalogue import FieldRule
from scanner.extract.choose import Choice, choose, reading_of
from scanner.extract.find import Find, finds
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.values import date_in

__all__ = ["LetterDate", "letter_date", "only_before", "printed_date"]

HEADER = 0.34
"""Bare labels such as `Date:` count only in this upper share of the page; tables of payments have a `Date` too."""
NEAR_LABEL = 90.0
"""Points within which print to the left of a date is its label; the address stands further away."""
OLDEST = date(1990, 1, 1)
BARE_LABEL = regex.compile(r"(?i)(?:date|dated|fecha|[pvO0B]ate:):?")
BARE = regex.compile(r"(?i)^(?:date|dated|fecha|[pvO0B]ate:)[:.\s]*$")
FAX_OR_STAMP = regex.compile(
    r"(?i)\bfax\b|\bfrom\b|\bp\.\s?\d|\bto:|\d{1,2}:\d{2}|received|recibido|rec'd|\d{1,3}/\d{1,3}$"
)
BEFORE = regex.compile(
    r"(?i)(?<!\bor\s+|\bo\s+|/\s*)\b(?:before|antes del?)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+|(?:lunes|martes"
    r"|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s+)?\Z"
)
"""What stands right before a day that is itself too late. `On or before` and `antes de que pase` take the day in."""
NEAR_STAMP = 55.0
"""Points above or below the word RECEIVED within which a date belongs to it."""

LetterDate = Choice[date]


def letter_date(letter: Letter, rule: FieldRule, claimed: Collection[date]) -> tuple[LetterDate | None, bool]:
    """The date of the letter, and whether a label says that it is. `claimed` are days that the paper prints for
    something else (to answer, to pay): none of them is the letter's own only because it stands in the header.
    """
    labelled = [find for find in finds(letter, rule) if _believable(find)]
    if any(find.layout is letter.first for find in labelled):
        labelled = [find for find in labelled if find.layout is letter.first or not _bare(find)]
    alone = [find for find in _standing_alone(letter.first, rule) if date_in(find.text) not in claimed]
    chosen = choose(labelled, _plausible)
    if chosen:
        on_first = any(find.layout is letter.first for find in labelled)
        return chosen if on_first else _against(chosen, alone), True
    near_label = [find for find in alone if _beside_bare_label(find) or _before_letter_number(find)]
    if near_label:
        return choose(near_label, _plausible), True
    values = {date_in(find.text) for find in alone}
    if len(values) != 1:
        return None, False
    return choose(alone, _plausible), False


def _against(later: LetterDate, alone: list[Find]) -> LetterDate:
    """A label on a later page against a date that stands alone in the header of the first: the earlier day leads."""
    header = choose(alone, _plausible)
    if header is None or header.reading.value == later.reading.value:
        return later
    first, second = sorted((header.reading, later.reading), key=lambda reading: reading.value)
    return Choice(first, second.value)


def printed_date(letter: Letter, rule: FieldRule) -> tuple[Choice[date], bool] | None:
    """A date that the letter prints for something (to pay, to answer, to ask for a hearing), and whether it is always said that
    this is to be done *before* it.

    Labels and sentences weigh alike. Where the paper gives several, the earliest is the safe one and leads.
    """
    found = [find for find in finds(letter, rule) if _plausible(find.text)]
    by_value: dict[date, list[Find]] = {}
    for find in found:
        value = date_in(find.text)
        if value:
            by_value.setdefault(value, []).append(find)
    if not by_value:
        return None
    first, *later = sorted(by_value)
    chosen = Choice(reading_of(first, by_value[first]), later[0]) if later else choose(found, _plausible)
    return (chosen, only_before(by_value[first])) if chosen else None


def only_before(found: Collection[Find]) -> bool:
    """Whether every one of them is a day before which something is to be done, so that the day itself is too late."""
    return all(BEFORE.search(f"{_ahead(find)} ") for find in found)


def _ahead(find: Find) -> str:
    """What leads up to a value: its label, or the end of the sentence before it."""
    label = find.slot is not None and not find.slot.inline
    ahead = find.slot.label if label and find.slot else find.layout.text[max(0, find.start - 60) : find.start]
    return ahead.rstrip(" \n:")


def _plausible(text: str) -> date | None:
    value = date_in(text)
    return value if value and value >= OLDEST else None


def _bare(find: Find) -> bool:
    """Whether the label says no more than `Date`: on a later page that is the head of a table, or a letter quoted."""
    return find.slot is not None and bool(BARE_LABEL.fullmatch(find.slot.label))


def _believable(find: Find) -> bool:
    if _bare(find):
        return find.top < HEADER and not _stamped(find.layout, find.layout.run_at(find.start))
    return True


def _standing_alone(layout: Layout, rule: FieldRule) -> Iterator[Find]:
    for run, start in layout.run_starts.items():
        if run.box.bottom > HEADER * layout.page.height:
            continue
        found = rule.value.fullmatch(run.text.strip(" .,"))
        if not found or not _plausible(found[0]) or _stamped(layout, run):
            continue
        end = start + len(run.text)
        find = Find(layout, run.text, start, end, "alone", "patterns.toml#letter_date.value", 90, start, end)
        if _before_letter_number(find) or not _has_another_label(run, layout):
            yield find


def _has_another_label(run: Run, layout: Layout) -> bool:
    """Whether print that is no label of a date stands close to the left of `run`, or ends in a colon right above it."""
    beside = layout.left_of(run)
    if beside is not None and run.box.left - beside.box.right < NEAR_LABEL and not BARE.match(beside.text):
        return True
    above = next((o for o in layout.runs if layout.below(o) is run), None)
    return above is not None and above.text.rstrip().endswith(":") and not BARE.match(above.text)


def _stamped(layout: Layout, run: Run) -> bool:
    """Whether the date belongs to a fax line or a RECEIVED stamp."""
    row = " ".join(other.text for other in layout.rows[run.row] if other is not run)
    if FAX_OR_STAMP.search(row) and run.box.top < 0.06 * layout.page.height:
        return True
    for other in layout.runs:
        near = (
            abs(other.box.middle - run.box.middle) < NEAR_STAMP and abs(other.box.left - run.box.left) < 3 * NEAR_STAMP
        )
        if near and regex.search(r"(?i)received|recibido|rec'd", other.text) and len(other.text) < 30:
            return True
    return False


def _before_letter_number(find: Find) -> bool:
    """Correspondex prints the date and the number in one line: `Aug. 09, 2018   LTR 4168C   0`."""
    beside = find.layout.right_of(find.layout.run_at(find.start))
    return beside is not None and regex.match(r"L[TI]R\s*\d", beside.text) is not None


def _beside_bare_label(find: Find) -> bool:
    """A stamp rarely hits the line: its label may stand up to two lines above or below, to the left or above it."""
    run = find.layout.run_at(find.start)
    for other in find.layout.runs:
        if BARE.match(other.text):
            across = other.box.left - 20 <= run.box.left <= other.box.right + 260
            if across and abs(other.box.middle - run.box.middle) < 40:
                return True
    return False
