"""What a child may be made to do by a hostile file, for the tests of the pool. Imported in the child by name."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def hang() -> None:
    """Deaf to requests to end, as a library in an endless loop is."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(1)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def be_killed_once(marker: str) -> str:
    """Dies as if the system had picked the wrong process; lives when tried again."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def eat_memory() -> int:
    return len(bytearray(8_000_000_000))


def leak_words() -> None:
    raise ValueError("ROSA Q EXAMPLE owes $1,705.82")


def speak() -> str:
    print("out")
    print("err", file=sys.stderr)
    os.write(2, b"library complaint\n")
    return sys.stdin.read() if sys.stdin else ""


def who() -> int:
    return os.getpid()


def unpicklable() -> object:
    return lambda: None
