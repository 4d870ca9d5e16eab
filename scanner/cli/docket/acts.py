"""What is done with one letter of the docket, and what was done with it."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["Letter", "assign", "history", "note", "status"]

Letter = Annotated[int, typer.Argument(help="The letter's number in the docket.", metavar="NUMBER", show_default=False)]


def status(letter: Letter, to: Annotated[str, typer.Argument(metavar="STATUS")]) -> None:
    """Move a letter on: new, checked, assigned, answered, closed."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever

    Docket.at().set_status(letter, to, whoever())


def assign(letter: Letter, who: Annotated[str, typer.Argument(metavar="NAME", help="Nobody: an empty name.")]) -> None:
    """Give a letter to somebody at the clinic."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever

    Docket.at().assign(letter, who or None, whoever())


def note(letter: Letter, text: Annotated[str, typer.Argument(metavar="TEXT")]) -> None:
    """Write something down about a letter."""
    from scanner.docket import Docket
    from scanner.docket.docket import whoever

    Docket.at().note(letter, text, whoever())


def history(letter: Letter) -> None:
    """What was done with a letter, by whom and when."""
    from scanner.docket import Docket
    from scanner.docket.audit import acts

    with Docket.at().database.reading() as connection:
        for act in acts(connection, letter):
            typer.echo(f"{act.at}  {act.by:12}  {act.what:10}  {act.detail}")
