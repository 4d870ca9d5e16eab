"""A docket for every test, once on SQLite and once on a real PostgreSQL where its programs are there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from docket.forgetting import Mail, closed_mail
from docket.postgres import Server, programs, running
from scanner.docket import Docket
from scanner.docket.database import Database
from scanner.docket.vault import Vault

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests; where PostgreSQL is not on this machine they are skipped and say so."""
    pytest.importorskip("psycopg", reason="psycopg is not installed; nothing was tried on PostgreSQL.")
    place = programs()
    if place is None:
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not here; nothing was tried on PostgreSQL.")
    with running(place) as server:
        yield server


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'docket.sqlite3'}"
    server: Server = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the docket's tables, to be copied: quicker than making them for every test."""
    file = tmp_path_factory.mktemp("made") / "docket.sqlite3"
    Database.at(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def made_there(postgres: Server) -> str:
    """The same on PostgreSQL, by the name of the database."""
    address = postgres.database()
    Database.at(address).close()
    return address.partition("@/")[2].partition("?")[0]


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with the docket's tables and nothing in them."""
    if request.param == "sqlite":
        file = tmp_path / "docket.sqlite3"
        shutil.copy(request.getfixturevalue("made"), file)
        opened = Database.at(f"sqlite:///{file}")
    else:
        opened = Database.at(request.getfixturevalue("postgres").database(request.getfixturevalue("made_there")))
    yield opened
    opened.close()


@pytest.fixture
def docket(database: Database, tmp_path: Path) -> Docket:
    """A docket with a vault of its own."""
    return Docket(database, Vault(tmp_path / "files"))


@pytest.fixture
def mail(docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mail:
    """A docket with one file that is to be forgotten and one that is to be kept."""
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    return closed_mail(docket, tmp_path)
