"""Scores summed: how many of how many, each share with its 95 % interval.

The interval is Wilson's (Wilson 1927; Brown, Cai and DasGupta 2001 recommend it for few cases and shares near 0 and 1, which
is where all of ours lie): it never leaves 0 to 1, and *none of 170* still says that two in a hundred are possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scanner.evaluate.score import Given, Score

__all__ = ["BINS", "Bin", "Calibration", "Share", "Tally", "calibration", "tallies_by", "tally"]

Each = TypeVar("Each")

Z = NormalDist().inv_cdf(0.975)
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0)
"""Edges of the bins of confidence: narrow near 1, where *sure* and *check* part."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def rate(self) -> float:
        """The share, 0 to 1; 0 of none is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval; of none, anything from 0 to 1."""
        if not self.of:
            return 0.0, 1.0
        square = Z * Z
        middle = (self.count + square / 2) / (self.of + square)
        half = Z * sqrt(self.rate * (1 - self.rate) * self.of + square / 4) / (self.of + square)
        return min(self.rate, max(0.0, middle - half)), max(self.rate, min(1.0, middle + half))  # within rounding


@dataclass(frozen=True, slots=True)
class Tally:
    """The shares of a set of letters. `harms` should be none, `rights` all; `looks` is what a person is asked to see."""

    letters: int
    harms: dict[str, Share]
    rights: dict[str, Share]
    looks: dict[str, Share]
    fields: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers with a confidence from `low` to `high`: how sure they were on the mean, and how many were right."""

    low: float
    high: float
    confidence: float
    right: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins of confidence that have any answer, and the expected calibration error (0 to 1, Naeini et al. 2015)."""

    bins: tuple[Bin, ...]
    error: float

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return sum(each.right.of for each in self.bins)


def tally(scores: Sequence[Score]) -> Tally:
    """The shares of all these letters, harms in their order."""
    days = [day for score in scores for day in score.days]
    true = [day for day in days if day.true]
    known = [score for score in scores if score.known.notice]
    strange = [score for score in scores if not score.known.notice]
    pages = [page for score in scores for page in score.known.pages]
    return Tally(
        len(scores),
        harms={
            "last day late": _share(true, lambda day: day.verdict == "late"),
            "silent error": _share(scores, lambda score: score.silent),
            "taken for another notice": _share(known, lambda score: score.identity == "wrong"),
            "quoted number taken for its own": _share(
                [score for score in scores if score.known.quotes], lambda score: score.quoted
            ),
            "unknown taken for known": _share(
                [score for score in strange if score.known.sender == "irs"], lambda score: score.neighbour
            ),
            "other mail taken for the IRS": _share(
                [score for score in scores if score.known.sender != "irs"], lambda score: score.impostor
            ),
            "right that is not there": Share(len(days) - len(true), len(days)),
            "cut wrongly and sure": _share(scores, lambda score: score.miscut),
            "page lost": Share(sum(len(score.lost) for score in scores), len(pages)),
        },
        rights={
            "notice": _share(known, lambda score: score.identity == "right"),
            "unknown left unknown": _share(strange, lambda score: score.identity == "right"),
            "last day exact": _share(true, lambda day: day.verdict == "exact"),
            "cut from its file": _share(scores, lambda score: score.split),
        },
        looks={
            "known letter, sure": _share(known, lambda score: score.outcome == "sure"),
            "known letter, check": _share(known, lambda score: score.outcome == "check"),
            "known letter, left to a person": _share(known, lambda score: score.identity == "left"),
            "last day early": _share(true, lambda day: day.verdict == "early"),
            "last day missing": _share(true, lambda day: day.verdict == "missing"),
        },
        fields=_fields(scores),
    )


def tallies_by(scores: Sequence[Score], key: Callable[[Score], str]) -> dict[str, Tally]:
    """A tally for each group of letters, the groups in name order."""
    return {group: tally([each for each in scores if key(each) == group]) for group in sorted(set(map(key, scores)))}


def calibration(given: Iterable[Given | None]) -> Calibration:
    """How sure these answers were against how many were right; None is no answer."""
    answers = [each for each in given if each is not None]
    bins = []
    for low, high in pairwise(BINS):
        inside = [each for each in answers if low <= each.confidence < high or each.confidence == high == BINS[-1]]
        if inside:
            mean = sum(each.confidence for each in inside) / len(inside)
            bins.append(Bin(low, high, mean, _share(inside, lambda each: each.right)))
    error = sum(abs(each.confidence - each.right.rate) * each.right.of for each in bins) / max(1, len(answers))
    return Calibration(tuple(bins), error)


def _share(of: Sequence[Each], counts: Callable[[Each], bool]) -> Share:
    return Share(sum(map(counts, of)), len(of))


def _fields(scores: Sequence[Score]) -> dict[str, dict[str, int]]:
    """By field: how often it was right, wrong, unread and invented."""
    told: dict[str, dict[str, int]] = {}
    for score in scores:
        for field, verdict in score.fields.items():
            row = told.setdefault(field, dict.fromkeys(("right", "wrong", "unread", "invented"), 0))
            row[verdict] += 1
    return dict(sorted(told.items()))
