"""Files that gave no letter: read once more, or opened with their password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.driving import driving, failures, here, told, worked
from scanner.cli.options import AsJson, Jobs, Lang, Today, day_of, jobs_of

if TYPE_CHECKING:
    from datetime import date

    from scanner.docket import Docket
    from scanner.notice import Language

__all__ = ["retry", "unlock"]

Files = Annotated[
    list[int] | None, typer.Argument(help="The file's number in the docket.", metavar="[FILE]…", show_default=False)
]
File = Annotated[int, typer.Argument(help="The file's number in the docket.", metavar="FILE", show_default=False)]
Every = Annotated[
    bool, typer.Option("--all", help="Every file that gave no letter, but for those that wait for a password.")
]


def retry(
    files: Files = None,
    every: Every = False,
    as_json: AsJson = False,
    today: Today = None,
    jobs: Jobs = None,
    lang: Lang = "en",
) -> None:
    """Read files once more that failed, or whose letters could not be understood. Named none, it lists them.

    Files that gave a letter are left alone, so nothing that was put right is touched.
    """
    from scanner.docket import Docket
    from scanner.docket.again import read_again, to_try_again
    from scanner.docket.docket import whoever
    from scanner.render.mask import clean

    docket = Docket.at()
    with docket.database.reading() as connection:
        there = to_try_again(connection)
    if not files and not every:
        for each in there:
            typer.echo(f"{each.file}  {each.fault or 'unclear'}  {clean(each.name)}  {clean(each.message or '')}")
        typer.echo("Name the files, or give --all." if there else "There is nothing to read again.", err=True)
        return
    wanted = set(files or ()) | ({each.file for each in there if not each.is_locked} if every else set())
    if wanted:
        chosen = sorted(wanted)
        read_again(docket, chosen, whoever())
        _read(docket, chosen, day_of(today), lang, jobs_of(jobs), as_json=as_json)


def unlock(file: File, as_json: AsJson = False, today: Today = None, jobs: Jobs = None, lang: Lang = "en") -> None:
    """Open a file with its password and read it. The password is asked for, or taken from a pipe, and kept nowhere."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.unlock import unlock as opened
    from scanner.read import Password, Readers

    if sys.stdin.isatty():
        password = Password(typer.prompt("Password of the file", hide_input=True))
    else:
        password = Password(sys.stdin.readline().rstrip("\r\n"))
    docket = Docket.at()
    with Readers(jobs=1) as readers:
        opened(docket, readers.unlock, file, password, whoever())
    _read(docket, [file], day_of(today), lang, jobs_of(jobs), as_json=as_json)


def _read(docket: Docket, files: list[int], today: date, language: Language, jobs: int, *, as_json: bool) -> None:
    with driving(docket, today, language, here(jobs)) as driver:
        worked(docket, driver)
    told(docket, files, today, language, as_json=as_json)
    if failures(docket, files):
        raise typer.Exit(1)
