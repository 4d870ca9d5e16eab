"""Slots: what of a letter can be put right, and how each is written in its form.

A value has its form beside it; what nobody found on the paper is chosen from a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import regex

from scanner.correction import DAYS, FIELDS, NOTICE, PHONES
from scanner.docket.correct import as_shown
from scanner.render.telling import label
from scanner.report import Identified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.render.words import Words
    from scanner.report import Report

__all__ = ["Slot", "Slots", "as_contract", "slots_of"]

Kind = Literal["notice", "day", "money", "periods", "phone", "text"]
DOLLARS = regex.compile(r"(?a)(-?)\$?(\d{1,3}(?:,\d{3})+|\d{1,10})(\.\d\d)?")
"""An amount as people write it; a comma before three digits and a point before two, so that no other reading is possible."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a letter: its kind, what it is called, and what it says now as the contract writes it, None for nothing."""

    field: str
    kind: Kind
    label: str
    shown: str | None


@dataclass(frozen=True, slots=True)
class Slots:
    """All of a letter: the notice, the fields that have a value on the page, by the key of their last ink, and the rest;
    `fields` says of every ink whose value it is.
    """

    notice: Slot
    fields: Mapping[str, str]
    beside: Mapping[str, Slot]
    rest: tuple[Slot, ...]


def slots_of(report: Report, say: Words) -> Slots:
    """What can be put right of this letter; the keys are those of `inks_of`."""
    shown = as_shown(report)
    fields = {f"value-{at}": field for at, field in enumerate(_lines(report))}
    last = {field: key for key, field in fields.items()}
    slots = {field: Slot(field, _kind(field), label(field, say), shown.get(field)) for field in FIELDS}
    notice = Slot(NOTICE, "notice", say("read.notice"), shown.get(NOTICE))
    beside = {key: slots[field] for field, key in last.items() if field in slots}
    if NOTICE in last:
        beside[last[NOTICE]] = notice
    return Slots(notice, fields, beside, tuple(slot for field, slot in slots.items() if field not in last))


def as_contract(field: str, text: str) -> str:
    """What a person typed, as the contract writes it where that is only a matter of signs: $1,075 is 1075.00."""
    found = DOLLARS.fullmatch(text.strip()) if field == "amount_due" else None
    return f"{found[1]}{found[2].replace(',', '')}{found[3] or '.00'}" if found else text


def _lines(report: Report) -> Iterator[str]:
    """The field of every value of the page, in its order."""
    if isinstance(report.identity, Identified):
        yield NOTICE
    for field, answers in report.fields.items():
        yield from (field for _ in answers) if isinstance(answers, tuple) else (field,)


def _kind(field: str) -> Kind:
    if field in DAYS:
        return "day"
    if field in PHONES:
        return "phone"
    return "money" if field == "amount_due" else "periods" if field == "tax_periods" else "text"
