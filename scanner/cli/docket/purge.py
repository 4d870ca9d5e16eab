"""`scanner docket purge`: letters are forgotten for good, and the disk is searched for what was in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import Today, day_of

if TYPE_CHECKING:
    from scanner.docket.purge import Weight
    from scanner.docket.retention import Due
    from scanner.docket.search import Searched

__all__ = ["purge"]

Letters = Annotated[list[int] | None, typer.Option("--letter", metavar="N", help="This letter; may be given again.")]
Files = Annotated[
    list[int] | None, typer.Option("--file", metavar="N", help="This file with all its letters; may be given again.")
]
Expired = Annotated[bool, typer.Option("--expired", help="Every file whose letters' time is up.")]
Days = Annotated[
    int | None,
    typer.Option(
        "--days",
        min=0,
        metavar="N",
        help="Days that a closed letter is kept; default: SCANNER_RETENTION_DAYS, else 2555 (seven years). "
        "That is a choice of this program, not a rule of law.",
        show_default=False,
    ),
]
Clients = Annotated[
    bool, typer.Option("--clients", help="Also the clients whose last letter goes, where a person had confirmed them.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say how much would go.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]

UNREACHED = "Not searched: backups, snapshots, and blocks that the disk itself has put aside."
ON_A_SERVER = (
    "Not searched: the database's server. Its tables were written anew, but its write-ahead log, its replicas and its "
    "backups may hold what was purged until they are recycled; ask whoever keeps it. "
)


def purge(
    letter: Letters = None,
    file: Files = None,
    expired: Expired = False,
    days: Days = None,
    clients: Clients = False,
    dry_run: Dry = False,
    yes: Yes = False,
    today: Today = None,
) -> None:
    """Forget letters for good and prove it. Only closed letters go, and a file goes with all its letters.

    Ends with status 1 where the proof finds anything that was left.
    """
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.purge import purge as forget
    from scanner.docket.purge import weight
    from scanner.docket.retention import Clock, due, named, retention_days
    from scanner.docket.search import search

    if not (letter or file or expired):
        raise typer.BadParameter("Say what is to go: --letter N, --file N or --expired.")
    docket, clock = Docket.at(), Clock(day_of(today), retention_days(days))
    with docket.database.reading() as connection:
        going = named(connection, clock, letter or (), file or ())
        if expired:
            found = due(connection, clock)
            going = tuple(dict.fromkeys((*going, *found.going)))
            _tell_clock(found, clock.days)
        _tell_weight(weight(connection, going))
    if dry_run:
        typer.echo("Nothing was purged.")
        return
    if going and not yes:
        typer.confirm("Purge this for good? It cannot be undone.", abort=True)
    gone = forget(docket, going, whoever(), with_clients=clients)
    if gone.changed:
        numbers = ", ".join(map(str, gone.changed))
        typer.echo(f"Not purged, for a letter in it was opened or added meanwhile: file {numbers}.", err=True)
    for path in gone.originals:
        typer.echo(f"Still where it was taken in, and the next batch would read it anew: {path}", err=True)
    if going:
        searched = search(docket, gone.traces)
        _tell_proof(searched, is_inside=docket.database.is_sqlite)
        if not searched.holds:
            raise typer.Exit(1)
    if gone.changed:
        raise typer.Exit(1)


def _tell_clock(found: Due, days: int) -> None:
    typer.echo(
        f"Letters are kept for {days} days after they were closed. That is the clinic's choice, not a rule of law."
    )
    if found.held_back:
        typer.echo(
            f"Files that stay, for a letter in them is open, not due, or has a last day to come: {found.held_back}."
        )
    if found.without_clock:
        typer.echo(f"Files that hold no letter, so that no clock runs for them (--file N): {found.without_clock}.")


def _tell_weight(weighed: Weight) -> None:
    typer.echo(
        f"To go: letters {weighed.letters}, pages {weighed.pages}, files {weighed.files} "
        f"({weighed.bytes / 1e6:.1f} MB), notes {weighed.notes}, corrections {weighed.corrections}."
    )
    if weighed.copies:
        typer.echo(f"Letters that stay and are other copies of what goes, and say the same: {weighed.copies}.")


def _tell_proof(searched: Searched, *, is_inside: bool) -> None:
    typer.echo(
        f"Searched {searched.files} files ({searched.bytes / 1e6:.1f} MB) for {searched.strings} strings of what was "
        f"purged. {searched.strings - searched.telling} of them tell nothing: kept letters or the program itself say them too."
    )
    if searched.kept:
        typer.echo(f"Files of the vault that are, by their hash, what the docket keeps: {searched.kept}.")
    for path in searched.left:
        typer.echo(f"Left behind: {path}", err=True)
    for path in searched.unread:
        typer.echo(f"Could not be read, so nothing is proved of it: {path}", err=True)
    if searched.index:
        typer.echo("The search index still knows a purged letter. Give the command again.", err=True)
    if searched.holds:
        typer.echo(
            "Nothing of them is left." if searched.telling else "Nothing could be told apart, so nothing is proved."
        )
    typer.echo(UNREACHED if is_inside else ON_A_SERVER + UNREACHED)
