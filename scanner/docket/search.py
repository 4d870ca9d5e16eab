"""The proof of forgetting: every file of the docket is searched, byte by byte, for what was purged.

Under `SCANNER_HOME` all files are read, and the database and the vault where they lie elsewhere. Only a copy in the vault
that still has the hash of its row is taken as read: it is, bit for bit, a file that the clinic keeps. A string that is
found may stand there by right: a kept letter can print the same street, and the program's own files hold many words.
So what is found is looked for in the rows that are kept and in the program itself; what stands in neither was left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as files_of
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from scanner.docket import tables
from scanner.docket.scrub import index_holds
from scanner.docket.sought import Sought
from scanner.docket.traces import kept_texts
from scanner.home import home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.docket.docket import Docket
    from scanner.docket.traces import Traces

__all__ = ["Searched", "search"]

OWN = (".toml", ".py", ".json")
"""Endings of the program's own files that hold words."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched and what came of it. `kept` are files of the vault that are what the docket keeps, by their hash.

    `telling` of the `strings` stand in no kept letter and not in the program; `left` are the places that hold one of
    them, `unread` the files that could not be read, `index` whether the search index still knows a purged letter.
    """

    files: int
    bytes: int
    kept: int
    strings: int
    telling: int
    left: tuple[Path, ...]
    unread: tuple[Path, ...]
    index: bool

    @property
    def holds(self) -> bool:
        """Whether nothing was left behind, as far as could be seen."""
        return not (self.left or self.unread or self.index)


def search(docket: Docket, traces: Traces) -> Searched:
    """Searches for traces. Closes this process's connections first: reading an SQLite file undoes its locks."""
    with docket.database.reading() as connection:
        index = index_holds(connection, traces.forgotten.letters)
        hashes = set(connection.scalars(select(tables.files.c.sha256)))
    docket.database.close()
    sought, size, kept = Sought(traces.strings), 0, 0
    found: dict[Path, set[bytes]] = {}
    unread: list[Path] = []
    for path in _places(docket):
        try:
            if docket.vault.is_a_copy(path, hashes):
                kept += 1
                continue
            here, read = sought.found_in_file(path)
        except FileNotFoundError:
            continue  # the database's own files come and go
        except OSError:
            unread.append(path)
        else:
            size += read
            found[path] = here | sought.found_in(os.fsencode(path.name))
    by_right = _by_right(docket, traces, set().union(*found.values()))
    left = tuple(path for path, here in found.items() if here - by_right)
    telling = len(traces.strings) - len(by_right)
    return Searched(len(found), size, kept, len(traces.strings), telling, left, tuple(unread), index)


def _by_right(docket: Docket, traces: Traces, found: set[bytes]) -> set[bytes]:
    """Those of the strings that the program or a kept row says too."""
    asked, sought = set(found), Sought(found)
    for said in _own_words(docket) if asked else ():
        asked -= sought.found_in(said)
    sought = Sought(asked)
    with docket.database.reading() as connection:
        for said in kept_texts(connection, traces.forgotten) if asked else ():
            asked -= sought.found_in(said)
            if not asked:
                break
    return found - asked


def _own_words(docket: Docket) -> Iterable[bytes]:
    """The program's own files, all as one: its catalogue has names of notices and forms, its tables those of columns; and how
    SQLite writes the tables down, in words such as REFERENCES.
    """
    if docket.database.is_sqlite:
        with docket.database.reading() as connection:
            yield "\0".join(connection.scalars(text("select sql from sqlite_master where sql is not null"))).encode()
    folder = files_of("scanner")
    if isinstance(folder, Path):
        yield b"\0".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.suffix in OWN)


def _places(docket: Docket) -> Iterator[Path]:
    """Every file to be searched, once."""
    given = [home(), docket.vault.folder]
    url = docket.database.engine.url
    if docket.database.is_sqlite and url.database:
        base = Path(url.database)
        given += sorted(base.parent.glob(f"{base.stem}*"))
    seen: set[Path] = set()
    for place in given:
        for path in [place] if place.is_file() else _below(place):
            real = path.resolve()
            if real not in seen and real.is_file():  # a pipe would never end
                seen.add(real)
                yield path


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names))
