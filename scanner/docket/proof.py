"""The proof of the page ledger: every page of every file is in exactly one letter, or set aside by name."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.ledger import LETTERS

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Proof", "proved"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the pages came to. `astray` are (file's id, page) that are in no place or in two: there must be none.

    `unfinished` are pages of files that are still being worked on; `unopened` are files that could not be opened.
    """

    pages: int
    letters: int
    in_letters: int
    aside: Counter[str]
    unfinished: int
    unopened: int
    astray: tuple[tuple[int, int], ...]


def proved(connection: Connection, files: Iterable[int] | None = None) -> Proof:
    """Counts the pages of some files, or of all, against the letters and the pages set aside."""
    wanted = None if files is None else tuple(files)
    placed: defaultdict[int, Counter[int]] = defaultdict(Counter)
    count = 0
    letters = select(tables.letters.c.file_id, tables.letters.c.pages)
    for letter in connection.execute(
        letters if wanted is None else letters.where(tables.among(tables.letters.c.file_id, wanted))
    ):
        placed[letter.file_id].update(json.loads(letter.pages))
        count += 1
    done = set(
        connection.scalars(
            select(tables.ledger.c.file_id).where(tables.ledger.c.page == LETTERS, tables.ledger.c.state == "done")
        )
    )
    query = select(tables.files.c.id, tables.files.c.pages, tables.files.c.fault, tables.files.c.aside)
    pages = in_letters = unfinished = unopened = 0
    aside: Counter[str] = Counter()
    astray: list[tuple[int, int]] = []
    for row in connection.execute(query if wanted is None else query.where(tables.among(tables.files.c.id, wanted))):
        if row.pages is None:
            unopened += row.fault is not None
            unfinished += row.fault is None
            continue
        pages += row.pages
        if row.id not in done:
            unfinished += row.pages
            continue
        set_aside = json.loads(row.aside)
        places = placed[row.id] + Counter(each["page"] for each in set_aside)
        aside.update(each["kind"] for each in set_aside)
        in_letters += sum(placed[row.id].values())
        astray += [(row.id, page) for page in range(1, row.pages + 1) if places[page] != 1]
        astray += [(row.id, page) for page in places if not 1 <= page <= row.pages]
    return Proof(pages, count, in_letters, aside, unfinished, unopened, tuple(sorted(astray)))
