"""The triage table: one row per letter, the most urgent first, with its doubts beneath and a summary at the end.

The day, the days left, the notice, the outcome and the file survive at eighty columns; letter date, periods and amount
have columns of their own only where the terminal is wide and stand in the second line elsewhere. Colour repeats what
the words already say, so that nothing is lost in a pipe, on paper, or to an eye that does not see red.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scanner.evidence import Reading
from scanner.render.cautions import caution_mark
from scanner.render.contract import doubts
from scanner.render.mask import clean
from scanner.render.order import by_urgency, next_open, open_day
from scanner.render.places import folder_of, within
from scanner.render.text import why_failed
from scanner.report import Period, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType

    from scanner.render.words import Words
    from scanner.report import Failure

__all__ = ["Triage"]

WIDE = 118
"""From this width on (columns) letter date, periods and amount have columns of their own."""

COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "default", "none": "default"}
MARKS = {"sure": "✓", "check": "?", "unknown": "\u2013"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its least width in characters, and its share of what is left over, if it grows."""

    key: str
    width: int
    share: int | None = None
    only_wide: bool = False
    bold: bool = False


COLUMNS = (
    Column("last_day", 11, bold=True),
    Column("left", 8, bold=True),
    Column("notice", 24, share=3, bold=True),
    Column("outcome", 13, bold=True),
    Column("letter_date", 11, only_wide=True),
    Column("periods", 14, only_wide=True),
    Column("amount", 13, only_wide=True),
    Column("file", 18, share=2),
)


@dataclass(frozen=True, slots=True)
class Triage:
    """The table of a heap of mail, to be printed on a rich console."""

    reports: Sequence[Report]
    failures: Sequence[Failure]
    today: date
    say: Words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """The header, the letters, the files that could not be read, the summary."""
        wide = options.max_width >= WIDE
        ordered = by_urgency(self.reports, self.today)
        folder = folder_of([each.file for each in self.reports] + [each.file for each in self.failures])
        if ordered:
            yield _row(_heads(self.say), wide, "bold")
        for report in ordered:
            yield from self._letter(report, folder, options.max_width)
        if self.failures:
            yield Text(f"\n{self.say('triage.failures')}", "bold")
        for failure in self.failures:
            yield Text(f"✗ {clean(within(failure.file, folder))}", "red")
            yield Padding(Text(why_failed(failure, self.say)), (0, 0, 0, 2))
        yield Text("")
        if folder:
            yield Text(self.say("triage.folder", folder=clean(folder)), "dim")
        yield Text(self.summary())

    def _letter(self, report: Report, folder: str, width: int) -> Iterator[RenderableType]:
        wide = width >= WIDE
        say, coming = self.say, next_open(report, self.today)
        day, left = self._day(report)
        facts = _facts(report, say)
        outcome = f"{MARKS[report.outcome]} {say(f'outcome.{report.outcome}')}"
        file = f"{clean(within(report.file, folder))}:{_pages(report)}"
        yield _row((day, left, _name(report, say, _room(width)), outcome, *facts, file), wide, COLOURS[report.urgency])
        details = [] if coming is None else [say.of(coming.action)]
        urgency = "" if report.urgency == "none" else say("urgency.label", urgency=say(f"urgency.{report.urgency}"))
        if coming and open_day(coming, self.today) != coming.last_day:
            details = [f"{say('triage.passed_other', day=open_day(coming, self.today))}: {details[0]}"]
        if not coming and report.undated:
            details = [f"{say('days.none')}: {say.of(report.undated[0].action)}"]
        if wide and urgency:
            details.append(urgency)
        if not wide and any((urgency, *facts)):
            labels = ("triage.of_letter", "triage.period", "")
            named = zip(labels, ("day", "periods", ""), facts, strict=True)
            told = (say(key, **{slot: fact}) if key else fact for key, slot, fact in named if fact)
            details.append(" · ".join(filter(None, (urgency, *told))))
        if mark := caution_mark(len(report.cautions), say):
            yield Padding(Text(mark, "bold"), (0, 0, 0, 2))
        for detail in details:
            yield Padding(Text(detail), (0, 0, 0, 2))
        for doubt in doubts(report):
            yield Padding(Text(say("triage.doubt", doubt=doubt), "dim"), (0, 0, 0, 2))

    def _day(self, report: Report) -> tuple[str, str]:
        coming = next_open(report, self.today)
        if coming:
            return coming.last_day.isoformat(), self.say.left_short(coming.days_left(self.today))
        if report.deadlines:
            latest = max(report.deadlines, key=lambda deadline: deadline.last_day)
            return latest.last_day.isoformat(), self.say.left_short(latest.days_left(self.today))
        return "\u2013", self.say("days.none")

    def summary(self) -> str:
        """One line: how many letters, how sure, what could not be read, and what comes next."""
        say = self.say
        counts = {outcome: sum(report.outcome == outcome for report in self.reports) for outcome in MARKS}
        parts = [say(f"triage.sum_{outcome}", n=number) for outcome, number in counts.items()]
        line = f"{say.many('triage.letters', len(self.reports))}: {', '.join(parts)}"
        if self.failures:
            line += f"; {say.many('triage.sum_failed', len(self.failures))}"
        live = [
            (day, deadline, report)
            for report in self.reports
            for deadline in report.deadlines
            if (day := open_day(deadline, self.today))
        ]
        if not live:
            return f"{line}. {say('triage.no_next')}"
        day, coming, report = min(live, key=lambda each: each[0])
        left, action = say.left((day - self.today).days), say.of(coming.action)
        return f"{line}. {say('triage.next', day=day, left=left, name=_short_name(report, say), action=action)}"


