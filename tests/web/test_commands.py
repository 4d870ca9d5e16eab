"""`scanner serve` and `scanner users`."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from scanner.cli import app
from scanner.cli.serve import _socket
from scanner.docket import Docket
from scanner.docket.people import users
from scanner.errors import UsageError

WORDS = "correct horse battery"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    return tmp_path


def test_an_account_is_made_listed_and_taken_away() -> None:
    run = CliRunner()
    made = run.invoke(app, ["users", "add", "maria", "--role", "reviewer"], input=f"{WORDS}\n")
    assert (made.exit_code, made.stdout.strip()) == (0, "maria can sign in as reviewer.")
    assert "maria  reviewer" in run.invoke(app, ["users", "list"]).stdout
    with Docket.at().database.reading() as connection:
        assert users.known(connection, "maria", WORDS) is not None
    assert run.invoke(app, ["users", "remove", "maria"]).exit_code == 0
    assert run.invoke(app, ["users", "list"]).stdout == ""


def test_an_account_is_limited_to_its_own_letters_and_told_how_many_there_are() -> None:
    run = CliRunner()
    made = run.invoke(app, ["users", "add", "guest", "--own-letters"], input=f"{WORDS}\n")
    assert made.stdout.splitlines() == [
        "guest can sign in as volunteer.",
        "guest is shown its own letters alone; now there are 0.",
    ]
    assert run.invoke(app, ["users", "list"]).stdout == "guest  volunteer  own letters\n"
    lifted = run.invoke(app, ["users", "limit", "guest", "--all-letters"])
    assert (lifted.exit_code, lifted.stdout) == (0, "guest is shown all letters.\n")
    assert "own letters alone" in run.invoke(app, ["users", "limit", "guest"]).stdout
    assert isinstance(run.invoke(app, ["users", "limit", "nobody"]).exception, UsageError)


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("maria", "queen", WORDS),
        ("maria", "volunteer", "short"),
        (" ", "volunteer", WORDS),
        ("a\nb", "volunteer", WORDS),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(name: str, role: str, password: str) -> None:
    result = CliRunner().invoke(app, ["users", "add", name, "--role", role], input=f"{password}\n")
    assert isinstance(result.exception, UsageError)
    assert password not in str(result.exception)


@pytest.mark.parametrize(("accounts", "says"), [(False, "nobody has an account"), (True, "in the clear")])
def test_it_does_not_open_the_docket_to_a_network_unguarded(accounts: bool, says: str) -> None:
    if accounts:
        users.add(Docket.at().database, "maria", "administrator", WORDS, "test")
    result = CliRunner().invoke(app, ["serve", "--host", "192.0.2.1"])
    assert isinstance(result.exception, UsageError)
    assert says in str(result.exception)


def test_it_opens_by_the_link_that_it_prints_and_ends_when_told(home: Path) -> None:
    command = [sys.executable, "-c", "from scanner.cli import main; main()", "serve", "--port", "0", "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            line = program.stdout.readline()
            link = re.search(r"http://127\.0\.0\.1:\d+/enter\?key=\S+", line)
            assert link, line
            with httpx.Client(follow_redirects=True, timeout=30) as browser:
                page = browser.get(link[0])
                assert (page.status_code, "Letters by last day" in page.text) == (200, True)
        finally:
            program.terminate()
            _, said = program.communicate(timeout=30)
    assert "Traceback" not in said
    assert (home / "docket.sqlite3").exists()


def test_what_a_browser_waits_for_is_sent_at_once() -> None:
    """asyncio takes Nagle's delay off a connection only where its socket is said to be TCP; left on, every page came 40 ms late."""
    heard: list[int] = []

    async def connects() -> None:
        def comes(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            own = writer.get_extra_info("socket")
            heard.append(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        held = _socket("127.0.0.1", 0)
        async with await asyncio.start_server(comes, sock=held):
            reader, writer = await asyncio.open_connection(*held.getsockname())
            await reader.read()
            writer.close()

    asyncio.run(connects())
    assert heard
    assert all(heard)
