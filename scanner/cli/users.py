"""`scanner users`: the accounts of a clinic. Passwords are asked for and never given on the command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(help="Accounts for the web page.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
RoleName = Annotated[str, typer.Option("--role", help="volunteer, reviewer or administrator.")]


@app.command("add")
def add(name: Name, role: RoleName = "volunteer") -> None:
    """Make an account, or give one a new role and password. The password is asked for; a pipe may give it in one line."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.people import users

    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    users.add(Docket.at().database, name, role, password, whoever())
    typer.echo(f"{name} can sign in as {role}.")


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
            typer.echo(f"{user.name}  {user.role}{signed_in}")


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
