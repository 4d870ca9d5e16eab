"""How sure to be: fitted on letters that were read from files, by a writer whom the classifier did not know.

For a name, all grounds go into one logistic regression: what a number in the header, a copy, a heading and the text each add is
found out, not set. Letters whose number is lost or misread are made from the others (`mutations`) and weighed as rare as they
are. *sure_at* is the lowest confidence at which less than one letter in a thousand is wrong. For an answer, the share of
right ones is told by the reader's own confidence (isotonic regression, Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from scanner.catalogue import Catalogue
from scanner.classifier import Learned
from scanner.classifier.calibration import Calibration
from scanner.classifier.learned import BY_HAND
from scanner.evaluate import KnownFile, scores_of
from scanner.evidence import Reading
from scanner.identify import identify
from scanner.page import Page
from scanner.report import Identified, Report, Unidentified
from scanner.scan import understand
from scanner.split import split
from scanner.train.mutations import misread, without_number

__all__ = ["Answered", "Seen", "calibrated", "calibration_text", "seen_in"]

SILENT = 0.001
"""Of all letters this share may be wrong and *sure*."""
LOST, MISREAD = 0.02, 0.002
"""How much the made letters count beside real ones: as if one number in fifty were lost and one in five hundred read as another
that exists. Supposed and not measured: of 788 names tried, 3 were wrong without any making."""
KNOTS = 6
AGAINST = ("weak", "repaired", "unclear", "rivals", "twin", "other-title")
EXPECTED = 4.0
"""As many letters as each ground against a name is worth before any was tried."""
FEWEST = 60
"""Answers; a field with fewer keeps the reader's own confidence."""
SLACK = 1.0
"""Inverse strength of the regression's pull towards nought: grounds that were hardly ever seen are not trusted much."""
TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Seen:
    """One identification that was tried: its grounds, whether it was right, whether anything was in doubt, how much it counts."""

    grounds: dict[str, float]
    right: bool
    doubtful: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: its field, how sure the reader was, whether it was right."""

    field: str
    confidence: float
    right: bool


def seen_in(
    letters: Iterable[tuple[KnownFile, tuple[Page, ...]]], catalogue: Catalogue, learned: Learned
) -> Iterator[Seen | Answered]:
    """What came of every letter as it is, without its number, and with a number that was misread."""
    for number, (file, pages) in enumerate(letters):
        chance = Random(number)
        for letter in split(pages, catalogue).letters:
            known = next((each for each in file.letters if set(each.pages) & set(letter.numbers)), None)
            if known is None:
                continue
            report = understand(letter, catalogue, TODAY, "en", learned)
            yield from _answers(KnownFile(file.path, (known,)), report)
            made = ((letter, 1.0), (without_number(letter), LOST), (misread(letter, catalogue, chance), MISREAD))
            for each, weight in made:
                if each and (seen := _seen(identify(each, catalogue, learned), known.notice, weight)):
                    yield seen


def _seen(identity: Identified | Unidentified, notice: str | None, weight: float) -> Seen | None:
    if isinstance(identity, Unidentified):
        return None
    return Seen(dict(identity.grounds), identity.notice.id == notice, bool(identity.doubts), weight)


def _answers(file: KnownFile, report: Report) -> Iterator[Answered]:
    (score,) = scores_of(file, [report])
    for field, verdict in score.fields.items():
        told = report.fields.get(field)
        read = [each.confidence for each in (told if isinstance(told, tuple) else (told,)) if isinstance(each, Reading)]
        if read and verdict in {"right", "wrong"}:
            yield Answered(field, min(read), verdict == "right")


def calibrated(seen: Sequence[Seen], answered: Sequence[Answered]) -> Calibration:
    """The calibration that follows."""
    seen = [*seen, *_expected()]
    names = sorted({name for each in seen for name in each.grounds})
    table = np.array([[each.grounds.get(name, 0.0) for name in names] for each in seen])
    right = np.array([each.right for each in seen])
    weights = np.array([each.weight for each in seen])
    line = LogisticRegression(C=SLACK, fit_intercept=False, max_iter=2000)
    line.fit(table, right, sample_weight=weights)
    identity = {name: round(float(weight), 4) for name, weight in zip(names, line.coef_[0], strict=True)}
    fields: defaultdict[str, list[Answered]] = defaultdict(list)
    for each in answered:
        fields[each.field].append(each)
    answers = {field: _knots(each) for field, each in sorted(fields.items()) if len(each) >= FEWEST}
    return Calibration(identity, _sure_at(Calibration(identity, 1.0, {}), seen), answers)


def _expected() -> Iterator[Seen]:
    """What was to be expected of the grounds against a name before any letter was tried, as a few letters' worth of trials.

    A press that prints well hardly ever shows two numbers or a strange heading; without this the regression would think nothing
    of them. As soon as there are real trials, they outweigh it.
    """
    for against in AGAINST:
        grounds = {"number": 1.0, against: 1.0}
        chance = BY_HAND.identified(grounds)
        yield Seen(grounds, right=True, doubtful=True, weight=EXPECTED * chance)
        yield Seen(grounds, right=False, doubtful=True, weight=EXPECTED * (1 - chance))


def _sure_at(calibration: Calibration, seen: Sequence[Seen]) -> float:
    """The lowest confidence from which on the letters without a doubt are wrong less often than one in a thousand."""
    groups: defaultdict[float, list[Seen]] = defaultdict(list)
    for each in seen:
        if not each.doubtful:
            groups[calibration.identified(each.grounds)].append(each)
    allowed = SILENT * sum(each.weight for each in seen)
    wrong, limit = 0.0, 1.0
    for confidence in sorted(groups, reverse=True):
        wrong += sum(each.weight for each in groups[confidence] if not each.right)
        if wrong > allowed:
            break
        limit = confidence
    return round(limit, 4)


def _knots(answered: Sequence[Answered]) -> tuple[tuple[float, float], ...]:
    """The share of right answers over the reader's confidence, as a few points of a rising line."""
    confidence = np.array([each.confidence for each in answered])
    line = IsotonicRegression(out_of_bounds="clip")
    line.fit(confidence, np.array([each.right for each in answered], dtype=float))
    places = np.unique(np.round(np.quantile(confidence, np.linspace(0, 1, KNOTS)), 4))
    shares = (line.predict(places) * len(answered) + 1) / (len(answered) + 2)  # never quite 0 or 1 (Laplace)
    return tuple((float(place), round(float(share), 4)) for place, share in zip(places, shares, strict=True))


def calibration_text(calibration: Calibration) -> str:
    """The calibration as its file has it."""
    lines = [
        "# How sure to be of a name and of an answer. Written by `make model` (scanner/train/confidence.py); not set by hand.",
        f"sure_at = {calibration.sure_at}",
        "",
        "[identity]",
        *(f'"{name}" = {weight}' for name, weight in calibration.identity.items()),
        "",
        "[answers]",
        *(f'"{field}" = {json.dumps(knots)}' for field, knots in calibration.answers.items()),
    ]
    return "\n".join(lines) + "\n"
