"""The table of periods and amounts that Letters 1058, 3172, 3174 and the levy notices print: one row per tax period.

Read by geometry: a column head names the period, and every row beneath has one that stands under it. It works alike on
digital pages and on pictures. Where a digital page's table does not give itself up so, `scan` opens pdfplumber for its
ruled lines and hands the cells in as rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import regex

from scanner.catalogue import FieldRule
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.page import Box, Cell, Table, Word, around
from scanner.values import money_in, period_end_in

__all__ = ["HEAD_WORD", "PeriodTable", "TableRow", "period_tables", "ruled_tables"]

PERIOD_HEAD = regex.compile(
    r"(?i)\b(?:tax\s+)?(?:period|year)s?(?:\(s\))?(?:\s+(?:ended|ending))?(?:\(s\))?:?$|^(?:tax\s+)?(?:period|year)s?(?:\(s\))?(?:\s+(?:ended|ending))?:?$|^per[ií]odo"
)
OTHER_HEAD = regex.compile(
    r"(?i)amount|balance|form|type|kind|tax\b|penalt|interest|total|due|assess|owe|lien|cantidad|tipo|saldo"
)
OF_INTEREST = regex.compile(r"(?i)^(?:days|d[ií]as|(?:interest\s+)?(?:rate|factor)|months late)$")
"""Beside such a head stand the spans over which interest ran, and no tax periods."""
HEAD_WORD = regex.compile(r"(?i)period|year|per[ií]odo")
THREE_DIGITS = regex.compile(r"\d{3}")
NO_FORM = regex.compile(r"(?i)\b(?:by|due|date|on|from|to|until|paid)\b")
"""Words before a date in a row that make it no row of periods: `Amount due by 06/30/2023`."""
TOTAL_ALONE = regex.compile(r"(?i)total:?")
TOTAL = regex.compile(r"(?i)^(?:grand\s+)?total\b|^total")
HEAD_HEIGHT = 64.0
"""Points from the head of a column to its first row, at most: heads run over three lines."""
FORM_ROOM = 200.0
ROW_GAP = 34.0
MOST_ROWS = 30


@dataclass(frozen=True, eq=False)
class TableRow:
    """One row: the day the period ends, where it is printed in the page's text, the form, and the last amount with its run."""

    ends: date
    start: int
    end: int
    form_text: str
    last: Run | None
    amount: Decimal | None


@dataclass(frozen=True, eq=False)
class PeriodTable:
    """A table of periods on one page. `total` is the amount of its last line, with the run that prints it."""

    layout: Layout
    rows: tuple[TableRow, ...]
    total: Run | None

    @property
    def adds_up(self) -> bool:
        """Whether the amounts of the rows sum to the total."""
        amounts = [row.amount for row in self.rows if row.amount is not None]
        if self.total is None or len(amounts) != len(self.rows):
            return False
        return sum(amounts, Decimal(0)) == money_in(_money_text(self.total))


def period_tables(layout: Layout, rule: FieldRule) -> tuple[PeriodTable, ...]:
    """Every table of periods on the page, by its column heads."""
    tables = []
    for number, row in enumerate(layout.rows):
        for run in row:
            column = _head_column(run, layout)
            if column is not None:
                table = _rows_beneath(layout, number, column, rule)
                if table.rows:
                    tables.append(table)
    return tuple(tables)


def ruled_tables(letter: Letter, rule: FieldRule) -> tuple[PeriodTable, ...]:
    """The tables of periods among the ruled tables that were found on digital pages: one cell of the head names it."""
    layouts = {layout.page.number: layout for layout in letter.pages}
    found = []
    for number, table in letter.ruled:
        rows = [row for row in (_cells_row(cells, table, layouts[number], rule) for cells in table.rows) if row]
        if rows:
            found.append(PeriodTable(layouts[number], tuple(rows), None))
    return tuple(found)


def _cells_row(cells: tuple[Cell, ...], table: Table, layout: Layout, rule: FieldRule) -> TableRow | None:
    for cell in cells:
        head = next(
            (c for row in table.rows for c in row if c.box.left < cell.box.right and cell.box.left < c.box.right), None
        )
        ends = period_end_in(cell.text)
        if head is None or ends is None or not PERIOD_HEAD.search(" ".join(head.text.split())):
            continue
        inside = [(run, start) for run, start in layout.run_starts.items() if cell.box.holds(run.box)]
        place = next(((f.start(), f.end()) for _, start in inside if (f := rule.value.match(layout.text, start))), None)
        if place:
            form = " ".join(other.text for other in cells if other.box.right <= cell.box.left + 1)
            amounts = [
                money
                for other in cells
                if other.box.left > cell.box.left and (money := money_in(other.text)) is not None
            ]
            return TableRow(ends, *place, form, None, amounts[-1] if amounts else None)
    return None


