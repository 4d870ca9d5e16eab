"""`scanner docket prove`: no page is lost, and the log is whole."""

from __future__ import annotations

import typer

__all__ = ["prove"]


def prove() -> None:
    """Prove that no page is lost and that the log is whole. Ends with status 1 where that is not so."""
    from scanner.docket import Docket
    from scanner.docket.audit import broken_at, is_cut, newest
    from scanner.docket.proof import proved
    from scanner.docket.seal import place_of_seal
    from scanner.render.docket import proof_told

    database = Docket.at().database
    with database.reading() as connection:
        proof, broken, cut, seal = proved(connection), broken_at(connection), is_cut(connection), newest(connection)
    for line in proof_told(proof):
        typer.echo(line)
    if broken is not None:
        typer.echo(f"The log does not hold from its row {broken} on.")
    elif cut:
        typer.echo(
            f"The log lacks the row that was sealed last, or has another: compare {place_of_seal(database.engine.url)}."
        )
        typer.echo("If the docket was put back from an older copy, take that file away; if not, rows were cut off.")
    else:
        typer.echo(f"The log is whole: {seal.number} rows. Its newest seal, for your own records: {seal.hash}")
    if proof.astray or broken is not None or cut:
        raise typer.Exit(1)
