"""Letters explained as a PDF to print and hand over: large type, letter size, page numbers, nothing fetched.

The core fonts of every PDF reader are used and none is shipped: they have all of English and Spanish (`latin`). Boxes
and rules carry the meaning that colour has on the screen, since most clinic printers have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.render.record import Guide, help_told, papers, road, sections, sources, unconfirmed
from scanner.render.roadmap import roadmap
from scanner.render.roadplan import PRINT, plan
from scanner.render.roadprint import print_plan
from scanner.render.sheet import SIZE, SMALL, Line, Sheet
from scanner.render.telling import Letter, in_order, told
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scanner.explain import Explained
    from scanner.notice import Language
    from scanner.render.clocks import Clock
    from scanner.render.record import Link
    from scanner.render.telling import Told, Value

__all__ = ["document"]

NO_GUIDE = Guide()
HEAD = 92.0
"""Points that the heading and the sentence above the roadmap's picture take."""


def document(letters: Sequence[Letter], today: date, language: Language, guide: Guide = NO_GUIDE) -> bytes:
    """The PDF of the letters, the most urgent first, each on a page of its own."""
    say = words(language)
    sheet = Sheet(say, today)
    for letter in in_order(letters, today):
        sheet.add_page()
        _letter(sheet, told(letter, today, say), guide)
    return bytes(sheet.output())


def _letter(sheet: Sheet, letter: Told, guide: Guide) -> None:
    explained = letter.explained
    _head(sheet, letter)
    _days(sheet, letter)
    if letter.outcome != "sure":
        _values(sheet, letter.values)
    if explained:
        _record(sheet, explained)
    _links(sheet, sheet.say("explain.help"), help_told(explained, guide, sheet.say))
    if explained:
        _links(sheet, sheet.say("explain.papers"), papers(explained, sheet.say))
        _road(sheet, explained, guide)
    if letter.outcome == "sure":
        _values(sheet, letter.values)
    if explained:
        _links(sheet, sheet.say("sources.heading"), sources(explained, sheet.say), SMALL)
        sheet.para(unconfirmed(explained, sheet.say), "I", SMALL)


def _head(sheet: Sheet, letter: Told) -> None:
    say, explained = sheet.say, letter.explained
    sheet.para(explained.not_irs if explained else say("page.not_irs"), "I", SMALL)
    sheet.para(letter.place, "", SMALL)
    sheet.para(letter.name, "B", 24, after=0)
    sheet.para(letter.title, "B", 15, after=8)
    sheet.para(letter.what)
    for remark in letter.remarks:
        sheet.para(remark)
    _signs(sheet, letter)
    if letter.doubts:
        sheet.heading(f"! {say('doubts.heading')}")
    if letter.outcome:
        sheet.para(say(f"outcome.{letter.outcome}_long"), "B")
    for doubt in letter.doubts:
        sheet.item("!", doubt)


def _signs(sheet: Sheet, letter: Told) -> None:
    say = sheet.say
    if letter.signs:
        sheet.heading(f"! {say('cautions.heading')}")
        sheet.para(say("cautions.not_verdict"))
    for sign in letter.signs:
        quoted = (f'"{each.text}" ({say("read.on_page", page=each.page)})' for each in sign.quotes)
        lines = (
            Line(sign.seen, "B"),
            Line(f"{say('cautions.act')}: {sign.act}"),
            *(Line(f"{say('cautions.quote')}: {text}") for text in quoted),
            *(Line(f"{say('cautions.source')}: {url}", "", SMALL) for url in sign.sources),
        )
        sheet.block(lines, True)


def _days(sheet: Sheet, letter: Told) -> None:
    say = sheet.say
    sheet.heading(say(f"deadline.heading{letter.kind}"))
    for clock in (*letter.clocks, *letter.terms):
        _clock(sheet, clock)
    if not letter.clocks and not letter.terms:
        sheet.para(say(f"deadline.none{letter.kind}"))
    if letter.undated:
        sheet.heading(say("deadline.undated"))
    for clock in letter.undated:
        _clock(sheet, clock)


def _clock(sheet: Sheet, clock: Clock) -> None:
    say = sheet.say
    quoted = "; ".join(f'"{quote.text}" ({say("read.on_page", page=quote.page)})' for quote in clock.quotes)
    pairs = (
        ("deadline.quote", quoted),
        (clock.how, " ".join(clock.counted)),
        ("deadline.if_missed", clock.if_missed),
        ("deadline.note", " ".join(filter(None, (clock.right, clock.note)))),
        ("deadline.law", "; ".join(clock.law)),
    )
    lines = (
        Line(_first_up(clock.day or ""), "B", 17),
        Line(_first_up(clock.left), "B", 14),
        Line(clock.action, "B"),
        *(Line(f"! {warning}") for warning in clock.warnings),
        *(Line(f"{say(key)}: {text}", "", 12) for key, text in pairs if text),
    )
    sheet.block([line for line in lines if line.text], clock.state in ("soon", "today"))


def _values(sheet: Sheet, values: tuple[Value, ...]) -> None:
    if values:
        sheet.heading(sheet.say("read.heading"))
    for value in values:
        text = f"{value.text} - {value.clarity_text}" if value.text else f"{value.clarity_text}. {value.why}"
        pages = sorted({quote.page for quote in value.quotes})
        where = ", ".join(sheet.say("read.on_page", page=page) for page in pages)
        sheet.para(f"{value.label}: {text}" + (f" ({where})" if where else ""))


def _record(sheet: Sheet, explained: Explained) -> None:
    if not sections(explained, sheet.say):
        sheet.para(sheet.say("explain.none"))
    for section in sections(explained, sheet.say):
        sheet.heading(section.heading)
        sheet.para(section.paragraph)
        for number, item in enumerate(section.items, 1):
            sheet.item(f"{number}." if section.numbered else "\u00b7", item)


def _road(sheet: Sheet, explained: Explained, guide: Guide) -> None:
    say, way = sheet.say, road(explained, guide, sheet.say)
    if way is None:
        return
    measured = plan(picture, PRINT) if (picture := roadmap(explained.station, guide.stations, say)) else None
    if measured:
        sheet.need(measured.height + HEAD)
    sheet.heading(say("road.heading"))
    sheet.para(f">> {say('road.here')}: {way.here}. {way.about}", "B")
    if measured:
        print_plan(sheet, measured)
    else:
        sheet.para(f"{say('road.from')}: {', '.join(way.come_from)}" if way.come_from else "")
        sheet.para(f"{say('road.to')}: {', '.join(way.leads_to)}" if way.leads_to else say("road.end"))
    for heading, notices in (
        (say("road.before"), way.before),
        (say("road.after"), way.after),
        (say("explain.related"), way.related),
    ):
        if notices:
            sheet.need(4 * SIZE)
            sheet.para(heading, "B")
        for notice in notices:
            sheet.item("\u00b7", notice)


def _links(sheet: Sheet, heading: str, links: tuple[Link, ...], size: float = SIZE) -> None:
    if links:
        sheet.heading(heading)
    for link in links:
        web = "" if link.url == link.name else link.url
        sheet.item("\u00b7", " - ".join(part for part in (link.name, link.text, link.phone, web) if part), size)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
