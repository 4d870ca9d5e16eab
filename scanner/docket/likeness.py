"""Which client a letter is for, as far as its print can say: how alike the two are, 0 to 1. A person confirms it.

A name is never enough where there is more to compare: the last four digits of the taxpayer's number must agree too, or the
street under the name (the ZIP code, where no street is known). Digits that were read and differ settle it: another person. Two clients who are nearly as
like as each other are no suggestion, for a letter shown to the wrong family does more harm than one that a person must file.
What each agreement weighs was chosen so that these sentences hold; the tests say them one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from scanner.docket.naming import TWO_WORDS, Name, folded, is_slip, words_in

__all__ = ["Addressee", "Grounds", "Roll", "Suggestion", "grounds", "likeness"]

SUGGESTED = 0.78
"""From this likeness on a client is suggested."""
NEAR = 0.1
"""A second client who is nearer than this to the first leaves it open which of them is meant."""
READ = 8000
"""Characters of a letter's print among which its address is looked for: the first pages."""
REACH = 24
"""Words of print beneath a name among which its address stands."""
DIRECTIONS = ("N", "S", "E", "W", "NE", "NW", "SE", "SW", "NORTH", "SOUTH", "EAST", "WEST")

ZIP_LIKE = re.compile(r"\d.*\d.*\d")
"""Three digits in five signs: an address stands there, well read or not."""

Place = Literal["street", "zip", "elsewhere", "unknown"]
SAME_NUMBER: Mapping[Place, float] = {"street": 1.0, "zip": 1.0, "elsewhere": 0.98, "unknown": 0.98}
NO_NUMBER: Mapping[Place, float] = {"street": 0.88, "zip": 0.8, "elsewhere": 0.6, "unknown": 0.79}
"""What a name is worth with the same last four digits and without any, by what is known of the place. With a ZIP code or
without anything that could be compared, only a whole name in three parts comes to be suggested."""


class Known(Protocol):
    """A client, as far as likeness goes."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def tin_last4(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...
    @property
    def zip_code(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is to: the name and the last four digits that were read, and all its print."""

    name: str
    tin_last4: str | None
    print: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A client by id, and how like the addressee."""

    client: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a client is like an addressee, for a person to judge: whether the whole name reads the same, whether the last four
    digits of both numbers are known (where they differ there is no likeness), and what stands beneath the name.
    """

    is_whole_name: bool
    has_same_number: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Roll:
    """All clients by the words of their names, so that a letter is compared with the few who share one with it."""

    clients: Sequence[Known]
    by_word: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, clients: Iterable[Known]) -> Roll:
        """The roll of these clients."""
        called, by_word = tuple(clients), defaultdict(list)
        for at, client in enumerate(called):
            for word in Name(client.name).words:
                by_word[word].append(at)
        return cls(called, dict(by_word))

    def has_like(self, name: str, tin_last4: str | None) -> bool:
        """Whether there is anybody of such a name and number, so that the letter's print is worth looking at."""
        own, number = Name(name), tin_last4
        return any(not _differ(client, number) and own.likeness(Name(client.name)) for client in self._sharing(name))

    def suggested(self, addressee: Addressee) -> Suggestion | None:
        """The one client whom the letter is for; None where nobody is like enough, or two are."""
        alike = ((likeness(client, addressee), client.id) for client in self._sharing(addressee.name))
        first, second = (*sorted(alike, reverse=True), (0.0, 0), (0.0, 0))[:2]
        is_alone = first[0] - second[0] >= NEAR
        return Suggestion(first[1], first[0]) if first[0] >= SUGGESTED and is_alone else None

    def _sharing(self, name: str) -> list[Known]:
        return [
            self.clients[at] for at in sorted({at for word in Name(name).words for at in self.by_word.get(word, ())})
        ]


def likeness(client: Known, addressee: Addressee) -> float:
    """How like a client is to the addressee: 0 to 1, to three places."""
    if _differ(client, addressee.tin_last4):
        return 0.0
    name = Name(addressee.name)
    like = name.likeness(Name(client.name))
    if not like:
        return 0.0
    worth = SAME_NUMBER if client.tin_last4 and addressee.tin_last4 else NO_NUMBER
    return round(like * worth[_place(client, name, addressee.print)], 3)


def grounds(client: Known, addressee: Addressee) -> Grounds:
    """On what grounds a client is like the addressee."""
    name = Name(addressee.name)
    return Grounds(
        name.likeness(Name(client.name)) >= TWO_WORDS,
        bool(client.tin_last4) and client.tin_last4 == addressee.tin_last4,
        _place(client, name, addressee.print),
    )


def _differ(client: Known, tin_last4: str | None) -> bool:
    return bool(client.tin_last4 and tin_last4 and client.tin_last4 != tin_last4)


def _place(client: Known, own: Name, print_: str) -> Place:
    """What the print beneath the addressee's name says of where the client lives. Offices of the IRS print addresses too.

    The ZIP code speaks only where no street is known: thousands live under one, and some of them bear the same name.
    """
    street, code = _street(client.address), (client.zip_code or "")[:5]
    if not street and not code:
        return "unknown"
    beneath = list(_beneath(own, words_in(print_[:READ])))
    if street and any(_stands(street, words) for words in beneath):
        return "street"
    numbers = {word for words in beneath for word in words if len(word) == 5 and ZIP_LIKE.search(word)}
    if not street and len(code) == 5 and code in numbers:
        return "zip"
    return "elsewhere" if numbers else "unknown"


def _beneath(own: Name, words: Sequence[str]) -> Iterable[Sequence[str]]:
    """The words that follow each place where the name stands in print."""
    ends = [at for at, word in enumerate(words) if len(word) > 1 and folded(word) in own.words]
    return (words[at + 1 : at + 1 + REACH] for at in ends)


def _street(address: str | None) -> tuple[str, str] | None:
    """What tells a street from all others in a line of print: its number and its first word, or a box and its number."""
    words = [word for word in words_in(address or "") if word not in DIRECTIONS]
    if "BOX" in words[:3]:
        words = words[words.index("BOX") :]
    elif not words or not words[0][0].isdigit():
        return None
    return (words[0], words[1]) if len(words) > 1 else None


def _stands(street: tuple[str, str], words: Sequence[str]) -> bool:
    """Whether the street is among the words; its name may have a slip, and no number may."""
    read = [word for word in words if word not in DIRECTIONS]
    number, name = street
    return any(
        folded(first) == folded(number)
        and (folded(second) == folded(name) or (name.isalpha() and is_slip(second, name)))
        for first, second in pairwise(read)
    )
