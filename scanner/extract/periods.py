"""Tax periods with their form: single, in lists (`2015, 2016 and 2017`), as ranges, and down the rows of a table.

A tax period ends on the last day of a month, so a date that does not is no period (the letter's own date, a date of
assessment), and neither is the letter's own date where it does. `December 31` without a year is an accounting period and gives nothing. The form is one of the closed list of
returns; `Form 12153` beside a year is not the tax.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise, takewhile

import regex

from scanner.catalogue import FieldRule
from scanner.evidence import Evidence, Reading
from scanner.extract.find import Find, finds
from scanner.extract.tables import TableRow, period_tables, ruled_tables
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.report import Period
from scanner.values import date_in, money_in, period_end_in

__all__ = ["tax_periods"]

RETURN = r"(?:1040(?:-?(?:A|EZ|SR|NR|PR|SS|C))?|941(?:-?(?:SS|PR|X))?|940|943|944|945|1120(?:-?(?:S|F|H|C))?|1065|1041|990(?:-?(?:EZ|PF|T|N))?|720|706|709|2290|CIVPEN|CIV PEN|CVPN|CIVP|6672)"
BESIDE_YEAR = regex.compile(rf"(?i)\b(?:form|formulario)s?\s*(?:number)?:?\s*(?P<form>{RETURN})\b(?!-?(?:ES|X|V)\b)")
IN_BRACKETS = regex.compile(rf"(?i)\((?:form\s+)?(?:[^()]{{0,30}},\s*)?(?P<form>{RETURN})\)")
ALONE = regex.compile(
    rf"(?i)^(?:(?:form|income|employment|excise|individual income|fica|futa)\s*[/:-]?\s*)?\(?(?P<form>{RETURN})\)?$"
)
LEADING = regex.compile(rf"(?i)^(?:form\s+)?(?P<form>{RETURN})(?:\s*[/,:–-]\s*|\s+)(?=\p{{L}}{{3}}|\d)")
WHOLE_RETURN = regex.compile(rf"(?<![\w-])(?:{RETURN})(?![\w-])")
TRAILING = regex.compile(rf"(?i)^[^\S\n]*[,;(/]*[^\S\n]*(?:form\s+)?(?P<form>{RETURN})\b")
LABELLED = regex.compile(
    rf"(?i)(?:tax\s+)?(?:form|type\s+of\s+tax|kind\s+of\s+tax|tax\s+type(?:/form(?:\s+number)?)?|type\s+of\s+tax\s*/\s*form)(?:\s+(?:number|no\.?))?\s*:?\s*(?:[\p{{L}}\s]+/\s*)?(?P<form>{RETURN})\b"
)
MFT: dict[str, str | None] = {
    "30": "1040",
    "31": "1040",
    "01": "941",
    "10": "940",
    "02": "1120",
    "06": "1065",
    "14": "944",
    "55": None,
}
CIVIL_PENALTY = {"CIVPEN", "CIVP", "CVPN", "6672"}
"""Kinds of tax that are no return: a period of theirs has no form."""
CRX_TAIL = regex.compile(r"^[^\S\n]+(?P<mft>\d{2})(?![\d/,.-])")
BETWEEN = regex.compile(r"^(?:[\s,;&/+]|\band\b|\by\b|\be\b|\bor\b|\bo\b|\bthe\b)*")
THROUGH = regex.compile(r"(?i)^\s*(?:through|thru|to|a|hasta|[-–—])\s*")
MOST = 24
ONE_DAY = timedelta(days=1)
OLDEST_PERIOD = 1985
SAME_COLUMN = 8.0
LINE_GAP = 10.0
"""Points: how far beneath a value the next of a stack may begin, and how far to its side."""
OWN_LABEL = 100.0
"""Points within which print to the left of a value is its label; the address window is further away."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A period as it stands in the page's text, from `start` to `end`."""

    ends: date
    start: int
    end: int
    form: str | None = None
    amount: Decimal | None = None


