"""Where on the paper a number stands decides what it is worth.

Almost every letter quotes others: an LT11 names section 6330 and Form 12153, a Letter 4383 the Letter 1058 that began
it (traps A1, A2). So a number votes only where it stands by itself: in the header, in the foot, on a payment stub, as
the title of a form. In a running sentence it has no vote at all, whatever corner of the page the sentence is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from scanner.catalogue.number import PrintedNumber, numbers_in
from scanner.evidence import Evidence
from scanner.layout import Layout, Run
from scanner.page import around

__all__ = ["Sign", "Zone", "signs_on"]

Zone = Literal["header", "foot", "stub", "form-title", "body", "web-address"]

WEIGHT: dict[Zone, float] = {
    "header": 1.0,
    "foot": 1.0,
    "form-title": 1.0,
    "stub": 0.9,
    "web-address": 0.5,
    "body": 0.3,
}

HEADER = 0.24
"""The header ends at this share of the page's height: the box of a redesigned notice reaches 17 %, a stamped date 22 %."""
FOOT = 0.90
LOW = 0.80
STUB = 0.66
FORM_TITLE = 0.16
"""A form prints its number in the top corner."""

FURNITURE = regex.compile(
    r"""(?ix)
      \s*\(\s?rev\.?[^)]*\)? | \s*\(\s?\d{1,2}\s?[-/]\s?\d{2,4}\s?\) | \brev\.?\s*\(?\d{1,2}\s?[-/]\s?\d{2,4}\)? | \bcat(?:alog)?\.?\s*(?:number|no\.?)?:?\s*\d{4,6}\s?\p{L}?
    | \bpage\s+\d+(?:\s+of\s+\d+)? | p[aá]gina\s+\d+(?:\s+de\s+\d+)? | \s*\((?:[a-z]{1,2}|ics|acs)(?:\s?/\s?[a-z]{2})?\)(?:\s?\((?:do|ics|acs)\))? | \s*\(en-sp\)
    | \b(?:www\.)?irs\.gov\S* | \b(?:number\s+of\s+this\s+notice|notice\s*(?:number|name)?|aviso|letter|carta|form(?:ulario)?)\b
    | \b(?:\p{L}{3,9}\.?,?\s*\d{1,2},?\s*\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4}) | \b[ES]?[0O]\b | [\s:;,.|()\[\]_*#-]+
    | \b(?:department\s+of\s+the\s+treasury|internal\s+revenue\s+service|omb\s+no\.?\s*[\d-]+) | \bpart\s+\d\b | \benclosures?\b
    | \bdate\b | \bltr\b
    """
)
LEAD = regex.compile(r"(?i)(?:notice|aviso|letter|carta|notice\s+(?:number|name)):?")
RETURN = regex.compile(r"form-(?:1040|94[0135]|944|1120|1065|1041|990|720|706|709|2290)(?:-|$)")
"""A return's number beside a label says which tax it is; it names no letter."""
PROSE = regex.compile(r"\p{Ll}{2,}")
REVISION = regex.compile(r"(?i)\(?\s*rev\b|\(\s?\d{1,2}\s?[-/]\s?(?:19|20)\d\d\s?\)|\bcat(?:alog)?\.?\s*n")
STUB_MARKS = regex.compile(
    r"(?i)payment|remit|amount due|detach|return this (?:part|portion|stub)|check or money order|pago|cheque"
)
WEB_ADDRESS = regex.compile(r"(?i)irs\.gov/(?:es/)?(?P<name>(?:cp|lt)\d{2,4}[a-z]{0,2})(?!\w)")


@dataclass(frozen=True, slots=True)
class Sign:
    """A number that stands by itself on the paper. `weight` is its vote, `confidence` how well the print was read."""

    number: PrintedNumber
    zone: Zone
    evidence: Evidence

    @property
    def weight(self) -> float:
        """Its vote, 0 to 1."""
        return WEIGHT[self.zone] * (0.8 if self.number.repaired else 1.0)


def signs_on(layout: Layout) -> Iterator[Sign]:
    """Every number on the page that has a vote."""
    for row in layout.rows:
        for run in row:
            yield from _signs_in(run, layout)
    yield from _web_addresses(layout)


def _signs_in(run: Run, layout: Layout) -> Iterator[Sign]:
    text = run.text
    if len(text) > 160:
        return
    before = layout.left_of(run)
    lead = before.text if before is not None and LEAD.fullmatch(before.text) else ""
    shift = len(lead) + 1 if lead else 0
    for number in numbers_in(f"{lead} {text}" if lead else text):
        if number.end <= shift:
            continue
        rest = text[: max(number.start - shift, 0)] + " " + text[number.end - shift :]
        if not _stands_alone(rest) or _ends_a_sentence(run, layout):
            continue
        zone = _zone(number, run, layout)
        if zone is not None:
            printed = [word.confidence for word in run.words if word.text.strip(" .,:") and word.text in number.text]
            confidence = min(printed, default=run.confidence)
            quote = number.text if lead else text
            box = around((before.box, run.box)) if lead and before is not None else run.box
            yield Sign(number, zone, Evidence(layout.page.number, box, quote, f"number#{zone}", confidence))


def _stands_alone(rest: str) -> bool:
    left = FURNITURE.sub(" ", rest)
    left = "".join(number_free for number_free in left.split())
    return len(left) <= 2


def _ends_a_sentence(run: Run, layout: Layout) -> bool:
    """Whether the run is the tail of a paragraph: the line above it in its block is prose that has not ended."""
    if REVISION.search(run.text):
        return False
    block = next((b for b in layout.blocks if run in b), (run,))
    at = block.index(run)
    if at == 0:
        return False
    above = block[at - 1].text
    return len(PROSE.findall(above)) >= 5 and above.rstrip()[-1:] not in ".:!?"


def _zone(number: PrintedNumber, run: Run, layout: Layout) -> Zone | None:
    height = layout.page.height
    top, bottom = run.box.top / height, run.box.bottom / height
    if number.kind == "form":
        if RETURN.match(number.slug):
            return None
        titled = top < FORM_TITLE
        footed = bottom > FOOT and bool(REVISION.search(run.text) or _row_has_revision(run, layout))
        return "form-title" if titled else "foot" if footed else None
    if number.kind == "notice":  # most are inserts; the few that are letters themselves (Notice 1444) vote like others
        return "header" if top < HEADER else "foot" if bottom > FOOT else None
    if top < HEADER:
        return "header"
    if bottom > FOOT or (bottom > LOW and _is_last(run, layout)):
        return "foot"
    if top > STUB and STUB_MARKS.search(_text_near(run, layout)):
        return "stub"
    return "body"


def _is_last(run: Run, layout: Layout) -> bool:
    """Whether nothing is printed below: a foot stands higher where the scan cuts the paper."""
    return run.row == len(layout.rows) - 1


def _row_has_revision(run: Run, layout: Layout) -> bool:
    return any(REVISION.search(other.text) for other in layout.rows[run.row])


def _text_near(run: Run, layout: Layout) -> str:
    near = [other.text for other in layout.runs if abs(other.box.middle - run.box.middle) < 90]
    return " ".join(near)


def _web_addresses(layout: Layout) -> Iterator[Sign]:
    for found in WEB_ADDRESS.finditer(layout.text):
        number = next(numbers_in(found["name"].upper()), None)
        if number is not None:
            box = layout.box_at(*found.span())
            evidence = Evidence(layout.page.number, box, found[0], "number#web-address", 0.9)
            yield Sign(number, "web-address", evidence)
