"""The classifier at work: the telling words of a letter in, an opinion out.

Scores become probabilities by one number, the temperature, which was fitted on lessons held back (Guo et al. 2017): one
number cannot be fitted to a fluke. A page that has next to no words is not asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scanner.classifier.features import RUN
from scanner.classifier.opinion import Opinion
from scanner.classifier.telling import Telling, telling
from scanner.evidence import Evidence
from scanner.layout import Layout
from scanner.page import Word

__all__ = ["Classifier", "Model"]

FEWEST = 12
"""Telling words; with fewer there is no opinion."""
SHOWN = 6
"""Words shown as evidence."""
RANKED = 8
"""Classes that are worth telling."""


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model: two vectorisers, the names of their features, and for each feature a weight for each class.

    `weights` has a row for each feature, words first and then runs, and a column for each of `labels`; `start` has a score for
    each class that nothing is needed for.
    """

    words: Any
    runs: Any
    names: Sequence[str]
    labels: Sequence[str]
    weights: Any
    start: Any

    def features(self, texts: Sequence[str]) -> Any:
        """A sparse table: a row for each text, a column for each feature."""
        from scipy import sparse

        return sparse.hstack([self.words.transform(texts), self.runs.transform(texts)], format="csr")

    def scores(self, rows: Any) -> Any:
        """A table: a row for each row of features, a column for each class."""
        return rows @ self.weights + self.start


@dataclass(frozen=True, slots=True)
class Classifier:
    """A fitted model and how far it may be believed.

    `temperature` turns scores into probabilities. From `name_at` on an opinion names a letter whose print is silent (to be
    checked by a person), from `doubt_at` on one that contradicts a printed number is a doubt.
    """

    model: Model
    temperature: float
    name_at: float
    doubt_at: float

    def opinion(self, pages: Iterable[Layout]) -> Opinion | None:
        """What these pages of one letter are, by the first that has words enough; None where none has."""
        pages_told = ([(layout.page.number, each) for each in telling(layout)] for layout in pages)
        told = next((each for each in pages_told if len(each) >= FEWEST), None)
        if told is None:
            return None
        row = self.model.features([" ".join(each.text for _, each in told)])
        chances = self._chances(row)[0]
        best = int(chances.argmax())
        added = row.data * self.model.weights[row.indices, best]
        heavy = {
            str(self.model.names[at]): float(weight)
            for at, weight in zip(row.indices, added, strict=True)
            if weight > 0
        }
        return Opinion(_ranking(self.model.labels, chances), tuple(_evidence(told, heavy)))

    def opinions(self, texts: Iterable[str]) -> Iterator[Opinion]:
        """The opinions of many texts of telling words at once, without their reasons."""
        for row in self._chances(self.model.features(list(texts))):
            yield Opinion(_ranking(self.model.labels, row), ())

    def _chances(self, rows: Any) -> Any:
        """Probabilities of the classes, a row for each row of features."""
        import numpy as np

        table = np.asarray(self.model.scores(rows), dtype=np.float64) * self.temperature
        table = np.exp(table - table.max(axis=1, keepdims=True))
        return table / table.sum(axis=1, keepdims=True)


def _ranking(labels: Iterable[str], chances: Iterable[float]) -> tuple[tuple[str, float], ...]:
    """The likeliest classes; what is no notice is many kinds (`insert/privacy`) and counts as one."""
    total: defaultdict[str, float] = defaultdict(float)
    for label, chance in zip(labels, chances, strict=True):
        total[str(label).partition("/")[0]] += float(chance)
    return tuple(sorted(total.items(), key=lambda each: (-each[1], each[0]))[:RANKED])


def _evidence(told: Sequence[tuple[int, Telling]], heavy: Mapping[str, float]) -> list[Evidence]:
    """The words that weighed most: a word's own weight, that of its pairs, and of the runs of characters in it."""
    total: defaultdict[str, float] = defaultdict(float)
    first: dict[str, tuple[int, Word]] = {}
    texts = [each.text for _, each in told]
    for at, (page, each) in enumerate(told):
        first.setdefault(each.text, (page, each.word))
        if at and (pair := heavy.get(f"{texts[at - 1]} {each.text}", 0.0)):
            total[each.text] += pair / 2
            total[texts[at - 1]] += pair / 2
    for text in first:
        padded = f" {text} "
        runs = {padded[start : start + RUN] for start in range(max(len(padded) - RUN + 1, 1))}
        total[text] += heavy.get(text, 0.0) + sum(heavy.get(run, 0.0) for run in runs)
    best = [text for text in sorted(total, key=lambda text: (-total[text], text)) if total[text] > 0]
    shown = dict.fromkeys((first[text] for text in best if text in first), None)
    return [
        Evidence(page, word.box, word.text, "classifier#words", word.confidence) for page, word in list(shown)[:SHOWN]
    ]
