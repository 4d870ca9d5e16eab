"""What a text of telling words is weighed by: its words, its pairs of words, and the runs of four characters inside words.

Words and pairs say what a letter is about; runs say it still where OCR has spoiled the words. Each counts by how often it stands
there, damped, and by how rare it is among all letters (tf-idf). Fitting and serving build the very same two vectorisers here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

__all__ = ["RUN", "restored", "run_vectoriser", "word_vectoriser"]

WORD = r"\S+"
"""Telling words are told with spaces between them."""
RUN = 4
"""Characters."""


def word_vectoriser(**more: Any) -> TfidfVectorizer:
    """Words and pairs of words that follow each other."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32, **more)


def run_vectoriser(**more: Any) -> TfidfVectorizer:
    """Runs of characters inside words, a space for a word's beginning and end."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(RUN, RUN), sublinear_tf=True, dtype=np.float32, **more)


def restored(vectoriser: TfidfVectorizer, names: Sequence[str], rarity: Any) -> TfidfVectorizer:
    """A vectoriser with these features, in this order, and their weights for rarity."""
    vectoriser.set_params(vocabulary={str(name): place for place, name in enumerate(names)})
    vectoriser.idf_ = rarity
    return vectoriser