def _head_column(run: Run, layout: Layout) -> Box | None:
    """The box of the words that name the period, where the row is a row of column heads."""
    if len(run.words) > 8 or not HEAD_WORD.search(run.text):
        return None
    near = tuple(other for other in layout.runs if other is not run and abs(other.box.middle - run.box.middle) < 24)
    if any(OF_INTEREST.search(other.text) for other in near if len(other.words) <= 5):
        return None
    heads = (o for o in near if len(o.words) <= 5 and OTHER_HEAD.search(o.text) and not THREE_DIGITS.search(o.text))
    if next(heads, None) is None:
        return None
    for length in (4, 3, 2, 1):
        for start in range(len(run.words) - length + 1):
            words = run.words[start : start + length]
            if PERIOD_HEAD.fullmatch(" ".join(word.text for word in words)):
                return around(tuple(word.box for word in words))
    return None


def _rows_beneath(layout: Layout, number: int, column: Box, rule: FieldRule) -> PeriodTable:
    rows: list[TableRow] = []
    last_bottom, allowed = column.bottom, HEAD_HEIGHT
    total: Run | None = None
    for row in layout.rows[number + 1 :]:
        top = min(run.box.top for run in row)
        if top - last_bottom > allowed or len(rows) == MOST_ROWS:
            break
        read = _row(layout, row, column, rule)
        if read:
            rows.append(read)
            last_bottom, allowed = max(run.box.bottom for run in row), ROW_GAP
        elif rows and TOTAL.search(row[0].text):
            total = _total_of(row) or _total_of(
                layout.rows[row[0].row + 1] if row[0].row + 1 < len(layout.rows) else ()
            )
            break
    if rows and total is None:
        total = _total_further_down(layout, last_bottom)
    return PeriodTable(layout, tuple(rows), total)


def _total_further_down(layout: Layout, bottom: float) -> Run | None:
    """The total of a form whose table leaves room for more rows: Form 668(Y)(c) prints it an inch or two below."""
    for row in layout.rows:
        head = next((run for run in row if TOTAL_ALONE.fullmatch(run.text)), None)
        if head is not None and bottom < head.box.top < bottom + FORM_ROOM:
            beneath = layout.rows[head.row + 1] if head.row + 1 < len(layout.rows) else ()
            return _total_of(row) or _total_of(tuple(run for run in beneath if run.box.left >= head.box.left - 20))
    return None


def _total_of(row: tuple[Run, ...]) -> Run | None:
    return next((run for run in reversed(row) if money_in(_money_text(run)) is not None), None)


def _row(layout: Layout, row: tuple[Run, ...], column: Box, rule: FieldRule) -> TableRow | None:
    for run in row:
        position = layout.run_starts[run]
        for at, (word, gap) in enumerate(zip(run.words, run.gaps, strict=True)):
            if _under(word, column):
                found = rule.value.match(layout.text, position)
                if (
                    found
                    and found.end() <= layout.run_starts[run] + len(run.text)
                    and (ends := period_end_in(found[0]))
                ):
                    form = " ".join(other.text for other in run.words[:at]) or _left_text(row, run)
                    if NO_FORM.search(form):
                        continue
                    last = _last_amount(row, run)
                    amount = money_in(_money_text(last)) if last else None
                    return TableRow(ends, found.start(), found.end(), form, last, amount)
            position += len(word.text + gap)
    return None


def _under(word: Word, column: Box) -> bool:
    return word.box.left < column.right + 12 and word.box.right > column.left - 12


def _left_text(row: tuple[Run, ...], run: Run) -> str:
    at = row.index(run)
    return row[at - 1].text if at else ""


def _last_amount(row: tuple[Run, ...], run: Run) -> Run | None:
    return next(
        (o for o in reversed(row) if o.box.right > run.box.right and money_in(_money_text(o)) is not None), None
    )


def _money_text(run: Run) -> str:
    """The last word of a run that can be money; columns that stand close run together."""
    return next((word.text for word in reversed(run.words) if regex.search(r"\d[.,]\d\d\)?$", word.text)), run.text)
