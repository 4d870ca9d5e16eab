"""The web page under load: `make bench-web`, or `PYTHONPATH=tests python -m benchmarks.web [--letters 1000] [--people 20]`.

The real server (`scanner serve`, one process, SQLite) on this machine's loopback, over a docket of the sample letters, each
under many numbers. What is measured is what a browser waits for: request out, whole answer in. Four things one after the
other: pages in turn; many people who read and correct, first at the pace of people and then without a pause; the list while
the server is full of uploads; and one scan from its upload to its letter on the screen, against the command line.
It prints and never fails. Seconds are those of this machine and of whatever else it does; the columns show how they scatter.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from scanner.catalogue import load
from scanner.docket import Docket
from scanner.docket.enrol import enrol
from scanner.docket.entries import Wanted, matching
from scanner.docket.people import sessions, users
from scanner.docket.work import Driver
from scanner.explain import explain_report
from scanner.page import Page
from scanner.read import Opened, open_file
from scanner.render.contract import report_json
from scanner.scan import Scan

from .drawn import KINDS, letter

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "letters"
SCANNER = (sys.executable, "-c", "from scanner.cli import main; main()")
TODAY = date(2024, 11, 4)
PAUSE = 2.0
"""Seconds between two requests of one person: a volunteer who does a hundred letters in a quarter of an hour makes one in two."""
SECONDS = 30.0
"""For how long many people work."""
UPLOADS = 30
UNDER_WAY = ("waiting", "reading")


class Known:
    """A reader that has read the samples already. A file's number is the word at its end."""

    def __init__(self) -> None:
        opened = [open_file(path) for path in sorted(SAMPLES.glob("*-digital.pdf"))]
        self.samples = [each for each in opened if all(isinstance(page, Page) for page in each.pages)]
        self.paths = sorted(SAMPLES.glob("*-digital.pdf"))

    def open(self, path: Path) -> Future[Opened]:
        future: Future[Opened] = Future()
        future.set_result(self.samples[int(path.read_bytes().rpartition(b"%")[2]) % len(self.samples)])
        return future

    def tables(self, path: Path, number: int) -> Future[tuple[Any, ...]]:
        future: Future[tuple[Any, ...]] = Future()
        future.set_result(())
        return future


def filled(count: int, folder: Path) -> Docket:
    """A docket with so many letters, understood as always and read from memory."""
    docket = Docket.at(None)
    with docket.database.reading() as connection:
        if matching(connection, Wanted(closed=True), TODAY) >= count:
            return docket
    reader, catalogue = Known(), load()
    path = folder / "letter.pdf"
    for number in range(count):
        sample = reader.paths[number % len(reader.samples)]
        path.write_bytes(sample.read_bytes() + f"%{number}".encode())
        enrol(docket, path, "benchmark", f"mail-{number:04}.pdf")
    scan = Scan(catalogue, reader, TODAY)  # type: ignore[arg-type]
    Driver(
        docket, reader, scan, lambda report: report_json(report, explain_report(report, catalogue, "en"), TODAY)
    ).run()  # type: ignore[arg-type]
    return docket


