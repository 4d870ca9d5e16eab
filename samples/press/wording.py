"""What a notice says: the sentences, read from wordings/*.toml.

The sentences are data, all written for the press from the law and the facts of each notice. A paragraph comes in several
wordings; wording number n of a letter takes the n-th of each, counted round, so that a reader can be taught on some
wordings and tried on others. Within one, `[this|that]` leaves a choice, and `{slot}` is a value of the letter.

The files in `second/` say the same notices over again by another hand: another headline, other passages in another order,
written without a look at the first. Their wordings are counted on after those of the first hand, so that what was learned
from one writer can be tried on the other.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "wordings"
SECOND = FOLDER / "second"
SECOND_KEYS = {"headline", "subline", "part"}
BILLED = ("first-bill", "later-bill", "large-bill", "penalty-bill")
"""What `money` says of a letter that asks for a payment; any other kind of money is only proposed or told."""
NOWADAYS = 2026
PART_KEYS = {"head", "say", "items", "table", "when", "optional", "use", "since"}


@dataclass(frozen=True, slots=True)
class Part:
    """One passage: a heading, and a paragraph, a list or a table, each in several wordings."""

    head: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    table: str = ""
    when: str = ""
    optional: bool = False
    since: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """All that the press knows of one notice in one language."""

    key: str
    notice: str | None
    numbers: tuple[str, ...]
    layouts: tuple[str, ...]
    audience: str
    forms: tuple[str, ...]
    periods: tuple[int, int]
    money: str
    headline: tuple[str, ...]
    subline: tuple[str, ...]
    parts: tuple[Part, ...]
    deadlines: tuple[str, ...] = ()
    dates: Mapping[str, tuple[int, ...]] | None = None
    chances: Mapping[str, float] | None = None
    enclosures: tuple[str, ...] = ()
    attached: str = ""
    language: str = "en"
    sender: str = "irs"
    outcome: tuple[str, ...] = ("sure", "check")
    office: str = ""
    officer: str = "Revenue Officer"
    subject: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ("CP504",)
    first_year: int = 2016
    unit: tuple[str, ...] = ()
    control: str = ""
    no_period: bool = False
    bare: bool = False
    hand: int = 1
    second: "Wording | None" = None

    @property
    def billed(self) -> bool:
        """Whether the letter asks for a payment: only then does it have an amount due and a slip to pay with."""
        return self.money in BILLED

    @property
    def of_first_hand(self) -> int:
        """How many wordings the first hand has: as many as its richest passage."""
        return max((len(part.say) or len(part.items) or 1 for part in self.parts), default=1)

    @property
    def wordings(self) -> int:
        """How many wordings the notice has, by all hands."""
        return self.of_first_hand + (len(self.second.headline) if self.second else 0)

    def this_year(self) -> "Wording":
        """The notice as it is sent nowadays: dated in the last months that the press knows, in no layout of before 2010."""
        layouts = tuple(each for each in self.layouts if each != "older-cp") or self.layouts
        second = self.second and replace(self.second, first_year=NOWADAYS, layouts=layouts)
        return replace(self, first_year=NOWADAYS, layouts=layouts, second=second)

    def in_hand(self, variant: int) -> "Wording":
        """The notice in the words of the hand that wrote wording number `variant`."""
        if self.second is None or variant < self.of_first_hand:
            return self
        return replace(self.second, numbers=self.numbers, attached=self.attached)  # as this letter has them


@cache
def all_wordings() -> Mapping[str, Wording]:
    """Every notice the press can print, by key; a key is the notice's id, with `-es` for its Spanish edition."""
    raw = _tables(FOLDER)
    shared = raw.pop("shared")
    first = {key: _wording(key, table, shared) for key, table in raw.items()}
    second = {key: _again(first[key], table, shared) for key, table in _tables(SECOND).items()}
    return {key: replace(wording, second=second.get(key)) for key, wording in first.items()}


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if key in tables:
                raise ValueError(f"{path.name}: {key} is written twice")
            tables[key] = table
    return tables


def _again(first: Wording, table: dict[str, Any], shared: dict[str, list[dict[str, Any]]]) -> Wording:
    """The same notice by the second hand: what it prints in figures is that of the first, its words are its own."""
    if unknown := table.keys() - SECOND_KEYS:
        raise ValueError(f"{first.key}: the second hand has {sorted(unknown)}")
    return replace(
        first,
        headline=tuple(table["headline"]),
        subline=tuple(table.get("subline", ())),
        parts=_parts(first.key, table["part"], shared),
        hand=2,
    )


def _wording(key: str, table: dict[str, Any], shared: dict[str, list[dict[str, Any]]]) -> Wording:
    parts = _parts(key, table.pop("part"), shared)
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    plain["dates"] = {name: tuple(days) for name, days in table.get("dates", {}).items()}
    return Wording(key=key, notice=plain.pop("notice", key) or None, parts=parts, **{
        "audience": "individual", "forms": ("1040",), "periods": (1, 1), "money": "none", "headline": (), "subline": (),
        **plain,
    })  # fmt: skip


def _parts(key: str, entries: list[dict[str, Any]], shared: dict[str, list[dict[str, Any]]]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for entry in entries:
        said = shared[entry["use"]] if "use" in entry else [entry]
        more: dict[str, Any] = {name: entry[name] for name in ("when", "optional") if "use" in entry and name in entry}
        parts.extend(_part(key, {**item, **more}) for item in said)
    return tuple(parts)


def _part(key: str, entry: dict[str, Any]) -> Part:
    if unknown := entry.keys() - PART_KEYS:
        raise ValueError(f"{key}: a part has {sorted(unknown)}")
    listed: dict[str, Any] = {name: tuple(entry[name]) for name in ("head", "say") if name in entry}
    items = tuple(tuple(wording) for wording in entry.get("items", ()))
    rest: dict[str, Any] = {name: entry[name] for name in ("table", "when", "optional", "since") if name in entry}
    return Part(items=items, **listed, **rest)
