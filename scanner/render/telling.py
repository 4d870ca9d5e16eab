"""One letter told: headline, doubts, last days, what was read and where. The doors for people lay this out.

It is made once so that the terminal, the web page and the print say the same words. Texts that come from the letter are
cleaned here; texts of the catalogue are ours and stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from scanner.evidence import Unread
from scanner.render.cautions import Sign, caution_mark, signs_told
from scanner.render.clocks import Clock, Quote, clock_of_term, clock_told, quotes, undated_told
from scanner.render.contract import doubts
from scanner.render.mask import clean, last_four
from scanner.render.order import by_urgency, is_open, open_day
from scanner.report import Identified, Outcome, Period, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.entry import Entry
    from scanner.evidence import Answer
    from scanner.explain import Explained
    from scanner.render.words import Words

__all__ = ["Letter", "Told", "Value", "clarity", "in_order", "label", "page_list", "page_span", "told", "value_text"]

Clarity = Literal["clear", "fair", "poor", "unread"]

CLEAR, FAIR = 0.97, 0.85
"""From this confidence on a reading is called clear, and from that one fairly clear."""

URGENT = ("critical", "high")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a door shows: a report with its explanation, or an explanation with no letter in hand."""

    report: Report | None
    explained: Explained | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One value that was read, or that could not be: `text` is None then and `clarity_text` says so."""

    label: str
    text: str | None
    clarity: Clarity
    clarity_text: str
    why: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that a person is told of one letter before its explanation. `outcome` is None with no letter in hand; `signs` are
    its warning signs, and `mark` counts them in a word or two for a list of letters.
    """

    name: str
    title: str
    what: str
    place: str
    outcome: Outcome | None
    urgent: bool
    signs: tuple[Sign, ...]
    mark: str
    doubts: tuple[str, ...]
    remarks: tuple[str, ...]
    clocks: tuple[Clock, ...]
    undated: tuple[Clock, ...]
    terms: tuple[Clock, ...]
    values: tuple[Value, ...]
    explained: Explained | None

    @property
    def kind(self) -> str:
        """The end of the words that differ for a letter in hand (nothing), a notice's record, and a station's."""
        if self.outcome is not None or self.explained is None:
            return ""
        station = self.explained.station
        return "_station" if station and self.explained.id == station.id else "_record"

    @property
    def next(self) -> Clock | None:
        """The last day that comes next and has not passed."""
        return next((clock for clock in self.clocks if clock.state != "passed"), None)


def told(letter: Letter, today: date, say: Words) -> Told:
    """A letter in sentences of one language, as seen on `today`."""
    report, explained = letter.report, letter.explained
    what = explained.words.what if explained else ""
    if report is None:
        name, title = (explained.name, explained.title) if explained else ("", "")
        terms = tuple(clock_of_term(term, say) for term in explained.terms) if explained else ()
        title = "" if title == name else title
        return Told(
            name, title, what, "", None, False, (), "", (), _reply(explained, say), (), (), terms, (), explained
        )
    law = {term.id: term for term in explained.terms} if explained else {}
    notice = report.notice
    days = sorted(report.deadlines, key=lambda each: (not is_open(each, today), open_day(each, today) or each.last_day))
    return Told(
        name=notice.name if notice else _of_sender(report, explained) or say("head.unknown"),
        title=say.either(notice.title, notice.title_es) if notice else "",
        what=what if notice or what else say("head.unknown_help"),
        place=_place(report, say),
        outcome=report.outcome,
        urgent=report.urgency in URGENT,
        signs=signs_told(report, say),
        mark=caution_mark(len(report.cautions), say),
        doubts=doubts(report),
        remarks=(*_reply(explained, say), *_remarks(report, say)),
        clocks=tuple(clock_told(day, law.get(day.term), today, say) for day in days),
        undated=tuple(undated_told(each, law.get(each.term), say) for each in report.undated),
        terms=(),
        values=tuple(_values(report, say)),
        explained=explained,
    )


def _of_sender(report: Report, explained: Explained | None) -> str:
    """Whose mail it is, where that is told in place of the notice; a letter of the IRS stays an unknown letter."""
    return "" if explained is None or report.identity.sender == "irs" else explained.name


