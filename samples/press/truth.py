"""The known answers of a printed file, as they are written beside it: NAME.truth.json.

Only what is printed is in `fields`; a last day that follows from what is printed is in `deadlines`. A value that the letter
does not show is absent, never null, so that a reader that invents it can be caught.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

READABLE = ("sure", "check")
FOREIGN = ("unknown",)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, by the press's own counting."""

    id: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Pages of a letter that are a form or a notice of their own."""

    notice: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A page of the file that belongs to no letter, and why: `blank`."""

    page: int
    kind: str


@dataclass(frozen=True, slots=True)
class LetterTruth:
    """What one letter is and says."""

    pages: tuple[int, ...]
    outcome_allowed: tuple[str, ...]
    notice: str | None
    printed_number: str | None
    sender: str
    language: str
    layout: str
    wording: int
    fields: Mapping[str, Any]
    deadlines: tuple[Deadline, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    damage: str = "digital"
    billing: tuple[str, ...] = ()
    seed: str = ""
    kind: str = "letter"
    edition: str = ""
    quotes: tuple[str, ...] = ()
    hand: int = 1

    def moved(self, by: int) -> "LetterTruth":
        """The same letter further back in a file of several."""
        enclosures = tuple(replace(item, pages=tuple(page + by for page in item.pages)) for item in self.enclosures)
        return replace(self, pages=tuple(page + by for page in self.pages), enclosures=enclosures)


@dataclass(frozen=True, slots=True)
class FileTruth:
    """What a file holds, letter by letter."""

    file: str
    letters: tuple[LetterTruth, ...] = field(default=())
    aside: tuple[Aside, ...] = field(default=())

    def to_json(self) -> str:
        """The text of the truth file."""
        letters = [
            {
                "pages": list(letter.pages),
                "outcome_allowed": list(letter.outcome_allowed),
                "notice": letter.notice,
                "printed_number": letter.printed_number,
                "sender": letter.sender,
                "language": letter.language,
                "kind": letter.kind,
                "edition": letter.edition,
                "quotes": list(letter.quotes),
                "layout": letter.layout,
                "damage": letter.damage,
                "wording": letter.wording,
                **({"hand": letter.hand} if letter.hand != 1 else {}),
                "fields": dict(letter.fields),
                "deadlines": [{"id": deadline.id, "last_day": deadline.last_day} for deadline in letter.deadlines],
                "enclosures": [{"notice": item.notice, "pages": list(item.pages)} for item in letter.enclosures],
                "billing": list(letter.billing),
                "seed": letter.seed,
            }
            for letter in self.letters
        ]
        told: dict[str, Any] = {"file": self.file, "letters": letters}
        if self.aside:
            told["aside"] = [{"page": each.page, "kind": each.kind} for each in self.aside]
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"

    def write(self, folder: Path) -> None:
        """Writes the truth beside its file, as NAME.truth.json with the file's ending left out."""
        (folder / f"{Path(self.file).stem}.truth.json").write_text(self.to_json(), encoding="utf-8")
