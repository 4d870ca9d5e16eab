"""A letter explained as plain text for a terminal: `scanner read` and `scanner explain`.

Eighty columns, headings in capitals, nothing that needs colour. Doubts stand before dates, and dates before anything
else: who reads only the first screen has read what matters.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from scanner.render.mask import clean
from scanner.render.record import Guide, help_told, papers, road, sections, sources, unconfirmed
from scanner.render.roadmap import roadmap
from scanner.render.roadtext import drawn
from scanner.render.telling import Letter, told
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from scanner.explain import Explained
    from scanner.notice import Language
    from scanner.render.clocks import Clock
    from scanner.render.record import Link
    from scanner.render.telling import Told, Value
    from scanner.render.words import Words
    from scanner.report import Failure

__all__ = ["failure_text", "letter_text"]

WIDTH = 80
NO_GUIDE = Guide()
BREAKS = re.compile(r"[ \t\r\n]+")
"""Where a line may break: not at a space that keeps a number with its word."""


def letter_text(letter: Letter, today: date, language: Language, guide: Guide = NO_GUIDE) -> str:
    """One letter, or one explanation record with no letter in hand, as a page of text."""
    say = words(language)
    return "\n".join(_letter(told(letter, today, say), today, say, guide)) + "\n"


def failure_text(failure: Failure, language: Language) -> str:
    """A file that could not be read, and what would help."""
    say = words(language)
    return f"{clean(failure.file)}\n" + "\n".join(_para(why_failed(failure, say), 2)) + "\n"


def why_failed(failure: Failure, say: Words) -> str:
    """What is wrong with the file in the reader's language: the reader's own sentence, or ours for that fault."""
    key = f"failure.{failure.fault}"
    return clean(failure.message) if say.language == "en" or not say.has(key) else say(key)


def _letter(letter: Told, today: date, say: Words, guide: Guide) -> Iterator[str]:
    yield "=" * WIDTH
    yield from _para(f"{letter.name.upper()} - {letter.title}" if letter.title else letter.name.upper())
    if letter.place:
        yield from _para(letter.place)
    yield "=" * WIDTH
    explained = letter.explained
    yield from _para(explained.not_irs if explained else say("page.not_irs"))
    if letter.what:
        yield ""
        yield from _para(letter.what)
    for remark in letter.remarks:
        yield from _para(remark)
    yield from _signs(letter, say)
    if letter.doubts:
        yield from _heading(say("doubts.heading"))
        yield from _para(say(f"outcome.{letter.outcome}_long"))
        yield from _items(letter.doubts, "! ")
    elif letter.outcome:
        yield ""
        yield from _para(say(f"outcome.{letter.outcome}_long"))
    yield from _days(letter, today, say)
    if letter.values:
        yield from _heading(say("read.heading"))
        for value in letter.values:
            yield from _value(value, say)
    if explained:
        yield from _record(explained, say, guide)
    yield from _links(say("explain.help"), help_told(explained, guide, say))
    if explained:
        yield from _sources(explained, say)


def _signs(letter: Told, say: Words) -> Iterator[str]:
    if letter.signs:
        yield from _heading(say("cautions.heading"))
        yield from _para(say("cautions.not_verdict"))
    for sign in letter.signs:
        yield ""
        yield from _para(f"! {sign.seen}", 0, 2)
        yield from _para(f"{say('cautions.act')}: {sign.act}", 2, 4)
        for quote in sign.quotes:
            yield from _para(f"{say('cautions.quote')}: “{quote.text}” ({say('read.on_page', page=quote.page)})", 2, 4)
        for url in sign.sources:
            yield from _para(f"{say('cautions.source')}: {url}", 2, 4)


def _days(letter: Told, today: date, say: Words) -> Iterator[str]:
    if letter.outcome is None:
        yield from _heading(say(f"deadline.heading{letter.kind}"))
        if not letter.terms:
            yield from _para(say(f"deadline.none{letter.kind}"))
    else:
        yield from _heading(say("deadline.heading"))
        yield from _para(say("page.as_of", day=say.day(today)))
        if not letter.clocks:
            yield ""
            yield from _para(say("deadline.none"))
    for clock in (*letter.clocks, *letter.terms):
        yield from _clock(clock, say)
    if letter.undated:
        yield from _heading(say("deadline.undated"))
        for clock in letter.undated:
            yield from _clock(clock, say)


def _clock(clock: Clock, say: Words) -> Iterator[str]:
    yield ""
    yield from _para(f"* {_first_up(clock.day)} - {clock.left}" if clock.day else f"* {_first_up(clock.left)}", 0, 2)
    yield from _para(clock.action, 2)
    for warning in clock.warnings:
        yield from _para(f"! {warning}", 2, 4)
    pairs = (
        (say(clock.how), " ".join(clock.counted)),
        (say("deadline.law"), "; ".join(clock.law)),
        (say("deadline.if_missed"), clock.if_missed),
        (say("deadline.note"), " ".join(filter(None, (clock.right, clock.note)))),
        *(
            (say("deadline.quote"), f"“{quote.text}” ({say('read.on_page', page=quote.page)})")
            for quote in clock.quotes
        ),
    )
    for label, text in pairs:
        if text:
            yield from _para(f"{label}: {text}", 2, 4)


def _value(value: Value, say: Words) -> Iterator[str]:
    if value.text is None:
        yield from _para(f"{value.label}: {value.clarity_text}. {value.why}", 0, 4)
    else:
        yield from _para(f"{value.label}: {value.text} - {value.clarity_text}", 0, 4)
    for quote in value.quotes:
        shown = "" if quote.text == value.text else f"“{quote.text}” "
        yield from _para(f"{shown}({say('read.on_page', page=quote.page)})", 4, 4)


def _record(explained: Explained, say: Words, guide: Guide) -> Iterator[str]:
    if not sections(explained, say):
        yield ""
        yield from _para(say("explain.none"))
    for section in sections(explained, say):
        yield from _heading(section.heading)
        if section.paragraph:
            yield from _para(section.paragraph)
        if section.numbered:
            for number, item in enumerate(section.items, 1):
                yield from _para(f"{number}. {item}", 0, 3)
        else:
            yield from _items(section.items, "- ")
    yield from _links(say("explain.papers"), papers(explained, say))
    yield from _road(explained, say, guide)


def _sources(explained: Explained, say: Words) -> Iterator[str]:
    yield from _links(say("sources.heading"), sources(explained, say))
    if unsure := unconfirmed(explained, say):
        yield from _heading(say("sources.unchecked"))
        yield from _para(unsure)


def _road(explained: Explained, say: Words, guide: Guide) -> Iterator[str]:
    way = road(explained, guide, say)
    if way is None:
        return
    yield from _heading(say("road.heading"))
    if way.come_from:
        yield from _para(f"{say('road.from')}: {', '.join(way.come_from)}", 0, 4)
    yield from _para(f">>> {say('road.here')}: {way.here}. {way.about}", 0, 4)
    if picture := roadmap(explained.station, guide.stations, say):
        yield ""
        yield from drawn(picture, WIDTH, say)
    elif way.leads_to:
        yield from _para(f"{say('road.to')}: {', '.join(way.leads_to)}", 0, 4)
    for label, notices in (
        (say("road.before"), way.before),
        (say("road.after"), way.after),
        (say("explain.related"), way.related),
    ):
        if notices:
            yield ""
            yield f"{label}:"
            yield from _items(notices, "- ")


def _links(heading: str, links: Iterable[Link]) -> Iterator[str]:
    links = tuple(links)
    if links:
        yield from _heading(heading)
    for link in links:
        yield from _para(f"- {link.name}: {link.text}" if link.text else f"- {link.name}", 0, 2)
        reach = "  ".join(part for part in (link.phone, link.url if link.url != link.name else "") if part)
        if reach:
            yield from _para(reach, 2)


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text.upper()
    yield "-" * len(text)


def _items(items: Iterable[str], mark: str) -> Iterator[str]:
    for item in items:
        yield from _para(f"{mark}{item}", 0, len(mark))


def _para(text: str, indent: int = 0, hang: int | None = None) -> list[str]:
    later = " " * (indent if hang is None else hang)
    flat = " ".join(filter(None, BREAKS.split(text)))
    return textwrap.wrap(flat, WIDTH, initial_indent=" " * indent, subsequent_indent=later, break_on_hyphens=False)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
