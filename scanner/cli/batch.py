"""`scanner batch`: a folder of mail into the docket. It can be stopped at any moment and started again; two share the work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.driving import driving, failures, here, told, worked
from scanner.cli.options import AsJson, InTheClear, Jobs, Lang, Tls, Today, day_of, jobs_of
from scanner.cli.parts import SplitTo

if TYPE_CHECKING:
    from datetime import date

    from scanner.docket import Docket
    from scanner.docket.enrol import Enrolled
    from scanner.docket.webhook import Webhook
    from scanner.read import Drop
    from scanner.scan import Reader

__all__ = ["batch"]

Folders = Annotated[list[Path], typer.Argument(help="Folders or files of mail.", metavar="FOLDER…", show_default=False)]
Watch = Annotated[bool, typer.Option("--watch", help="Stay, and take in whatever is put into the folder.")]
Cluster = Annotated[
    str | None, typer.Option("--cluster", metavar="tls://HOST:PORT", help="Read at the workers of this scheduler.")
]
Hook = Annotated[
    str | None,
    typer.Option(
        "--webhook",
        envvar="SCANNER_WEBHOOK",
        metavar="URL",
        help="Tell this address of each letter: numbers, no names.",
    ),
]
SETTLED = 2000
"""Milliseconds without a change after which a file in a watched folder counts as whole."""


def batch(
    folders: Folders,
    watch: Watch = False,
    as_json: AsJson = False,
    today: Today = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    tls: Tls = None,
    in_the_clear: InTheClear = False,
    webhook: Hook = None,
    split_to: SplitTo = None,
    lang: Lang = "en",
) -> None:
    """Read a folder of mail into the docket. Stop it whenever you like: the next run goes on where this one was."""
    from scanner.docket import Docket
    from scanner.read import drops_among, find_files

    for folder in folders:
        if not folder.exists():
            raise typer.BadParameter(f"{folder}: there is no such file or folder.", param_hint="FOLDER")
    hook = _webhook(webhook)
    docket, day = Docket.at(), day_of(today)
    readers = _afar(cluster, tls, in_the_clear=in_the_clear) if cluster else here(jobs_of(jobs))
    with driving(docket, day, lang, readers) as driver:
        taken, closed = _taken_in(docket, drops_among(find_files(folders), folders))
        worked(docket, driver)
        told(docket, taken, day, lang, as_json=as_json)
        whole = _split(docket, taken, day, split_to)
        _announced(docket, taken, hook, day)
        for changed in _changes(folders) if watch else ():
            more, shut = _taken_in(docket, find_files(changed))
            closed += shut
            if more:
                worked(docket, driver)
                told(docket, more, day, lang, as_json=as_json)
                whole &= _split(docket, more, day, split_to)
                _announced(docket, more, hook, day)
    if closed or not whole or failures(docket, taken):
        raise typer.Exit(1)


@contextmanager
def _afar(url: str, tls: Path | None, *, in_the_clear: bool) -> Iterator[tuple[Reader, Callable[[], int]]]:
    """Readers on the machines of a cluster."""
    from scanner.docket.cluster import ClusterReaders
    from scanner.docket.cluster.trust import secured

    with ClusterReaders(url, secured(url, tls, in_the_clear=in_the_clear)) as readers:
        yield readers, readers.window


def _taken_in(docket: Docket, paths: Iterable[Path | Drop]) -> tuple[list[int], int]:
    """The ids of the files by those paths, each once, and how many could not be read at all."""
    from scanner.docket.docket import whoever

    files: dict[int, None] = {}
    closed, again, by = 0, 0, whoever()
    for path in paths:
        try:
            enrolled = _enrolled(docket, path, by)
        except OSError as error:
            closed += 1
            where = path if isinstance(path, Path) else path.folder
            typer.echo(f"{where}: cannot be read ({error.strerror}).", err=True)
        else:
            files[enrolled.file] = None
            again += not enrolled.is_new
    if again:
        typer.echo(f"{again} of {len(files)} files are in the docket already and are not read twice.", err=True)
    return list(files), closed


def _enrolled(docket: Docket, path: Path | Drop, by: str) -> Enrolled:
    """A file, or a folder of photographs as one file."""
    from scanner.docket.enrol import enrol
    from scanner.read import Drop, packed

    if not isinstance(path, Drop):
        return enrol(docket, path, by)
    with packed(path) as album:
        return enrol(docket, album, by, name=str(path.folder))


def _split(docket: Docket, files: list[int], today: date, folder: Path | None) -> bool:
    """Writes the letters of these files as PDFs, if a folder was named; whether all of them could be."""
    from scanner.cli.docket.split import split_letters
    from scanner.docket.entries import Wanted, entries

    if folder is None:
        return True
    with docket.database.reading() as connection:
        found = [each.id for each in entries(connection, Wanted(files=tuple(files), closed=True), today)]
    return split_letters(docket, found, folder)


def _webhook(url: str | None) -> Webhook | None:
    """The webhook, if one was named, looked at before anything is read for it."""
    if not url:
        return None
    from scanner.docket.webhook import Webhook

    plain = os.environ.get("SCANNER_PLAIN_HTTP") == "1"
    return Webhook.at(url, os.environ.get("SCANNER_WEBHOOK_SECRET"), plain=plain)


def _announced(docket: Docket, files: list[int], hook: Webhook | None, today: date) -> None:
    if hook is None:
        return
    from scanner.docket.webhook import announce

    done = announce(docket, files, hook, today)
    if done.why:
        typer.echo(
            f"The webhook was told of {done.told} letters, {done.left} wait for the next run: {done.why}", err=True
        )


def _changes(folders: list[Path]) -> Iterator[list[Path]]:
    """The files that were put into the folders, once they have stopped growing. Ends with Ctrl-C."""
    from watchfiles import Change, watch

    typer.echo("Watching; Ctrl-C ends it.", err=True)
    for changes in watch(*folders, debounce=SETTLED, step=SETTLED, raise_interrupt=False):
        there = [Path(path) for change, path in changes if change is not Change.deleted]
        yield sorted(path for path in there if path.is_file())
