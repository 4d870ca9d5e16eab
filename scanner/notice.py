"""A notice: one kind of letter that the catalogue describes, with what gives it away, what it says and what it starts.

These are the catalogue's types; `scanner.catalogue` fills them from one TOML file per notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scanner.source import Source

__all__ = [
    "FACTS",
    "URGENCIES",
    "Caution",
    "Explanation",
    "Help",
    "Kind",
    "Language",
    "Line",
    "Notice",
    "Publication",
    "Record",
    "Reply",
    "Sender",
    "SenderRecord",
    "Signs",
    "Station",
    "Urgency",
]

Kind = Literal["cp", "lt", "letter", "c-letter", "form", "notice"]
Record = Literal["full", "light", "listed"]
Reply = Literal["yes", "no", "depends"]
Language = Literal["en", "es"]
Line = Literal["filing", "processing", "exam", "appeals", "court", "collection"]
Sender = Literal["irs", "treasury-bfs", "state", "court", "other", "unknown"]
Urgency = Literal["critical", "high", "medium", "low", "none"]

URGENCIES: tuple[Urgency, ...] = ("critical", "high", "medium", "low", "none")
"""From the gravest down."""
FACTS = ("title", "issued_by", "audience", "trigger", "effect", "rights", "forms", "sequence", "anchors", "deadlines")
"""The groups of facts that a notice can name as unchecked."""


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
    `reply` says whether the letter needs an answer. A *light* record has a name, a title and a sentence of its own; what
    it lacks is said as for all of its kind. A *listed* one is a number that is known to exist and that nobody could
    explain. `variant_of` is the notice whose record this one shares (CP53B has that of CP53).
    """

    id: str
    name: str
    kind: Kind
    record: Record
    reply: Reply
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
    variant_of: str | None = None

    @property
    def family(self) -> str:
        """The id of the notice whose record this is."""
        return self.variant_of or self.id

    @property
    def known(self) -> bool:
        """Whether somebody could confirm what a paper with this number is, by anything at all of its record."""
        groups = FACTS if self.record == "full" else ("title", "trigger", "effect")
        return self.record != "listed" and not set(groups) <= set(self.unchecked)


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the Taxpayer Roadmap: `line` is the part of the journey it lies on, `leads_to` are the stations that can
    come next, `about` says in a sentence what happens there.
    """

    id: str
    name: str
    name_es: str
    about: dict[Language, str]
    line: Line
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


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning sign of a paper that may not be what it says: what was seen and what can be done, by language.

    It is a sign and never a verdict: a real letter can carry one, and a fake none.
    """

    id: str
    sign: dict[str, str]
    act: dict[str, str]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SenderRecord:
    """Whose mail it is: a sender that is not the IRS, or no known one, and what its mail is and wants."""

    id: str
    sender: Sender
    name: str
    name_es: str
    explanation: dict[Language, Explanation] | None
    publications: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
