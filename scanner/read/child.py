"""What happens in a child process: foreign files are opened here and nowhere else.

A child has a cap on its memory, leaves no core file (it would hold a taxpayer's letter), has no input to wait for, prints
nothing (the libraries' complaints quote files), and dies with the program that started it, however that ends. Whatever
goes wrong leaves it as a value: an exception sent as such would carry a traceback, and with it perhaps words of the letter.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from scanner.errors import LetterError, ScannerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scanner.page import Box, Extent, Page, Table
    from scanner.read.opened import Opened
    from scanner.read.unlocked import Password

__all__ = [
    "bars_in_child",
    "copy_in_child",
    "cut_in_child",
    "done",
    "open_in_child",
    "portrait_in_child",
    "prepare_child",
    "read_in_child",
    "tables_in_child",
    "unlock_in_child",
]

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl


def prepare_child(parent: int, memory: int, yielding: int = 0) -> None:
    """Fences the new process in. `parent` is the process that must outlive it, `memory` its cap in bytes; `yielding` is how
    far it lets others go first, as `nice` counts.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    _die_with(parent)
    _silence()
    _limit(memory)
    if yielding and hasattr(os, "nice"):  # Windows has none
        os.nice(yielding)


def _die_with(parent: int) -> None:
    """Asks Linux to end this process with its parent; elsewhere the pool's broken pipe ends it a little later."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before we asked
            os._exit(1)


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if nothing > 2:
        os.close(nothing)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit still holds
        return
    for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit was set from outside, or none can be (macOS)
            _, hard = resource.getrlimit(limit)
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def done(work: Callable[..., Any], *given: object) -> Any:
    """What `work` gives, or the `ScannerError` that says why it gives nothing; as a value, never raised."""
    try:
        return work(*given)
    except ScannerError as error:
        return error.with_traceback(None)
    except MemoryError:
        return LetterError("too-large", "The file takes more memory than allowed.")
    except Exception as error:  # noqa: BLE001  (a foreign file may break any library in any way; none may stop the run)
        return LetterError("damaged", f"The file cannot be read: it breaks the reader ({type(error).__name__}).")


def open_in_child(path: Path) -> Opened | ScannerError:
    """`open_file`, with its failure as a value."""
    from scanner.read.opening import open_file

    result: Opened | ScannerError = done(open_file, path)
    return result


def read_in_child(path: Path, number: int, extent: Extent) -> Page | ScannerError:
    """`read_picture`, with its failure as a value."""
    from scanner.read.reading import read_picture

    result: Page | ScannerError = done(read_picture, path, number, extent)
    return result


def cut_in_child(path: Path, parts: tuple[tuple[Path, tuple[int, ...]], ...]) -> int | ScannerError:
    """`cut_apart`, with its failure as a value."""
    from scanner.read.apart import cut_apart

    result: int | ScannerError = done(cut_apart, path, parts)
    return result


def unlock_in_child(path: Path, target: Path, password: Password) -> int | ScannerError:
    """`unlocked`, with its failure as a value."""
    from scanner.read.unlocked import unlocked

    result: int | ScannerError = done(unlocked, path, target, password)
    return result


def portrait_in_child(path: Path, page: Page) -> bytes | ScannerError:
    """`portrait`, with its failure as a value."""
    from scanner.read.portrait import portrait

    result: bytes | ScannerError = done(portrait, path, page)
    return result


def tables_in_child(path: Path, number: int) -> tuple[Table, ...] | ScannerError:
    """`tables`, with its failure as a value."""
    from scanner.read.tables import tables

    result: tuple[Table, ...] | ScannerError = done(tables, path, number)
    return result


def bars_in_child(path: Path, page: Page) -> tuple[Box, ...] | ScannerError:
    """`bars_on`, with its failure as a value."""
    from scanner.read.bars import bars_on

    result: tuple[Box, ...] | ScannerError = done(bars_on, path, page)
    return result


def copy_in_child(path: Path, target: Path, sheets: tuple[tuple[Page, tuple[Box, ...]], ...]) -> int | ScannerError:
    """`copy_blacked`, with its failure as a value."""
    from scanner.read.facsimile import copy_blacked

    result: int | ScannerError = done(copy_blacked, path, target, sheets)
    return result
