"""The same batch by one worker process and by two: `PYTHONPATH=tests python -m benchmarks.crew [--letters 40] [--rounds 3]`.

A scheduler and its workers are started as a clinic starts them (`scanner scheduler`, `scanner worker --jobs 1`, each worker
with one child that reads, one thread in it), on loopback. The batch is scans of our own drawing, other ones each round, so that
nothing is known already; each round reads the same batch into a fresh docket by one worker and by two, in turns. Counted are
wall-clock seconds from the first page handed out to the last letter kept, without the start of any process: every worker has read
a page before. Prints each round and the ratio, of which 1.9 is wanted on two cores that are free. It prints and never fails.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

from docket.cluster import Crew

from scanner.catalogue import Catalogue, load
from scanner.docket import Docket
from scanner.docket.cluster import ClusterReaders
from scanner.docket.cluster.there import EDITION, done_there
from scanner.docket.cluster.trust import secured
from scanner.docket.enrol import enrol
from scanner.docket.proof import proved
from scanner.docket.work import Driver
from scanner.explain import explain_report
from scanner.render.contract import report_json
from scanner.scan import Scan

from .drawn import letter, scan_300

TODAY = date(2026, 11, 22)
BUSY = 0.25
"""Load of the machine, besides us, from which the figure is not to be believed."""

PATIENCE = 120.0


def drawn(folder: Path, first: int, count: int) -> list[Path]:
    """So many scans of one page, each another one."""
    paths = []
    for seed in range(first, first + count):
        paths.append(folder / f"{seed:05}.pdf")
        paths[-1].write_bytes(scan_300(letter(seed).pdf, seed))
    return paths


@contextmanager
def crew(workers: int, path: Path) -> Iterator[ClusterReaders]:
    """A cluster whose every worker has its child up and its engine loaded."""
    with Crew() as started, ClusterReaders(started.work(workers).url, secured(started.url, None)) as readers:
        client = readers._client
        until = time.monotonic() + PATIENCE
        while len(addresses := list(client.nthreads())) < workers:
            if time.monotonic() > until:
                raise TimeoutError("the workers did not start")
            time.sleep(0.1)
        asked = (path.read_bytes(), 1, "whole", EDITION)
        client.gather([client.submit(done_there, *asked, workers=[each], pure=False) for each in addresses])
        yield readers


def seconds(workers: int, batch: Sequence[Path], warm: Path, catalogue: Catalogue) -> float:
    """How long so many workers take for the batch."""
    with tempfile.TemporaryDirectory() as home, crew(workers, warm) as readers:
        os.environ["SCANNER_HOME"] = home
        docket = Docket.at(f"sqlite:///{home}/docket.sqlite3")
        files = [enrol(docket, path, "benchmark").file for path in batch]
        scan = Scan(catalogue, readers, TODAY)
        driver = Driver(
            docket, readers, scan, lambda report: report_json(report, explain_report(report, catalogue, "en"), TODAY),
            window=readers.window,
        )  # fmt: skip
        start = time.perf_counter()
        driver.run()
        spent = time.perf_counter() - start
        with docket.database.reading() as connection:
            proof = proved(connection, files)
        assert (proof.pages, proof.astray) == (len(batch), ()), "Pages were lost, so that no time counts."
        docket.database.close()
    return spent


def main() -> None:
    """Prints the rounds and the ratio."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=40)
    asked.add_argument("--rounds", type=int, default=3)
    told = asked.parse_args()
    for limit in ("OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[limit] = "1"  # as the program does, for the workers too
    load_before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    catalogue, ratios = load(), []
    with tempfile.TemporaryDirectory() as name:
        (warm,) = drawn(Path(name), 90_000, 1)
        print(f"{'round':>5}{'one':>9}{'two':>9}{'ratio':>8}   seconds for {told.letters} scans of a page")
        for round_ in range(told.rounds):
            batch = drawn(Path(name), 1 + round_ * told.letters, told.letters)
            spent = {}
            for workers in (1, 2) if round_ % 2 == 0 else (2, 1):
                spent[workers] = seconds(workers, batch, warm, catalogue)
            ratios.append(spent[1] / spent[2])
            print(f"{round_ + 1:5}{spent[1]:9.2f}{spent[2]:9.2f}{ratios[-1]:8.2f}", flush=True)
    print(f"two workers against one: {median(ratios):.2f} (wanted 1.9), on {os.cpu_count()} cores")
    if load_before > BUSY * (os.cpu_count() or 1):
        print(f"The machine was busy with something else (load {load_before:.1f}): do not believe it.")


if __name__ == "__main__":
    main()
