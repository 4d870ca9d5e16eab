"""The border of the catalogue: TOML files in, checked for shape by pydantic, unknown keys refused; plain data out.

Each fault names the file, the key, the line and what to do, because the person who mends it is a lawyer and not a
programmer.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails

from scanner.catalogue.place import line_of
from scanner.errors import CatalogueError
from scanner.notice import Kind, Line, Record, Reply, Sender, Urgency
from scanner.term import Extends, PrintedDate, Unit

__all__ = [
    "CautionFile",
    "FieldFile",
    "HelpFile",
    "NoticeFile",
    "PatternsFile",
    "PostponementsFile",
    "PublicationFile",
    "SenderFile",
    "StationFile",
    "TermFile",
    "read_toml",
]

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+\.[^\s]+$")]
"""Where a source stands on the web."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Words(_Strict):
    en: str
    es: str


class SourceFile(_Strict):
    url: Address
    checked: date
    note: str = ""


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
    extends: Extends
    tolling: _Words | None = None
    authority: list[str]
    checked: bool
    effective_from: date | None = None
    effective_to: date | None = None
    sources: list[Address] = []
    second_reading: SourceFile | None = None


class PostponementFile(_Strict):
    """One entry of postponements.toml, the program's or a clinic's own."""

    id: str
    what: _Words
    where: _Words
    zips: list[Annotated[str, Field(pattern=r"^\d{1,5}$")]] = []
    terms: list[str] = []
    begins: date
    until: date
    authority: list[str]
    source: SourceFile


class PostponementsFile(_Strict):
    """postponements.toml."""

    postponements: list[PostponementFile] = []


class _SignsFile(_Strict):
    numbers: list[str] = []
    titles: list[str] = []
    titles_es: list[str] = []
    examples: list[str] = []
    title_examples: list[str] = []


class ExplanationFile(_Strict):
    """The words of one language."""

    what: str
    why: str = ""
    next_steps: list[str] = []
    if_nothing: str = ""
    rights: list[str] = []
    gives_up: list[str] = []
    bring: list[str] = []


class ExplanationsFile(_Strict):
    en: ExplanationFile
    es: ExplanationFile


class NoticeFile(_Strict):
    """One file of notices/."""

    id: str
    name: str
    kind: Kind
    variants: list[str] = []
    record: Record
    reply: Reply
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
    explanation: ExplanationsFile | None = None
    sources: list[SourceFile] = []

    @model_validator(mode="after")
    def _whole(self) -> NoticeFile:
        """A full record says all of it, a light one what the paper is; only a listed one has no words and no source."""
        words = self.explanation
        if self.record != "listed" and (words is None or not self.sources):
            message = "a full or light record has an explanation in both languages and at least one source"
            raise ValueError(message)
        if self.record == "full" and words is not None:
            for each in (words.en, words.es):
                if not (each.why and each.next_steps and each.if_nothing and each.rights and each.bring):
                    message = "a full record has why, next_steps, if_nothing, rights and bring in both languages"
                    raise ValueError(message)
        if not self.signs.numbers and not self.signs.titles:
            message = "signs has neither numbers nor titles, so that no paper could be told by them"
            raise ValueError(message)
        return self


class StationFile(_Strict):
    """One entry of stations.toml."""

    name: str
    name_es: str
    about: str
    about_es: str
    line: Line
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
    """One entry of senders.toml: the letterheads of one sender, each with lines that it must match, and what such mail is."""

    sender: Literal["irs", "treasury-bfs", "state", "court", "other"]
    name: str
    name_es: str
    letterheads: list[str] = []
    look_alikes: list[str] = []
    anywhere: list[str] = []
    within_irs: bool = False
    examples: list[str]
    counterexamples: list[str] = []
    explanation: ExplanationsFile | None = None
    publications: list[str] = []
    sources: list[SourceFile] = []


class CautionFile(_Strict):
    """One entry of cautions.toml: a warning sign of mail that may be false, and lines that show it and lines that do not."""

    patterns: Annotated[list[str], Field(min_length=1)]
    sign: _Words
    act: _Words
    examples: Annotated[list[str], Field(min_length=1)]
    counterexamples: list[str] = []
    sources: list[SourceFile] = []


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


def read_toml(file: Traversable, shape: Any, name: str = "") -> Any:
    """What `file` holds, checked against `shape`, as JSON would hold it (days as text). `name` is what faults call it.

    Raises CatalogueError with the file, the place, the line and the fault.
    """
    name = name or file.name
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        message = f"{name}: cannot be read as TOML: {error}."
        raise CatalogueError(message) from None
    adapter = TypeAdapter[Any](shape)
    try:
        return adapter.dump_python(adapter.validate_python(data), mode="json")
    except ValidationError as error:
        raise CatalogueError(_told(name, text, error.errors()[0], error.error_count())) from None


MENDING = {
    "extra_forbidden": "there is no such key; take it out, or look for a slip in its name.",
    "missing": "this is missing; add it.",
}


def _told(name: str, text: str, fault: ErrorDetails, count: int) -> str:
    keys = [part for part in fault["loc"] if part != "function-after[_whole()"]
    what = MENDING.get(fault["type"], f"{fault['msg']}.")
    line = line_of(text, keys)
    where = f" Line {line}." if line else ""
    more = f" ({count} faults in this file.)" if count > 1 else ""
    return f"{name}: {'.'.join(map(str, keys))}: {what}{where}{more}"
