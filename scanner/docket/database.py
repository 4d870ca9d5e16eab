"""The database of the docket: SQLite inside `SCANNER_HOME`, or any PostgreSQL by its URL.

::

    database = Database.at(None)                      # SQLite in SCANNER_HOME, made and brought up to date
    with database.writing() as connection: ...        # one transaction; all of it or nothing
    with database.reading() as connection: ...

SQLite takes one writer at a time. A writer asks for its turn at the start (`begin immediate`) and waits for it, instead of
failing half-way when another was quicker. Write-ahead logging lets readers go on meanwhile; `secure_delete` overwrites
what is deleted. Whatever the database says that a person can do something about becomes a `DocketError`.
"""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, OperationalError, SQLAlchemyError

from scanner.docket.audit import NEWEST
from scanner.docket.people.asker import ASKER
from scanner.docket.seal import keep_seal, place_of_seal
from scanner.errors import DocketError
from scanner.home import home

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from scanner.docket.people.asker import Asker

__all__ = ["Database", "ValueRefusedError"]

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 60.0
"""Seconds that a writer waits for its turn."""
GLANCE = 0.02
"""Seconds between two tries at what SQLite itself does not wait for."""
PRAGMAS = (
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
)
WHAT_HELPS = {
    "is locked": " Another program holds it; end that one.",
    "disk is full": " Make room on the disk.",
    "disk I/O error": " Look whether the disk is full or failing.",
    "No space left": " Make room on the server's disk.",
    "readonly": " This user may not write to it.",
}
"""What a database says, and what can be done about it."""


class ValueRefusedError(DocketError):
    """The database does not take one of the values; the same again would end the same."""


@dataclass(frozen=True, slots=True)
class Database:
    """An opened database whose tables are those of this version of the program."""

    engine: Engine

    @classmethod
    def at(cls, url: str | None = None) -> Database:
        """The database at `url`, else at `SCANNER_DATABASE_URL`, else SQLite under `SCANNER_HOME`; made where it lacks.

        Raises `DocketError` where it cannot be opened.
        """
        url = url or os.environ.get("SCANNER_DATABASE_URL") or _inside()
        try:
            engine = _engine(url)
            with _let_go_unless_opened(engine), engine.connect() as plain:
                connection = plain.execution_options(writes=True)
                with connection.begin():
                    _bring_up_to_date(connection)
        except SQLAlchemyError as error:
            raise DocketError(f"The docket's database cannot be opened: {_said(error)}") from None
        weakref.finalize(engine, engine.pool.dispose)  # for whoever forgets to close it
        return cls(engine)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the SQLite inside, and not a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by, as the database stands now."""
        with told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is done in it is kept, or, where anything is raised, nothing."""
        with told(), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            connection.info.pop(NEWEST, None)  # of an act that was given up
            with connection.begin():
                yield connection
            if NEWEST in connection.info:
                keep_seal(place_of_seal(self.engine.url), connection.info.pop(NEWEST))

    def asked_by(self, asker: Asker) -> Database:
        """The same database as it is for who asks."""
        return replace(self, engine=self.engine.execution_options(**{ASKER: asker}))

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()


@contextmanager
def told() -> Iterator[None]:
    """Turns what a database says into a sentence for a person. Nothing of a statement's values is in it."""
    try:
        yield
    except OperationalError as error:
        raise DocketError(f"The docket's database gave up: {_said(error)} Nothing was lost; start again.") from None
    except (DataError, OverflowError, UnicodeEncodeError):  # their words would quote the value
        raise ValueRefusedError("The docket's database does not take a value: too long, or not of its kind.") from None
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DocketError("The docket's database went away. Nothing was lost; start again.") from None
        if type(error) is DatabaseError:
            raise DocketError(f"The docket's database is damaged: {_said(error)} Take the newest copy of it.") from None
        raise


@contextmanager
def _let_go_unless_opened(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _inside() -> str:
    folder = home()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = folder / "docket.sqlite3"
        kept.touch(mode=0o600)
    except OSError as error:
        raise DocketError(f"{folder}: cannot be made ({error.strerror}). Set SCANNER_HOME to another folder.") from None
    return f"sqlite:///{kept}"


def _engine(url: str) -> Engine:
    if url.startswith(("postgres://", "postgresql://")):  # as servers are commonly named; the driver is ours to know
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    kind = make_url(url).get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise DocketError(f"The docket is kept in SQLite or PostgreSQL, not in {kind}.")
    try:
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DocketError(f"This kind of database needs {error.name}: install letter-scanner[cluster].") from None
    if kind == "sqlite":
        event.listen(engine, "connect", _prepared)
        event.listen(engine, "begin", _begun)
    else:
        event.listen(engine, "connect", _at_ease)
    return engine


def _prepared(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, as the driver would begin them too late
    cursor = connection.cursor()
    cursor.execute(f"pragma busy_timeout = {int(PATIENCE * 1000)}")  # first: the others may have to wait already
    _logged_ahead(cursor)
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _logged_ahead(cursor: Any) -> None:
    """Two programs that open a new file at once each read it and then want it alone. SQLite refuses one of them there and then,
    whatever its patience, since neither could ever go on; so that one lets go and asks again.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(GLANCE)
        else:
            return


def _at_ease(connection: Any, _: object) -> None:
    """Compiling takes PostgreSQL up to a second, where the list takes a tenth of one. And it is not to read whole tables for a
    few rows, as if they lay on a turning disk.
    """
    with connection.cursor() as cursor:
        cursor.execute("set jit = off; set random_page_cost = 1.1")
    connection.commit()


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _bring_up_to_date(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("select pg_advisory_xact_lock(4388)")  # two programs that start at once take turns
    try:
        command.upgrade(config, "head")
    except CommandError:  # it names a step that this program does not have
        raise DocketError("The docket was last used by a newer version of the program. Install that version.") from None


def _said(error: SQLAlchemyError) -> str:
    """The database's own first words, without statement or values, as a sentence; and what would help."""
    told_by = getattr(error, "orig", None)
    lines = str(told_by or error).strip().splitlines()
    first = lines[0].rstrip(".") if lines else type(error).__name__
    return f"{first}." + next((helps for words, helps in WHAT_HELPS.items() if words in first), "")
