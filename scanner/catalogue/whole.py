"""The catalogue as the rest of the program sees it: looked up by id, by number, by heading, by the words of a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from scanner.catalogue.heading import Titles
from scanner.catalogue.number import as_print, slug_of
from scanner.catalogue.rules import CautionRule, FieldRule, Letterhead, a_caution_rule, a_field_rule, a_letterhead
from scanner.catalogue.types import Data
from scanner.errors import UsageError
from scanner.notice import Caution, Help, Language, Notice, Publication, SenderRecord, Station
from scanner.term import Postponement, Term

__all__ = ["Catalogue"]


@dataclass(frozen=True)
class Catalogue:
    """All of it. `by_number` goes from every spelling's slug to the notice that carries it.

    It has no slots, because patterns and headings are compiled once, when first asked for.
    """

    notices: dict[str, Notice]
    by_number: dict[str, Notice]
    law: dict[str, Term]
    postponements: tuple[Postponement, ...]
    stations: dict[str, Station]
    publications: dict[str, Publication]
    help: tuple[Help, ...]
    not_irs: dict[Language, str]
    sender_records: dict[str, SenderRecord]
    cautions: dict[str, Caution]
    sentences: dict[str, dict[Language, str]]
    examples: dict[str, tuple[str, ...]]
    title_examples: dict[str, tuple[str, ...]]
    data: Data

    @cached_property
    def fields(self) -> dict[str, FieldRule]:
        """How each field is found on paper."""
        patterns = self.data["patterns"]
        return {name: a_field_rule(name, field, patterns["words"]) for name, field in patterns["fields"].items()}

    @cached_property
    def senders(self) -> tuple[Letterhead, ...]:
        """The letterheads, in the order in which they are asked."""
        words = self.data["patterns"]["words"]
        return tuple(a_letterhead(key, sender, words) for key, sender in self.data["senders"].items())

    @cached_property
    def caution_rules(self) -> tuple[CautionRule, ...]:
        """What warns of a fake."""
        words = self.data["patterns"]["words"]
        return tuple(a_caution_rule(key, caution, words) for key, caution in self.data["cautions"].items())

    @cached_property
    def twins(self) -> dict[str, str]:
        """Numbers that a bad scan cannot tell from another that exists, with that other: CP51B and CP518."""
        alike: dict[str, list[str]] = {}
        for notice in self.notices.values():
            if notice.signs.numbers:
                alike.setdefault(as_print(notice.id), []).append(notice.id)
        return {
            one: next(each for each in group if each != one)
            for group in alike.values()
            if len(group) > 1
            for one in group
        }

    @cached_property
    def titles(self) -> Titles:
        """The headings of all notices that have a file of their own, by their words."""
        return Titles(
            (title, notice.id)
            for notice in self.notices.values()
            if notice.variant_of is None
            for title in notice.signs.titles + notice.signs.titles_es
        )

    def at(self, station: str) -> tuple[Notice, ...]:
        """The notices that stand at a station: those that its record names, in its order, then the others."""
        named = self.stations[station].notices
        others = (n.id for n in self.notices.values() if n.station == station and n.variant_of is None)
        return tuple(self.notices[key] for key in dict.fromkeys((*named, *others)))

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
        found = self._named(wanted.lower()) or self._bare(wanted)
        if found:
            return found
        digits = "".join(filter(str.isdigit, wanted))
        near = [n.name for n in self.notices.values() if digits and digits in n.id][:5]
        hint = f" Did you mean {', '.join(near)}?" if near else " `scanner notices` lists all that it knows."
        message = f"There is no record of {wanted!r}.{hint}"
        raise UsageError(message)

    def _named(self, wanted: str) -> Notice | Station | None:
        """What has this very name, for papers without a number and for stations."""
        everything: tuple[Notice | Station, ...] = (*self.notices.values(), *self.stations.values())
        return next((each for each in everything if each.name.lower() == wanted), None)

    def _bare(self, wanted: str) -> Notice | None:
        """What a bare number (`4388`, `75`) can only mean."""
        if not regex.fullmatch(r"\d{2,5}\s?-?\s?[A-Za-z]{0,2}", wanted):
            return None
        named = {slug_of(f"{kind} {wanted}") or "" for kind in ("Letter", "CP", "LT", "Form")} & set(self.by_number)
        return self.by_number[named.pop()] if len(named) == 1 else None
