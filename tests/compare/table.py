"""The marks of all ways, as one table for the terminal and one object for JSON.

Measures are rows and ways columns, because a dozen measures with their intervals fit no width of a terminal. A way that could
not run has a row of its own at the end, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from compare.marks import MEASURES
from scanner.evaluate import Share

__all__ = ["Column", "Comparison", "share"]


@dataclass(frozen=True, slots=True)
class Column:
    """One way: what it is made of, its marks, the mean seconds that a letter took, and the files that it gave up on."""

    how: str
    marks: dict[str, Share]
    seconds: float
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All ways by name; `absent` are those that could not run, each with its sentence."""

    letters: str
    columns: Mapping[str, Column]
    absent: Mapping[str, str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table("", title=self.letters, title_justify="left", box=None, pad_edge=False)
        for name in self.columns:
            table.add_column(name, no_wrap=True)
        for name in MEASURES:
            table.add_row(name, *(share(column.marks[name]) for column in self.columns.values()))
        table.add_row("seconds a letter", *(f"{column.seconds:.2f}" for column in self.columns.values()))
        yield table
        yield ""
        for name, column in self.columns.items():
            yield f"[bold]{name}[/]: {column.how}" + (f" It gave up on {column.failed} files." if column.failed else "")
        for name, why in self.absent.items():
            yield f"[bold]{name}[/] could not run: {why}"

    def as_json(self) -> dict[str, Any]:
        """The same, in full."""
        return {
            "letters": self.letters,
            "ways": {
                name: {
                    "how": column.how,
                    "seconds_a_letter": round(column.seconds, 3),
                    "gave_up_on": column.failed,
                    "measures": {key: _told(each) for key, each in column.marks.items()},
                }
                for name, column in self.columns.items()
            },
            "absent": dict(self.absent),
        }


def share(each: Share) -> str:
    """`31/42 59–85 %`: the count and Wilson's interval; a dash where nothing was asked."""
    low, high = each.interval
    return f"{each.count}/{each.of} {low * 100:.0f}–{high * 100:.0f} %" if each.of else "–"


def _told(each: Share) -> dict[str, float]:
    low, high = each.interval
    return {"count": each.count, "of": each.of, "low": round(low, 4), "high": round(high, 4)}
