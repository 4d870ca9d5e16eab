"""How far the classifier may be believed: measured on lessons in a wording, or a layout, that it was not fitted on.

One writer is left out, the other's letters are fitted, the left-out one's tried; then one wording of the first writer after
another, then one family of layouts after another. What came of the writers gives three numbers: a real letter is
another's words too. The *temperature* makes probabilities of scores. From *name_at* on an opinion may name a letter
whose number is lost, as a thing to be checked: one in twenty is wrong, by a writer who was left out. From *doubt_at* on an
opinion against a printed number is worth a look: it casts doubt on no more than one right number in a hundred. The shares
are chosen, the limits follow from them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from scipy.optimize import minimize_scalar

from scanner.classifier import ELSE
from scanner.classifier.load import NOTE
from scanner.evaluate.tally import Share
from scanner.train.fit import fit
from scanner.train.lessons import RECORD, Lesson
from scanner.train.noise import noises

__all__ = ["Held", "Limits", "held_out", "limits_of", "shares_of"]

NAMED_WRONG = 0.05
"""Of the opinions that name a letter this share may be wrong; a person looks at each of them."""
DOUBTED_RIGHT = 0.01
"""Of the letters whose number is right this share may be doubted for nothing."""
WORDINGS = 3
EVERY = 2
"""One lesson in so many takes part: eight fittings are to be done in minutes."""
LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "redesigned": ("header-box", "acs"),
    "simplified": ("reference-box",),
    "older": ("older-cp",),
}
"""The families of layouts that are left out in turn. Those of field and typewriter letters cannot be: the notices that have them have
no other, and would be left without a lesson."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is written beside the model."""

    temperature: float
    name_at: float
    doubt_at: float

    @classmethod
    def of(cls, folder: Path) -> Limits:
        """The limits of a folder's classifier."""
        note = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
        return cls(note["temperature"], note["name_at"], note["doubt_at"])


@dataclass(frozen=True, slots=True)
class Held:
    """One lesson that was held back: the fold, what it is, and the scores of all classes."""

    fold: str
    label: str
    classes: tuple[str, ...]
    scores: np.ndarray


def held_out(lessons: Sequence[Lesson], seed: int, say: Callable[[str], None]) -> tuple[Held, ...]:
    """Every lesson tried by a classifier that has not seen its wording, or its family of layouts."""
    found: list[Held] = []
    for name, is_left_out in _folds():
        inside = [each for each in lessons[::EVERY] if not is_left_out(each)]
        classes = {each.label for each in inside if each.wording != RECORD}  # a record alone is no layout
        outside = [each for each in lessons[::EVERY] if is_left_out(each) and each.label in classes]
        if not outside:
            continue
        model = fit(inside, seed)
        table = model.scores(model.features([_tried(each, seed, at) for at, each in enumerate(outside)]))
        found += [Held(name, each.label, tuple(model.labels), row) for each, row in zip(outside, table, strict=True)]
        say(f"left out {name}: {len(outside)} lessons tried")
    return tuple(found)


def _folds() -> Iterator[tuple[str, Callable[[Lesson], bool]]]:
    """The folds by name, each with what is left out. A record is nobody's wording and always stays."""
    yield "writer 1", lambda each: each.hand == 1 and each.wording != RECORD
    yield "writer 2", lambda each: each.hand == 2
    for number in range(WORDINGS):
        yield f"wording {number + 1}", partial(_is_worded, number)
    for name, layouts in LAYOUTS.items():
        yield f"layout {name}", partial(_is_laid_out, layouts)


def _is_worded(number: int, lesson: Lesson) -> bool:
    return lesson.hand == 1 and lesson.wording != RECORD and lesson.wording % WORDINGS == number


def _is_laid_out(layouts: Container[str], lesson: Lesson) -> bool:
    return lesson.layout in layouts


def _tried(lesson: Lesson, seed: int, number: int) -> str:
    """What the classifier is asked about: a first page, read as well or badly as chance has it."""
    chance = Random(f"tried {seed} {number}")
    return " ".join(chance.choice(noises()).heard(lesson.pages[0], chance))


def limits_of(held: Sequence[Held]) -> Limits:
    """The three numbers that follow from lessons held back."""
    writers = [each for each in held if each.fold.startswith("writer")]
    best = minimize_scalar(lambda log: _loss(writers, float(np.exp(log))), bounds=(-3, 4), method="bounded")
    temperature = round(float(np.exp(best.x)), 4)
    said = [_said(each, temperature) for each in writers]
    named = sorted(((chance, label == true) for true, label, chance, _ in said if label not in ELSE), reverse=True)
    against = sorted(
        (chance for true, label, chance, _ in said if label not in {true, *ELSE} and true not in ELSE), reverse=True
    )
    notices = sum(true not in ELSE for true, *_ in said)
    allowed = int(DOUBTED_RIGHT * notices)
    doubt_at = against[allowed] if allowed < len(against) else 0.5
    return Limits(temperature, _name_at(named), round(float(doubt_at), 4))


def _name_at(named: Sequence[tuple[float, bool]]) -> float:
    """The lowest probability from which on the share of wrong names stays under its bound."""
    wrong, limit = 0, 1.0
    for count, (chance, right) in enumerate(named, 1):
        wrong += not right
        if wrong <= NAMED_WRONG * count:
            limit = chance
    return round(float(limit), 4)


def _loss(held: Sequence[Held], temperature: float) -> float:
    """Mean negative log likelihood of the true classes."""
    return -float(
        np.mean([np.log(_chances(each, temperature)[each.classes.index(each.label)] + 1e-12) for each in held])
    )


def _chances(held: Held, temperature: float) -> np.ndarray:
    scores = held.scores.astype(np.float64) * temperature
    table: np.ndarray = np.exp(scores - scores.max())
    return np.asarray(table / table.sum())


def _said(held: Held, temperature: float) -> tuple[str, str, float, float]:
    """True class, class named, its probability, and the probability of the true class; kinds of no notice taken together."""
    total: dict[str, float] = {}
    for label, chance in zip(held.classes, _chances(held, temperature), strict=True):
        family = label.partition("/")[0]
        total[family] = total.get(family, 0.0) + float(chance)
    label = max(total, key=lambda each: total[each])
    true = held.label.partition("/")[0]
    return true, label, total[label], total.get(true, 0.0)


def shares_of(held: Sequence[Held], limits: Limits) -> dict[str, dict[str, Share]]:
    """For each fold: how often the first class was right, and the names given at the limit."""
    told: dict[str, dict[str, Share]] = {}
    for fold in dict.fromkeys(each.fold for each in held):
        inside = [each for each in held if each.fold == fold and each.label.partition("/")[0] not in ELSE]
        said = [_said(each, limits.temperature) for each in inside]
        named = [each for each in said if each[1] not in ELSE and each[2] >= limits.name_at]
        told[fold] = {
            "first": Share(sum(true == label for true, label, *_ in said), len(said)),
            "named": Share(len(named), len(said)),
            "named rightly": Share(sum(true == label for true, label, *_ in named), len(named)),
        }
    return told
