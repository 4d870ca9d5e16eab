"""What happens at a worker: the bytes of a file come in, a child that can be killed opens them, a page goes back.

The worker itself opens no foreign file. It lends the bytes to its own `Readers`, whose children have their limits of time and
memory, so that a page that hangs or crashes costs one child and no worker. Failures go back as values: an exception would
be logged by Dask with a traceback, and with it perhaps words of the letter.
"""

from __future__ import annotations

import atexit
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scanner import __version__
from scanner.docket.leaf import PIPELINE
from scanner.errors import DocketError, ScannerError
from scanner.read import Readers

if TYPE_CHECKING:
    from scanner.page import Extent, Page
    from scanner.read.opened import Opened

__all__ = ["EDITION", "done_there", "lent"]

EDITION = f"{__version__}/{PIPELINE}"
"""Driver and workers must read alike, else a docket would hold pages of two kinds."""

_first = threading.Lock()


def done_there(data: bytes, number: int | None, extent: Extent, edition: str) -> Opened | Page | ScannerError:
    """Opens a file, or reads its page `number` by OCR; gives what that gives, or why it gives nothing."""
    from distributed import get_worker

    if edition != EDITION:
        return DocketError("A worker has another version of scanner; put the same one on every machine of the cluster.")
    worker = get_worker()
    with lent(data, worker.local_directory) as path:
        readers = _readers(worker.state.nthreads)
        waiting = readers.open(path) if number is None else readers.read(path, number, extent)
        try:
            return waiting.result()
        except ScannerError as error:
            return error.with_traceback(None)


@contextmanager
def lent(data: bytes, folder: str) -> Iterator[Path]:
    """The bytes as a file inside `folder` that a child can open and nobody else can, gone afterwards.

    Dask clears the folder of a worker that was killed when the next worker of the machine starts.
    """
    with tempfile.TemporaryDirectory(dir=folder) as own:  # its mode is 0700
        path = Path(own) / "letter"
        path.write_bytes(data)
        yield path


def _readers(jobs: int) -> Readers:
    with _first:  # the threads of a worker share its children
        return _kept(jobs)


@cache
def _kept(jobs: int) -> Readers:
    readers = Readers(jobs=jobs)
    readers.__enter__()
    atexit.register(readers.__exit__)
    return readers
