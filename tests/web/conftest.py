"""A server for tests: the real app over a real docket with a real desk, once without a network and once for a browser."""

from __future__ import annotations

import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from scanner.catalogue import load
from scanner.docket import Docket
from scanner.docket.pictures import Pictures
from scanner.web.app import app_of
from scanner.web.desk import Desk
from scanner.web.house import House
from scanner.web.link import Link

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    import httpx

SAMPLES = Path(__file__).parents[2] / "samples" / "letters"
TODAY = date(2024, 11, 4)
"""One sample's last day is near then, one's far off, and one's has passed."""
HERE = "http://127.0.0.1:8417"
PATIENCE = 60.0


@dataclass
class Open:
    """A house with what a test needs of it: the newest key of its link, and browsers that are signed in or not."""

    house: House
    keys: list[str]

    def browser(self, **headers: str) -> TestClient:
        """A browser at this machine that nobody has signed in with."""
        given = {"origin": HERE, **headers}
        return TestClient(app_of(self.house), base_url=HERE, headers=given, follow_redirects=False)

    def entered(self) -> TestClient:
        """A browser that came by the one-time link."""
        browser = self.browser()
        assert browser.get("/enter", params={"key": self.keys[-1]}).status_code == 303
        return browser

    def signed_in(self, name: str, password: str) -> TestClient:
        """A browser that somebody signed in with."""
        browser = self.browser()
        assert browser.post("/sign-in", data={"name": name, "password": password}).status_code == 303
        return browser


@contextmanager
def opened(home: Path, desk_of: type[Desk] = Desk) -> Iterator[Open]:
    docket, catalogue, keys = Docket.at(f"sqlite:///{home / 'docket.sqlite3'}"), load(), list[str]()
    with desk_of(docket, catalogue, None, 1) as desk:
        house = House(
            docket,
            catalogue,
            desk,
            Pictures(home / "pictures"),
            ("127.0.0.1", "localhost"),
            Link(keys.append),
            today=lambda: TODAY,
        )
        yield Open(house, keys)
    docket.database.close()


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCANNER_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def filled(shared_home: Path) -> Iterator[Open]:
    """A house with a few letters in it, read for all tests once: they may look at them and not change them."""
    with opened(shared_home) as open_:
        browser = open_.entered()
        for name in ("lt11", "letter-4388", "cp14"):  # one by one, so that they are letters 1, 2 and 3
            put_in(browser, SAMPLES / f"{name}-digital.pdf")
        yield open_


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """A house of the test's own with nothing in it."""
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    with opened(tmp_path) as open_:
        yield open_


@pytest.fixture
def levied(bare: Open) -> Open:
    """A house with one letter in it, an LT11 dated two years ago."""
    put_in(bare.entered(), SAMPLES / "lt11-digital.pdf")
    return bare


@pytest.fixture
def heap(bare: Open, tmp_path: Path) -> Open:
    """A house with one file of three pages: a CP14 of two, and an LT11."""
    made, path = pikepdf.new(), tmp_path / "heap.pdf"
    for name in ("cp14", "lt11"):
        with pikepdf.open(SAMPLES / f"{name}-digital.pdf") as source:
            made.pages.extend(source.pages)
    made.save(path)
    put_in(bare.entered(), path)
    return bare


def put_in(browser: TestClient, *paths: Path, named: Callable[[Path], str] = lambda path: path.name) -> httpx.Response:
    """Puts files in and waits until they are read; gives the last state of the page's list."""
    sent = browser.post("/upload", files=[("file", (named(path), path.read_bytes())) for path in paths])
    assert sent.status_code == 303, sent.text
    return waited_for(browser, sent.headers["location"].rpartition("=")[2])


def waited_for(browser: TestClient, ids: str) -> httpx.Response:
    """Waits until these files are read; gives the last state of the page's list."""
    since = time.monotonic()
    while time.monotonic() - since < PATIENCE:
        now = browser.get("/upload/progress", params={"files": ids})
        if "hx-get" not in now.text:
            return now
        time.sleep(0.1)
    raise AssertionError("It was never read.")


@pytest.fixture(scope="session")
def address(filled: Open) -> Iterator[str]:
    """The filled house at a port of this machine, for a browser."""
    with served(filled.house) as place:
        yield place


def port() -> socket.socket:
    """A port of this machine that is nobody else's; whoever asks there waits for a server."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    held.listen(20)
    return held


@contextmanager
def served(house: House, held: socket.socket | None = None) -> Iterator[str]:
    """A house at a port of this machine; at one that is `held` already, so that nobody else takes it between two servers."""
    import uvicorn

    held = held.dup() if held else port()
    config = uvicorn.Config(app_of(replace(house)), log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{held.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    held.close()
