"""Finds what must be covered on a page, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from scanner.blackout.cover import Cover, Kind
from scanner.blackout.labelled import ACCOUNT, BORN, account_at, accounts, birth_at, births
from scanner.blackout.line import Line, line_of
from scanner.blackout.numbers import Span, repeated, scan_line, taxpayer_numbers
from scanner.layout import Layout, Run, laid_out
from scanner.page import Page

__all__ = ["covers", "lines_of"]

CELLS: tuple[tuple[Kind, regex.Pattern[str], Callable[[str], Iterator[Span]]], ...] = (
    ("account number", ACCOUNT, account_at),
    ("date of birth", BORN, birth_at),
)
"""Labels that may stand above their values."""

HEADING = 45
"""So many letters at most has a label that stands above its value; longer ones are sentences."""

FINDERS: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    ("account number", accounts),
    ("taxpayer number", taxpayer_numbers),
    ("date of birth", births),
)


def lines_of(layout: Layout) -> tuple[Line, ...]:
    """The rows of the page as lines."""
    return tuple(line_of(row) for row in layout.rows)


def covers(page: Page, known: frozenset[str] = frozenset()) -> tuple[Cover, ...]:
    """What must be covered on the page, from the top. `known` are numbers (digits) found elsewhere in the letter, which are
    covered wherever they stand again.
    """
    layout = laid_out(page)
    found = [cover for line in lines_of(layout) for cover in _on(line)]
    found += _beneath(layout)
    numbers = known | {cover.number for cover in found if cover.kind == "taxpayer number" and cover.number}
    found += [
        Cover("taxpayer number", line.boxes(start, end), number)
        for line in lines_of(layout)
        for start, end, number in repeated(line.text, numbers)
        if not _is_covered(line, start, end, found)
    ]
    return tuple(sorted(found, key=lambda cover: (cover.boxes[0].top, cover.boxes[0].left)))


def _on(line: Line) -> Iterator[Cover]:
    """What the line holds; a machine-read line is covered whole."""
    if scan_line(line.text):
        numbers = [number for _, _, number in taxpayer_numbers(line.text)]
        yield Cover("scan line", line.boxes(0, len(line.text)), numbers[0] if numbers else "")
        return
    taken: list[tuple[int, int]] = []
    for kind, finder in FINDERS:
        for start, end, number in finder(line.text):
            if not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                yield Cover(kind, line.boxes(start, end), number)


def _beneath(layout: Layout) -> Iterator[Cover]:
    """Bank numbers and dates of birth that stand beneath their labels, as in a form or a table."""
    for run in layout.runs:
        for kind, label, value in CELLS:
            under = layout.below(run) if len(run.text) <= HEADING and label.search(run.text) else None
            if under is not None and not label.search(under.text):
                yield from _in_cell(kind, under, value)


def _in_cell(kind: Kind, run: Run, value: Callable[[str], Iterator[Span]]) -> Iterator[Cover]:
    """The value that a cell begins with."""
    line = line_of((run,))
    if not scan_line(line.text):
        yield from (Cover(kind, line.boxes(start, end), number) for start, end, number in value(line.text))


def _is_covered(line: Line, start: int, end: int, found: list[Cover]) -> bool:
    """Whether all of these digits are covered already."""
    told = [box for cover in found for box in cover.boxes]
    bare = [
        at
        for at in range(start, end)
        if line.text[at].isdigit() and not any(box.holds(line.boxes(at, at + 1)[0]) for box in told)
    ]
    return not bare
