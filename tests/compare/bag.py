"""The third peer: words and pairs of words, counted, and two small neural nets that say the kind of paper and the sender.

It is built as paperless-ngx builds its own (CountVectorizer of one and two words, MLPClassifier with a tolerance of 0.01, a
class for paper that has no kind), but that a word is kept from two papers on and not from one in a hundred: with so many
kinds of letters the latter would drop the words that tell them apart. It always answers. It finds no dates.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from time import perf_counter

from compare.answer import Answer
from compare.text import Texts
from scanner.evaluate import KnownFile

__all__ = ["Bag", "plain"]

NONE = "none"
"""The kind of paper that is no known notice."""


class Bag:
    """Bag of words and neural nets, taught these files."""

    name = "bag of words"

    def __init__(self, texts: Texts, lessons: Sequence[KnownFile], seed: int = 1) -> None:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.feature_extraction.text import CountVectorizer
        from sklearn.neural_network import MLPClassifier

        began = perf_counter()
        letters = [file.letters[0] for file in lessons]
        self._texts = texts
        self._words = CountVectorizer(ngram_range=(1, 2), min_df=2, preprocessor=plain)
        table = self._words.fit_transform(texts.of(file.path) for file in lessons)
        self._notice = MLPClassifier(tol=0.01, random_state=seed)
        self._sender = MLPClassifier(tol=0.01, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            self._notice.fit(table, [letter.notice or NONE for letter in letters])
            self._sender.fit(table, [letter.sender for letter in letters])
        self.how = (
            f"the same text, then CountVectorizer and MLPClassifier, taught {len(lessons)} digital letters of other seeds"
            f" in {perf_counter() - began:.0f} s; it always answers and finds no dates."
        )

    def answers(self, file: KnownFile) -> tuple[Answer, ...]:
        """The same answer for every letter of the file."""
        row = self._words.transform([self._texts.of(file.path)])
        notice, sender = str(self._notice.predict(row)[0]), str(self._sender.predict(row)[0])
        return (Answer(None if notice == NONE else notice, irs=sender == "irs"),) * len(file.letters)


def plain(text: str) -> str:
    """Small letters, words alone."""
    return re.sub(r"\W+", " ", text.lower())
