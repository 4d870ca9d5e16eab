"""The known answers of a folder of letters: `NAME.truth.json` beside `NAME.ext`, as samples/README.md lays them out.

Only what a letter shows is in its `fields`; a last day that follows from what it shows is in `deadlines`. A key that nobody
knows is let pass: whoever draws letters may note more about them than is scored here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from scanner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATES", "KnownDeadline", "KnownFile", "KnownLetter", "KnownPeriod", "known_files"]

ENDING = ".truth.json"
DATES = ("letter_date", "pay_by", "respond_by", "hearing_by", "petition_by")
"""The fields that a person counts from or acts by."""


class Known(BaseModel):
    """What all known answers share: they are never changed."""

    model_config = ConfigDict(frozen=True)


class KnownPeriod(Known):
    """A tax period by the day it ends; `form` is None where the letter prints none."""

    value: date
    form: str | None = None


Answers = str | tuple[KnownPeriod, ...]


class KnownDeadline(Known):
    """A last day, by the id of its term in the law."""

    id: str
    last_day: date


class KnownEnclosure(Known):
    """Pages of a letter that are a form of their own."""

    notice: str
    pages: tuple[int, ...]


class KnownLetter(Known):
    """What one letter is and says. `notice` is None for what the catalogue does not describe; `kind` is the kind of paper:
    letter, form, insert, other (mail of somebody else). `quotes` are the ids of other letters that it names in passing.
    """

    pages: tuple[int, ...] = Field(min_length=1)
    notice: str | None
    sender: str = "irs"
    fields: dict[str, Answers] = Field(default_factory=dict)
    deadlines: tuple[KnownDeadline, ...] = ()
    layout: str = "?"
    damage: str = "?"
    language: str = "en"
    kind: str = "letter"
    edition: str = ""
    wording: int = 0
    hand: int = 1
    printed_number: str | None = None
    enclosures: tuple[KnownEnclosure, ...] = ()
    quotes: tuple[str, ...] = ()

    @field_validator("fields")
    @classmethod
    def _dates_are_days(cls, fields: dict[str, Answers]) -> dict[str, Answers]:
        for field in DATES:
            if isinstance(told := fields.get(field), str):
                date.fromisoformat(told)
        return fields


class _File(Known):
    file: str
    letters: tuple[KnownLetter, ...]


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file and the letters that are in it, in the order of their pages."""

    path: Path
    letters: tuple[KnownLetter, ...]


def known_files(folder: Path) -> tuple[KnownFile, ...]:
    """Every file of the folder, and of the folders in it, that has known answers, in name order.

    Raises UsageError where there is no such folder, no answers in it, answers that are at fault, or answers for a file
    that is not there: a score of what happens to be left would be no score.
    """
    if not folder.is_dir():
        message = f"{folder}: there is no such folder."
        raise UsageError(message)
    found = tuple(_told(file) for file in sorted(folder.rglob(f"*{ENDING}")))
    if not found:
        message = (
            f"{folder} has no known answers: beside each letter NAME.pdf should stand NAME{ENDING} (samples/README.md)."
        )
        raise UsageError(message)
    if lost := [known.path.name for known in found if not known.path.is_file()]:
        message = f"{folder} has answers for files that are not there: {_some(lost)}."
        raise UsageError(message)
    return found


def _told(truth: Path) -> KnownFile:
    try:
        told = _File.model_validate_json(truth.read_bytes())
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        message = f"{truth.name}: {place}: {first['msg']}."
        raise UsageError(message) from None
    except OSError as error:
        message = f"{truth.name} cannot be read: {error.strerror}."
        raise UsageError(message) from None
    return KnownFile(truth.parent / told.file, told.letters)


def _some(names: list[str], most: int = 3) -> str:
    """The first few names, and how many more there are."""
    return ", ".join(_listed(names, most))


def _listed(names: list[str], most: int) -> Iterator[str]:
    yield from names[:most]
    if len(names) > most:
        yield f"and {len(names) - most} more"
