"""The docket's list in a terminal, by last day, and the proof of its pages in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scanner.render.docket_groups import grouped
from scanner.render.mask import clean
from scanner.render.table import COLOURS, MARKS
from scanner.render.voice import Voice
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import Console, ConsoleOptions, RenderableType

    from scanner.entry import Entry, Unreadable
    from scanner.render.words import Words
    from scanner.term import Term

__all__ = ["Listed", "client_told", "proof_told", "status_told"]

WIDE = 110
"""From this width on (columns) client and file have columns of their own."""
COLUMNS = (("number", 6), ("last_day", 11), ("left", 9), ("notice", 0), ("outcome", 10), ("status", 18))
MORE = (("client", 22), ("file", 26))


class Counted(Protocol):
    """What the ledger's proof counted."""

    @property
    def pages(self) -> int: ...
    @property
    def letters(self) -> int: ...
    @property
    def in_letters(self) -> int: ...
    @property
    def aside(self) -> Counter[str]: ...
    @property
    def unfinished(self) -> int: ...
    @property
    def astray(self) -> tuple[tuple[int, int], ...]: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """The list, to be printed on a rich console; `total` is how many there are beyond what is shown, `most` how far they were
    counted, `heading` what each letter stands under. Without the `law` actions are told in English, as they were kept.
    """

    entries: Sequence[Entry]
    failures: Sequence[Unreadable]
    today: date
    say: Words = words()  # noqa: RUF009
    total: int | None = None
    most: int | None = None
    law: Mapping[str, Term] = field(default_factory=dict)
    heading: Callable[[Entry], str] | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """The header, the letters, the files that could not be read, how many there are."""
        say, wide = self.say, options.max_width >= WIDE
        if self.entries:
            yield _row(tuple(say(f"docket.{key}") for key, _ in (*COLUMNS, *MORE)), "bold", wide=wide)
        for heading, some in grouped(self.entries, self.heading or (lambda _: "")).items():
            if heading:
                yield Text(f"\n{heading}", "bold")
            for entry in some:
                yield from self._entry(entry, wide=wide)
        if self.failures:
            yield Text(f"\n{say('docket.unreadable')}", "bold")
        for failure in self.failures:
            yield Text(f"✗ {failure.id}  {clean(failure.file)}", "red")
            yield Padding(Text(failure.message), (0, 0, 0, 2))
        if self.failures:
            yield Text(say("docket.unreadable_help"))
        count = len(self.entries)
        if not count and not self.failures:
            yield Text(say("docket.none"))
        elif self.total is not None and self.most is not None and self.total > self.most:
            yield Text("\n" + say("docket.shown_of_more", n=count, most=self.most))
        elif self.total is not None and self.total > count:
            yield Text("\n" + say("docket.shown_of", n=count, total=self.total))
        else:
            yield Text("\n" + say.many("docket.letters", count))

    def _entry(self, entry: Entry, *, wide: bool) -> Iterator[RenderableType]:
        say, left = self.say, entry.days_left(self.today)
        day = entry.due.day if entry.due else entry.last_past
        outcome = f"{MARKS[entry.outcome]} {say(f'outcome.{entry.outcome}')}"
        passed = say("days.passed_short") if entry.last_past else say("days.none")
        place = f"{clean(entry.file)}:{','.join(map(str, entry.pages))}"
        cells = (
            str(entry.id), day.isoformat() if day else "–", passed if left is None else say.left_short(left),
            clean(entry.name or say("triage.unknown")), outcome, status_told(entry, say), client_told(entry, say), place,
        )  # fmt: skip
        yield _row(cells, COLOURS[entry.urgency], wide=wide)
        details = [Voice(self.today, say, self.law).action(entry.due)] if entry.due else []
        if entry.due and not entry.due.leads:
            details.append(say("docket.second_day"))
        if entry.same_as:
            details.append(say("docket.same_as", number=entry.same_as))
        if not wide:
            details.append(" · ".join(filter(None, cells[-2:])))
        for detail in details:
            yield Padding(Text(detail), (0, 0, 0, 7))


def status_told(entry: Entry, say: Words) -> str:
    """Where the letter stands, and with whom."""
    status = say(f"docket.{entry.status}")
    return say("docket.assigned_to", status=status, who=entry.assigned_to) if entry.assigned_to else status


def client_told(entry: Entry, say: Words) -> str:
    """Whose letter it is; with a question mark until a person has confirmed it."""
    if entry.client is None:
        return ""
    return entry.client if entry.client_sure else say("docket.maybe", client=entry.client)


def proof_told(proof: Counted, say: Words = words()) -> tuple[str, ...]:
    """What became of every page, in a few sentences."""
    kinds = ", ".join(say(f"docket.aside_{kind}", n=count) for kind, count in sorted(proof.aside.items()))
    lines = [
        say(
            "docket.proof",
            pages=say.many("docket.proof", proof.pages),
            in_letters=proof.in_letters,
            letters=say.many("docket.letters", proof.letters),
            aside=sum(proof.aside.values()),
            kinds=f" ({kinds})" if kinds else "",
        )
    ]
    if proof.unfinished:
        lines.append(say("docket.proof_unfinished", n=proof.unfinished))
    lines.append(say("docket.proof_astray", n=len(proof.astray)) if proof.astray else say("docket.proof_whole"))
    return tuple(lines)


def _row(cells: tuple[str, ...], style: str, *, wide: bool) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    columns = (*COLUMNS, *MORE) if wide else COLUMNS
    for _, width in columns:
        table.add_column(width=width or None, ratio=None if width else 1, overflow="fold")
    table.add_row(*(Text(cell, style if at < 5 else "") for at, cell in enumerate(cells[: len(columns)])))
    return table
