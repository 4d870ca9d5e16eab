"""Finding a field's print: beside, beneath or right behind its label, or inside a sentence that holds it.

The label comes first (a ZIP+4 has the shape of a control number, an employee's number that of a taxpayer's); where the
value stands relative to it is geometry, because no reading order survives all layouts (LAYOUT 1.3). On pages that were
read from a picture a label may have one character wrong; a value may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from scanner.catalogue import FieldRule
from scanner.catalogue.vocabulary import TIME_LIMIT, Pattern
from scanner.evidence import Evidence
from scanner.layout import Layout, Run
from scanner.letter import Letter
from scanner.values import date_in, repaired

__all__ = ["Find", "Slot", "finds", "slots"]

Manner = Literal["label", "phrase", "alone"]

TRUST: dict[Manner, float] = {"label": 0.99, "phrase": 0.97, "alone": 0.9}

REPAIRED_DATE = 0.75

BEHIND_LABEL = regex.compile(r"[\s:.|\]\[)(]*")
BOX_NUMBER = regex.compile(r"\d{1,2}[a-z]?\.\s")
"""Forms number their boxes: `3. SSN/EIN`."""
SENTENCE_ENDS = regex.compile(r"[.!?]\s|\n\n")


@dataclass(frozen=True, eq=False)
class Slot:
    """A place where the value of a label may stand: the character at `start` of the page's text."""

    layout: Layout
    start: int
    label_start: int
    label: str
    rule: str
    priority: int
    inline: bool
    beneath: Run | None = None


@dataclass(frozen=True, eq=False)
class Find:
    """Print that has the shape of the field's value, where the value should stand."""

    layout: Layout
    text: str
    start: int
    end: int
    manner: Manner
    rule: str
    priority: int
    quote_start: int
    quote_end: int
    slot: Slot | None = None

    @property
    def print_confidence(self) -> float:
        """How well the worst word of the value was read, 0 to 1."""
        return min(word.confidence for word in self.layout.words_at(self.start, self.end))

    @property
    def confidence(self) -> float:
        """How sure it is that this is the field's value as printed, 0 to 1; a date with repaired digits is never sure."""
        trust = TRUST[self.manner] * (REPAIRED_DATE if repaired(self.text) and date_in(self.text) else 1.0)
        return round(trust * self.print_confidence, 4)

    @property
    def evidence(self) -> Evidence:
        """The print it stands in."""
        quote = " ".join(self.layout.text[self.quote_start : self.quote_end].split())
        box = self.layout.box_at(self.quote_start, self.quote_end)
        return Evidence(self.layout.page.number, box, quote, self.rule, self.confidence)

    @property
    def top(self) -> float:
        """Where on the page it stands, as a share of its height from the top."""
        return self.layout.box_at(self.start, self.end).top / self.layout.page.height


def finds(letter: Letter, rule: FieldRule) -> Iterator[Find]:
    """Every find of the field, on every page."""
    for layout in letter.pages:
        for slot in slots(layout, rule):
            if found := _value_at(slot, rule):
                yield found
        yield from _in_phrases(layout, rule)


@cache
def _tolerant(pattern: Pattern) -> Pattern:
    """The label with one slip of OCR allowed, where it is long enough to bear one."""
    letters = regex.sub(r"\\.|[^\p{L}]", "", pattern.pattern)
    if len(letters) < 8:
        return pattern
    return regex.compile(f"(?:{pattern.pattern}){{s<=1}}", pattern.flags)


def slots(layout: Layout, rule: FieldRule) -> Iterator[Slot]:
    """Every place where a value of the field may stand, by its labels. The longest label at a place wins."""
    noisy = layout.page.origin == "ocr"
    for run, start in layout.run_starts.items():
        numbered = BOX_NUMBER.match(layout.text, start)
        at = numbered.end() if numbered else start
        if not noisy and not rule.any_label.match(layout.text, at):
            continue
        best: tuple[int, int, regex.Match[str]] | None = None
        for priority, label in enumerate(rule.labels):
            found = label.match(layout.text, at) or (_tolerant(label).match(layout.text, at) if noisy else None)
            if found and (best is None or found.end() > best[2].end()):
                best = (priority, start, found)
        if best:
            yield from _slots_behind(layout, run, best[2], f"patterns.toml#{rule.name}.labels[{best[0]}]", best[0])


def _slots_behind(layout: Layout, run: Run, found: regex.Match[str], rule: str, priority: int) -> Iterator[Slot]:
    end = found.end()
    last = layout.run_at(end - 1)
    if layout.text[end : end + 1].isalnum():
        return
    label = " ".join(found[0].split())
    behind = BEHIND_LABEL.match(layout.text, end)
    value_start = behind.end() if behind else end
    last_end = layout.run_starts[last] + len(last.text)
    if value_start < last_end:
        yield Slot(layout, value_start, found.start(), label, rule, priority, inline=True)
        return
    for neighbour in dict.fromkeys((layout.right_of(run), layout.right_of(last))):
        if neighbour is not None:
            yield Slot(layout, layout.run_starts[neighbour], found.start(), label, rule, priority, inline=False)
    beneath = layout.below(last)
    if beneath is not None:
        yield Slot(
            layout, layout.run_starts[beneath], found.start(), label, rule, priority, inline=False, beneath=beneath
        )


def _value_at(slot: Slot, rule: FieldRule) -> Find | None:
    behind = BEHIND_LABEL.match(slot.layout.text, slot.start)
    start = behind.end() if behind else slot.start
    found = rule.value.match(slot.layout.text, start)
    if not found or not found[0].strip():
        return None
    quote_start = slot.label_start if slot.inline else found.start()
    return Find(
        slot.layout,
        found[0],
        found.start(),
        found.end(),
        "label",
        slot.rule,
        slot.priority,
        quote_start,
        found.end(),
        slot,
    )


def _in_phrases(layout: Layout, rule: FieldRule) -> Iterator[Find]:
    for number, phrase in enumerate(rule.phrases):
        name = f"patterns.toml#{rule.name}.phrases[{number}]"
        for found in phrase.finditer(layout.text, timeout=TIME_LIMIT):
            before = layout.text[max(found.start() - 140, 0) : found.start("value")]
            sentence = SENTENCE_ENDS.split(before)[-1]
            if any(no.search(sentence) for no in rule.not_before):
                continue
            start, end = found.span("value")
            yield Find(layout, found["value"], start, end, "phrase", name, 50 + number, found.start(), found.end())
