"""Scanning the paths of one command, with a progress bar on standard error while it works.

Standard input is kept in a private folder of the system's temporary files for as long as it is read, and no longer.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scanner.notice import Language

if TYPE_CHECKING:
    from scanner.catalogue import Catalogue
    from scanner.classifier import Learned
    from scanner.read import Drop
    from scanner.report import Failure, Report

__all__ = ["scanned", "what_was_learned"]

STANDARD_INPUT = Path("-")


def scanned(
    paths: list[Path], catalogue: Catalogue, today: date, language: Language, jobs: int
) -> Iterator[Report | Failure]:
    """The reports of all letters in `paths`, file after file. Raises a usage error for a path that does not exist."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from scanner.read import Readers, drops_among, find_files
    from scanner.scan import Scan

    for path in paths:
        if path != STANDARD_INPUT and not path.exists() and not path.is_symlink():
            raise typer.BadParameter(f"{path}: there is no such file or folder.", param_hint="PATH")
    with (
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="learned") as beside,
        _with_standard_input(paths) as (files_and_folders, stand_in),
        ExitStack() as albums,
        Readers(jobs=jobs) as readers,
    ):
        learning = beside.submit(what_was_learned)
        files, names = _as_files(drops_among(find_files(files_and_folders), files_and_folders), albums)
        if stand_in:
            names[stand_in] = "-"
        scan = Scan(catalogue, readers, today, language, at_once=jobs + 1, learned=learning.result)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Leyendo" if language == "es" else "Reading", total=len(files))
            for _, found in scan.files(files, names):
                bar.advance(task)
                yield from found


def _as_files(mail: Iterable[Path | Drop], albums: ExitStack) -> tuple[list[Path], dict[Path, str]]:
    """The files to read, a folder of photographs as one; and what those are called that are not called by their path."""
    from scanner.read import Drop, packed

    files: list[Path] = []
    names: dict[Path, str] = {}
    for each in mail:
        if isinstance(each, Drop):
            album = albums.enter_context(packed(each))
            names[album] = str(each.folder)
            files.append(album)
        else:
            files.append(each)
    return files, names


def what_was_learned() -> Learned:
    """The classifier and its calibration; why there is none goes to standard error, once."""
    from scanner.classifier import learned

    found = learned()
    if found.trouble:
        typer.echo(found.trouble, err=True)
    return found


@contextmanager
def _with_standard_input(paths: list[Path]) -> Iterator[tuple[list[Path], Path | None]]:
    if STANDARD_INPUT not in paths:
        yield paths, None
        return
    with tempfile.TemporaryDirectory(prefix="scanner-") as folder:
        kept = Path(folder) / "standard-input"
        kept.touch(mode=0o600)
        kept.write_bytes(sys.stdin.buffer.read())
        yield [kept if path == STANDARD_INPUT else path for path in paths], kept
