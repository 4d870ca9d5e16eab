"""How right the program was, for a terminal and as JSON: harms first, each with its share and 95 % interval.

A harm that happened is red and says so in words too (`✗`), so that a pipe or an eye that does not see red loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from scanner.evaluate import calibration, tallies_by, tally
from scanner.render.mask import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from scanner.evaluate import Score, Share, Tally

__all__ = ["Scoring", "scoring_json"]

WORST = 20
"""As many letters with a fault are listed, the worst first."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """The tables of an evaluation, to be printed on a rich console. `seconds` is what reading all letters took."""

    scores: Sequence[Score]
    unanswered: int
    seconds: float

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Harms, rights and looks; by damage and by kind of notice; fields; confidence; the worst letters."""
        whole = tally(self.scores)
        yield _shares("Harms: each should be none", whole.harms, harm=True)
        yield _shares("Right", whole.rights)
        yield _shares("For a person to look at", whole.looks)
        yield _groups("By damage", tallies_by(self.scores, _damage))
        yield _groups("By kind of notice", tallies_by(self.scores, _kind))
        yield _fields(whole)
        yield from _confidence(self.scores)
        yield from _worst(self.scores)
        yield Text(
            f"{_many(whole.letters, 'letter')}, {self.seconds / max(1, whole.letters):.2f} s each"
            + (f"; {_many(self.unanswered, 'file')} without known answers not scored." if self.unanswered else ".")
        )


def scoring_json(scores: Sequence[Score], unanswered: int, seconds: float) -> dict[str, Any]:
    """The whole evaluation as one object."""
    bins, error = calibration(scores)
    return {
        "schema": "evaluation/1",
        **_tally_json(tally(scores)),
        "seconds_per_letter": round(seconds / max(1, len(scores)), 3),
        "files_without_answers": unanswered,
        "by_damage": {group: _tally_json(each) for group, each in tallies_by(scores, _damage).items()},
        "by_kind": {group: _tally_json(each) for group, each in tallies_by(scores, _kind).items()},
        "calibration": {
            "error": round(error, 4),
            "bins": [
                {
                    "from": each.low,
                    "to": each.high,
                    "confidence": round(each.confidence, 4),
                    "right": each.right.count,
                    "of": each.right.of,
                }
                for each in bins
            ],
        },
        "faults": [_faults_json(score) for score in _by_harm(scores)],
    }


def _tally_json(told: Tally) -> dict[str, Any]:
    shares = {"harms": told.harms, "rights": told.rights, "looks": told.looks}
    return {
        "letters": told.letters,
        **{group: {name: _share_json(each) for name, each in rows.items()} for group, rows in shares.items()},
        "fields": told.fields,
    }


def _share_json(share: Share) -> dict[str, Any]:
    return {"count": share.count, "of": share.of, "interval": [round(edge, 5) for edge in share.interval]}


def _faults_json(score: Score) -> dict[str, Any]:
    return {
        "file": score.file,
        "pages": list(score.known.pages),
        "notice": score.known.notice,
        "outcome": score.outcome,
        "silent": score.silent,
        "faults": list(score.faults),
    }


def _damage(score: Score) -> str:
    return score.known.damage


def _kind(score: Score) -> str:
    """CP, LT, Letter, Form or Notice; *unknown* and *other sender* for what the catalogue does not describe."""
    if score.known.notice is None:
        return "unknown" if score.known.sender == "irs" else "other sender"
    kind = "".join(takewhile(str.isalpha, score.known.notice))
    return kind.upper() if len(kind) == len("cp") else kind.capitalize()


def _by_harm(scores: Sequence[Score]) -> list[Score]:
    """The letters with a fault, late days first, then silent errors, then the rest."""

    def gravity(score: Score) -> tuple[bool, bool, bool, int]:
        late = any(day.verdict == "late" for day in score.days)
        return not late, not score.silent, score.identity != "wrong", -len(score.faults)

    return sorted((score for score in scores if score.faults), key=gravity)


def _shares(title: str, rows: Mapping[str, Share], harm: bool = False) -> Table:
    table = _table(title)
    for heading in ("", "count", "of", "share", "95 % interval"):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for name, share in rows.items():
        low, high = share.interval
        bad = harm and share.count > 0
        table.add_row(
            f"{'✗ ' if bad else ''}{name}",
            str(share.count),
            str(share.of),
            f"{share.rate:.1%}" if share.of else "–",
            f"{low:.1%} to {high:.1%}" if share.of else "–",
            style="bold red" if bad else "",
        )
    return table


def _groups(title: str, groups: Mapping[str, Tally]) -> Table:
    """A row for each group. The columns are few, so that the table stands at eighty columns."""
    table = _table(title)
    for heading in ("", "letters", "late", "silent", "wrong", "named", "sure", "days exact"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, told in groups.items():
        harms = [told.harms[each] for each in ("last day late", "silent error", "taken for another notice")]
        rights = (told.rights["notice"], told.looks["known letter, sure"], told.rights["last day exact"])
        table.add_row(
            clean(name),
            str(told.letters),
            *(Text(str(each.count), style="bold red" if each.count else "") for each in harms),
            *(f"{each.count}/{each.of}" for each in rights),
        )
    return table


def _fields(whole: Tally) -> Table:
    table = _table("Fields")
    for heading in ("", "right", "wrong", "unread", "invented"):
        table.add_column(heading, justify="right" if heading else "left")
    for field, row in whole.fields.items():
        table.add_row(clean(field.replace("_", " ")), *(str(count) for count in row.values()))
    return table


def _confidence(scores: Sequence[Score]) -> Iterator[RenderableType]:
    bins, error = calibration(scores)
    table = _table("Confidence in the notice")
    for heading in ("", "answers", "mean confidence", "right"):
        table.add_column(heading, justify="right" if heading else "left")
    for each in bins:
        table.add_row(
            f"{each.low:g} to {each.high:g}", str(each.right.of), f"{each.confidence:.1%}", f"{each.right.rate:.1%}"
        )
    yield table
    yield Text(f"Expected calibration error {error:.1%}.\n")


def _worst(scores: Sequence[Score]) -> Iterator[RenderableType]:
    faulty = _by_harm(scores)
    for score in faulty[:WORST]:
        late = any(day.verdict == "late" for day in score.days)
        mark = "✗ " if late or score.silent else ""
        yield Text(
            clean(f"{mark}{score.file}, page {score.known.pages[0]}: {score.outcome}; {'; '.join(score.faults)}"),
            style="bold red" if mark else "",
        )
    if len(faulty) > WORST:
        yield Text(f"… and {_many(len(faulty) - WORST, 'more letter')} with a fault; --json has all of them.")
    if faulty:
        yield Text("")


def _table(title: str) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, min_width=len(title) + 1
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
