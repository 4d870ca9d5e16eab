"""`scanner docket` by itself: the list, by last day, with search and filters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from scanner.cli.docket.files import CsvFile, Files, IcsFile, PrintFile, XlsxFile
from scanner.cli.options import AsJson, Lang, Today, day_of

if TYPE_CHECKING:
    from datetime import date

    from scanner.docket import Wanted
    from scanner.notice import Language
    from scanner.render.voice import Voice

__all__ = ["listing", "wanted_of"]

MOST = 200
"""Letters that the list on the screen shows unless more are asked for. What is written to a file is whole."""
COUNTED = 1000
"""Letters that are counted of what a search finds: a common word is in too many to count them while somebody waits."""

Due = Annotated[int | None, typer.Option("--due", min=0, metavar="DAYS", help="Only what dies within so many days.")]
Search = Annotated[str | None, typer.Option("--search", metavar="WORDS", help="Only letters that say all these words.")]
Status = Annotated[list[str] | None, typer.Option("--status", help="new, checked, assigned, answered or closed.")]
Outcome = Annotated[list[str] | None, typer.Option("--outcome", help="sure, check or unknown.")]
Notice = Annotated[str | None, typer.Option("--notice", help="Only letters of this notice.")]
Station = Annotated[str | None, typer.Option("--station", help="Only letters at this station of the roadmap.")]
Client = Annotated[
    str | None, typer.Option("--client", metavar="NAME", help="Only letters of this client, by name or case.")
]
Who = Annotated[str | None, typer.Option("--assigned", metavar="NAME", help="Only what is assigned to somebody.")]
Closed = Annotated[bool, typer.Option("--closed", help="Closed letters too.")]
By = Annotated[
    Literal["day", "client", "station"] | None, typer.Option("--by", help="Group the list or the print-out.")
]
Most = Annotated[
    int | None,
    typer.Option(
        "--most", min=0, metavar="N", help=f"At most so many letters; 0 for all; default: {MOST}, in files all."
    ),
]


def listing(
    context: typer.Context,
    due: Due = None,
    search: Search = None,
    status: Status = None,
    outcome: Outcome = None,
    notice: Notice = None,
    station: Station = None,
    client: Client = None,
    assigned: Who = None,
    closed: Closed = False,
    most: Most = None,
    by: By = None,
    csv: CsvFile = None,
    xlsx: XlsxFile = None,
    ics: IcsFile = None,
    paper: PrintFile = None,
    as_json: AsJson = False,
    today: Today = None,
    lang: Lang = "en",
) -> None:
    """List the docket, the earliest last day first, or write it to files."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console

    from scanner.cli.output import print_json
    from scanner.docket import Docket, Wanted
    from scanner.docket.body import docket_json
    from scanner.docket.entries import entries, matching, unreadable
    from scanner.render.docket import Listed
    from scanner.render.docket_groups import heading_of

    day, files = day_of(today), Files(csv, xlsx, ics, paper)
    on_screen = not (files or as_json)
    wanted = replace(
        wanted_of(due, search, status, outcome, notice, station, client, assigned, closed=closed),
        most=(MOST if most is None and on_screen else most) or None,
    )
    with Docket.at().database.reading() as connection:
        if files:
            files.write(connection, wanted, _voice(day, lang), by or "day")
        if as_json:
            print_json(docket_json(connection, entry, day) for entry in entries(connection, wanted, day))
        if on_screen:
            voice = _voice(day, lang, whole=by == "station" or lang != "en")
            rows = list(entries(connection, wanted, day))
            counted = max(COUNTED, len(rows)) if search else None
            total = matching(connection, wanted, day, counted)
            failures = list(unreadable(connection)) if wanted == Wanted(most=wanted.most) else []
            heading = (lambda entry: heading_of(entry, entry.due, by, voice)) if by else None
            Console().print(Listed(rows, failures, day, voice.say, total, counted, voice.law, heading))


def wanted_of(
    due: int | None,
    search: str | None,
    status: list[str] | None,
    outcome: list[str] | None,
    notice: str | None,
    station: str | None,
    client: str | None,
    assigned: str | None,
    *,
    closed: bool,
) -> Wanted:
    """What the options ask for. Raises `UsageError` for a notice that nobody has described."""
    from scanner.docket import Wanted

    return Wanted(
        due=due, words=search, status=tuple(status or ()), outcome=tuple(outcome or ()), notice=_notice(notice),
        station=station, client_named=client, assigned_to=assigned, closed=closed,
    )  # fmt: skip


def _voice(day: date, lang: Language, *, whole: bool = True) -> Voice:
    """What the docket is told with; without the catalogue, which takes a while to open, where the list does not need it: the
    docket keeps what is to be done in English.
    """
    from scanner.render.voice import Voice
    from scanner.render.words import words

    if not whole:
        return Voice(day, words(lang))
    from scanner.catalogue import load

    catalogue = load()
    return Voice(day, words(lang), catalogue.law, catalogue.stations)


def _notice(name: str | None) -> str | None:
    """The id of a notice by whatever people call it. Raises `UsageError` for what nobody has described."""
    if name is None:
        return None
    from scanner.catalogue import load

    return load().find(name).id
