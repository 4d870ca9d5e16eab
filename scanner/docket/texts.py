"""What letters print, to be searched: a table of words, which SQLite (FTS5) and PostgreSQL each search in their own way.

The words are kept in plain capitals, without accents and marks, and so are those that are searched for. Left to themselves
the two databases would take `$2,345.67` and `1-800-829-0922` apart differently, and only one would find `petición` by
`peticion`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from scanner.docket.naming import words_in

if TYPE_CHECKING:
    from sqlalchemy import Connection, TextClause

__all__ = ["forget_text", "keep_text", "letters_that_say", "plain", "text_of"]

MOST = 300_000
"""Characters of a letter that can be searched, some hundred pages; PostgreSQL refuses a letter of more than a million."""
SAID = {
    "sqlite": "letters.id in (select rowid from texts where texts match :words)",
    "postgresql": "letters.id in (select rowid from texts where to_tsvector('simple', text) @@ to_tsquery('simple', :words))",
}


def plain(printed: str) -> str:
    """The words of a letter as they are kept."""
    return " ".join(words_in(printed))[:MOST]


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
    was asked that could be printed.
    """
    words = words_in(asked)
    if not words:
        return None
    dialect = connection.dialect.name
    query = " ".join(f'"{word}"' for word in words) + "*" if dialect == "sqlite" else " & ".join(words) + ":*"
    return text(SAID[dialect]).bindparams(words=query)
