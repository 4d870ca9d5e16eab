"""What is learned from: the telling words of letters whose notice is known, page by page.

A lesson holds words and no letter: numbers of people, dates and amounts are left out when words are chosen (`classifier.telling`),
and names of people do not outlast the fitting, because a word must be common to many lessons to be kept. The shipped
lessons (`lessons.jsonl.xz`) are of made-up people anyway.

The records of the catalogue are lessons too, one for each language: they tell what a notice is about in words that no
sample letter has, which helps with wordings that nobody has drawn.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from scanner.catalogue import Catalogue
from scanner.classifier.telling import plain_telling, telling
from scanner.evaluate import KnownFile, KnownLetter
from scanner.layout import laid_out
from scanner.notice import Explanation, Notice
from scanner.page import Page

__all__ = ["LESSONS", "RECORD", "Lesson", "from_letters", "from_records", "kept_lessons", "label_of", "write_lessons"]

KINDS = {"form": "form", "insert": "insert"}
OTHER_SENDER, NONE = "other-sender", "none"
"""Classes that are no notice: a form that nobody described, a leaflet, mail of others, a letter of the Service that no record knows."""
LESSONS = "lessons.jsonl.xz"
"""The file of the shipped lessons."""
RECORD = -1
"""The wording of a lesson that is a record and no letter."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The telling words of one letter, page by page. `wording`, `hand` (which writer) and `layout` say what to leave out when
    trying oneself.
    """

    label: str
    pages: tuple[tuple[str, ...], ...]
    wording: int
    layout: str
    language: str
    hand: int = 1


def label_of(known: KnownLetter, catalogue: Catalogue) -> str:
    """The class of a letter: its notice's family, or what it is instead of a notice.

    What is no notice is of many kinds that share no words. Each kind is a class of its own (`insert/privacy`), so that
    none of them becomes the class of all that is unusual; the classifier adds their chances up again.
    """
    if known.notice:
        notice = catalogue.notices.get(known.notice)
        return notice.family if notice else known.notice
    kind = OTHER_SENDER if known.sender != "irs" else KINDS.get(known.kind, NONE)
    return f"{kind}/{known.edition}"


def from_letters(letters: Iterable[tuple[KnownFile, tuple[Page, ...]]], catalogue: Catalogue) -> Iterator[Lesson]:
    """A lesson for every letter; the pages that are a form of its own are left out."""
    for file, pages in letters:
        by_number = {page.number: page for page in pages}
        for known in file.letters:
            enclosed = {number for enclosure in known.enclosures for number in enclosure.pages}
            own = [by_number[number] for number in known.pages if number in by_number and number not in enclosed]
            words = tuple(tuple(each.text for each in telling(laid_out(page))) for page in own)
            if any(words):
                yield Lesson(label_of(known, catalogue), words, known.wording, known.layout, known.language, known.hand)


def from_records(catalogue: Catalogue) -> Iterator[Lesson]:
    """A lesson for every record that says what its notice is, in each language."""
    for notice in catalogue.notices.values():
        if notice.record == "full" and notice.variant_of is None:
            for language, explanation in notice.explanation.items():
                yield Lesson(notice.id, (_told(notice, explanation, language),), RECORD, "record", language)


def _told(notice: Notice, explanation: Explanation, language: str) -> tuple[str, ...]:
    titles = notice.signs.titles_es if language == "es" else notice.signs.titles
    title = notice.title_es if language == "es" else notice.title
    return tuple(plain_telling(" ".join((title, *titles, explanation.what, explanation.why, explanation.if_nothing))))


def write_lessons(lessons: Iterable[Lesson], file: Path) -> None:
    """Writes lessons, one a line; the same lessons make the same bytes."""
    lines = (json.dumps(asdict(lesson), ensure_ascii=False, separators=(",", ":")) + "\n" for lesson in lessons)
    file.write_bytes(lzma.compress("".join(lines).encode(), preset=9))


def kept_lessons(file: Path) -> tuple[Lesson, ...]:
    """The lessons of a file."""
    lines = lzma.decompress(file.read_bytes()).decode().splitlines()
    return tuple(Lesson(**{**each, "pages": tuple(map(tuple, each["pages"]))}) for each in map(json.loads, lines))
