"""What became of a letter after it was read: what was noted, what a person put right or confirmed, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scanner.render.mask import clean
from scanner.render.telling import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.render.words import Words

__all__ = ["follow_up", "put_right_told"]


class Noted(Protocol):
    """What somebody wrote down."""

    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def text(self) -> str: ...


class PutRight(Protocol):
    """What somebody said of a field."""

    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def value(self) -> str | None: ...
    @property
    def before(self) -> str | None: ...
    @property
    def is_confirmation(self) -> bool: ...


class Done(Protocol):
    """What was done, as the log has it."""

    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def detail(self) -> str: ...


def follow_up(noted: Sequence[Noted], said: Sequence[PutRight], done: Sequence[Done], say: Words) -> str:
    """All of it in lines, the oldest first, under a heading each; what there is none of is left out."""
    parts = {
        "right.notes": [f"{each.at}  {each.by}: {clean(each.text)}" for each in noted],
        "right.corrections": [f"{each.at}  {each.by}: {put_right_told(each, say)}" for each in said],
        "right.acts": [f"{each.at}  {each.by:12}  {each.what:10}  {each.detail}" for each in done],
    }
    return "\n".join(line for heading, lines in parts.items() for line in _under(say(heading), lines))


def _under(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines)
        yield ""


def put_right_told(each: PutRight, say: Words) -> str:
    """What a person said of one field: "Letter date: 2026-11-02, before: 2025-11-02"."""
    if each.field == "all":
        return say("right.all")
    name = say("read.notice") if each.field == "notice" else label(each.field, say)
    value, before = (clean(value) if value else say("right.not_there") for value in (each.value, each.before))
    key = "right.confirmed" if each.is_confirmation else "right.corrected"
    return say(key, field=name, value=value, before=before)
