"""The catalogue: every notice, term, station, form and pattern that the program knows, loaded once from TOML.

Extending the program is adding one file to `notices/` and one sample. Loading is strict: an unknown key, a term that does
not exist, a station that nothing reaches or an example that its own sign does not fit stops it with the file, the place
and what to do. Nothing here is built at import; `load` does it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from scanner.catalogue.checks import check
from scanner.catalogue.files import (
    FieldFile,
    HelpFile,
    NoticeFile,
    PatternsFile,
    PublicationFile,
    SenderFile,
    StationFile,
    TermFile,
    folder,
    read_toml,
)
from scanner.catalogue.number import numbers_in, slug_of
from scanner.catalogue.types import a_help, a_notice, a_publication, a_station, a_term, variants_of
from scanner.catalogue.vocabulary import Pattern, compiled
from scanner.errors import CatalogueError, UsageError
from scanner.notice import Help, Language, Notice, Publication, Sender, Station
from scanner.term import Term

__all__ = ["Catalogue", "FieldRule", "Letterhead", "load"]

WORD_ENDS = r"(?![\p{L}\d])"
"""Behind every label, so that `ID` is not found in `Identification`."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field is found: labels beside or above its value, and phrases that hold it (group `value`)."""

    name: str
    value: Pattern
    labels: tuple[Pattern, ...]
    phrases: tuple[Pattern, ...]
    not_before: tuple[Pattern, ...]
    any_label: Pattern
    """All labels in one, to pass over quickly what none of them fits."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The letterheads of one sender; `anywhere` are lines that give it away wherever they stand."""

    sender: Sender
    letterheads: tuple[Pattern, ...]
    anywhere: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it. `by_number` goes from every spelling's slug to the notice that carries it."""

    notices: dict[str, Notice]
    by_number: dict[str, Notice]
    law: dict[str, Term]
    stations: dict[str, Station]
    publications: dict[str, Publication]
    help: tuple[Help, ...]
    not_irs: dict[Language, str]
    fields: dict[str, FieldRule]
    senders: tuple[Letterhead, ...]
    sentences: dict[str, dict[Language, str]]
    field_examples: dict[str, dict[str, str]]
    examples: dict[str, tuple[str, ...]]
    title_examples: dict[str, tuple[str, ...]]

    def say(self, key: str, language: Language, **slots: object) -> str:
        """A sentence for a person, by its key in patterns.toml."""
        return self.sentences[key][language].format(**slots)

    def find(self, name: str) -> Notice | Station:
        """The notice or station that a person means by `name`: an id, `CP 14`, `"Letter 4388"`, `balance-paid`.

        Raises UsageError where there is none; the message names what comes nearest.
        """
        wanted = name.strip()
        slug = slug_of(wanted)
        for key in (wanted.lower(), slug or ""):
            if key in self.by_number:
                return self.by_number[key]
            if key in self.stations:
                return self.stations[key]
        station = next((s for s in self.stations.values() if s.name.lower() == wanted.lower()), None)
        if station:
            return station
        digits = "".join(filter(str.isdigit, wanted))
        if regex.fullmatch(r"\d{2,5}\s?-?\s?[A-Za-z]{0,2}", wanted):
            named = {slug_of(f"{kind} {wanted}") or "" for kind in ("Letter", "CP", "LT", "Form")} & set(self.by_number)
            if len(named) == 1:
                return self.by_number[named.pop()]
        near = [n.name for n in self.notices.values() if digits and digits in n.id][:5]
        hint = f" Did you mean {', '.join(near)}?" if near else " `scanner notices` lists all that it knows."
        message = f"There is no record of {wanted!r}.{hint}"
        raise UsageError(message)


