"""The border of the catalogue: TOML files in, checked for shape by pydantic, unknown keys refused.

Each fault names the file, the place in it and what is wrong, because the person who mends it is a lawyer and not a
programmer.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from scanner.errors import CatalogueError
from scanner.notice import Kind, Record, Sender, Urgency
from scanner.term import PrintedDate, Unit

__all__ = [
    "FieldFile",
    "HelpFile",
    "NoticeFile",
    "PatternsFile",
    "PublicationFile",
    "SenderFile",
    "StationFile",
    "TermFile",
    "folder",
    "read_toml",
]

Shape = TypeVar("Shape")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Words(_Strict):
    en: str
    es: str


class SpanFile(_Strict):
    length: Annotated[int, Field(gt=0, strict=True)]
    unit: Unit


class TermFile(_Strict):
    """One entry of law.toml."""

    action: _Words
    if_missed: _Words
    note: _Words
    start: str
    span: SpanFile | None = None
    lead: SpanFile | None = None
    abroad: SpanFile | None = None
    large: SpanFile | None = None
    large_from: Decimal | None = None
    printed_field: list[str] = []
    printed: PrintedDate
    rolls: bool
    right: bool
    authority: list[str]
    checked: bool
    effective_from: date | None = None
    effective_to: date | None = None
    sources: list[str] = []


class _SignsFile(_Strict):
    numbers: Annotated[list[str], Field(min_length=1)]
    titles: list[str] = []
    titles_es: list[str] = []
    examples: Annotated[list[str], Field(min_length=1)]
    title_examples: list[str] = []


class ExplanationFile(_Strict):
    """The words of one language."""

    what: str
    why: str
    next_steps: list[str]
    if_nothing: str = ""
    rights: list[str] = []
    gives_up: list[str] = []
    bring: list[str] = []


class ExplanationsFile(_Strict):
    en: ExplanationFile
    es: ExplanationFile


class SourceFile(_Strict):
    url: str
    checked: date
    note: str = ""


class NoticeFile(_Strict):
    """One file of notices/."""

    id: str
    name: str
    kind: Kind
    suffixes: list[str] = []
    record: Record
    title: str
    title_es: str
    sender: Sender
    issued_by: str
    audience: list[str]
    urgency: Urgency
    station: str
    before: list[str] = []
    after: list[str] = []
    related: list[str] = []
    forms: list[str] = []
    publications: list[str] = []
    fields: list[str] = []
    deadlines: list[str] = []
    unchecked: list[str] = []
    signs: _SignsFile
    explanation: ExplanationsFile
    sources: list[SourceFile]


class StationFile(_Strict):
    """One entry of stations.toml."""

    name: str
    name_es: str
    line: str
    leads_to: list[str] = []
    notices: list[str] = []
    deadlines: list[str] = []
    forms: list[str] = []
    publications: list[str] = []
    explanation: ExplanationsFile | None = None
    sources: list[SourceFile] = []


class PublicationFile(_Strict):
    """One entry of forms.toml."""

    number: str
    title: str
    title_es: str
    url: str = ""


class HelpEntry(_Strict):
    id: str
    name: str
    name_es: str
    text: str
    text_es: str
    phone: str = ""
    url: str = ""


class _Notes(_Strict):
    not_irs: str
    not_irs_es: str


class HelpFile(_Strict):
    """help.toml."""

    help: list[HelpEntry]
    notes: _Notes


class SenderFile(_Strict):
    """One entry of senders.toml: the letterheads of one sender, each with lines that it must match."""

    sender: Literal["irs", "treasury-bfs", "state", "court", "other"]
    letterheads: list[str]
    anywhere: list[str] = []
    examples: list[str]


class FieldFile(_Strict):
    """One field of patterns.toml: where its value stands, and lines that must give the value."""

    value: str
    labels: list[str] = []
    phrases: list[str] = []
    not_before: list[str] = []
    examples: dict[str, str] = {}
    counterexamples: list[str] = []


class PatternsFile(_Strict):
    """patterns.toml."""

    words: dict[str, str]
    fields: dict[str, FieldFile]
    sentences: dict[str, _Words]


def folder() -> Traversable:
    """Where the catalogue's data lies, in a checkout and in an installed wheel alike."""
    return files("scanner.catalogue")


def read_toml(file: Traversable, shape: type[Shape]) -> Shape:
    """What `file` holds, checked against `shape`. Raises CatalogueError with the file, the place and the fault."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        message = f"{file.name}: cannot be read as TOML: {error}."
        raise CatalogueError(message) from None
    try:
        return TypeAdapter(shape).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{file.name}: {place}: {first['msg']}. ({error.error_count()} fault(s) in this file.)"
        raise CatalogueError(message) from None
