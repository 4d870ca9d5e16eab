"""How sure a cut is: fitted on days of mail with known borders, as they are read and as the rules cut them.

Every border that the rules had to decide is one trial: its signs, and whether another letter begins there. A logistic regression gives
each sign its weight. *sure_at* is the lowest confidence from which on one decision in two thousand is wrong (*sure_in_heaps*: none,
with a margin): below it both letters are to be checked.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from scanner.catalogue import Catalogue
from scanner.evaluate import KnownFile
from scanner.page import Page
from scanner.split import borders_of
from scanner.split.cuts import Cuts

__all__ = ["Tried", "cuts_text", "fitted", "tried_in"]

WRONG = 0.0005
"""Of the decisions that are shown without a doubt this share may be wrong."""
MARGIN = 3.0
"""In a heap of letters the chance of a wrong decision must be so many times smaller than that of the worst that was tried: the worst
of a dozen is not the worst there is. The heaps are hard on purpose (one letter in twenty has its pages in the wrong order);
a file of a few pages is most likely one letter, and is not held to that."""
LEAST = 0.8
"""Nothing less is ever sure: the rules may slip so seldom on mail that was drawn that any limit would do, and real mail is worse."""
SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Tried:
    """One border: its signs, what the rules decided, and what is true."""

    signs: Mapping[str, float]
    cut: bool
    begins: bool


def tried_in(files: Iterable[tuple[KnownFile, tuple[Page, ...]]], catalogue: Catalogue) -> Iterator[Tried]:
    """Every border of every file that the rules had to decide."""
    for file, pages in files:
        letter_of = {page: at for at, letter in enumerate(file.letters) for page in letter.pages}
        swallowed = False
        for border in borders_of(pages, catalogue):
            if border.before in letter_of and border.after in letter_of:
                begins = letter_of[border.before] != letter_of[border.after]
                if not (
                    swallowed and border.cut
                ):  # what follows a page that was taken for another letter's is no new slip
                    yield Tried(border.signs, border.cut, begins)
                swallowed = begins and not border.cut


def fitted(tried: Sequence[Tried]) -> Cuts:
    """The weights that follow, and the limit."""
    names = sorted({name for each in tried for name in each.signs})
    table = np.array([[each.signs.get(name, 0.0) for name in names] for each in tried])
    line = LogisticRegression(C=SLACK, max_iter=5000).fit(table, np.array([each.begins for each in tried]))
    weights = {name: round(float(weight), 4) for name, weight in zip(names, line.coef_[0], strict=True)}
    cuts = Cuts({"": round(float(line.intercept_[0]), 4), **weights}, 0.0)
    return Cuts(cuts.weights, _sure_at(cuts, tried, WRONG), _sure_in_heaps(cuts, tried))


def _sure_at(cuts: Cuts, tried: Sequence[Tried], share: float) -> float:
    wrong_at: Counter[float] = Counter()
    trials_at: Counter[float] = Counter()
    for each in tried:
        confidence = cuts.confidence(each.signs, cut=each.cut)
        trials_at[confidence] += 1
        wrong_at[confidence] += each.cut != each.begins
    wrong, count, limit = 0, 0, 1.0
    for confidence in sorted(trials_at, reverse=True):
        wrong, count = wrong + wrong_at[confidence], count + trials_at[confidence]
        if wrong > share * max(count, 1 / share):
            break
        limit = confidence
    return max(LEAST, math.floor(limit * 10_000) / 10_000)


def _sure_in_heaps(cuts: Cuts, tried: Sequence[Tried]) -> float:
    wrong = [cuts.confidence(each.signs, cut=each.cut) for each in tried if each.cut != each.begins]
    return round(1 - (1 - max(wrong, default=0.0)) / MARGIN, 4)


def cuts_text(cuts: Cuts) -> str:
    """The weights as their file has them."""
    lines = [
        "# How sure a cut between two pages is. Written by `make model` (scanner/train/cuts.py); not set by hand.",
        f"sure_at = {cuts.sure_at}",
        f"sure_in_heaps = {cuts.sure_in_heaps}",
        "",
        "[weights]",
        *(f"{json.dumps(name)} = {weight}" for name, weight in cuts.weights.items()),
    ]
    return "\n".join(lines) + "\n"
