"""`scanner docket` by itself: the list, by last day, with search and filters."""

from __future__ import annotations

from typing import Annotated

import typer

from scanner.cli.options import AsJson, Lang, Today, day_of

__all__ = ["listing"]

MOST = 200
"""Letters that the list shows unless more are asked for."""

Due = Annotated[int | None, typer.Option("--due", min=0, metavar="DAYS", help="Only what dies within so many days.")]
Search = Annotated[str | None, typer.Option("--search", metavar="WORDS", help="Only letters that say all these words.")]
Status = Annotated[list[str] | None, typer.Option("--status", help="new, checked, assigned, answered or closed.")]
Outcome = Annotated[list[str] | None, typer.Option("--outcome", help="sure, check or unknown.")]
Notice = Annotated[str | None, typer.Option("--notice", help="Only letters of this notice.")]
Station = Annotated[str | None, typer.Option("--station", help="Only letters at this station of the roadmap.")]
Who = Annotated[str | None, typer.Option("--assigned", metavar="NAME", help="Only what is assigned to somebody.")]
Closed = Annotated[bool, typer.Option("--closed", help="Closed letters too.")]
Most = Annotated[int, typer.Option("--most", min=0, metavar="N", help="At most so many rows; 0 for all.")]


def listing(
    context: typer.Context,
    due: Due = None,
    search: Search = None,
    status: Status = None,
    outcome: Outcome = None,
    notice: Notice = None,
    station: Station = None,
    assigned: Who = None,
    closed: Closed = False,
    most: Most = MOST,
    as_json: AsJson = False,
    today: Today = None,
    lang: Lang = "en",
) -> None:
    """List the docket, the earliest last day first."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console

    from scanner.cli.output import print_json
    from scanner.docket import Docket, Wanted
    from scanner.docket.body import docket_json
    from scanner.docket.entries import entries, matching, unreadable
    from scanner.render.docket import Listed
    from scanner.render.words import words

    day = day_of(today)
    wanted = Wanted(
        due=due, words=search, status=tuple(status or ()), outcome=tuple(outcome or ()), notice=_notice(notice),
        station=station, assigned_to=assigned, closed=closed, most=None if as_json else most or None,
    )  # fmt: skip
    with Docket.at().database.reading() as connection:
        if as_json:
            print_json(docket_json(connection, entry, day) for entry in entries(connection, wanted, day))
            return
        rows = list(entries(connection, wanted, day))
        failures = list(unreadable(connection)) if wanted == Wanted(most=wanted.most) else []
        Console().print(Listed(rows, failures, day, words(lang), matching(connection, wanted, day)))


def _notice(name: str | None) -> str | None:
    """The id of a notice by whatever people call it. Raises `UsageError` for what nobody has described."""
    if name is None:
        return None
    from scanner.catalogue import load

    return load().find(name).id
