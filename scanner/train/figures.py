"""The figures by which a new classifier is held against the one in use: none may get worse.

They come from two places: lessons that no classifier has learned from (`kept_back`), and the corrected letters, understood
from end to end with each of the two. A harm may not grow by one letter, and nothing that was right may become less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scanner.catalogue import Catalogue
from scanner.classifier import ELSE, Classifier, Learned
from scanner.evaluate import KnownFile, Score, scores_of, tally
from scanner.page import Page
from scanner.scan import understand
from scanner.split import split
from scanner.train.lessons import Lesson

__all__ = ["EVERY", "Figure", "figures_of", "kept_back", "learned_of", "worse"]

EVERY = 8
"""One lesson in so many is never learned from."""
LetterFile = tuple[KnownFile, tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many, and whether more is better."""

    name: str
    count: int
    of: int
    more_is_better: bool


def kept_back(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """The lessons that nothing learns from."""
    return tuple(lesson for at, lesson in enumerate(lessons) if at % EVERY == EVERY - 1)


def learned_of(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """The lessons that are learned from."""
    return tuple(lesson for at, lesson in enumerate(lessons) if at % EVERY != EVERY - 1)


def figures_of(
    learned: Learned, back: Sequence[Lesson], letters: Sequence[LetterFile], catalogue: Catalogue, today: date
) -> tuple[Figure, ...]:
    """The figures of what was learned."""
    return (*_of_lessons(learned.classifier, back), *_of_letters(learned, letters, catalogue, today))


def _of_lessons(classifier: Classifier | None, back: Sequence[Lesson]) -> tuple[Figure, ...]:
    if classifier is None:
        return ()
    opinions = classifier.opinions(" ".join(lesson.pages[0]) for lesson in back)
    right = named = wrong = 0
    for lesson, opinion in zip(back, opinions, strict=True):
        true = lesson.label.partition("/")[0]
        right += opinion.label == true
        if opinion.names_notice and opinion.probability >= classifier.name_at:
            named += 1
            wrong += opinion.label != true
    return (
        Figure("kept-back pages told rightly", right, len(back), more_is_better=True),
        Figure("kept-back pages named wrongly", wrong, named, more_is_better=False),
        Figure(
            "kept-back pages named rightly",
            named - wrong,
            sum(each.label not in ELSE for each in back),
            more_is_better=True,
        ),
    )


def _of_letters(
    learned: Learned, letters: Sequence[LetterFile], catalogue: Catalogue, today: date
) -> tuple[Figure, ...]:
    scores: list[Score] = []
    for file, pages in letters:
        reports = [understand(letter, catalogue, today, "en", learned) for letter in split(pages, catalogue).letters]
        scores += scores_of(file, reports)
    if not scores:
        return ()
    total = tally(scores)
    return (
        *(
            Figure(f"corrected letters: {name}", share.count, share.of, more_is_better=False)
            for name, share in total.harms.items()
        ),
        *(
            Figure(f"corrected letters: {name}", share.count, share.of, more_is_better=True)
            for name, share in total.rights.items()
        ),
    )


def worse(old: Sequence[Figure], new: Sequence[Figure]) -> tuple[str, ...]:
    """The names of the figures that got worse."""
    before = {figure.name: figure for figure in old}
    return tuple(each.name for each in new if each.name in before and _is_worse(before[each.name], each))


def _is_worse(old: Figure, new: Figure) -> bool:
    """Whether a share went the wrong way; compared as whole numbers, because a rate can hide one letter more."""
    first, second = old.count * max(new.of, 1), new.count * max(old.of, 1)
    return second < first if new.more_is_better else second > first
