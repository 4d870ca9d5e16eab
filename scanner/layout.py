"""How a page is set: its words in rows, runs and blocks, and the one text that all patterns run on.

A *run* is words that stand together on one row; a wide gap ends it. A *row* is runs at one height, left to right. A
*block* is runs stacked beneath each other, as a paragraph or a column is. The page's text goes block by block, so that a
sentence which breaks at the end of a line is whole, and a header box to the right of an address does not cut through it.

Real letters defeat any single reading order (LAYOUT 1.3: stub before header, amounts before their labels, a label
wrapped around its value), so a label's value is looked for by geometry: `after`, `right_of`, `below`.

The text is never cleaned. Every character of it leads back to the word it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from scanner.page import Box, Page, Word, around

__all__ = ["Layout", "Run", "laid_out"]

RUN_GAP = 1.15
PITCH_GAP = 1.9
"""A gap wider than so many letter heights, and than so many letter widths, ends a run. Tesseract's boxes are as low as the
ink, and a single space of a typewriter face is then higher than it is wide; three of them are always wider."""
TOUCH = 0.1
"""Less white than this share of a letter's height is no space; the narrowest space of a face is about twice that."""
ROW_OVERLAP = 0.5
"""Words are on one row where the middles differ by less than this share of the lower one's height."""
BLOCK_GAP = 0.95
"""Runs are in one block where the white between them is less than this many letter heights."""
BELOW_GAP = 1.6
"""A value may stand this many letter heights below its label."""


@dataclass(frozen=True, eq=False)
class Run:
    """Words that stand together on one row. `row` counts rows from the top of the page, from 0.

    Two runs are the same only where they are the same ink, so identity compares them.
    """

    words: tuple[Word, ...]
    box: Box
    row: int

    @cached_property
    def text(self) -> str:
        """The words with single spaces, without one where two pieces of a word touch."""
        return "".join(word.text + gap for word, gap in zip(self.words, self.gaps, strict=True)).rstrip()

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What stands behind each word: a space, or nothing where OCR cut one word in two (`000-33-251` `1`)."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return (*("" if _touch(left, right) else " " for left, right in pairs), "")

    @property
    def confidence(self) -> float:
        """That of its worst word."""
        return min(word.confidence for word in self.words)


