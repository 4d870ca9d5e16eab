"""From a notice, its answers and the law to last days.

The safe day leads: where the paper prints a day and the law gives one, both are reported and neither is repaired into
the other; the term says which governs (`scanner/term.py`). A last day is computed only from a start that was read. What
counts from something that no letter tells (a talk with a manager) is listed undated, with how it is counted, and is
computed where the caller gives the day of the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scanner.answers import Answers
from scanner.catalogue import Catalogue
from scanner.evidence import Reading
from scanner.notice import Language, Notice
from scanner.report import Deadline, Other, Undated
from scanner.schedule.doubts import LONGEST_PRINTED, of_deadline, postponed, unclaimed
from scanner.term import Span, Term
from scanner.workdays import after, rolled

__all__ = ["Clock", "Schedule", "event_deadlines", "last_day", "printed_only", "schedule"]


@dataclass(frozen=True, slots=True)
class Clock:
    """One term run from one start: the last day, and the day it was moved from by IRC 7503."""

    start: date
    span: Span
    last_day: date
    moved_from: date | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The deadlines of one letter, the earliest first, those that cannot be dated, and what is in doubt."""

    deadlines: tuple[Deadline, ...]
    undated: tuple[Undated, ...]
    doubts: tuple[str, ...]


def last_day(term: Term, start: date, *, abroad: bool = False, large: bool = False) -> Clock | None:
    """The last day of `term` counted from `start`; None where the term has no span of its own.

    The day after the start is day 1. A term with a lead runs it first (IRC 6320(a)(2): five business days).
    """
    span = term.span
    if abroad and term.abroad:
        span = term.abroad
    elif large and term.large:
        span = term.large
    if span is None:
        return None
    begin = after(start, term.lead) if term.lead else start
    plain = after(begin, span)
    day = rolled(plain) if term.rolls else plain
    return Clock(start, span, day, plain if day != plain else None)


def schedule(notice: Notice, answers: Answers, catalogue: Catalogue, language: Language) -> Schedule:
    """Every deadline of `notice` for a letter with these answers."""
    deadlines: list[Deadline] = []
    undated: list[Undated] = []
    doubts: list[str] = []
    for key in notice.deadlines:
        if not _applies(catalogue.law[key], answers):
            continue
        found = _dated(catalogue.law[key], answers, catalogue)
        if isinstance(found, Undated):
            undated.append(found)
            if _should_be_told(catalogue.law[key], notice):
                doubts.append(catalogue.say("deadline-undated", language, action=found.action[language]))
        else:
            deadlines.append(found)
            doubts += of_deadline(found, answers, catalogue, language)
            doubts += postponed(found, answers, catalogue, language)
    deadlines += _printed_besides(notice, answers, catalogue)
    deadlines += _stated(deadlines, notice, answers, catalogue)
    doubts += unclaimed(deadlines, answers, catalogue, language)
    if answers.abroad and deadlines:
        longer = any(catalogue.law[deadline.term].abroad for deadline in deadlines)
        doubts.append(catalogue.say("abroad-longer" if longer else "abroad", language))
    return Schedule(
        tuple(sorted(deadlines, key=lambda d: (d.last_day, not d.right, d.term))), tuple(undated), tuple(doubts)
    )


def printed_only(answers: Answers, catalogue: Catalogue) -> tuple[Deadline, ...]:
    """The last days that a letter prints or counts itself, where nobody knows what notice it is."""
    printed = _printed_besides(None, answers, catalogue)
    both = (*printed, *_stated(printed, None, answers, catalogue))
    return tuple(sorted(both, key=lambda deadline: deadline.last_day))


def event_deadlines(terms: tuple[Term, ...], events: Mapping[str, date]) -> tuple[Deadline, ...]:
    """The deadlines of those `terms` that count from an event whose day is given, such as `manager-conference`."""
    found = []
    for term in terms:
        start = events.get(term.event or "")
        clock = last_day(term, start) if start and term.in_force(start) else None
        if clock:
            found.append(_deadline(term, clock.last_day, None, clock))
    return tuple(sorted(found, key=lambda deadline: (deadline.last_day, deadline.term)))


