"""Inks: everything that was read and the places on the paper where it stands, under a name that value and place share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scanner.correction import PERSON
from scanner.render.legend import COLOURS, RED
from scanner.render.mask import clean
from scanner.report import Identified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence import Evidence
    from scanner.page import Box
    from scanner.render.telling import Told, Value
    from scanner.render.words import Words
    from scanner.report import Report

__all__ = ["Ink", "inks_of"]

Kind = Literal["notice", "day", "value", "warning"]


@dataclass(frozen=True, slots=True)
class Ink:
    """One thing that was read. `boxes` are in points of the upright page, by the page's number."""

    key: str
    kind: Kind
    label: str
    text: str
    boxes: tuple[tuple[int, Box], ...]

    def on(self, page: int) -> tuple[Box, ...]:
        """Where it stands on a page."""
        return tuple(box for number, box in self.boxes if number == page)


def inks_of(report: Report, told: Told, say: Words) -> tuple[Ink, ...]:
    """The notice and the values in the order of `told.values`, then the last days, then the warning signs."""
    return tuple(each for each in (*_values(report, told, say), *_days(report, say), *_signs(report, say)))


def _values(report: Report, told: Told, say: Words) -> Iterator[Ink]:
    places = list(_places(report))
    for at, ((name, evidence), value) in enumerate(zip(places, told.values, strict=True)):
        yield _ink(f"value-{at}", _kind(name), value.label, _said(value), evidence)
    if not isinstance(report.identity, Identified) and report.identity.evidence:
        number = clean(report.identity.printed_number or "")
        yield _ink("unknown", "notice", say("head.letter"), number, report.identity.evidence)


def _places(report: Report) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """What `telling` makes a value of, in its order, with its evidence."""
    if isinstance(report.identity, Identified):
        yield "notice", report.identity.evidence
    for name, answers in report.fields.items():
        for answer in answers if isinstance(answers, tuple) else (answers,):
            yield name, answer.evidence


def _days(report: Report, say: Words) -> Iterator[Ink]:
    for deadline in report.deadlines:
        text = f"{say.day(deadline.last_day)}: {say.of(deadline.action)}"
        yield _ink(f"day-{deadline.term}", "day", say("legend.deadline"), text, deadline.evidence)


def _signs(report: Report, say: Words) -> Iterator[Ink]:
    for at, warned in enumerate(report.cautions):
        yield _ink(f"sign-{at}", "warning", say("web.warning"), say.of(warned.caution.sign), (warned.evidence,))


def _kind(name: str) -> Kind:
    if name == "notice":
        return "notice"
    return "day" if COLOURS.get(name) == RED else "value"


def _said(value: Value) -> str:
    return value.text or value.clarity_text


def _ink(key: str, kind: Kind, label: str, text: str, evidence: tuple[Evidence, ...]) -> Ink:
    """A person's word has no ink."""
    places = dict.fromkeys((each.page, each.box) for each in evidence if each.rule != PERSON)
    return Ink(key, kind, label, text, tuple(places))
