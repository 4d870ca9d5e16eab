"""How alike two names are, 0 to 1, in whatever order their words stand and with what OCR does to single letters.

A name is read as the people in it: `JOHN & MARY DOE` are two, and `DOE JOHN` is John Doe. Two words at least must agree,
all of the shorter name, and at most one of them may have a letter that is not the same. Middle names and initials can be
left out, but where both names have one they must agree. Nothing is made of nicknames: a person knows them better.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from operator import eq

from rapidfuzz.distance import OSA

__all__ = ["TWO_WORDS", "Name", "folded", "is_slip", "words_in"]

WHOLE, TWO_WORDS, NO_MIDDLE, OTHER_MIDDLE = 1.0, 0.95, 0.91, 0.83
"""Three parts agree; two words and neither name has more; only one has a middle name; the middle names differ."""
SHAPE, SLIP, UNMARKED = 0.98, 0.88, 0.85
"""What it is lessened by: letters of one shape (`0` and `O`), another letter, `JR` or `LLC` on one name alone."""

COUPLED = re.compile(r"\s*[&+/]\s*|\s+(?:AND|Y|DBA|AKA|8)\s+")
"""What stands between two people, or a person and a business; an & that OCR takes for an 8 too."""
IN_CARE = re.compile(r"%|\b(?:C\s*/\s*O|ATTN)\b", re.IGNORECASE)
"""What follows is the name of somebody else."""
PARTICLES = ("DE", "DEL", "LA", "LAS", "LOS", "VAN", "VON", "DER", "DEN", "DA", "DI", "DOS", "MC")
"""Words of a family name that are written apart, written together or left out; `O` and `D` only the first two."""
MARKS = {
    "JR": "JR", "SR": "SR", "II": "II", "III": "III", "IV": "IV", "LLC": "LLC", "LLP": "LLP", "LTD": "LTD",
    "INC": "INC", "INCORPORATED": "INC", "CO": "CO", "COMPANY": "CO", "CORP": "CORP", "CORPORATION": "CORP",
}  # fmt: skip
"""What tells a father from his son, and one kind of company from another."""
TITLES = ("MR", "MRS", "MS", "DR", "DECD", "DECEASED", "THE", "OF", "SOLE", "MBR", "SRA")
SHAPES = str.maketrans({"0": "O", "Q": "O", "1": "I", "L": "I", "|": "I", "5": "S", "8": "B", "2": "Z", "6": "G"})
JOINED_SHAPES = (("RN", "M"), ("VV", "W"), ("CI", "D"))
LETTERS_FOR_A_SLIP, LETTERS_FOR_TWO = 4, 8
"""Letters that a word needs so that one of them, or two, may be another."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a name: words in plain capitals, initials, and marks such as `JR`."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    marks: frozenset[str]


