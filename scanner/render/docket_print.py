"""The Monday print-out told: what dies when, for the clinic's table, with a box to tick beside every day.

It is made once, so that the page and the print say the same. It lies about the office, so there is nothing in it of a
taxpayer number; the client's name is there, for somebody must know whom to call. What the list cannot show (letters
with no known day, files that nobody could read) is counted at its end: a clean list must not look like a clean docket.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from scanner.render.docket import client_told
from scanner.render.docket_groups import grouped, heading_of
from scanner.render.mask import hidden
from scanner.render.places import folder_of, within
from scanner.render.telling import page_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from scanner.entry import Dated, Due, Entry
    from scanner.render.docket_groups import By
    from scanner.render.voice import Voice
    from scanner.render.words import Words

    Row = tuple[Dated, Due | None]

__all__ = ["Besides", "Group", "Item", "PrintOut", "print_out"]

URGENT = ("critical", "high")


@dataclass(frozen=True, slots=True)
class Besides:
    """What the docket holds that has no place in a list of days: how many letters have none, how many files could not be
    read, and whether pages are still being read.
    """

    undated: int = 0
    unreadable: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One day of one letter. `day` and `left` are empty under a heading that is the day; `who` and `client` are empty where
    somebody has to write them in.
    """

    number: int
    notice: str
    action: str
    day: str
    left: str
    urgent: bool
    marks: tuple[str, ...]
    client: str
    who: str
    status: str
    paper: str


@dataclass(frozen=True, slots=True)
class Group:
    """The items under one heading; `left` says how many days there are, where the heading is a day."""

    heading: str
    left: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PrintOut:
    """The whole print-out: `span` is from when to when, `counted` how much there is, `besides` what is not in it."""

    title: str
    span: str
    counted: str
    folder: str
    groups: tuple[Group, ...]
    besides: tuple[str, ...]


def print_out(
    letters: Iterable[Dated], voice: Voice, besides: Besides, by: By = "day", within_days: int | None = None
) -> PrintOut:
    """What dies from today on, up to `within_days` later; without that, every letter, those with no day left at the end."""
    say, rows = voice.say, _rows(letters, voice.today, within_days)
    folder = folder_of([letter.entry.file for letter, _ in rows])
    groups = grouped(rows, lambda row: heading_of(row[0].entry, row[1], by, voice))
    return PrintOut(
        title=say("printout.title"),
        span=_span(voice.today, within_days, say),
        counted=_counted([due for _, due in rows if due], say),
        folder=say("triage.folder", folder=hidden(folder)) if folder else "",
        groups=tuple(_group(heading, some, by, folder, voice) for heading, some in groups.items()),
        besides=tuple(_besides(besides, listed=within_days is None, say=say)),
    )


def _rows(letters: Iterable[Dated], today: date, within_days: int | None) -> list[Row]:
    """Every open day with its letter, the earliest first and among those of one day the ones that end a right; behind them,
    unless only some days are asked for, the letters that have none left.
    """
    given = list(letters)
    open_days = [(letter, due) for letter in given for due in letter.open(today)]
    open_days.sort(key=lambda row: (row[1].day, not row[1].is_right))
    if within_days is not None:
        return [row for row in open_days if row[1].day <= today + timedelta(within_days)]
    return [*open_days, *((letter, None) for letter in given if not letter.open(today))]


def _group(heading: str, rows: Sequence[Row], by: By, folder: str, voice: Voice) -> Group:
    due = rows[0][1] if by == "day" else None
    left = voice.left(due.day) if due else ""
    return Group(hidden(heading), left, tuple(_item(letter, day, by, folder, voice) for letter, day in rows))


def _item(letter: Dated, due: Due | None, by: By, folder: str, voice: Voice) -> Item:
    say, entry = voice.say, letter.entry
    case = say("docket.case", number=entry.case_number) if entry.case_number else ""
    dated = due if by != "day" else None
    return Item(
        number=entry.id,
        notice=hidden(entry.name or say("head.letter")),
        action=voice.action(due) if due else "",
        day=say.day(dated.day) if dated else "",
        left=voice.left(dated.day) if dated else "",
        urgent=entry.urgency in URGENT,
        marks=tuple(_marks(entry, due, by, say)),
        client=hidden(", ".join(filter(None, (client_told(entry, say), case)))),
        who=hidden(entry.assigned_to or ""),
        status=say(f"docket.{entry.status}"),
        paper=f"{hidden(within(entry.file, folder))}, {page_list(entry, say)}",
    )


def _marks(entry: Entry, due: Due | None, by: By, say: Words) -> Iterator[str]:
    if due and due.is_right:
        yield say("printout.right")
    if entry.outcome != "sure":
        yield say(f"printout.{entry.outcome}")
    if due and not due.leads:
        yield say("printout.other_day")
    if due is None and by != "day":
        yield say("docket.all_passed" if entry.last_past else "docket.no_day")
    if entry.same_as:
        yield say("printout.copy", number=entry.same_as)


def _counted(days: Sequence[Due], say: Words) -> str:
    if not days:
        return say("printout.none")
    rights = sum(due.is_right for due in days)
    told = (say.many("printout.days", len(days)), say.many("printout.rights", rights) if rights else "")
    return "; ".join(filter(None, told)) + "."


def _span(today: date, within_days: int | None, say: Words) -> str:
    if within_days is None:
        told = say("printout.span_open", first=say.day(today))
    elif within_days == 0:
        told = say.day(today)
    else:
        told = say("printout.span", first=say.day(today), last=say.day(today + timedelta(within_days)))
    return told[:1].upper() + told[1:]


def _besides(besides: Besides, *, listed: bool, say: Words) -> Iterator[str]:
    """What is not in the list; letters without a day are, where every letter is listed."""
    if besides.undated and not listed:
        yield say.many("printout.undated", besides.undated)
    if besides.unreadable:
        yield say.many("printout.unread", besides.unreadable)
    if besides.unfinished:
        yield say("printout.unfinished")
