"""`scanner docket`: what the clinic keeps, by last day; search, filters, and what is done with a letter.

Each module holds the commands of one subject; they are put together here.
"""

from __future__ import annotations

import typer

from scanner.cli.docket import acts, again, clients, listing, prove, purge, right, split

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
app.command("retry")(again.retry)
app.command("unlock")(again.unlock)
app.command("purge")(purge.purge)
app.command("clients")(clients.clients)
app.command("clients-import")(clients.clients_import)
app.command("clients-export")(clients.clients_export)
app.command("letters-export")(clients.letters_export)
app.command("client")(clients.client)
app.command("show")(right.show)
app.command("correct")(right.correct)
app.command("confirm")(right.confirm)
app.command("join")(right.join)
app.command("cut")(right.cut)
app.command("move")(right.move)
app.command("aside")(right.aside)
app.command("back")(right.back)
app.command("learn")(right.learn)
app.command("split")(split.split)
