"""`scanner users`: the accounts of a clinic. Passwords are asked for and never given on the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scanner.docket.database import Database

__all__ = ["app"]

app = typer.Typer(help="Accounts for the web page.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
RoleName = Annotated[str, typer.Option("--role", help="volunteer, reviewer or administrator.")]


OwnLetters = Annotated[
    bool | None,
    typer.Option(
        "--own-letters/--all-letters",
        help="Own letters are those of files that the account put in and those assigned to it; it is shown no others.",
    ),
]


@app.command("add")
def add(name: Name, role: RoleName = "volunteer", own_letters: OwnLetters = None) -> None:
    """Make an account, or give one a new role and password. The password is asked for; a pipe may give it in one line."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.people import users

    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    database = Docket.at().database
    users.add(database, name, role, password, whoever(), own_letters=own_letters)
    typer.echo(f"{name} can sign in as {role}.")
    _tell_limit(database, name)


@app.command("limit")
def limit(name: Name, own_letters: OwnLetters = True) -> None:
    """Limit an account to its own letters, as for a taxpayer or somebody from outside; or lift the limit."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.people import users

    database = Docket.at().database
    users.limit(database, name, whoever(), own_letters=own_letters is not False)
    if own_letters is False:
        typer.echo(f"{name} is shown all letters.")
    _tell_limit(database, name)


@app.command("list")
def listing() -> None:
    """List the accounts and who is signed in."""
    from scanner.docket import Docket
    from scanner.docket.people import sessions, users

    with Docket.at().database.reading() as connection:
        running = [session.user for session in sessions.running(connection)]
        for user in users.all_users(connection):
            count = running.count(user.id)
            signed_in = f"  signed in {count} times" if count > 1 else "  signed in" if count else ""
            typer.echo(f"{user.name}  {user.role}{'  own letters' if user.own_letters else ''}{signed_in}")


@app.command("end")
def end(name: Name) -> None:
    """End all sessions of somebody at once."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.people import sessions

    count = sessions.end(Docket.at().database, whoever(), name=name)
    typer.echo(f"Ended: {count}.")


@app.command("remove")
def remove(name: Name) -> None:
    """Take an account away, and end its sessions."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.people import users

    users.remove(Docket.at().database, name, whoever())
    typer.echo(f"{name} has no account any more.")


def _tell_limit(database: Database, name: str) -> None:
    """Of a limited account, how many letters there are for it: those assigned to a name count also for a new account."""
    from datetime import date

    from scanner.docket.entries import Wanted, matching
    from scanner.docket.people import users
    from scanner.docket.people.asker import Asker

    with database.reading() as connection:
        ids = [user.id for user in users.all_users(connection) if user.name == name.strip() and user.own_letters]
    for user in ids:
        with database.asked_by(Asker(user, name.strip(), own_letters=True)).reading() as connection:
            count = matching(connection, Wanted(closed=True), date.min)
        typer.echo(f"{name} is shown its own letters alone; now there are {count}.")
