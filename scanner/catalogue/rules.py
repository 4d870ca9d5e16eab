"""What is looked for on paper, compiled: how a field is found, what a letterhead looks like, what warns of a fake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scanner.catalogue.types import Data
from scanner.catalogue.vocabulary import TIME_LIMIT, Pattern, compiled
from scanner.errors import CatalogueError
from scanner.notice import Sender

__all__ = ["CautionRule", "FieldRule", "Letterhead", "a_caution_rule", "a_field_rule", "a_letterhead"]

WORD_ENDS = r"(?![\p{L}\d])"
"""Behind every label, so that `ID` is not found in `Identification`."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field is found: labels beside or above its value, and phrases that hold it (group `value`)."""

    name: str
    value: Pattern
    labels: tuple[Pattern, ...]
    phrases: tuple[Pattern, ...]
    not_before: tuple[Pattern, ...]
    any_label: Pattern
    """All labels in one, to pass over quickly what none of them fits."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The letterheads of one sender; `look_alikes` are whole lines of the head that only its advertisements print, `anywhere`
    is print that gives it away wherever it stands. `id` is its entry; `within_irs` is whether the name of the Treasury stands
    above its own.
    """

    id: str
    sender: Sender
    letterheads: tuple[Pattern, ...]
    look_alikes: tuple[Pattern, ...]
    anywhere: tuple[Pattern, ...]
    within_irs: bool


@dataclass(frozen=True, slots=True)
class CautionRule:
    """What a warning sign looks like in print."""

    caution: str
    patterns: tuple[Pattern, ...]

    def found_in(self, text: str) -> tuple[int, int] | None:
        """Where in `text` the first of the signs stands."""
        found = (pattern.search(text, timeout=TIME_LIMIT) for pattern in self.patterns)
        return next((match.span() for match in found if match), None)


def _all(patterns: Iterable[str], words: Mapping[str, str], place: str) -> tuple[Pattern, ...]:
    return tuple(compiled(pattern, words, f"{place}[{i}]") for i, pattern in enumerate(patterns))


def a_field_rule(name: str, data: Data, words: Mapping[str, str]) -> FieldRule:
    """A field of patterns.toml. Raises CatalogueError where a pattern is none."""
    place = f"patterns.toml: fields.{name}"
    any_label = "|".join(f"(?:{label})" for label in data["labels"]) or "(?!)"
    return FieldRule(
        name=name,
        value=compiled(data["value"], words, f"{place}.value"),
        labels=_all((f"(?:{label}){WORD_ENDS}" for label in data["labels"]), words, f"{place}.labels"),
        phrases=_all(data["phrases"], words, f"{place}.phrases"),
        not_before=_all(data["not_before"], words, f"{place}.not_before"),
        any_label=compiled(any_label, words, f"{place}.labels"),
    )


def a_letterhead(key: str, data: Data, words: Mapping[str, str]) -> Letterhead:
    """A sender of senders.toml. Raises CatalogueError where a pattern is none or an example does not fit."""
    heads = _all(data["letterheads"], words, f"senders.toml: {key}.letterheads")
    anywhere = _all(data["anywhere"], words, f"senders.toml: {key}.anywhere")
    alike = _all(data["look_alikes"], words, f"senders.toml: {key}.look_alikes")
    _hold(f"senders.toml: {key}", heads + alike + anywhere, data)
    return Letterhead(key, data["sender"], heads, alike, anywhere, data["within_irs"])


def a_caution_rule(key: str, data: Data, words: Mapping[str, str]) -> CautionRule:
    """A warning sign of cautions.toml. Raises CatalogueError where a pattern is none or an example does not fit."""
    patterns = _all(data["patterns"], words, f"cautions.toml: {key}.patterns")
    _hold(f"cautions.toml: {key}", patterns, data)
    return CautionRule(key, patterns)


def _hold(place: str, patterns: tuple[Pattern, ...], data: Data) -> None:
    """Every example fits, no counterexample does."""
    for example in data["examples"]:
        if not any(pattern.search(example) for pattern in patterns):
            message = f"{place}.examples: no pattern of {place.split(': ')[1]} fits {example!r}. Mend one of them."
            raise CatalogueError(message)
    for line in data["counterexamples"]:
        if any(pattern.search(line) for pattern in patterns):
            message = f"{place}.counterexamples: {line!r} must not fit, and does. Make the pattern narrower."
            raise CatalogueError(message)