@dataclass(frozen=True)
class Layout:
    """A page, laid out. `rows` hold the runs of each row from left to right; `blocks` the runs of each block downwards."""

    page: Page
    rows: tuple[tuple[Run, ...], ...]
    blocks: tuple[tuple[Run, ...], ...]
    text: str
    _starts: tuple[int, ...] = field(repr=False)
    _printed: tuple[tuple[Word, Run], ...] = field(repr=False)

    @cached_property
    def run_starts(self) -> dict[Run, int]:
        """Where each run begins in the text."""
        return {run: start for start, (word, run) in zip(reversed(self._starts), reversed(self._printed), strict=True)}

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All runs, row by row."""
        return tuple(run for row in self.rows for run in row)

    def words_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that the characters `start` to `end` of the text touch; never none for a match of print."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(end - 1, start)), first + 1)
        return tuple(word for word, _ in self._printed[first:last])

    def run_at(self, position: int) -> Run:
        """The run that the character at `position` of the text stands in."""
        return self._printed[max(bisect_right(self._starts, position) - 1, 0)][1]

    def box_at(self, start: int, end: int) -> Box:
        """The box around the words at `start` to `end`, in points."""
        return around(tuple(word.box for word in self.words_at(start, end)))

    def right_of(self, run: Run) -> Run | None:
        """The next run on the same row."""
        row = self.rows[run.row]
        at = row.index(run) + 1
        return row[at] if at < len(row) else None

    def left_of(self, run: Run) -> Run | None:
        """The run before it on the same row."""
        row = self.rows[run.row]
        at = row.index(run)
        return row[at - 1] if at else None

    def below(self, run: Run) -> Run | None:
        """The nearest run beneath that shares its left edge or most of its width."""
        for row in self.rows[run.row + 1 : run.row + 4]:
            for other in row:
                near = other.box.top - run.box.bottom < BELOW_GAP * max(run.box.height, other.box.height)
                if near and _stands_under(run.box, other.box):
                    return other
        return None


def laid_out(page: Page) -> Layout:
    """`page` in rows, runs and blocks."""
    rows = _in_rows(page.words)
    runs = tuple(_in_runs(row, number) for number, row in enumerate(rows))
    blocks = _in_blocks(runs)
    return _with_text(page, runs, blocks)


def _in_rows(words: tuple[Word, ...]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if w.text.strip()), key=lambda w: w.box.middle):
        for row in reversed(rows[-3:]):
            nearest = min(row, key=lambda other: abs(other.box.left - word.box.left))
            lower = min(nearest.box.height, word.box.height)
            if abs(nearest.box.middle - word.box.middle) < ROW_OVERLAP * max(lower, 4):
                row.append(word)
                break
        else:
            rows.append([word])
    rows.sort(key=lambda row: median(word.box.middle for word in row))
    return [sorted(row, key=lambda word: word.box.left) for row in rows]


def _in_runs(row: list[Word], number: int) -> tuple[Run, ...]:
    height = max(median(word.box.height for word in row), 5.0)
    pitch = median(word.box.width / len(word.text) for word in row)
    widest = max(RUN_GAP * height, min(PITCH_GAP * pitch, 2.4 * height))
    runs: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        together = word.box.left - runs[-1][-1].box.right <= widest
        if together:
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(Run(tuple(run), around(tuple(word.box for word in run)), number) for run in runs)


def _touch(left: Word, right: Word) -> bool:
    return right.box.left - left.box.right < TOUCH * max(left.box.height, right.box.height)


def _stands_under(upper: Box, lower: Box) -> bool:
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    return shared > 0.3 * min(upper.width, lower.width) or abs(upper.left - lower.left) < 6


def _in_blocks(rows: tuple[tuple[Run, ...], ...]) -> tuple[tuple[Run, ...], ...]:
    blocks: list[list[Run]] = []
    still_open: list[list[Run]] = []
    for row in rows:
        reached = [(block, run) for run in row for block in still_open if _continues(block[-1], run)]
        grown: list[list[Run]] = []
        for run in row:
            candidates = [block for block, other in reached if other is run and block not in grown]
            if candidates:
                block = min(candidates, key=lambda block: abs(block[-1].box.left - run.box.left))
                block.append(run)
            else:
                block = [run]
                blocks.append(block)
            grown.append(block)
        still_open = grown + [block for block in still_open if block not in grown and block[-1].row >= row[0].row - 2]
    return tuple(tuple(block) for block in sorted(blocks, key=lambda block: (block[0].row, block[0].box.left)))


def _continues(upper: Run, lower: Run) -> bool:
    white = lower.box.top - upper.box.bottom
    heights = min(upper.box.height, lower.box.height)
    alike = heights > 0.55 * max(upper.box.height, lower.box.height)
    return alike and white < BLOCK_GAP * max(heights, 5.0) and _stands_under(upper.box, lower.box)


def _with_text(page: Page, rows: tuple[tuple[Run, ...], ...], blocks: tuple[tuple[Run, ...], ...]) -> Layout:
    pieces: list[str] = []
    starts: list[int] = []
    printed: list[tuple[Word, Run]] = []
    length = 0
    for block in blocks:
        for run in block:
            for word, gap in zip(run.words, run.gaps, strict=True):
                starts.append(length)
                printed.append((word, run))
                pieces.append(word.text + gap)
                length += len(pieces[-1])
            pieces.append("\n")
            length += 1
        pieces.append("\n")
        length += 1
    return Layout(page, rows, blocks, "".join(pieces), tuple(starts), tuple(printed))
