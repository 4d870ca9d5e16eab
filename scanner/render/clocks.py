"""A last day told in sentences: how it was counted, what moved it, which law, what the paper says, how long is left.

Nothing is claimed that the dates themselves do not bear out: "day 1 is the next day" is said only where counting so
leads to the day shown, because a lien notice runs from something else and a printed day is not counted at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from scanner.render.mask import clean
from scanner.render.order import is_open, open_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scanner.evidence import Evidence
    from scanner.render.words import Words
    from scanner.report import Deadline, Undated
    from scanner.term import Term

__all__ = ["SOON", "Clock", "Quote", "State", "clock_of_term", "clock_told", "quotes", "undated_told"]

State = Literal["passed", "today", "soon", "later", "unknown"]

SOON = 14
"""Days before a last day from which it is shown as close; also the first alarm of the calendar."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What the paper says, and on which page."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One last day, told. `day` and `iso` are None where the paper does not let it be told, and `left` says so.

    `counted` are the sentences of the count in their order; `warnings` what to know before relying on the day.
    """

    id: str
    action: str
    state: State
    day: str | None
    iso: str | None
    left: str
    counted: tuple[str, ...]
    warnings: tuple[str, ...]
    right: str
    law: tuple[str, ...]
    if_missed: str
    note: str
    quotes: tuple[Quote, ...]

    @property
    def how(self) -> str:
        """The word before the count: it was counted, or this is how it is."""
        return "deadline.how" if self.day else "deadline.how_record"


def clock_told(deadline: Deadline, term: Term | None, today: date, say: Words) -> Clock:
    """A deadline of a letter in sentences; `term` is its entry in the law, where that is at hand."""
    days, by = deadline.days_left(today), open_day(deadline, today)
    left = say.left(days)
    if by is not None and by != deadline.last_day:
        left = say("days.passed_other", passed=left, left=say.left((by - today).days))
    return Clock(
        id=deadline.term,
        action=say.of(deadline.action),
        state="passed" if by is None else "today" if by == today else "soon" if days <= SOON else "later",
        day=say.day(deadline.last_day),
        iso=deadline.last_day.isoformat(),
        left=left,
        counted=tuple(_counted(deadline, term, say)),
        warnings=tuple(_warnings(deadline, today, say)),
        right=say("deadline.right" if deadline.right else "deadline.courtesy"),
        law=deadline.authority,
        if_missed=say.of(deadline.if_missed),
        note=say.of(deadline.note),
        quotes=quotes(deadline.evidence),
    )


def _counted(deadline: Deadline, term: Term | None, say: Words) -> Iterable[str]:
    if deadline.basis == "printed":
        yield say("deadline.printed_before", day=say.day(deadline.start)) if deadline.start else say("deadline.printed")
    elif deadline.start is not None:
        from_letter = term is not None and term.start == "letter_date"
        yield say("deadline.from_letter" if from_letter else "deadline.from_day", day=say.plain_day(deadline.start))
        if term is not None and term.lead is not None:
            yield say("deadline.lead", span=say.span(term.lead))
    if deadline.span is not None:
        yield say("deadline.term" if deadline.right else "deadline.term_plain", span=say.span(deadline.span))
    if deadline.start is not None and _counts_from_next_day(deadline):
        yield say("deadline.first_day", day=say.plain_day(deadline.start + timedelta(1)))
    if deadline.moved_from is not None:
        yield say("deadline.moved", day=say.day(deadline.moved_from), last=say.day(deadline.last_day))


def _counts_from_next_day(deadline: Deadline) -> bool:
    if deadline.start is None or deadline.span is None or deadline.span.unit != "calendar":
        return False
    return deadline.start + timedelta(deadline.span.length) == (deadline.moved_from or deadline.last_day)


def _warnings(deadline: Deadline, today: date, say: Words) -> Iterable[str]:
    if deadline.other is not None and deadline.other.last_day != deadline.last_day:
        side = "later" if deadline.other.last_day > deadline.last_day else "earlier"
        yield say(f"deadline.other_{deadline.other.basis}_{side}", day=say.day(deadline.other.last_day))
        if deadline.days_left(today) < 0 and is_open(deadline, today):
            yield say("deadline.other_open")
    if not deadline.checked:
        yield say("deadline.unchecked")


def undated_told(undated: Undated, term: Term | None, say: Words) -> Clock:
    """A right whose last day the paper does not tell: why, and how long it would be."""
    span = (say("deadline.term_plain", span=say.span(undated.span)),) if undated.span and term is None else ()
    return Clock(
        id=undated.term,
        action=say.of(undated.action),
        state="unknown",
        day=None,
        iso=None,
        left=say("deadline.undated_short"),
        counted=(*span, *(_runs(term, say) if term else ())),
        warnings=(say.of(undated.why),),
        right="",
        law=undated.authority,
        if_missed=say.of(undated.if_missed),
        note=say.of(term.note) if term else "",
        quotes=(),
    )


def clock_of_term(term: Term, say: Words) -> Clock:
    """A term of law with no letter in hand: how it runs, under which law, what happens when it is missed."""
    return Clock(
        id=term.id,
        action=say.of(term.action),
        state="unknown",
        day=None,
        iso=None,
        left=_length(term, say),
        counted=tuple(_runs(term, say)),
        warnings=() if term.checked else (say("deadline.unchecked"),),
        right=say("deadline.right" if term.right else "deadline.courtesy"),
        law=term.authority,
        if_missed=say.of(term.if_missed),
        note=say.of(term.note),
        quotes=(),
    )


def _length(term: Term, say: Words) -> str:
    if term.span is not None:
        return say.span(term.span)
    return say("deadline.start_printed" if term.printed_fields else "deadline.no_fixed")


def _runs(term: Term, say: Words) -> Iterable[str]:
    if term.span is None:
        if term.printed_fields:
            yield say("deadline.start_printed")
        return
    if term.lead is not None:
        yield say("deadline.start_lead", lead=say.span(term.lead), span=say.span(term.span))
    elif term.start == "letter_date":
        first = "deadline.start_letter" if term.span.unit == "calendar" else "deadline.start_letter_long"
        yield say(first, span=say.span(term.span))
    else:
        event = term.event_words.get(say.language) or say("deadline.later_event")
        yield say("deadline.start_event", span=say.span(term.span), event=event)
    if term.printed_fields and term.printed != "ignored":
        yield say("deadline.start_printed_too")
    if term.rolls:
        yield say("deadline.rolls")


def quotes(evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    """What the paper says in each place, once, cleaned for showing."""
    return tuple(dict.fromkeys(Quote(clean(each.quote), each.page) for each in evidence if each.quote.strip()))
