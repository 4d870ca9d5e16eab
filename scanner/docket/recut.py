"""Cutting a file anew: letters joined, cut, pages moved between them, set aside and brought back, as a person sees the paper.

Letters that stay keep their number, their status, their client and what was noted; only those that change are understood
anew. One that is joined to another goes, and what was noted on it goes over. All of it or nothing, and in the log.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from scanner.docket import audit, tables
from scanner.docket.arrangement import NEW, Arrangement
from scanner.docket.correct import ALL, TRIES, correction_of, history
from scanner.docket.filed import file_of, filed, is_still
from scanner.docket.keep import keep_letters, keep_version
from scanner.docket.moments import moment
from scanner.docket.shown import shows_file
from scanner.docket.texts import forget_text
from scanner.errors import DocketError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from scanner.docket.docket import Docket
    from scanner.docket.filed import Filed
    from scanner.docket.keep import Told
    from scanner.docket.understanding import Understanding

__all__ = ["bring_back", "cut", "join", "move", "set_aside"]

files, letters, notes = tables.files, tables.letters, tables.notes


def join(docket: Docket, understanding: Understanding, letter: int, other: int, by: str) -> None:
    """Undoes a cut: the other letter's pages go to this one, and so do its notes. Raises `UsageError`, as all here do, for
    letters that are not in the docket or not in one file.
    """
    file = _file_of(docket, letter, other)
    _rearrange(docket, understanding, file, lambda was: was.joined(letter, other), by, "join", letter, other=other)


def cut(docket: Docket, understanding: Understanding, letter: int, before: int, by: str) -> int:
    """Cuts a letter before one of its pages, by the page's number in the file; gives the number of the new letter."""
    file = _file_of(docket, letter)
    return _rearrange(
        docket, understanding, file, lambda was: was.cut(letter, before), by, "cut", letter, before=before
    )


def move(docket: Docket, understanding: Understanding, page: int, origin: int, to: int, by: str) -> None:
    """Moves a page from one letter to another; a letter that loses its last page goes, as when it is joined."""
    file = _file_of(docket, origin, to)
    change = partial(Arrangement.moved, page=page, origin=origin, to=to)
    _rearrange(docket, understanding, file, change, by, "move", origin, page=page, to=to)


def set_aside(docket: Docket, understanding: Understanding, page: int, origin: int, by: str) -> None:
    """Sets a page of a letter aside, as belonging to none."""
    file = _file_of(docket, origin)
    change = partial(Arrangement.without, page=page, origin=origin)
    _rearrange(docket, understanding, file, change, by, "page-aside", origin, page=page)


def bring_back(docket: Docket, understanding: Understanding, page: int, file: int, to: int | None, by: str) -> int:
    """Brings a page of a file back that was set aside: to a letter, or as a letter of its own. Gives the letter's number."""
    change = partial(Arrangement.brought_back, page=page, to=to or NEW)
    return _rearrange(docket, understanding, file, change, by, "page-back", to, page=page) or to or NEW


def _file_of(docket: Docket, *letters: int) -> int:
    """The file of the first of these letters, all of which must be there."""
    with docket.database.reading() as connection:
        first, *_ = [file_of(connection, letter) for letter in letters]
        return first


def _rearrange(
    docket: Docket,
    understanding: Understanding,
    file: int,
    change: Callable[[Arrangement], Arrangement],
    by: str,
    act: str,
    letter: int | None,
    **detail: int,
) -> int:
    """Changes how a file is arranged; gives the number of a letter that is new, else 0."""
    for _ in range(TRIES):
        with docket.database.reading() as connection:
            if not shows_file(connection, file):  # the pages around a letter are other people's
                raise UsageError("Only who put the whole file in can rearrange it.", word="not_your_file")
            was = filed(connection, file)
            after = change(was.arrangement)
            wanted = after.changed_since(was.arrangement)
            said = {each: correction_of(connection, each) for each in wanted if each != NEW}
        assert after.pages == was.arrangement.pages
        told = understanding.of(docket.vault.path(was.sha256), was, after, wanted, said)
        with docket.database.writing() as connection:
            if is_still(connection, was):
                new = _keep(connection, was, after, told, by)
                rest = {"file": file, **detail, **({"new": new} if new else {})}
                audit.record(connection, by, [(act, letter or new, dict[str, object](rest))])
                return new
    raise DocketError(
        f"Others keep changing the letters of file {file}. Nothing was changed; start again.",
        word="rearranging",
        file=file,
    )


def _keep(connection: Connection, file: Filed, after: Arrangement, told: Mapping[int, Told], by: str) -> int:
    for gone in file.arrangement.groups.keys() - after.groups.keys():
        page = file.arrangement.groups[gone][0]
        _merge(connection, gone, next(letter for letter, pages in after.groups.items() if page in pages), by)
    for letter in sorted(told.keys() - {NEW}):
        keep_version(connection, letter, told[letter], by, other_pages=True)
    aside = [{"page": each.page, "kind": each.kind} for each in sorted(after.aside, key=lambda each: each.page)]
    connection.execute(update(files).where(files.c.id == file.id).values(aside=json.dumps(aside)))
    if NEW not in told:
        return 0
    (new,) = keep_letters(connection, file.id, [told[NEW]], by, behind=file.letters)
    return new


def _merge(connection: Connection, gone: int, into: int, by: str) -> None:
    """Lets a letter go into another: its notes, what had been said of it as a note, and its client where there is none."""
    rows = {row.id: row for row in connection.execute(select(letters).where(letters.c.id.in_((gone, into))))}
    old, stays = rows[gone], rows[into]
    connection.execute(update(notes).where(notes.c.letter_id == gone).values(letter_id=into))
    said = [f"{each.field}: {each.value or 'none'}" for each in history(connection, gone) if each.field != ALL]
    if said:
        text = f"Letter {gone}, joined to this one, had been put right: {'; '.join(said)}."
        connection.execute(insert(notes).values(letter_id=into, at=moment(), by=by, text=text))
    values: dict[str, object] = {}
    if stays.client_id is None and not stays.client_sure:
        values |= {"client_id": old.client_id, "client_sure": old.client_sure, "client_likeness": old.client_likeness}
    if stays.status == "closed" and old.status != "closed":  # what is open must not hide in what is closed
        values |= {"status": old.status, "closed_at": None}
    if stays.assigned_to is None:
        values |= {"assigned_to": old.assigned_to}
    values |= {"same_as": None if stays.same_as == gone else stays.same_as}
    connection.execute(update(letters).where(letters.c.id == into).values(**values))
    copies = update(letters).where(letters.c.same_as == gone, letters.c.id != into)
    connection.execute(copies.values(same_as=into))
    forget_text(connection, gone)
    connection.execute(delete(letters).where(letters.c.id == gone))
