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
    from collections.abc import Callable, Mapping, Sequence

    from scanner.evaluate import Calibration, Score, Share, Tally

__all__ = [
    "Grouping",
    "Row",
    "ScoreTable",
    "answers_given",
    "by_harm",
    "fault_line",
    "grave",
    "groupings",
    "many",
    "names_given",
    "score_tables",
]

MARK = "✗ "
TAKEN = ("taken for another notice", "unknown taken for known", "other mail taken for the IRS")
"""The harms of which a letter can have one only, by what it is."""


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


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to part letters into groups: its key in the JSON, its title, and the group of a letter."""

    key: str
    title: str
    of: Callable[[Score], str]


def groupings(family: Callable[[Score], str]) -> tuple[Grouping, ...]:
    """All ways; `family` gives the family of notices that a letter belongs to, which only the catalogue knows."""
    return (
        Grouping("by_damage", "By damage", _damage_of),
        Grouping("by_family", "By notice family", family),
        Grouping("by_kind", "By kind of notice", _kind_of),
        Grouping("by_language", "By language", _language_of),
    )


def names_given(scores: Sequence[Score]) -> Calibration:
    """How sure the names of letters were, against how many were right."""
    return calibration(score.naming for score in scores)


def answers_given(scores: Sequence[Score]) -> Calibration:
    """The same for the values that were read in their fields."""
    return calibration(given for score in scores for given in score.answers)


def score_tables(scores: Sequence[Score], family: Callable[[Score], str]) -> tuple[ScoreTable, ...]:
    """Harms, what was right, what is left to a person; by damage, family, kind, language; fields; confidence."""
    whole = tally(scores)
    return (
        _shares("Harms: each should be none", whole.harms, harm=True),
        _shares("Right", whole.rights),
        _shares("For a person to look at", whole.looks),
        *(_groups(each.title, tallies_by(scores, each.of)) for each in groupings(family)),
        _fields(whole),
        _confidence("Confidence in the notice", names_given(scores)),
        _confidence("Confidence in the fields", answers_given(scores)),
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


def many(count: int, what: str) -> str:
    """So many things, in words: 1 letter, 2 letters."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _damage_of(score: Score) -> str:
    """What was done to the paper, in the words of whoever drew the letter."""
    return score.known.damage


def _kind_of(score: Score) -> str:
    """CP, LT, Letter, Form or Notice; *unknown* and *other sender* for what the catalogue does not describe."""
    if score.known.notice is None:
        return "unknown" if score.known.sender == "irs" else "other sender"
    kind = "".join(takewhile(str.isalpha, score.known.notice))
    return kind.upper() if len(kind) == len("cp") else kind.capitalize()


def _language_of(score: Score) -> str:
    return score.known.language


def _shares(title: str, shares: Mapping[str, Share], harm: bool = False) -> ScoreTable:
    rows = []
    for name, share in shares.items():
        low, high = share.interval
        bad = harm and share.count > 0
        rate, interval = (f"{share.rate:.1%}", f"{low:.1%} to {high:.1%}") if share.of else ("–", "–")
        rows.append(Row((f"{MARK if bad else ''}{name}", str(share.count), str(share.of), rate, interval), bad))
    return ScoreTable(title, ("", "count", "of", "share", "95 % interval"), tuple(rows))


def _groups(title: str, groups: Mapping[str, Tally]) -> ScoreTable:
    """A row for each group. The columns are few, so that the table stands at eighty columns; *sure*, *check* and *left* are
    of letters that the catalogue describes, *wrong* is any letter that was taken for what it is not.
    """
    rows = []
    for name, told in groups.items():
        late, silent = told.harms["last day late"].count, told.harms["silent error"].count
        wrong = sum(told.harms[each].count for each in TAKEN)
        sure, check, left = (told.looks[f"known letter, {each}"] for each in ("sure", "check", "left to a person"))
        days = told.rights["last day exact"]
        bad = late + silent + wrong > 0
        cells = (
            f"{MARK if bad else ''}{clean(name).replace('-', ' ')}",
            *map(str, (told.letters, late, silent, wrong)),
            f"{sure.count}/{sure.of}",
            *map(str, (check.count, left.count)),
            f"{days.count}/{days.of}",
        )
        rows.append(Row(cells, bad))
    headings = ("", "letters", "late", "silent", "wrong", "sure", "check", "left", "days")
    return ScoreTable(title, headings, tuple(rows))


def _fields(whole: Tally) -> ScoreTable:
    rows = tuple(
        Row((clean(field.replace("_", " ")), *(str(count) for count in row.values())))
        for field, row in whole.fields.items()
    )
    return ScoreTable("Fields", ("", "right", "wrong", "unread", "invented"), rows)


def _confidence(what: str, told: Calibration) -> ScoreTable:
    rows = tuple(
        Row((f"{each.low:g} to {each.high:g}", str(each.right.of), f"{each.confidence:.1%}", f"{each.right.rate:.1%}"))
        for each in told.bins
    )
    return ScoreTable(
        f"{what}: expected calibration error {told.error:.1%}", ("", "answers", "mean confidence", "right"), rows
    )
