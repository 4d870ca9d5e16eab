"""The command line: `scanner triage`, `read`, `batch`, `docket`, `show`, `court-copy`, `explain`, `notices`, `evaluate`,
`train`, `scheduler`, `worker`, `serve`, `users`.

Results go to standard output, progress and messages to standard error. Exit status: 0 all read, 1 some letters could not
be read, 2 wrong usage. Everything heavy is imported inside the commands, so that `scanner --help` stays quick.
"""

from __future__ import annotations

import io
import signal
import sys

import typer

from scanner import __version__
from scanner.cli import (
    batch,
    court_copy,
    crew,
    docket,
    evaluate,
    explain,
    notices,
    read,
    serve,
    show,
    train,
    triage,
    users,
)
from scanner.errors import ScannerError

__all__ = ["app", "main"]

app = typer.Typer(
    name="scanner",
    help="Reads letters of the IRS on this machine: which notice it is, what it wants, and by which day. "
    "Not the IRS; not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"scanner {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Options of the program itself."""


app.command("triage")(triage.triage)
app.command("read")(read.read)
app.command("batch")(batch.batch)
app.add_typer(docket.app, name="docket")
app.command("show")(show.show)
app.command("court-copy")(court_copy.court_copy)
app.command("explain")(explain.explain)
app.command("notices")(notices.notices)
app.command("evaluate")(evaluate.evaluate)
app.command("train")(train.train)
app.command("scheduler")(crew.scheduler)
app.command("worker")(crew.worker)
app.command("serve")(serve.serve)
app.add_typer(users.app, name="users")


def _stopped(number: int, _: object) -> None:
    sys.exit(128 + number)


def main() -> None:
    """The entry point: every error of ours becomes one line on standard error and its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file name or an accent must not lose all that was read
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stopped)  # so that the copy of standard input goes with us
    try:
        app()
    except ScannerError as error:
        typer.echo(f"scanner: {error}", err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("scanner: stopped", err=True)
        sys.exit(130)
