"""A notice: one kind of letter that the catalogue describes, with what gives it away, what it says and what it starts.

These are the catalogue's types; `scanner.catalogue` fills them from one TOML file per notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = [
    "Explanation",
    "Help",
    "Kind",
    "Language",
    "Notice",
    "Publication",
    "Record",
    "Sender",
    "Signs",
    "Source",
    "Station",
    "Urgency",
]

Kind = Literal["cp", "lt", "letter", "c-letter", "form", "notice"]
Record = Literal["full", "light"]
Language = Literal["en", "es"]
Sender = Literal["irs", "treasury-bfs", "state", "court", "other", "unknown"]
Urgency = Literal["critical", "high", "medium", "low", "none"]


@dataclass(frozen=True, slots=True)
class Signs:
    """What gives a notice away in print: the spellings of its number, and the headings it carries."""

    numbers: tuple[str, ...]
    titles: tuple[str, ...]
    titles_es: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person is told, in one language. Choices and rights, never which to take."""

    what: str
    why: str
    next_steps: tuple[str, ...]
    if_nothing: str
    rights: tuple[str, ...]
    gives_up: tuple[str, ...]
    bring: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was seen and on which day it was checked."""

    url: str
    checked: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A form or publication: `number` as people say it (Form 12153), its title in both languages."""

    id: str
    number: str
    title: str
    title_es: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of letter.

    `fields` are the values that such a letter should carry: one that cannot be read is reported as unread.
    `deadlines` are ids of terms in the law. `unchecked` names the groups of facts that nobody could confirm.
    A *light* record has a name, a title and its signs, and no explanation of its own beyond a sentence.
    """

    id: str
    name: str
    kind: Kind
    record: Record
    title: str
    title_es: str
    sender: Sender
    issued_by: str
    audience: tuple[str, ...]
    urgency: Urgency
    station: str
    signs: Signs
    fields: tuple[str, ...]
    deadlines: tuple[str, ...]
    explanation: dict[Language, Explanation]
    forms: tuple[str, ...]
    publications: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    related: tuple[str, ...]
    unchecked: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the Taxpayer Roadmap. `leads_to` are the stations that can come next."""

    id: str
    name: str
    name_es: str
    line: str
    leads_to: tuple[str, ...]
    notices: tuple[str, ...]
    explanation: dict[Language, Explanation] | None = None
    deadlines: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody who helps for free."""

    id: str
    name: str
    name_es: str
    text: str
    text_es: str
    phone: str = ""
    url: str = ""
