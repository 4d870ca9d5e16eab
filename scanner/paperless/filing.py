"""The filing: what paperless-ngx is told of one document, made from what `scanner triage --json` printed about it.

One document may hold several letters. It is filed under the most urgent one that could be named; all notices are named,
and the last day is the first of all letters. The document is as sure as its least sure letter. Where nothing could be
read, the filing is empty but for the wish that a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scanner.paperless.fields import (
    AMOUNT_DUE,
    HOW_SURE,
    LAST_DAY,
    LETTER_DATE,
    LONGEST,
    NOTICE,
    TAX_PERIODS,
    WHAT_TO_DO,
)

__all__ = ["Filing", "filing_of"]

Line = Mapping[str, Any]
"""One line of triage: a `letter-report/1` or a `letter-error/1`."""
CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Filing:
    """What a document gets. `values` are by the field's name, a select's by its label; what was not read is absent.

    `created` is the letter's date in ISO form, None where it was not read. `look` asks a person to look at the paper.
    """

    document_type: str | None
    created: str | None
    values: dict[str, str]
    look: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """One deadline of one letter."""

    day: str
    left: int
    right: bool
    action: str
    notice: str


def filing_of(lines: Sequence[Line]) -> Filing:
    """The filing of a document from triage's lines about it, the most urgent letter first."""
    letters = [line for line in lines if line.get("schema") == "letter-report/1"]
    sure = _least_sure(letters, all_read=len(letters) == len(lines))
    if not letters:
        return Filing(None, None, {HOW_SURE.name: sure}, look=True)
    lead = next((letter for letter in letters if letter["notice"]), letters[0])
    name = lead["notice"]["name"] if lead["notice"] else None
    step, later = _first(letters)
    values = {
        NOTICE: _cut(", ".join(dict.fromkeys(_named(letters)))),
        LAST_DAY: step.day if step else None,
        WHAT_TO_DO: _what_to_do(letters, lead, step, later),
        HOW_SURE: sure,
        TAX_PERIODS: _cut(", ".join(dict.fromkeys(_periods(lead)))),
        AMOUNT_DUE: _amount(lead),
        LETTER_DATE: _read(lead, "letter_date"),
    }
    return Filing(
        f"IRS {name}" if name else None,
        _read(lead, "letter_date"),
        {field.name: value for field, value in values.items() if value},
        look=sure != "sure",
    )


def _least_sure(letters: Sequence[Line], *, all_read: bool) -> str:
    outcomes = {letter["outcome"] for letter in letters}
    if "unknown" in outcomes or not letters:
        return "unknown"
    return "sure" if outcomes == {"sure"} and all_read else "check"


def _named(letters: Sequence[Line]) -> Iterator[str]:
    for letter in letters:
        if letter["notice"]:
            yield letter["notice"]["name"]
        elif letter["printed_number"]:
            yield f"{letter['printed_number']}?"


def _first(letters: Sequence[Line]) -> tuple[_Step | None, str | None]:
    """The step whose day comes first, and the next day after it. Where all days have passed, the one that passed last."""
    steps = sorted(_steps(letters), key=lambda step: (step.left, not step.right))
    still_open = [step for step in steps if step.left >= 0]
    if not still_open:
        return (steps[-1] if steps else None), None
    return still_open[0], next((step.day for step in still_open if step.day > still_open[0].day), None)


def _steps(letters: Sequence[Line]) -> Iterator[_Step]:
    for letter in letters:
        notice = letter["notice"]["name"] if letter["notice"] else ""
        for each in letter["deadlines"]:
            yield _Step(each["last_day"], each["days_left"], each["right"], each["action"], notice)


def _what_to_do(letters: Sequence[Line], lead: Line, step: _Step | None, later: str | None) -> str | None:
    """A sentence that fits the field. A warning sign comes before everything: nobody should pay because of a false letter."""
    for caution in (caution for letter in letters for caution in letter["cautions"]):
        return _cut(f"Careful: {caution['act']}")
    if step:
        whose = f"{step.notice}: " if len(letters) > 1 and step.notice else ""
        if step.left < 0:
            return _cut(f"PASSED. {whose}{step.action}")
        return _cut(f"{whose}{step.action}", f"; next day {later}" if later else "")
    if lead["undated"]:
        return _cut(f"Last day not known. {lead['undated'][0]['action']}")
    if lead["doubts"]:
        return _cut(f"Look at the paper. {lead['doubts'][0]}")
    steps = (lead["explanation"] or {}).get("next_steps") or ()
    return _cut(steps[0]) if steps else None


def _periods(letter: Line) -> Iterator[str]:
    for each in letter["fields"].get("tax_periods", ()):
        if each["value"]:
            yield f"{each['form']} {each['printed']}" if each["form"] else each["printed"]


def _amount(letter: Line) -> str | None:
    amount = _read(letter, "amount_due")
    return f"{CURRENCY}{amount}" if amount else None


def _read(letter: Line, field: str) -> str | None:
    answer = letter["fields"].get(field)
    return answer["value"] if answer else None


def _cut(told: str, end: str = "") -> str:
    """The text as far as the field goes, cut between words, its end kept."""
    room = LONGEST - len(end)
    if len(told) <= room:
        return told + end
    return told[: room - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…" + end
