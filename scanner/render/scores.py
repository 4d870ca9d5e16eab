"""How right the program was, on the terminal and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from scanner.evaluate import tallies_by, tally
from scanner.render.scoretables import (
    answers_given,
    by_harm,
    fault_line,
    grave,
    groupings,
    many,
    names_given,
    score_tables,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from scanner.evaluate import Calibration, Score, Share, Tally
    from scanner.render.scoretables import ScoreTable

__all__ = ["Scoring", "scoring_json"]

WORST = 20
"""As many letters with a fault are listed, the worst first."""
HARM = "bold red"


@dataclass(frozen=True, slots=True)
class Scoring:
    """The tables of an evaluation, to be printed on a rich console. `seconds` is what reading all letters took, `family`
    gives the family of notices that a letter belongs to.
    """

    scores: Sequence[Score]
    unanswered: int
    seconds: float
    family: Callable[[Score], str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """The tables, the worst letters, and what it took."""
        for table in score_tables(self.scores, self.family):
            yield _table(table)
            yield Text("")
        faulty = by_harm(self.scores)
        for score in faulty[:WORST]:
            yield Text(fault_line(score), style=HARM if grave(score) else "")
        if len(faulty) > WORST:
            yield Text(f"… and {many(len(faulty) - WORST, 'more letter')} with a fault; --json has all of them.")
        letters = len(self.scores)
        strange = f"; {many(self.unanswered, 'file')} without known answers not scored" if self.unanswered else ""
        yield Text(f"{many(letters, 'letter')}, {self.seconds / max(1, letters):.2f} s each{strange}.")


def _table(told: ScoreTable) -> Table:
    width = len(told.title) + 1  # or a long title would be broken over a narrow table
    table = Table(title=told.title, title_justify="left", title_style="bold", box=None, pad_edge=False, min_width=width)
    for heading in told.headings:
        table.add_column(heading, justify="right" if heading else "left", no_wrap=bool(heading))
    for row in told.rows:
        table.add_row(*row.cells, style=HARM if row.bad else "")
    return table


def scoring_json(
    scores: Sequence[Score], unanswered: int, seconds: float, family: Callable[[Score], str]
) -> dict[str, Any]:
    """The whole evaluation as one object."""
    return {
        "schema": "evaluation/1",
        **_tally_json(tally(scores)),
        "seconds_per_letter": round(seconds / max(1, len(scores)), 3),
        "files_without_answers": unanswered,
        **{
            way.key: {group: _tally_json(each) for group, each in tallies_by(scores, way.of).items()}
            for way in groupings(family)
        },
        "calibration": _calibration_json(names_given(scores)),
        "answers": _calibration_json(answers_given(scores)),
        "faults": [_faults_json(score) for score in by_harm(scores)],
    }


def _tally_json(told: Tally) -> dict[str, Any]:
    shares = {"harms": told.harms, "rights": told.rights, "looks": told.looks}
    return {
        "letters": told.letters,
        **{group: {name: _share_json(each) for name, each in rows.items()} for group, rows in shares.items()},
        "fields": told.fields,
    }


def _calibration_json(told: Calibration) -> dict[str, Any]:
    return {
        "error": round(told.error, 4),
        "bins": [
            {
                "from": each.low,
                "to": each.high,
                "confidence": round(each.confidence, 4),
                "right": each.right.count,
                "of": each.right.of,
            }
            for each in told.bins
        ],
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
