"""Lessons in, a linear classifier out: the same lessons and seed give the same bits.

Words and their pairs say what a letter is about; runs of characters inside words say it still where OCR has spoiled the words.
A linear model is enough for that and shows its reasons: each class has a weight for each run of characters, so the words
that weighed most can be shown on the paper. What weighs almost nothing is dropped; that makes the file small.

Every lesson is learned two or three times: by its first page as printed, by that page or the second as a scanner, a fax or
a telephone would let it be read (`noise`), and by a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import SGDClassifier

from scanner.classifier.classifier import Model
from scanner.classifier.features import restored, run_vectoriser, word_vectoriser
from scanner.train.lessons import Lesson
from scanner.train.noise import Noise, noises

__all__ = ["examples", "fit"]

WORDS, RUNS = 18_000, 14_000
"""How many words and pairs of words, and how many runs of characters, are kept: those that tell classes apart best (chi2)."""
COMMON = 4
"""A word must stand in so many examples: a made-up name in one lesson says nothing, and a real one must not be kept."""
ROUNDS = 6
PULL = 1e-5
"""Strength of the pull towards nought: with 1e-5 62 % of a left-out wording were told rightly, with 1e-6 52 %. A support vector
machine told 63 %, but of 57 letters of no known notice it was sure of a notice for 17 where this was for 3."""
NEGLIGIBLE = 0.03
"""A weight below this share of its class's heaviest is dropped."""


def fit(lessons: Sequence[Lesson], seed: int = 1) -> Model:
    """The model of these lessons: telling words, joined by spaces, to a score for each class."""
    texts, labels = zip(*examples(lessons, seed), strict=True)
    words = _best(word_vectoriser(min_df=COMMON), word_vectoriser(), texts, labels, WORDS)
    runs = _best(run_vectoriser(min_df=COMMON), run_vectoriser(), texts, labels, RUNS)
    table = sparse.hstack([words.transform(texts), runs.transform(texts)], format="csr")
    line = SGDClassifier(
        loss="log_loss", alpha=PULL, max_iter=ROUNDS, tol=None, random_state=seed, average=True, n_jobs=2
    )
    line.fit(table, labels)
    return Model(
        words=words,
        runs=runs,
        names=(*_names(words), *_names(runs)),
        labels=tuple(map(str, line.classes_)),
        weights=_light(line.coef_).T.copy(),
        start=line.intercept_.astype(np.float32),
    )


def examples(lessons: Iterable[Lesson], seed: int) -> Iterator[tuple[str, str]]:
    """What is learned of each lesson: its first page, another one, a part of it; read well and read badly."""
    kinds = noises()
    for number, lesson in enumerate(lessons):
        chance = Random(f"{seed} {number}")
        first = list(lesson.pages[0])
        yield " ".join(first), lesson.label
        yield " ".join(_spoilt(chance.choice(_parts(lesson)), chance, kinds)), lesson.label
        if chance.random() < 0.5:
            yield " ".join(_spoilt(_cropped(first, chance), chance, kinds)), lesson.label


def _parts(lesson: Lesson) -> list[list[str]]:
    """The first page, which is what the classifier is asked about, and what else may be the first page of a bad scan."""
    first, *rest = [list(page) for page in lesson.pages]
    return [first, first, *rest[:1]]


def _cropped(words: list[str], chance: Random) -> list[str]:
    """A photograph that misses the head or the foot of the paper."""
    start, end = sorted((chance.uniform(0, 0.5), chance.uniform(0.5, 1)))
    return words[int(start * len(words)) : max(int(end * len(words)), 1)]


def _spoilt(words: list[str], chance: Random, kinds: Sequence[Noise]) -> list[str]:
    return list(chance.choice(kinds).heard(words, chance))


def _best(
    all_of_them: TfidfVectorizer, small: TfidfVectorizer, texts: Sequence[str], labels: Sequence[str], most: int
) -> TfidfVectorizer:
    """A vectoriser with only the features that tell classes apart best, in alphabetical order."""
    table = all_of_them.fit_transform(texts)
    scores = np.nan_to_num(chi2(table, labels)[0])
    kept = sorted(np.argsort(-scores, kind="stable")[:most])
    return restored(small, all_of_them.get_feature_names_out()[kept], all_of_them.idf_[kept])


def _names(vectoriser: TfidfVectorizer) -> tuple[str, ...]:
    return tuple(sorted(vectoriser.vocabulary, key=lambda name: int(vectoriser.vocabulary[name])))


def _light(weights: np.ndarray) -> np.ndarray:
    """The weights without those that are next to nothing for their class."""
    heaviest = np.abs(weights).max(axis=1, keepdims=True)
    return np.where(np.abs(weights) < NEGLIGIBLE * heaviest, 0, weights).astype(np.float32)
