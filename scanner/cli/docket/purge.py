"""`scanner docket purge`: letters are forgotten for good, and the disk is searched for what was in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import Lang, Today, day_of

if TYPE_CHECKING:
    from scanner.docket.purge import Weight
    from scanner.docket.retention import Due
    from scanner.docket.search import Searched
    from scanner.render.words import Words

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


def purge(
    letter: Letters = None,
    file: Files = None,
    expired: Expired = False,
    days: Days = None,
    clients: Clients = False,
    dry_run: Dry = False,
    yes: Yes = False,
    today: Today = None,
    lang: Lang = "en",
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
    from scanner.render.words import words

    say = words(lang)
    if not (letter or file or expired):
        raise typer.BadParameter("Say what is to go: --letter N, --file N or --expired.")
    docket, clock = Docket.at(), Clock(day_of(today), retention_days(days))
    with docket.database.reading() as connection:
        going = named(connection, clock, letter or (), file or ())
        if expired:
            found = due(connection, clock)
            going = tuple(dict.fromkeys((*going, *found.going)))
            _tell_clock(found, clock.days, say)
        _tell_weight(weight(connection, going), say)
    if dry_run:
        typer.echo(say("purge.nothing"))
        return
    if going and not yes:
        typer.confirm(say("purge.confirm"), abort=True)
    gone = forget(docket, going, whoever(), with_clients=clients)
    if gone.changed:
        numbers = ", ".join(map(str, gone.changed))
        typer.echo(say("purge.changed", files=numbers), err=True)
    for path in gone.originals:
        typer.echo(say("purge.original", path=path), err=True)
    if going:
        searched = search(docket, gone.traces)
        _tell_proof(searched, say, is_inside=docket.database.is_sqlite)
        if not searched.holds:
            raise typer.Exit(1)
    if gone.changed:
        raise typer.Exit(1)


def _tell_clock(found: Due, days: int, say: Words) -> None:
    typer.echo(say("purge.clock", days=days))
    if found.held_back:
        typer.echo(say("purge.held_back", n=found.held_back))
    if found.without_clock:
        typer.echo(say("purge.without_clock", n=found.without_clock))


def _tell_weight(weighed: Weight, say: Words) -> None:
    typer.echo(
        say(
            "purge.weight", letters=weighed.letters, pages=weighed.pages, files=weighed.files,
            size=f"{weighed.bytes / 1e6:.1f}", notes=weighed.notes, corrections=weighed.corrections,
        )
    )  # fmt: skip
    if weighed.copies:
        typer.echo(say("purge.copies", n=weighed.copies))


def _tell_proof(searched: Searched, say: Words, *, is_inside: bool) -> None:
    mute, size = searched.strings - searched.telling, f"{searched.bytes / 1e6:.1f}"
    typer.echo(say("purge.searched", files=searched.files, size=size, strings=searched.strings, mute=mute))
    if searched.kept:
        typer.echo(say("purge.kept", n=searched.kept))
    for path in searched.left:
        typer.echo(say("purge.left", path=path), err=True)
    for path in searched.unread:
        typer.echo(say("purge.unread", path=path), err=True)
    if searched.index:
        typer.echo(say("purge.index"), err=True)
    if searched.holds:
        typer.echo(say("purge.holds" if searched.telling else "purge.unproved"))
    if not is_inside:
        typer.echo(say("purge.server"))
    typer.echo(say("purge.unreached"))
