"""Learning from corrected letters: a new classifier of the shipped lessons and theirs, taken only if no figure gets worse.

The clinic's own letters stay in the clinic: of their words only those are learned that the shipped lessons have too, so a name or a
street that no sample has cannot enter the model; one that is also a common word can. What was in use before is kept beside it
and comes back in one step.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scanner.catalogue import Catalogue
from scanner.classifier import Learned
from scanner.classifier.calibration import FILE as CONFIDENCE
from scanner.classifier.learned import learned_from
from scanner.errors import UsageError
from scanner.train.figures import Figure, LetterFile, figures_of, kept_back, learned_of, worse
from scanner.train.fit import fit
from scanner.train.keep import digest, packed, write_model
from scanner.train.lessons import LESSONS, Lesson, from_letters, kept_lessons
from scanner.train.limits import Limits

__all__ = ["Taught", "restore", "teach"]

SEED = 1
WEIGHT = 6
"""A corrected letter is learned so many times: one among eight thousand lessons would not be heard."""
BEFORE = ".before"
NEW = ".new"


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of it: how many letters were learned from, the figures before and after, and those that got worse."""

    letters: int
    before: tuple[Figure, ...]
    after: tuple[Figure, ...]
    worse: tuple[str, ...]

    @property
    def taken(self) -> bool:
        """Whether the new classifier is in use now."""
        return not self.worse


def teach(
    letters: Sequence[LetterFile],
    catalogue: Catalogue,
    today: date,
    *,
    shipped: Path,
    in_use: Learned,
    target: Path,
    say: Callable[[str], None],
) -> Taught:
    """Fits a classifier that also knows these letters, and puts it in `target` if no figure gets worse.

    Raises UsageError where none of the letters has words to learn from, or no lessons were shipped.
    """
    lessons = _lessons(shipped)
    if in_use.classifier is None:
        raise UsageError("There is no classifier in use that a new one could be held against. " + in_use.trouble)
    corrected = [_known_words(lesson, lessons) for lesson in from_letters(letters, catalogue)]
    if not corrected:
        raise UsageError("None of these letters has words to learn from.")
    say(f"{len(corrected)} corrected letters beside {len(lessons)} lessons; fitting takes a minute or two …")
    model = packed(fit([*learned_of(lessons), *corrected * WEIGHT], SEED))
    old = in_use.classifier
    fresh = target.with_name(target.name + NEW)
    shutil.rmtree(fresh, ignore_errors=True)
    write_model(fresh, model, Limits(old.temperature, old.name_at, old.doubt_at), digest(shipped / LESSONS))
    shutil.copyfile(shipped / CONFIDENCE, fresh / CONFIDENCE)
    back = kept_back(lessons)
    before = figures_of(in_use, back, letters, catalogue, today)
    after = figures_of(learned_from(fresh), back, letters, catalogue, today)
    taught = Taught(len(corrected), before, after, worse(before, after))
    if taught.taken:
        _put_in_use(fresh, target)
    else:
        shutil.rmtree(fresh)
    return taught


def restore(target: Path) -> bool:
    """Puts back what was in use before the last teaching; False where nothing was ever taught."""
    before = target.with_name(target.name + BEFORE)
    if not target.is_dir():
        return False
    shutil.rmtree(target)
    if before.is_dir():
        before.replace(target)
    return True


def _put_in_use(fresh: Path, target: Path) -> None:
    before = target.with_name(target.name + BEFORE)
    shutil.rmtree(before, ignore_errors=True)
    if target.is_dir():
        target.replace(before)
    fresh.replace(target)


def _lessons(shipped: Path) -> tuple[Lesson, ...]:
    try:
        return kept_lessons(shipped / LESSONS)
    except OSError as error:
        message = f"The shipped lessons cannot be read ({error.strerror})."
        raise UsageError(message) from None


def _known_words(lesson: Lesson, lessons: Sequence[Lesson]) -> Lesson:
    """The lesson with only those words that the shipped lessons have."""
    known = {word for each in lessons for page in each.pages for word in page}
    return replace(lesson, pages=tuple(tuple(word for word in page if word in known) for page in lesson.pages))
