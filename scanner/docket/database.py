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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from scanner.errors import DocketError
from scanner.home import home

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["Database"]

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 60.0
"""Seconds that a writer waits for its turn."""
PRAGMAS = (
    "pragma journal_mode = wal",
    "pragma synchronous = normal",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
    f"pragma busy_timeout = {int(PATIENCE * 1000)}",
)


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
            with told(), engine.connect().execution_options(writes=True) as connection, connection.begin():
                _bring_up_to_date(connection)
        except SQLAlchemyError as error:
            raise DocketError(f"The docket's database cannot be opened: {_said(error)}.") from None
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
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()


@contextmanager
def told() -> Iterator[None]:
    """Turns what a database says into a sentence for a person. Nothing of a statement's values is in it."""
    try:
        yield
    except OperationalError as error:
        raise DocketError(f"The docket's database gave up: {_said(error)}. Nothing was lost; start again.") from None
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DocketError("The docket's database went away. Nothing was lost; start again.") from None
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
    try:
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DocketError(f"This kind of database needs {error.name}: install letter-scanner[cluster].") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepared)
        event.listen(engine, "begin", _begun)
    elif engine.dialect.name != "postgresql":
        raise DocketError(f"The docket is kept in SQLite or PostgreSQL, not in {engine.dialect.name}.")
    return engine


def _prepared(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, as the driver would begin them too late
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _bring_up_to_date(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("select pg_advisory_xact_lock(4388)")  # two programs that start at once take turns
    command.upgrade(config, "head")


def _said(error: SQLAlchemyError) -> str:
    """The database's own first words, without statement or values."""
    told_by = getattr(error, "orig", None)
    first = str(told_by or error).strip().splitlines()
    return first[0].rstrip(".") if first else type(error).__name__
