"""`scanner docket`: what the clinic keeps, by last day; search, filters, and what is done with a letter.

Each module holds the commands of one subject; they are put together here.
"""

from __future__ import annotations

import typer

from scanner.cli.docket import acts, listing, prove

__all__ = ["app"]

app = typer.Typer(
    help="The docket: the clinic's letters by last day. Without a command it prints the list.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.callback()(listing.listing)
app.command("status")(acts.status)
app.command("assign")(acts.assign)
app.command("note")(acts.note)
app.command("history")(acts.history)
app.command("prove")(prove.prove)