@contextmanager
def served(jobs: int, today: date = TODAY) -> Iterator[str]:
    """The server, as `scanner serve` starts it."""
    command = [*SCANNER, "serve", "--port", "0", "--jobs", str(jobs), "--today", str(today)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        found = re.search(r"(http://[\d.:]+)/", program.stdout.readline())
        assert found, "It does not start."
        try:
            yield found[1]
        finally:
            program.terminate()


class Person:
    """A browser that somebody is signed in with. `times` are the milliseconds of each request, by what was asked."""

    def __init__(self, place: str, token: str) -> None:
        headers = {"origin": place, "accept-encoding": "gzip", "cookie": f"session={token}"}
        self.browser = httpx.Client(base_url=place, headers=headers, timeout=120)
        self.times: list[tuple[str, float]] = []
        self.errors: list[str] = []
        self.bytes = 0

    def asks(self, what: str, method: str, path: str, **sent: Any) -> httpx.Response:
        start = time.perf_counter()
        answer = self.browser.request(method, path, **sent)
        self.times.append((what, 1000 * (time.perf_counter() - start)))
        self.bytes = answer.num_bytes_downloaded
        if answer.status_code >= 400:
            self.errors.append(f"{what} {answer.status_code}")
        return answer


def row(title: str, times: Sequence[float], wanted: str) -> None:
    ordered = sorted(times)
    ninety_fifth = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(
        f"{title:44}{statistics.median(ordered):9.0f}{ninety_fifth:9.0f}{ordered[-1]:9.0f}{len(ordered):7}   {wanted}"
    )


def in_turn(somebody: Person, letters: int, rounds: int = 15) -> None:
    """One page after the other, nobody else there."""
    asked: Mapping[str, tuple[Callable[[int], str], str]] = {
        "the list": (lambda _: "/", "median < 150"),
        "the list, its last page": (lambda _: f"/?page={max(1, letters // 100)}", "median < 150"),
        "the list, this week": (lambda _: "/?view=week", "median < 150"),
        "a search": (lambda _: "/?q=penalty", "median < 150"),
        "a letter": (lambda number: f"/letters/{1 + 37 * number % letters}", "median < 100"),
        "a letter, to print": (lambda number: f"/letters/{1 + 37 * number % letters}/print", ""),
        "an explanation": (lambda _: "/notices/cp14", ""),
    }
    for what, (path, wanted) in asked.items():
        somebody.asks("", "GET", path(0))
        somebody.times.clear()
        sizes = []
        for number in range(rounds):
            somebody.asks(what, "GET", path(number))
            sizes.append(somebody.bytes)
        row(what, [each for _, each in somebody.times], f"{wanted:14} {max(sizes) / 1000:.0f} kB at most")


def works(somebody: Person, own: Sequence[int], pause: float, until: float, begins: float) -> None:
    """Reads the list and letters, puts a date right, confirms a letter."""
    time.sleep(begins)
    turn = 0
    while time.perf_counter() < until:
        number = own[turn % len(own)]
        acts = (
            ("reading", "GET", "/", {}),
            ("reading", "GET", f"/letters/{number}", {}),
            ("correcting", "POST", f"/letters/{number}/right", {"data": {"field": "letter_date", "value": "2024-10-24"}}),
            ("reading", "GET", f"/letters/{number}", {}),
            ("writing down", "POST", f"/letters/{number}/notes", {"data": {"text": "seen"}}),
        )  # fmt: skip
        for what, method, path, sent in acts:
            somebody.asks(what, method, path, **sent)
            time.sleep(pause)
        turn += 1


def together(place: str, tokens: Sequence[str], letters: int, pause: float) -> None:
    """Many people at once."""
    crowd = [Person(place, token) for token in tokens]
    until = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(len(crowd)) as pool:
        for at, each in enumerate(crowd):
            own = range(1 + at, letters + 1, len(crowd))
            pool.submit(works, each, own, pause, until, begins=pause * at / len(crowd)).add_done_callback(_raised)
    times = [each for somebody in crowd for each in somebody.times]
    errors = [each for somebody in crowd for each in somebody.errors]
    how = f"{len(crowd)} people, {pause:g} s between" if pause else f"{len(crowd)} people, no pause"
    row(how, [each for _, each in times], f"median < 200    {len(errors)} errors, {len(times) / SECONDS:.0f}/s")
    for what in sorted({what for what, _ in times}):
        row(f"  {what}", [each for kind, each in times if kind == what], "")
    for each in sorted(set(errors)):
        print(f"  {each}: {errors.count(each)} times")


def _raised(done: Future[None]) -> None:
    if done.exception():
        print(f"  {done.exception()!r}")


def full_of_uploads(somebody: Person, other: Person, folder: Path) -> None:
    """The list, while the server takes scans in and reads them."""
    scans = []
    for seed in range(UPLOADS):
        scans.append(folder / f"load-{seed}.pdf")
        scans[-1].write_bytes(KINDS["300-dpi scan"][1](letter(seed).pdf, seed))
    done = threading.Event()

    def send() -> None:
        sent = [{"file": (path.name, path.read_bytes())} for path in scans]
        taken = [other.asks("upload", "POST", "/api/files", files=each).json()[0]["file"] for each in sent]
        while any(other.asks("", "GET", f"/api/files/{each}").json()["state"] in UNDER_WAY for each in taken):
            time.sleep(1)
        done.set()

    somebody.times.clear()
    start = time.perf_counter()
    threading.Thread(target=send, daemon=True).start()
    while not done.wait(0.2) and time.perf_counter() - start < 600:
        somebody.asks("list", "GET", "/")
    row(f"the list under {len(scans)} uploads", [each for _, each in somebody.times], "never > 1000")
    print(f"{'':44}read after {time.perf_counter() - start:.0f} s; {len(somebody.errors) + len(other.errors)} errors")


def first_result(somebody: Person, folder: Path, rounds: int = 5) -> None:
    """A scan of one page: from its upload to its letter on the screen, and the same by the command line."""
    web, line = [], []
    for seed in range(rounds):
        path = folder / f"scan-{seed}.pdf"
        path.write_bytes(KINDS["300-dpi scan"][1](letter(100 + seed).pdf, 100 + seed))
        start = time.perf_counter()
        subprocess.run([*SCANNER, "read", str(path), "--today", str(TODAY)], capture_output=True, check=False)
        line.append(1000 * (time.perf_counter() - start))
        start = time.perf_counter()
        sent = somebody.browser.post("/upload", files={"file": (path.name, path.read_bytes())})
        while True:
            page = somebody.browser.get("/upload/progress?" + sent.headers["location"].partition("?")[2])
            if "hx-get" not in page.text:
                break
            time.sleep(1)  # as the page does
        found = re.search(r'href="(/letters/\d+)"', page.text)
        if found:
            somebody.browser.get(found[1])
        web.append(1000 * (time.perf_counter() - start))
    row("one scan, by the command line", line, "")
    row("one scan, to its letter on the screen", web, "")
    ratios = sorted(mine / theirs for mine, theirs in zip(web, line, strict=True))
    print(f"{'  against the command line':44}{statistics.median(ratios):9.2f}{'':18}{len(ratios):7}   ratio < 2")


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=1000)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument(
        "--folder", type=Path, help="where the docket lies, to be used again; default: a temporary folder"
    )
    asked.add_argument("--only", nargs="*", default=["turn", "people", "uploads", "scan"])
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SCANNER_HOME"] = str((told.folder or folder) / "home")
        docket = filled(told.letters, folder)
        for at in range(told.people):
            users.add(docket.database, f"person-{at}", "reviewer", "four quiet herons wading", "benchmark")
        with docket.database.reading() as connection:
            everybody = users.all_users(connection)
        tokens = [sessions.begin(docket.database, user.name, user) for user in everybody]
        docket.database.close()
        print(f"{'milliseconds':44}{'median':>9}{'95 %':>9}{'most':>9}{'times':>7}   wanted")
        with served(jobs=os.cpu_count() or 1) as place:
            somebody, other = (Person(place, token) for token in tokens[:2])
            if "turn" in told.only:
                in_turn(somebody, told.letters)
            if "people" in told.only:
                together(place, tokens, told.letters, PAUSE)
                together(place, tokens, told.letters, 0.0)
            if "scan" in told.only:
                first_result(somebody, folder)
            if "uploads" in told.only:
                full_of_uploads(somebody, other, folder)


if __name__ == "__main__":
    main()
