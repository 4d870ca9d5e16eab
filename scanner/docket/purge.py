"""Forgetting: a file goes with all its letters, and only what says nothing of anybody stays.

::

    with docket.database.reading() as connection:
        going = due(connection, Clock(today)).going
    gone = purge(docket, going, by="maria")
    left = search(docket, gone.traces)          # the proof: see `proof_of_purge`

What stays is the number of the file, the count of its pages, each set aside as *purged* so that the page ledger's proof
holds, and the log's rows by the letters' ids. The hash of its bytes goes too: the same file, when it comes again, is
read as a new one. A file is forgotten in one transaction; one that is stopped half-way is given again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, select, text, update

from scanner.docket import audit, tables
from scanner.docket.ledger import LETTERS
from scanner.docket.pictures import Pictures
from scanner.docket.scrub import must_be_alone, scrub
from scanner.docket.traces import Forgotten, Traces, owners, tables_of_letters
from scanner.errors import DocketError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.docket import Docket
    from scanner.docket.retention import Going

__all__ = ["Gone", "Weight", "purge", "weight"]

files, letters, ledger, clients = tables.files, tables.letters, tables.ledger, tables.clients
WHY = "purged"
"""The reason by which a forgotten page is set aside."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much it is that goes, in numbers alone. `copies` are letters that stay and are other copies of what goes."""

    files: int
    letters: int
    pages: int
    bytes: int
    notes: int
    corrections: int
    copies: int


@dataclass(frozen=True, slots=True)
class Gone:
    """What was forgotten, with the traces to search for.

    `changed` are files that were left, for a letter in them was opened again or added meanwhile. `originals` are paths
    outside the docket under which the files were seen and are still there: the next batch would read them anew.
    """

    traces: Traces
    changed: tuple[int, ...]
    originals: tuple[Path, ...]


def weight(connection: Connection, going: Sequence[Going]) -> Weight:
    """What would go."""
    whole = {each.file for each in going}
    inside = {letter for each in going for letter in each.letters}
    found = [row for row in connection.execute(select(files.c.id, files.c.pages, files.c.bytes)) if row.id in whole]
    same = connection.execute(select(letters.c.id, letters.c.same_as).where(letters.c.same_as.is_not(None)))
    pairs = [{row.id, row.same_as} for row in same]
    copies = {letter for pair in pairs if pair & inside for letter in pair - inside}
    return Weight(
        len(whole), len(inside), sum(row.pages or 0 for row in found), sum(row.bytes for row in found),
        _count(connection, tables.notes, inside), _count(connection, tables.corrections, inside), len(copies),
    )  # fmt: skip


def purge(docket: Docket, going: Iterable[Going], by: str, *, with_clients: bool = False) -> Gone:
    """Forgets files with their letters, notes, corrections, reports and the copies in the vault, and scrubs the database.

    `with_clients` forgets those too whose last letter goes, where a person had confirmed that it was theirs. Raises
    `DocketError` where another program is in the way or a copy cannot be taken away.
    """
    must_be_alone(docket.database)
    traces = Traces()
    seen: list[Path] = []
    changed: list[int] = []
    for each in going:
        paths = _paths(docket, each.file)
        went = _forgotten(docket, each, by, traces, with_clients=with_clients)
        seen += paths if went else ()
        changed += () if went else (each.file,)
    scrub(docket.database)
    return Gone(traces, tuple(changed), tuple(path for path in seen if path.is_file()))


def _forgotten(docket: Docket, going: Going, by: str, traces: Traces, *, with_clients: bool) -> bool:
    """One file, in one transaction; False where it is no longer what was to go."""
    with docket.database.writing() as connection:
        file = connection.execute(select(files).where(files.c.id == going.file).with_for_update()).one()
        found = connection.execute(select(letters).where(letters.c.file_id == going.file).with_for_update()).all()
        if {row.id for row in found} != set(going.letters) or any(row.status != "closed" for row in found):
            return False
        theirs = _clients_without(connection, found) if with_clients else ()
        traces.take(connection, Forgotten(frozenset(going.letters), frozenset([going.file]), frozenset(theirs)))
        for copy in docket.vault.copies(file.sha256):
            traces.take_file(copy)
        _delete(connection, going, theirs)
        _keep_the_count(connection, going.file, file.pages or 0)
        acts: list[tuple[str, int | None, dict[str, object]]] = [
            ("purge", letter, {"file": going.file}) for letter in going.letters or (None,)
        ]
        audit.record(connection, by, acts + [("purge-client", None, {"client": client}) for client in theirs])
        try:
            docket.vault.forget(file.sha256)  # before the rows are: a copy without a row would never be found again
            Pictures.here().forget(file.sha256)
        except OSError as error:
            raise DocketError(f"{docket.vault.folder}: a copy cannot be taken away ({error.strerror}).") from None
    return True


def _paths(docket: Docket, file: int) -> Sequence[Path]:
    """Where a file was seen."""
    with docket.database.reading() as connection:
        found = connection.scalars(select(tables.sightings.c.path).where(tables.sightings.c.file_id == file))
        return [Path(path) for path in found]


def _delete(connection: Connection, going: Going, theirs: Sequence[int]) -> None:
    for letter in going.letters:
        connection.execute(text("delete from texts where rowid = :id"), {"id": letter})
    connection.execute(delete(letters).where(letters.c.file_id == going.file))  # reports, notes and all else go with it
    for table in tables_of_letters():
        for column, whose in owners(table):
            if whose == "files" and table.name not in ("files", "ledger", "letters"):
                connection.execute(delete(table).where(table.c[column] == going.file))
    connection.execute(delete(clients).where(clients.c.id.in_(theirs)))


def _keep_the_count(connection: Connection, file: int, pages: int) -> None:
    """Leaves the file's number and its pages, each set aside as purged: no page of the docket is ever without a place."""
    aside = json.dumps([{"page": page, "kind": WHY} for page in range(1, pages + 1)])
    connection.execute(
        update(files)
        .where(files.c.id == file)
        .values(sha256=secrets.token_hex(32), name="", bytes=0, pages=pages, fault=None, message=None, aside=aside)
    )
    forgotten = update(ledger).where(ledger.c.file_id == file)
    connection.execute(forgotten.values(content=None, reason=WHY))
    connection.execute(forgotten.where(ledger.c.page != LETTERS).values(state="aside"))


def _clients_without(connection: Connection, going: Sequence[Any]) -> Sequence[int]:
    """The confirmed clients of letters that go who have no other letter, confirmed or not."""
    sure = {row.client_id for row in going if row.client_id is not None and row.client_sure}
    own = [row.id for row in going]
    others = select(letters.c.client_id).where(and_(letters.c.client_id.in_(sure), letters.c.id.not_in(own)))
    return sorted(sure - set(connection.scalars(others)))


def _count(connection: Connection, table: Any, inside: set[int]) -> int:
    counted = select(table.c.letter_id, func.count()).group_by(table.c.letter_id)
    return sum(count for letter, count in connection.execute(counted) if letter in inside)