def tax_periods(letter: Letter, rule: FieldRule, letter_day: date | None) -> tuple[Reading[object], ...]:
    """Every tax period that the letter names for itself, in the order of time; the same period and form once."""
    found: dict[tuple[date, str | None], list[tuple[Find, _Printed]]] = {}
    for find in finds(letter, rule):
        for printed in _all_behind(find, rule):
            if _is_period(printed.ends, letter_day):
                found.setdefault((printed.ends, printed.form), []).append((find, printed))
    for table in (*(t for layout in letter.pages for t in period_tables(layout, rule)), *ruled_tables(letter, rule)):
        for row in table.rows:
            for printed in _in_cell(table.layout, row, rule):
                if _is_period(printed.ends, letter_day):
                    found.setdefault((printed.ends, printed.form), []).append((_as_find(table.layout, row), printed))
    forms = {form for _, form in found if form}
    default = forms.pop() if len(forms) == 1 else _form_of_letter(letter)
    merged: dict[tuple[date, str | None], list[tuple[Find, _Printed]]] = {}
    for (ends, form), where in found.items():
        with_form = [key for key in found if key[0] == ends and key[1]]
        if form is None and with_form:
            merged.setdefault(with_form[0], []).extend(where)
        else:
            merged.setdefault((ends, form or default), []).extend(where)
    if letter.seen:
        merged = _without_misread_forms(merged, letter)
    return tuple(
        _reading(ends, form, where)
        for (ends, form), where in sorted(merged.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def _without_misread_forms(
    found: dict[tuple[date, str | None], list[tuple[Find, _Printed]]], letter: Letter
) -> dict[tuple[date, str | None], list[tuple[Find, _Printed]]]:
    """A form that a picture gives once, beside another that it gives more often and that differs in one digit, is unread."""
    text = " ".join(layout.text for layout in letter.pages)
    said = Counter(_normal(word) for word in WHOLE_RETURN.findall(text))

    def believed(form: str | None) -> str | None:
        better = [
            o for o, n in said.items() if o and form and n > said[form] and len(o) == len(form) and _one_off(o, form)
        ]
        return None if better else form

    kept: dict[tuple[date, str | None], list[tuple[Find, _Printed]]] = {}
    for (ends, form), where in found.items():
        kept.setdefault((ends, believed(form)), []).extend(where)
    return kept


def _one_off(first: str, second: str) -> bool:
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _in_cell(layout: Layout, row: TableRow, rule: FieldRule) -> Iterator[_Printed]:
    """The period of a row; where its cell lists several, all of them, and then the amount is that of none."""
    form = _form_alone(row.form_text) or _form_before(layout, row.start)
    listed = list(_list_from(layout, row.start, rule))
    several = listed[:1] + [each for _, each in takewhile(partial(_joined, layout.text), pairwise(listed))]
    if len(several) > 1:
        yield from (replace(each, form=each.form or form) for each in several)
    else:
        yield _Printed(row.ends, row.start, row.end, form, row.amount)


def _joined(text: str, pair: tuple[_Printed, _Printed]) -> bool:
    """Whether the second of two periods belongs to the first one's cell: a whole date behind a mere blank can be one of
    the next column, the day of an assessment.
    """
    first, second = pair
    return bool(text[first.end : second.start].strip() or date_in(text[second.start : second.end]) is None)


def _as_find(layout: Layout, row: TableRow) -> Find:
    text = layout.text[row.start : row.end]
    return Find(layout, text, row.start, row.end, "label", "patterns.toml#tax_periods.table", 0, row.start, row.end)


def _is_period(ends: date, letter_day: date | None) -> bool:
    if (ends + ONE_DAY).day != 1 or ends.year < OLDEST_PERIOD:
        return False
    return letter_day is None or (ends.year <= letter_day.year + 1 and ends != letter_day)


def _reading(ends: date, form: str | None, where: list[tuple[Find, _Printed]]) -> Reading[object]:
    where = sorted(where, key=lambda item: (item[1].amount is None, -item[0].confidence))
    evidence = tuple(_evidence(find, printed) for find, printed in where[:3])
    first, printed = where[0]
    amount = next((p.amount for _, p in where if p.amount is not None), None)
    text = " ".join(first.layout.text[printed.start : printed.end].split())
    return Reading(Period(ends, form, text, amount), first.confidence, evidence)


def _evidence(find: Find, printed: _Printed) -> Evidence:
    quote = " ".join(find.layout.text[printed.start : printed.end].split())
    box = find.layout.box_at(printed.start, printed.end)
    return Evidence(find.layout.page.number, box, quote, find.rule, find.confidence)


def _all_behind(find: Find, rule: FieldRule) -> Iterator[_Printed]:
    layout = find.layout
    yield from _list_from(layout, find.start, rule)
    if find.slot is not None and not find.slot.inline:
        yield from _column_from(layout, layout.run_at(find.start), rule)
    elif find.slot is not None:
        yield from _stack_from(layout, find, rule)


def _stack_from(layout: Layout, find: Find, rule: FieldRule) -> Iterator[_Printed]:
    """The periods that stand alone beneath the value of a label, line under line: the label names only the first."""
    left, run = layout.box_at(find.start, find.end).left, layout.run_at(find.start)
    for other in sorted(layout.runs, key=lambda each: each.box.top):
        gap = other.box.top - run.box.bottom
        if other.row <= run.row or abs(other.box.left - left) > SAME_COLUMN:
            continue
        start = layout.run_starts[other]
        found = rule.value.match(layout.text, start)
        ends = period_end_in(found[0]) if found else None
        if gap > LINE_GAP or not found or ends is None or found.end() != start + len(other.text.rstrip(" ,;")):
            return
        if _has_label(other, layout):
            return
        yield _Printed(ends, found.start(), found.end(), _form_before(layout, found.start()))
        run = other


def _list_from(layout: Layout, start: int, rule: FieldRule) -> Iterator[_Printed]:
    """The period at `start` and those that a comma, an `and` or a `through` joins to it."""
    text, position = layout.text, start
    last: _Printed | None = None
    for _ in range(MOST):
        found = rule.value.match(text, position)
        ends = period_end_in(found[0]) if found else None
        if not found or ends is None:
            return
        form, after = _form_behind(text, found.end())
        printed = _Printed(ends, found.start(), found.end(), form or _form_before(layout, found.start()))
        yield printed
        last, position = printed, after
        if through := THROUGH.match(text[position : position + 20]):
            target = rule.value.match(text, position + through.end())
            final = period_end_in(target[0]) if target else None
            if target and final and final > ends and final.month == ends.month:
                yield from (
                    replace(last, ends=date(year, ends.month, ends.day))
                    for year in range(ends.year + 1, final.year)
                    if ends.month == 12
                )
                position += through.end()
                continue
        joined = BETWEEN.match(text[position : position + 30])
        gap = joined.end() if joined else 0
        between = text[position : position + gap]
        if gap == 0 or "\n\n" in between or ("\n" in between and not between.strip()):
            return
        position += gap


def _column_from(layout: Layout, top: Run, rule: FieldRule) -> Iterator[_Printed]:
    """The periods down a column that begins at `top`, each with the form and the last amount of its row."""
    run: Run | None = top
    consumed = -1
    for _ in range(MOST):
        if run is None:
            return
        start = layout.run_starts[run]
        if start < consumed:  # the second line of a date that broke: "September 30," over "2017"
            run = _next_down(run, layout)
            continue
        found = rule.value.match(layout.text, start) or rule.value.search(layout.text, start, start + len(run.text))
        ends = period_end_in(found[0]) if found else None
        if not found or ends is None or found.start() >= start + len(run.text):
            return
        consumed = found.end()
        row = layout.rows[run.row]
        form = next((_form_alone(other.text) for other in row if _form_alone(other.text)), None)
        amounts = [money_in(other.text) for other in row if other.box.left > run.box.left and other is not run]
        money = [amount for amount in amounts if amount is not None]
        yield _Printed(
            ends, found.start(), found.end(), form or _form_before(layout, found.start()), money[-1] if money else None
        )
        run = _next_down(run, layout)


def _next_down(run: Run, layout: Layout) -> Run | None:
    """The print beneath `run` that still belongs to its label: none where a label of its own stands beside it."""
    beneath = layout.below(run)
    return None if beneath is None or _has_label(beneath, layout) else beneath


def _has_label(run: Run, layout: Layout) -> bool:
    """Whether print stands close to the left of `run` that is no form: then the run is the value of that label."""
    beside = layout.left_of(run)
    return beside is not None and run.box.left - beside.box.right < OWN_LABEL and _form_alone(beside.text) is None


def _form_alone(text: str) -> str | None:
    found = ALONE.match(text.strip())
    return _normal(found["form"]) if found else None


def _form_behind(text: str, end: int) -> tuple[str | None, int]:
    if crx := CRX_TAIL.match(text[end : end + 8]):
        return MFT.get(crx["mft"]), end + crx.end()
    if trailing := TRAILING.match(text[end : end + 30]):
        return _normal(trailing["form"]), end + trailing.end()
    return None, end


def _form_before(layout: Layout, start: int) -> str | None:
    run = layout.run_at(start)
    before = layout.text[layout.run_starts[run] : start]
    found = regex.search(
        rf"(?i)(?:form\s+)?\b(?P<form>{RETURN})\s*[/,:–-]?\s*(?:for|tax|period|year|ended|ending|the|\s)*$", before
    )
    return _normal(found["form"]) if found else None


def _normal(form: str) -> str | None:
    plain = regex.sub(r"\s", "", form.upper())
    return None if plain in CIVIL_PENALTY else plain


def _form_of_letter(letter: Letter) -> str | None:
    """The one return that the letter is about, where its label or its sentences name exactly one."""
    labelled: set[str] = set()
    named: set[str] = set()
    for layout in letter.pages:
        for run, start in layout.run_starts.items():
            if found := LABELLED.match(layout.text, start):
                labelled.add(_normal(found["form"]) or "")
            elif regex.fullmatch(
                r"(?i)(?:tax\s+)?form(?:\s+number)?:?|(?:tax type|type of tax)(?:\s*/\s*form(?:\s+number)?)?:?",
                run.text,
            ):
                beside = layout.right_of(run)
                beneath = layout.below(run)
                form = next((f for other in (beside, beneath) if other and (f := _form_alone(other.text))), None)
                if form:
                    labelled.add(form)
        for pattern in (BESIDE_YEAR, IN_BRACKETS):
            named.update(_normal(found["form"]) or "" for found in pattern.finditer(layout.text))
    for forms in (labelled, named):
        if len(forms) == 1:
            return next(iter(forms)) or None
    return None
