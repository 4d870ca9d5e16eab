"""What letters print, to be searched: a table of words, which SQLite (FTS5) and PostgreSQL each search in their own way.

The words are kept in plain capitals, without accents and marks, and so are those that are searched for. Left to themselves
the two databases would take `$2,345.67` and `1-800-829-0922` apart differently, and only one would find `petición` by
`peticion`. So both are given words that are apart already, and one letter can be asked for them without any index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, column, func, select, table, text

from scanner.docket import tables
from scanner.docket.naming import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, TextClause

__all__ = ["forget_text", "keep_text", "letter_says", "letters_that_say", "plain", "text_of"]

MOST = 300_000
"""Characters of a letter that can be searched, some hundred pages; PostgreSQL refuses a letter of more than a million bytes."""
LONGEST = 200
"""Characters of a word that are kept; PostgreSQL refuses one of more than two thousand bytes."""
SAID = {
    "sqlite": "letters.id in (select rowid from texts where texts match :words)",
    "postgresql": "letters.id in (select letters_saying(cast(:words as tsquery)))",
}
texts = table("texts", column("rowid"), column("text"))


def plain(printed: str) -> str:
    """The words of a letter as they are kept."""
    return " ".join(_kept(printed))[:MOST].rstrip()


def keep_text(connection: Connection, letter: int, printed: str) -> None:
    """Keeps what a letter prints, under its id, of which nothing is kept yet."""
    connection.execute(
        text("insert into texts (rowid, text) values (:id, :words)"), {"id": letter, "words": plain(printed)}
    )


def forget_text(connection: Connection, letter: int) -> None:
    """Takes away what was kept of a letter's print."""
    connection.execute(text("delete from texts where rowid = :id"), {"id": letter})


def text_of(connection: Connection, letter: int) -> str:
    """What was kept of a letter's print; empty where nothing was."""
    return connection.scalar(text("select text from texts where rowid = :id"), {"id": letter}) or ""


def letters_that_say(connection: Connection, asked: str) -> TextClause | None:
    """A condition on `letters`: that they print every one of the words, the last one perhaps only begun. None where nothing
    was asked that could be printed. The index answers it, for all letters at once.
    """
    words = _kept(asked)
    if not words:
        return None
    dialect = connection.dialect.name
    quoted = [f'"{word}"' if dialect == "sqlite" else f"'{word}'" for word in words]
    query = " ".join(quoted) + "*" if dialect == "sqlite" else " & ".join(quoted) + ":*"
    return text(SAID[dialect]).bindparams(words=query)


def letter_says(connection: Connection, asked: str) -> ColumnElement[bool] | None:
    """The same condition, answered from each letter's own print, letter by letter: where many say it, the first of a list
    are found so before the index has named them all.
    """
    words = _kept(asked)
    if not words:
        return None
    place = func.instr if connection.dialect.name == "sqlite" else func.strpos
    printed = " " + texts.c.text + " "
    sought = [f" {word} " for word in words[:-1]] + [f" {words[-1]}"]
    says = and_(*(place(printed, word) > 0 for word in sought))
    return select(says).where(texts.c.rowid == tables.letters.c.id).correlate(tables.letters).scalar_subquery()


def _kept(printed: str) -> Sequence[str]:
    return [word[:LONGEST] for word in words_in(printed)]
