"""The amount due, and whether the lines that are printed above it add up to it.

Letters print several totals, and figures of law besides ($50,000 for small tax cases, $5,000 for frivolous requests);
only a labelled one is the amount due. Where the notice prints its lines, their sum is the best check there is on a digit
that was misread: 3,183.00 - 3,328.00 + 318.30 + 633.30 + 145.00 + 123.61 must be 1,075.21.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from scanner.catalogue import FieldRule
from scanner.extract.choose import Choice, choose
from scanner.extract.find import Find, finds
from scanner.extract.tables import HEAD_WORD, period_tables
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.values import money_in

__all__ = ["amount_due", "lines_add_up"]

RIGHT_EDGE = 8.0
"""Amounts of one column end within so many points of each other."""
MOST_LINES = 14
IN_LAW = regex.compile(r"(?i)(?:up to|more than|less than|exceeds?|penalty of|at least|over|under|or less|limit)\s*$")


OR_MORE = regex.compile(r"(?i)\s*or (?:more|less)")


def amount_due(letter: Letter, rule: FieldRule, periods: FieldRule) -> Choice[Decimal] | None:
    """The amount due: behind its label, else the total of the table of periods, else in a sentence."""
    found = [
        find for find in finds(letter, rule) if not _figure_of_law(find) and not _a_column_head(find) and _whole(find)
    ]
    labelled = [find for find in found if find.manner == "label"]
    for group in (labelled, list(_totals(letter, periods)), found):
        if group:
            return choose(group, _owed)
    return None


def _totals(letter: Letter, periods: FieldRule) -> Iterator[Find]:
    """The total lines of the tables of periods; where there is one row and no total, the amount of that row."""
    for layout in letter.pages:
        for table in period_tables(layout, periods):
            if table.total is not None:
                run, text = table.total, table.total.words[-1].text
            elif len(table.rows) == 1 and table.rows[0].last is not None:
                run, text = table.rows[0].last, table.rows[0].last.words[-1].text
            else:
                continue
            start = layout.run_starts[run]
            yield Find(
                layout,
                text,
                start,
                start + len(run.text),
                "label",
                "patterns.toml#amount_due.total",
                30,
                start,
                start + len(run.text),
            )


def _a_column_head(find: Find) -> bool:
    """Whether the label is the head of a column, so that what stands beneath is the amount of one row."""
    slot = find.slot
    if slot is None or slot.beneath is None:
        return False
    label = slot.layout.run_at(slot.label_start)
    row = slot.layout.rows[label.row]
    heads = sum(len(run.words) <= 4 for run in row) >= 3
    return (len(row) >= 3 and heads) or (len(row) >= 2 and any(HEAD_WORD.search(run.text) for run in row))


def _owed(text: str) -> Decimal | None:
    amount = money_in(text)
    return amount if amount is not None and amount >= 0 else None


def _whole(find: Find) -> bool:
    return money_in(find.text) is not None


def _figure_of_law(find: Find) -> bool:
    text = find.layout.text
    return bool(
        IN_LAW.search(text[max(find.start - 24, 0) : find.start]) or OR_MORE.match(text[find.end : find.end + 12])
    )


def lines_add_up(letter: Letter, amount: Decimal) -> bool | None:
    """Whether the lines printed above the amount sum to it; None where no page prints such lines."""
    verdict: bool | None = None
    for layout in letter.pages:
        for run in layout.runs:
            if money_in(run.text) == amount and (lines := _column_above(layout, run)):
                if _some_tail_sums(lines, amount):
                    return True
                if len(lines) >= 3:
                    verdict = False
    return verdict


def _column_above(layout: Layout, total: Run) -> list[Decimal]:
    """The amounts right-aligned above `total`, the nearest first."""
    lines: list[Decimal] = []
    last_top = total.box.top
    for row in reversed(layout.rows[: total.row]):
        aligned = [run for run in row if abs(run.box.right - total.box.right) < RIGHT_EDGE]
        if not aligned:
            if last_top - max(run.box.bottom for run in row) > 3 * total.box.height:
                break
            continue
        amount = money_in(aligned[0].text)
        if amount is None or last_top - aligned[0].box.bottom > 4 * total.box.height:
            break
        lines.append(amount)
        last_top = aligned[0].box.top
        if len(lines) == MOST_LINES:
            break
    return lines


def _some_tail_sums(lines: list[Decimal], amount: Decimal) -> bool:
    running = Decimal(0)
    for count, line in enumerate(lines, start=1):
        running += line
        if count >= 2 and running == amount:
            return True
    return False
