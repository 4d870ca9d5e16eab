"""The open last days of letters that were just read, as a calendar file.

A calendar is seen by others: on a shared screen, on a phone on a table. So a title has the notice and the action and
nothing of the taxpayer.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from scanner.render.clocks import clock_told
from scanner.render.event import LastDay, calendar_file, identities
from scanner.render.order import by_urgency, open_day
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from scanner.notice import Language
    from scanner.render.clocks import Clock
    from scanner.render.words import Words
    from scanner.report import Report
    from scanner.term import Term

__all__ = ["calendar"]

NO_LAW: Mapping[str, Term] = MappingProxyType({})


def calendar(reports: Iterable[Report], today: date, language: Language, law: Mapping[str, Term] = NO_LAW) -> bytes:
    """The calendar file of every deadline that is open on `today`; `law` tells what each term is counted from."""
    say = words(language)
    days = (day for report in by_urgency(reports, today) for day in _days(report, today, law, say))
    return calendar_file(days, today, say)


def _days(report: Report, today: date, law: Mapping[str, Term], say: Words) -> Iterator[LastDay]:
    name = report.notice.name if report.notice else say("head.letter")
    known_by = identities(report.sha256, report.pages, (deadline.term for deadline in report.deadlines))
    for deadline, identity in zip(report.deadlines, known_by, strict=True):
        if day := open_day(deadline, today):
            key, action = "title" if day == deadline.last_day else "title_other", say.of(deadline.action)
            told = _description(clock_told(deadline, law.get(deadline.term), today, say), report, say)
            yield LastDay(identity, day, say(f"calendar.{key}", name=name, action=action), name, action, told)


def _description(clock: Clock, report: Report, say: Words) -> str:
    lines = (
        "" if report.outcome == "sure" else say(f"outcome.{report.outcome}_long"),
        *clock.warnings,
        " ".join(clock.counted),
        f"{say('deadline.law')}: {'; '.join(clock.law)}" if clock.law else "",
        f"{say('deadline.if_missed')}: {clock.if_missed}" if clock.if_missed else "",
        clock.note,
        say("page.not_irs"),
    )
    return "\n".join(line for line in lines if line)
