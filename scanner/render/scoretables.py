"""The tables of an evaluation as plain rows, for the terminal and the HTML page alike: harms first, in their order.

A harm that happened is marked in words too (`✗`), so that a pipe, a printer or an eye that does not see red loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from scanner.evaluate import calibration, tallies_by, tally
from scanner.render.mask import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.evaluate import Score, Share, Tally

__all__ = ["Row", "ScoreTable", "by_harm", "damage_of", "fault_line", "grave", "kind_of", "many", "score_tables"]

MARK = "✗ "


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a name and its figures. `bad` says that a harm happened here."""

    cells: tuple[str, ...]
    bad: bool = False


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table with its title; the first heading is empty, because the first column holds names."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def score_tables(scores: Sequence[Score]) -> tuple[ScoreTable, ...]:
    """Harms, what was right, what is left to a person; by damage and by kind of notice; fields; confidence."""
    whole = tally(scores)
    return (
        _shares("Harms: each should be none", whole.harms, harm=True),
        _shares("Right", whole.rights),
        _shares("For a person to look at", whole.looks),
        _groups("By damage", tallies_by(scores, damage_of)),
        _groups("By kind of notice", tallies_by(scores, kind_of)),
        _fields(whole),
        _confidence(scores),
    )


def by_harm(scores: Sequence[Score]) -> list[Score]:
    """The letters with a fault: late days first, then silent errors, then wrong names, then the rest."""

    def gravity(score: Score) -> tuple[bool, bool, bool, int]:
        return not score.late, not score.silent, score.identity != "wrong", -len(score.faults)

    return sorted((score for score in scores if score.faults), key=gravity)


def grave(score: Score) -> bool:
    """Whether the letter shows one of the first two harms."""
    return score.late or score.silent


def fault_line(score: Score) -> str:
    """A letter and all that is wrong in its report, in one line."""
    mark = MARK if grave(score) else ""
    return clean(f"{mark}{score.file}, page {score.known.pages[0]}: {score.outcome}; {'; '.join(score.faults)}")


def damage_of(score: Score) -> str:
    """What was done to the paper, in the words of whoever drew the letter."""
    return score.known.damage


def kind_of(score: Score) -> str:
    """CP, LT, Letter, Form or Notice; *unknown* and *other sender* for what the catalogue does not describe."""
    if score.known.notice is None:
        return "unknown" if score.known.sender == "irs" else "other sender"
    kind = "".join(takewhile(str.isalpha, score.known.notice))
    return kind.upper() if len(kind) == len("cp") else kind.capitalize()


def many(count: int, what: str) -> str:
    """So many things, in words: 1 letter, 2 letters."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _shares(title: str, shares: Mapping[str, Share], harm: bool = False) -> ScoreTable:
    rows = []
    for name, share in shares.items():
        low, high = share.interval
        bad = harm and share.count > 0
        rate, interval = (f"{share.rate:.1%}", f"{low:.1%} to {high:.1%}") if share.of else ("–", "–")
        rows.append(Row((f"{MARK if bad else ''}{name}", str(share.count), str(share.of), rate, interval), bad))
    return ScoreTable(title, ("", "count", "of", "share", "95 % interval"), tuple(rows))


def _groups(title: str, groups: Mapping[str, Tally]) -> ScoreTable:
    """A row for each group. The columns are few, so that the table stands at eighty columns."""
    rows = []
    for name, told in groups.items():
        harms = [told.harms[each] for each in ("last day late", "silent error", "taken for another notice")]
        rights = (told.rights["notice"], told.looks["known letter, sure"], told.rights["last day exact"])
        bad = any(each.count for each in harms)
        cells = (
            f"{MARK if bad else ''}{clean(name)}",
            str(told.letters),
            *(str(each.count) for each in harms),
            *(f"{each.count}/{each.of}" for each in rights),
        )
        rows.append(Row(cells, bad))
    headings = ("", "letters", "late", "silent", "wrong", "named", "sure", "days")
    return ScoreTable(title, headings, tuple(rows))


def _fields(whole: Tally) -> ScoreTable:
    rows = tuple(
        Row((clean(field.replace("_", " ")), *(str(count) for count in row.values())))
        for field, row in whole.fields.items()
    )
    return ScoreTable("Fields", ("", "right", "wrong", "unread", "invented"), rows)


def _confidence(scores: Sequence[Score]) -> ScoreTable:
    bins, error = calibration(scores)
    rows = tuple(
        Row((f"{each.low:g} to {each.high:g}", str(each.right.of), f"{each.confidence:.1%}", f"{each.right.rate:.1%}"))
        for each in bins
    )
    title = f"Confidence in the notice: expected calibration error {error:.1%}"
    return ScoreTable(title, ("", "answers", "mean confidence", "right"), rows)
