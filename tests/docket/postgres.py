"""A real PostgreSQL for the tests: started by them, in a folder of its own, on a socket that nobody else sees.

PostgreSQL refuses to run as root, so that it is given to `postgres` or `nobody` where the tests are run by root. Nothing is
kept: what the disk would be asked to be sure of (`fsync`) is left out, the server goes with the test run, however that
ends, and the folder goes with it.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

__all__ = ["Server", "programs", "running"]

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
"""Where Debian keeps the programs that are not in PATH."""
NEEDED = ("initdb", "postgres")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "max_connections": "60",
    "lc_messages": "C",
    "deadlock_timeout": "200ms",
    "lock_timeout": "20s",  # a test that would wait for ever fails instead
}
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that must be free in memory for the server's files to lie there: eight million for each test, and quicker by half."""
PATIENCE = 30.0
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, if they are on this machine."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    return next((place for place in (*places, *PLACES) if all((place / name).exists() for name in NEEDED)), None)


@dataclass
class Server:
    """One server by the programs in `bin`, with all its files in `folder`."""

    bin: Path
    folder: Path
    user: str | None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _running: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        """The address of a database by its name."""
        return f"postgresql://scanner@/{name}?host={self.folder}"

    def database(self, template: str = "template1") -> str:
        """The address of a new database; a copy of `template`, to which nobody may be connected."""
        import psycopg

        name = f"docket{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'create database {name} template "{template}"')
        return self.url(name)

    def make(self) -> None:
        """Makes the server's files."""
        told = ("-D", self._data, "-U", "scanner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        subprocess.run([self.bin / "initdb", *told], user=self.user, check=True, cwd=self.folder, capture_output=True)

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with (self.folder / "log").open("ab") as log:
            self._running = subprocess.Popen(
                [self.bin / "postgres", "-D", self._data, f"--unix_socket_directories={self.folder}", *settings],
                user=self.user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_us,  # noqa: PLW1509  (it calls the system and nothing of ours)
            )
        self._wait_until_it_answers(self._running)

    def stop(self) -> None:
        """Ends it at once, as when the machine goes down: whoever is at work is cut off."""
        if self._running is not None:
            self._running.send_signal(signal.SIGQUIT)
            self._running.wait(PATIENCE)
            self._running = None

    def _wait_until_it_answers(self, running: subprocess.Popen[bytes]) -> None:
        import psycopg

        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or running.poll() is not None:
                    raise
                time.sleep(0.02)
            else:
                return

    @property
    def _data(self) -> Path:
        return self.folder / "data"


@contextmanager
def running(place: Path) -> Iterator[Server]:
    """A server by the programs at `place`, for as long as the block lasts."""
    user = _unprivileged()
    there = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else Path("/tmp")
    with tempfile.TemporaryDirectory(prefix="scanner-pg-", dir=there, ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)
        server = Server(place, Path(folder), user)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _unprivileged() -> str | None:
    """Whom to be instead of root; None for those who are somebody else already."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _die_with_us() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGQUIT)
