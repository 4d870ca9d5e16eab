"""A real cluster on this machine, for tests: the scheduler and its workers are processes that can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from scanner.cli import main; main()")


class Crew:
    """A scheduler at `url` and whatever workers were started for it; ended with the block."""

    def __init__(self, scheme: str = "tcp", *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.place = free.getsockname()
        self.url = "{}://{}:{}".format(scheme, *self.place)
        self.options = options
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.scheduler = self._start("scheduler")
        for _ in range(600):
            with suppress(OSError), socket.create_connection(self.place):
                return self
            time.sleep(0.1)
        raise TimeoutError("the scheduler did not start")

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait()

    def work(self, count: int = 1) -> Crew:
        self.workers += [self._start("worker", "--jobs", "1") for _ in range(count)]
        return self

    def _start(self, role: str, *more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*COMMAND, role, self.url, *self.options, *more],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