def in_order(letters: Sequence[Letter], today: date) -> tuple[Letter, ...]:
    """The letters with the most urgent first; records with no letter in hand stand at the end, as they were given."""
    by_report = {id(letter.report): letter for letter in letters if letter.report}
    reports = by_urgency((letter.report for letter in letters if letter.report), today)
    return (*(by_report[id(report)] for report in reports), *(letter for letter in letters if not letter.report))


def _reply(explained: Explained | None, say: Words) -> tuple[str, ...]:
    """Whether such a letter needs an answer: the first thing that a frightened person asks."""
    return (say(f"reply.{explained.reply}"),) if explained and explained.reply else ()


def _place(report: Report, say: Words) -> str:
    place = f"{clean(report.file)}, {page_list(report, say)}"
    if report.urgency == "none":
        return place
    return f"{place}; {say('urgency.label', urgency=say(f'urgency.{report.urgency}'))}"


def page_list(letter: Report | Entry, say: Words) -> str:
    """Which pages of its file the letter is: "page 3", "pages 3-5", "pages 1, 4"."""
    return page_span(letter.pages, say)


def page_span(pages: tuple[int, ...], say: Words) -> str:
    """The same of pages by themselves."""
    first, last = min(pages, default=0), max(pages, default=0)
    whole = len(pages) > 1 and pages == tuple(range(first, last + 1))
    listed = f"{first}-{last}" if whole else ", ".join(map(str, pages))
    return say("head.page" if len(pages) == 1 else "head.pages", pages=listed)


def _remarks(report: Report, say: Words) -> Iterable[str]:
    identity = report.identity
    if not isinstance(identity, Identified):
        if identity.printed_number:
            yield say("head.printed_number", number=clean(identity.printed_number))
        if identity.sender not in ("irs", "unknown"):
            yield say("head.sender", sender=say(f"sender.{identity.sender}"))
            yield say("head.not_from_irs")
    elif identity.rivals and report.outcome != "sure":
        yield say("read.rivals", names=", ".join(_as_said(rival.notice) for rival in identity.rivals))


def _as_said(notice: str) -> str:
    """A notice's name from its id: Letter 2645C, CP90C, Form 668-Y."""
    kind, dash, number = notice.partition("-")
    return f"{kind.capitalize()} {number.upper()}" if dash else notice.upper()


def _values(report: Report, say: Words) -> Iterable[Value]:
    identity = report.identity
    if isinstance(identity, Identified):
        printed = clean(identity.printed_number or "") or identity.notice.name
        yield Value(say("read.notice"), printed, *clarity(identity.confidence, say), "", quotes(identity.evidence))
    for name, answers in report.fields.items():
        for answer in answers if isinstance(answers, tuple) else (answers,):
            yield _value(name, label(name, say), answer, say)


def label(field: str, say: Words) -> str:
    """What a field is called."""
    return say(f"field.{field}") if say.has(f"field.{field}") else field.replace("_", " ").capitalize()


def _value(name: str, title: str, answer: Answer[object], say: Words) -> Value:
    if isinstance(answer, Unread):
        return Value(title, None, "unread", say("read.unread"), clean(answer.why), quotes(answer.evidence))
    text = value_text(name, answer.value, say)
    return Value(title, text, *clarity(answer.confidence, say), "", quotes(answer.evidence))


def clarity(confidence: float, say: Words) -> tuple[Clarity, str]:
    """How clear a reading is, in one word and in words for a person."""
    clear: Clarity = "clear" if confidence >= CLEAR else "fair" if confidence >= FAIR else "poor"
    return clear, say(f"read.{clear}", percent=int(confidence * 100))


def value_text(name: str, value: object, say: Words) -> str:
    """A value as people say it: dates written out, dollars and cents, a taxpayer number by its last digits."""
    if name == "tin_last4":
        return say("read.last4", digits=last_four(str(value)))
    if isinstance(value, Period):
        return _period_text(value, say)
    if isinstance(value, date):
        return say.day(value)
    return say.money(value) if isinstance(value, Decimal) else clean(str(value))


def _period_text(period: Period, say: Words) -> str:
    number = clean(period.form or "")
    form = number if not number[:1].isdigit() else say("read.form", number=number)
    key, printed = ("read.period_form" if form else "read.period"), clean(period.printed)
    text = say(key, printed=printed, form=form, day=say.plain_day(period.ends))
    return text if period.amount is None else f"{text}: {say.money(period.amount)}"
