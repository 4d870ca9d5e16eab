"""`scanner docket prove`: no page is lost, and the log is whole."""

from __future__ import annotations

import typer

__all__ = ["prove"]


def prove() -> None:
    """Prove that no page is lost and that the log is whole. Ends with status 1 where that is not so."""
    from scanner.docket import Docket
    from scanner.docket.audit import broken_at
    from scanner.docket.proof import proved
    from scanner.render.docket import proof_told

    with Docket.at().database.reading() as connection:
        proof, broken = proved(connection), broken_at(connection)
    for line in proof_told(proof):
        typer.echo(line)
    typer.echo("The log is whole." if broken is None else f"The log does not hold from its row {broken} on.")
    if proof.astray or broken is not None:
        raise typer.Exit(1)