def _should_be_told(term: Term, notice: Notice) -> bool:
    """Whether such a letter prints what the term needs, so that not having read it is a doubt."""
    if term.event:
        return False
    return (
        term.start in notice.fields
        if term.span and not term.printed_fields
        else bool({term.start, *term.printed_fields} & set(notice.fields))
    )


def _printed_besides(notice: Notice | None, answers: Answers, catalogue: Catalogue) -> list[Deadline]:
    """Days that the paper prints and that no term of the notice speaks of: they are shown as what they say they are."""
    terms = [catalogue.law[key] for key in notice.deadlines] if notice else []
    claimed = {field for term in terms if _applies(term, answers) for field in term.printed_fields}
    found = []
    for term in catalogue.law.values():
        if term.span is None and term.event is None and not claimed & set(term.printed_fields):
            printed = _printed(term, answers)
            if printed is not None:
                claimed.update(term.printed_fields)
                found.append(printed)
    return found


def _stated(deadlines: list[Deadline], notice: Notice | None, answers: Answers, catalogue: Catalogue) -> list[Deadline]:
    """Days that a sentence gives from the letter's date, and that no term of the notice counts already."""
    letter_date = answers.day("letter_date")
    if letter_date is None or (notice and notice.reply == "no"):  # such a letter asks to wait
        return []
    terms = [catalogue.law[key] for key in notice.deadlines] if notice else []
    spans = {span.length for term in terms for span in (term.span, term.abroad) if span and span.unit == "calendar"}
    shown = {day for each in deadlines for day in (each.last_day, each.moved_from, each.start)}
    term = catalogue.law["answer-by-stated"]
    found = []
    for reading in answers.stated:
        span = Span(reading.value, "calendar")
        day = after(letter_date.value, span)
        if day not in shown and not spans & {reading.value, reading.value - 1}:
            found.append(
                _deadline(
                    term,
                    day,
                    Reading(day, reading.confidence, reading.evidence),
                    Clock(letter_date.value, span, day, None),
                )
            )
    return found


def _dated(term: Term, answers: Answers, catalogue: Catalogue) -> Deadline | Undated:
    """The deadline of one term. An address abroad is read from print and can be misread, so that its longer time leads
    only where the paper prints that very day; else it stands beside the shorter one.
    """
    printed, rule, longer = _printed(term, answers), _by_rule(term, answers), _abroad(term, answers)
    if longer and rule and printed and printed.last_day == longer.last_day:
        return replace(longer, other=Other(rule.last_day, "rule", rule.evidence), other_counts=True)
    if inserted := _by_insert(term, printed or rule, answers):
        return inserted
    if longer and rule and printed is None:
        return replace(rule, other=Other(longer.last_day, "rule", longer.evidence), other_counts=True)
    if printed is None or rule is None:
        return printed or rule or _undated(term, catalogue)
    printed_leads = term.printed == "governs" or printed.last_day <= rule.last_day
    lead, second = (printed, rule) if printed_leads else (rule, printed)
    if second.last_day == lead.last_day:
        return lead
    other = Other(second.last_day, second.basis, second.evidence)
    return replace(lead, other=other, other_counts=term.printed in ("governs", "protects"))


def _by_insert(term: Term, before: Deadline | None, answers: Answers) -> Deadline | None:
    """The day of a Notice 1052 in place of the one that the letter prints. It is the Service's to give, so it leads only
    where the Service sets the day and no right dies with it; beside a right it is shown and does not lead.
    """
    given, letter_date = answers.more_time, answers.day("letter_date")
    if given is None or before is None or term.printed != "governs" or given.value <= before.last_day:
        return None
    if letter_date and given.value > letter_date.value + LONGEST_PRINTED:
        return None
    if term.right:
        return replace(before, other=Other(given.value, "printed", given.evidence), other_counts=True)
    return replace(
        _deadline(term, given.value, given, None), other=Other(before.last_day, before.basis, before.evidence)
    )


