"""What a notice says: the sentences, read from wordings/*.toml.

The sentences are data, all written for the press from the law and the facts of each notice. A paragraph comes in several
wordings; wording number n of a letter takes the n-th of each, counted round, so that a reader can be taught on some
wordings and tried on others. Within one, `[this|that]` leaves a choice, and `{slot}` is a value of the letter.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "wordings"
BILLED = ("first-bill", "later-bill", "large-bill", "penalty-bill")
"""What `money` says of a letter that asks for a payment; any other kind of money is only proposed or told."""
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

    @property
    def billed(self) -> bool:
        """Whether the letter asks for a payment: only then does it have an amount due and a slip to pay with."""
        return self.money in BILLED

    @property
    def wordings(self) -> int:
        """How many wordings the notice has: as many as its richest passage."""
        return max((len(part.say) or len(part.items) or 1 for part in self.parts), default=1)


@cache
def all_wordings() -> Mapping[str, Wording]:
    """Every notice the press can print, by key; a key is the notice's id, with `-es` for its Spanish edition."""
    raw: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if key in raw:
                raise ValueError(f"{path.name}: {key} is written twice")
            raw[key] = table
    shared = raw.pop("shared")
    return {key: _wording(key, table, shared) for key, table in raw.items()}


def _wording(key: str, table: dict[str, Any], shared: dict[str, list[dict[str, Any]]]) -> Wording:
    parts: list[Part] = []
    for entry in table.pop("part"):
        entries = shared[entry["use"]] if "use" in entry else [entry]
        more = {name: entry[name] for name in ("when", "optional") if "use" in entry and name in entry}
        parts.extend(_part(key, {**item, **more}) for item in entries)
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    plain["dates"] = {name: tuple(days) for name, days in table.get("dates", {}).items()}
    return Wording(key=key, notice=plain.pop("notice", key) or None, parts=tuple(parts), **{
        "audience": "individual", "forms": ("1040",), "periods": (1, 1), "money": "none", "headline": (), "subline": (),
        **plain,
    })  # fmt: skip


def _part(key: str, entry: dict[str, Any]) -> Part:
    if unknown := entry.keys() - PART_KEYS:
        raise ValueError(f"{key}: a part has {sorted(unknown)}")
    listed: dict[str, Any] = {name: tuple(entry[name]) for name in ("head", "say") if name in entry}
    items = tuple(tuple(wording) for wording in entry.get("items", ()))
    rest: dict[str, Any] = {name: entry[name] for name in ("table", "when", "optional", "since") if name in entry}
    return Part(items=items, **listed, **rest)
