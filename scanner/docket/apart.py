"""Letters of the docket as PDFs of their own: which pages of which copy in the vault, and under what names.

A name tells the letter's number, the version of its report and its notice, and nothing of anybody: `letter-00012-v2-cp504.pdf`.
Whoever corrects a letter gives it another version, so that a file of the same name is the same letter. Where all letters of a
file are asked for, the pages that are set aside are written too, and no page is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.filed import file_of, filed

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

__all__ = ["Apart", "apart"]

letters = tables.letters
GONE = "purged"


@dataclass(frozen=True, slots=True)
class Apart:
    """What is to be cut from one file: for each PDF its name and the pages in the order in which to read them."""

    name: str
    sha256: str
    parts: tuple[tuple[str, tuple[int, ...]], ...]

    def into(self, folder: Path) -> tuple[tuple[Path, tuple[int, ...]], ...]:
        """The same, in a folder."""
        return tuple((folder / name, pages) for name, pages in self.parts)


def apart(connection: Connection, asked: Iterable[int]) -> Iterator[Apart]:
    """The PDFs of these letters, file by file. Raises `UsageError` where one is not there or its file is still being read."""
    of_file: defaultdict[int, list[int]] = defaultdict(list)
    for letter in dict.fromkeys(asked):
        of_file[file_of(connection, letter)].append(letter)
    for file, own in of_file.items():
        was = filed(connection, file)
        notices = {row.id: row.notice for row in connection.execute(select(letters).where(letters.c.id.in_(own)))}
        parts = [
            (
                f"letter-{letter:05}-v{was.versions[letter]}-{notices[letter] or 'unknown'}.pdf",
                was.arrangement.groups[letter],
            )
            for letter in own
        ]
        aside = tuple(sorted(each.page for each in was.arrangement.aside if each.kind != GONE))
        if aside and set(own) == set(was.arrangement.groups):
            parts.append((f"file-{file:05}-set-aside-{_pages_told(aside)}.pdf", aside))
        yield Apart(was.name, was.sha256, tuple(parts))


def _pages_told(pages: tuple[int, ...]) -> str:
    """Something that is another for other pages, and short however many there are."""
    return f"p{pages[0]}" if len(pages) == 1 else sha256(repr(pages).encode()).hexdigest()[:8]
