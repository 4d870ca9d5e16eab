"""From many finds to one answer: copies on several pages correct each other, and a disagreement is said.

The same value read twice counts for more than a value read once; a digital page cannot misread, so there two values are
always a doubt; on pictures the majority wins where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from scanner.evidence import Reading
from scanner.extract.find import Find

__all__ = ["Choice", "choose"]

Value = TypeVar("Value", bound=Hashable)
Held_co = TypeVar("Held_co", covariant=True)

MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class Choice(Generic[Held_co]):
    """The value that was chosen, and another one that the paper gives with as much right, if there is one."""

    reading: Reading[Held_co]
    rival: Held_co | None


def choose(finds: Iterable[Find], parse: Callable[[str], Value | None]) -> Choice[Value] | None:
    """The best supported value among `finds`, or None where none of them is one.

    Labels of a lower priority number stand for a surer label; a value found under one beats all found under later ones.
    """
    groups: dict[Value, list[Find]] = defaultdict(list)
    for find in finds:
        value = parse(find.text)
        if value is not None:
            groups[value].append(find)
    if not groups:
        return None

    def weight(value: Value) -> tuple[float, float]:
        found = groups[value]
        return (sum(find.confidence for find in found), max(find.confidence for find in found))

    ranked = sorted(groups, key=weight, reverse=True)
    best = ranked[0]
    rival = next((v for v in ranked[1:] if _contests(groups[v], groups[best])), None)
    return Choice(reading_of(best, groups[best]), rival)


def _contests(other: list[Find], best: list[Find]) -> bool:
    """Whether `other` is more than a slip of OCR: digital print, as many copies, or a value that no one slip explains."""
    digital = all(find.layout.page.origin == "text-layer" for find in other)
    return digital or len(other) >= len(best) or not _one_slip(other[0].text, best[0].text)


def _one_slip(first: str, second: str) -> bool:
    a, b = "".join(first.split()), "".join(second.split())
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= 1


def reading_of(value: Value, finds: list[Find]) -> Reading[Value]:
    """A reading of `value` from the finds that agree on it; agreement raises the confidence."""
    doubt = 1.0
    for find in finds[:MOST_EVIDENCE]:
        doubt *= 1.0 - find.confidence
    best = sorted(finds, key=lambda find: -find.confidence)[:MOST_EVIDENCE]
    return Reading(value, round(min(1.0 - doubt, 0.999), 4), tuple(find.evidence for find in best))