@dataclass(frozen=True)
class Name:
    """A name as it is written somewhere."""

    written: str

    @cached_property
    def readings(self) -> tuple[tuple[Person, ...], ...]:
        """The people in it; twice where a compound family name can be one word or several."""
        return tuple(dict.fromkeys(tuple(_people(self.written, joined)) for joined in (False, True)))

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, folded. Two names that are alike at all have one of them in common."""
        return frozenset(folded(word) for people in self.readings for person in people for word in person.words)

    def likeness(self, other: Name) -> float:
        """How alike the names are: that of the two people who are most alike, 0 where none are."""
        return max(_likest(mine, theirs) for mine, theirs in product(self.readings, other.readings))


def words_in(text: str) -> list[str]:
    """The words and numbers of a text in plain capitals: no accents, no marks."""
    apart = unicodedata.normalize("NFKD", text.upper().replace("'", "").replace("’", ""))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", bare.upper())  # once more, for taken apart `º` is a small letter


def folded(word: str) -> str:
    """The word with letters and digits of one shape made the same."""
    word = word.translate(SHAPES)
    for two, one in JOINED_SHAPES:
        word = word.replace(two, one)
    return word


def is_slip(one: str, other: str) -> bool:
    """Whether two words are one, but for a letter; but for two, if they are long. As written, or as folded."""
    return any(_is_near(*pair) for pair in ((one, other), (folded(one), folded(other))))


def _is_near(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= LETTERS_FOR_TWO else 1 if shorter >= LETTERS_FOR_A_SLIP else 0
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _people(written: str, joined: bool) -> Iterator[Person]:
    parts = [words for part in COUPLED.split(IN_CARE.split(written)[0].upper()) if (words := _words(part, joined))]
    for at, part in enumerate(parts):
        if sum(len(word) > 1 and word not in MARKS for word in part) > 1:
            yield _person(part)
        elif at + 1 < len(parts):  # JOHN & MARY DOE
            yield _person([*part, parts[at + 1][-1]])
        elif at:  # DOE JOHN & MARY, or JOHN DOE & MARY
            yield _person([*part, parts[at - 1][0]])
            yield _person([*part, parts[at - 1][-1]])


def _words(part: str, joined: bool) -> list[str]:
    words = words_in(re.sub(r"(?<=\w)-(?=\w)", "", part) if joined else part)
    if joined:
        words = re.sub(rf"\b({'|'.join((*PARTICLES, 'O', 'D'))}) ", r"\1", " ".join(words)).split()
    else:
        words = [word for word in words if word not in PARTICLES]
    return [word for word in words if word not in TITLES and not (word.isdigit() and len(word) > 1)]


def _person(words: Sequence[str]) -> Person:
    named = [word for word in words if word not in MARKS]
    return Person(
        tuple(word for word in named if len(word) > 1),
        tuple(word for word in named if len(word) == 1),
        frozenset(MARKS[word] for word in words if word in MARKS),
    )


def _likest(mine: Sequence[Person], theirs: Sequence[Person]) -> float:
    """That of the two who are most alike; a couple of whom both are found is a whole name."""
    alike = [[_alike(one, other) for other in theirs] for one in mine]
    ours, others = (sum(max(row) >= NO_MIDDLE for row in way if row) for way in (alike, zip(*alike, strict=True)))
    return WHOLE if min(ours, others) > 1 else max((like for row in alike for like in row), default=0.0)


def _alike(one: Person, other: Person) -> float:
    few, many = sorted((one, other), key=lambda person: len(person.words))
    if len(few.words) < 2 or (one.marks and other.marks and one.marks != other.marks):
        return 0.0
    found = _matched(few.words, many.words)
    if found is None:
        return 0.0
    lessened, more = found
    like = lessened * _middle(few.initials, (*more, *many.initials), len(few.words))
    return like if one.marks == other.marks else like * UNMARKED


def _matched(few: Sequence[str], many: Sequence[str]) -> tuple[float, tuple[str, ...]] | None:
    """How well all of the few words are among the many, and which of these are left over; None where they are not."""
    left, lessened = list(many), 1.0
    odd = [word for word in few if not _taken(word, left, eq)]
    if odd and len(further := [word for word in odd if not _taken(word, left, _is_one_shape)]) < len(odd):
        odd, lessened = further, SHAPE
    if len(odd) == 1 and _taken(odd[0], left, is_slip):
        odd, lessened = [], SLIP
    return None if odd else (lessened, tuple(left))


def _taken(word: str, left: list[str], fits: Callable[[str, str], bool]) -> bool:
    """Takes the first of the words left that fits; gives whether there was one."""
    found = next((each for each in left if fits(each, word)), None)
    if found is not None:
        left.remove(found)
    return found is not None


def _is_one_shape(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _middle(one: Sequence[str], other: Sequence[str], words: int) -> float:
    """What middle names and initials say of two names that agree in so many words."""
    if not one and not other:
        return WHOLE if words > 2 else TWO_WORDS
    if not one or not other:
        return NO_MIDDLE
    few, many = sorted(([folded(word)[0] for word in each] for each in (one, other)), key=len)
    return WHOLE if all(first in many for first in few) else OTHER_MIDDLE