def _by_rule(term: Term, answers: Answers) -> Deadline | None:
    start = None if term.event else answers.day(term.start)
    if start is None or not term.in_force(start.value):
        return None
    clocks = [last_day(term, start.value, large=large) for large in _sizes(term, answers)]
    clock = min((clock for clock in clocks if clock), key=lambda clock: clock.last_day, default=None)
    return _deadline(term, clock.last_day, start, clock) if clock else None


def _abroad(term: Term, answers: Answers) -> Deadline | None:
    """The longer clock of a letter that is addressed outside the United States, where the law has one."""
    start = None if term.event else answers.day(term.start)
    clock = last_day(term, start.value, abroad=True) if start and answers.abroad and term.abroad else None
    return _deadline(term, clock.last_day, start, clock) if clock else None


def _sizes(term: Term, answers: Answers) -> tuple[bool, ...]:
    """Whether the bill counts as large (IRC 6601(e)(3)); where the amount is unread, both clocks run and the earlier leads."""
    if term.large_from is None:
        return (False,)
    return (True, False) if answers.amount is None else (answers.amount >= term.large_from,)


def _applies(term: Term, answers: Answers) -> bool:
    """Whether the term is the law for a letter of this date; where the date is unread, whether it is the law today's
    letters are under: an old span beside a new one would only confuse.
    """
    letter_date = answers.day("letter_date")
    return term.in_force(letter_date.value) if letter_date else term.effective_to is None


def _printed(term: Term, answers: Answers) -> Deadline | None:
    """The day that the paper prints for this term: the earliest of its fields, unless no printed day can matter."""
    if term.printed == "ignored":
        return None
    readings = {field: reading for field in term.printed_fields if (reading := answers.day(field))}
    letter_date = answers.day("letter_date")
    if letter_date:
        last = letter_date.value + LONGEST_PRINTED
        readings = {field: each for field, each in readings.items() if letter_date.value < each.value <= last}
    found = (_on_paper(term, reading, before=field in answers.before) for field, reading in readings.items())
    return min(found, key=lambda deadline: deadline.last_day, default=None)


def _on_paper(term: Term, reading: Reading[date], *, before: bool) -> Deadline:
    """The deadline on a printed day. One *before* which something is to be done is itself too late."""
    if not before:
        return _deadline(term, reading.value, reading, None)
    return replace(_deadline(term, reading.value - timedelta(1), reading, None), start=reading.value)


def _deadline(term: Term, day: date, proof: Reading[date] | None, clock: Clock | None) -> Deadline:
    """The deadline on `day`: by the rule where there is a clock, else as printed. `proof` is the print it rests on."""
    return Deadline(
        term=term.id,
        action=term.action,
        last_day=day,
        basis="rule" if clock else "printed",
        start=clock.start if clock else None,
        span=clock.span if clock else None,
        moved_from=clock.moved_from if clock else None,
        authority=term.authority,
        if_missed=term.if_missed,
        note=term.note,
        right=term.right,
        checked=term.checked,
        confidence=proof.confidence if proof else 1.0,
        evidence=proof.evidence if proof else (),
    )


def _undated(term: Term, catalogue: Catalogue) -> Undated:
    if term.event:
        event = {lang: catalogue.say(f"event-{term.event}", lang) for lang in ("en", "es")}
        why = {lang: catalogue.say("start-event", lang, event=event[lang]) for lang in event}  # type: ignore[arg-type]
    elif term.span is None:
        why = {lang: catalogue.say("printed-unread", lang) for lang in ("en", "es")}
    else:
        why = {
            lang: catalogue.say("start-unread", lang, field=catalogue.say(f"field-{term.start}", lang))
            for lang in ("en", "es")
        }
    return Undated(term.id, term.action, why, term.span, term.authority, term.if_missed)