def _heads(say: Words) -> tuple[str, ...]:
    return tuple(say(f"triage.{column.key}") for column in COLUMNS)


def _row(cells: tuple[str, ...], wide: bool, style: str) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    shown = []
    for cell, column in zip(cells, COLUMNS, strict=True):
        if column.only_wide and not wide:
            continue
        width = None if column.share else column.width
        justify: JustifyMethod = "right" if column.key == "amount" else "left"
        table.add_column(width=width, min_width=column.width, ratio=column.share, overflow="fold", justify=justify)
        shown.append(Text(cell, style if column.bold else ""))
    table.add_row(*shown)
    return table


def _room(width: int) -> int:
    """Characters that fit on two lines of the notice's column, less what a broken line loses."""
    shown = [column for column in COLUMNS if width >= WIDE or not column.only_wide]
    spare = max(0, width - sum(column.width + 1 for column in shown))
    notice = next(column for column in shown if column.key == "notice")
    shares = sum(column.share or 0 for column in shown)
    return 2 * (notice.width + spare * (notice.share or 0) // shares) - 4


def _short_name(report: Report, say: Words) -> str:
    if report.notice:
        return report.notice.name
    sender = report.identity.sender
    if report.identity.printed_number:
        return clean(report.identity.printed_number)
    foreign = sender not in ("irs", "unknown")
    return say("triage.other_mail", sender=say(f"sender.{sender}")) if foreign else say("triage.unknown")


def _name(report: Report, say: Words, room: int) -> str:
    """The notice's name with as much of its title as fits on two lines."""
    notice = report.notice
    if notice is None:
        return _short_name(report, say)
    return textwrap.shorten(f"{notice.name} {say.either(notice.title, notice.title_es)}", room, placeholder=" …")


def _facts(report: Report, say: Words) -> tuple[str, str, str]:
    dated, owed = report.fields.get("letter_date"), report.fields.get("amount_due")
    periods = report.fields.get("tax_periods", ())
    values = [
        each.value for each in (periods if isinstance(periods, tuple) else (periods,)) if isinstance(each, Reading)
    ]
    printed = ", ".join(clean(each.printed) for each in values if isinstance(each, Period))
    day = dated.value.isoformat() if isinstance(dated, Reading) and isinstance(dated.value, date) else ""
    amount = say.money(owed.value) if isinstance(owed, Reading) and isinstance(owed.value, Decimal) else ""
    return day, printed, amount


def _pages(report: Report) -> str:
    pages = report.pages
    run = len(pages) > 1 and pages == tuple(range(pages[0], pages[-1] + 1))
    return f"{pages[0]}-{pages[-1]}" if run else ",".join(map(str, pages))