@cache
def load() -> Catalogue:
    """The catalogue that came with the program. Raises CatalogueError where its data is at fault."""
    here = folder()
    patterns = read_toml(here / "patterns.toml", PatternsFile)
    notice_files = [
        read_toml(file, NoticeFile)
        for file in sorted((here / "notices").iterdir(), key=lambda f: f.name)
        if file.name.endswith(".toml")
    ]
    sentences: dict[str, dict[Language, str]] = {
        key: {"en": words.en, "es": words.es} for key, words in patterns.sentences.items()
    }
    notices: dict[str, Notice] = {}
    for file in notice_files:
        if file.id in notices:
            message = f"notices/: two files have the id {file.id!r}. Give one of them its own."
            raise CatalogueError(message)
        notices[file.id] = a_notice(file)
        notices.update({variant.id: variant for variant in variants_of(notices[file.id], file.suffixes)})
    help_file = read_toml(here / "help.toml", HelpFile)
    catalogue = Catalogue(
        notices=notices,
        by_number=_by_number(notices),
        law={
            key: a_term(key, file, sentences.get(file.start.replace("event:", "event-"), {}))
            for key, file in read_toml(here / "law.toml", dict[str, TermFile]).items()
        },
        stations={
            key: a_station(key, file) for key, file in read_toml(here / "stations.toml", dict[str, StationFile]).items()
        },
        publications={
            key: a_publication(key, file)
            for key, file in read_toml(here / "forms.toml", dict[str, PublicationFile]).items()
        },
        help=tuple(a_help(entry) for entry in help_file.help),
        not_irs={"en": help_file.notes.not_irs, "es": help_file.notes.not_irs_es},
        fields={name: _rule(name, file, patterns.words) for name, file in patterns.fields.items()},
        senders=tuple(
            _letterhead(key, file, patterns.words)
            for key, file in read_toml(here / "senders.toml", dict[str, SenderFile]).items()
        ),
        sentences=sentences,
        field_examples={name: file.examples for name, file in patterns.fields.items()},
        examples={file.id: tuple(file.signs.examples) for file in notice_files},
        title_examples={file.id: tuple(file.signs.title_examples) for file in notice_files},
    )
    check(catalogue)
    return catalogue


def _by_number(notices: dict[str, Notice]) -> dict[str, Notice]:
    found: dict[str, Notice] = {}
    for notice in notices.values():
        spelled = {spelling: [number.slug for number in numbers_in(spelling)] for spelling in notice.signs.numbers}
        for spelling, found_slugs in spelled.items():
            if not found_slugs:
                message = f"notices/{notice.id}.toml: signs.numbers: {spelling!r} is no number of a notice as paper prints it."
                raise CatalogueError(message)
        slugs = {notice.id, *(slug for each in spelled.values() for slug in each)}
        for slug in slugs:
            if slug in found and found[slug] is not notice:
                message = f"{notice.id}.toml: signs.numbers: {slug} is already the number of {found[slug].id}."
                raise CatalogueError(message)
            found[slug] = notice
    return found


def _rule(name: str, file: FieldFile, words: dict[str, str]) -> FieldRule:
    def all_of(patterns: list[str], group: str) -> tuple[Pattern, ...]:
        return tuple(
            compiled(pattern, words, f"patterns.toml: fields.{name}.{group}[{i}]") for i, pattern in enumerate(patterns)
        )

    return FieldRule(
        name=name,
        value=compiled(file.value, words, f"patterns.toml: fields.{name}.value"),
        labels=all_of([f"(?:{label}){WORD_ENDS}" for label in file.labels], "labels"),
        phrases=all_of(file.phrases, "phrases"),
        not_before=all_of(file.not_before, "not_before"),
        any_label=compiled(
            "|".join(f"(?:{label})" for label in file.labels) or "(?!)", words, f"patterns.toml: fields.{name}.labels"
        ),
    )


def _letterhead(key: str, file: SenderFile, words: dict[str, str]) -> Letterhead:
    def all_of(patterns: list[str], group: str) -> tuple[Pattern, ...]:
        return tuple(
            compiled(pattern, words, f"senders.toml: {key}.{group}[{i}]") for i, pattern in enumerate(patterns)
        )

    heads, anywhere = all_of(file.letterheads, "letterheads"), all_of(file.anywhere, "anywhere")
    for example in file.examples:
        if not any(pattern.search(example) for pattern in heads + anywhere):
            message = f"senders.toml: {key}.examples: no pattern of {key} fits {example!r}."
            raise CatalogueError(message)
    return Letterhead(file.sender, heads, anywhere)
