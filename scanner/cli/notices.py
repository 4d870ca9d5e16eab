"""`scanner notices`: all that the catalogue knows, whether its data is sound, and what in it wants a person's care."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import Today, day_of

if TYPE_CHECKING:
    from scanner.catalogue import Catalogue
    from scanner.notice import Notice

__all__ = ["notices"]

SAMPLES = Path(__file__).parents[2] / "samples" / "letters"
"""Where a checkout has its sample letters; an installed program has none."""

Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]", help="Only notices with these words.")]


def notices(
    words: Words = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object per notice.")] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Validate the catalogue and tell what wants care; status 1 where it is at fault."),
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The table of the README.")] = False,
    today: Today = None,
) -> None:
    """List every notice that the program knows."""
    from scanner.catalogue import load, load_anew

    catalogue = load_anew() if check else load()
    if check:
        _told(catalogue, day_of(today))
        return
    if markdown:
        from scanner.catalogue.table import table

        sys.stdout.write(table(catalogue))
        return
    found = [each for each in catalogue.notices.values() if _fits(each, words or [])]
    found.sort(key=_by_number)
    if as_json:
        for notice in found:
            sys.stdout.write(json.dumps(_row(notice), ensure_ascii=False) + "\n")
        return
    _listed(found)


def _by_number(notice: Notice) -> tuple[str, int, str]:
    """CP14 before CP101, and all CP notices before the letters."""
    digits = "".join(filter(str.isdigit, notice.id))
    return notice.kind.removeprefix("c-"), int(digits or 0), notice.id


def _fits(notice: Notice, words: list[str]) -> bool:
    text = f"{notice.id} {notice.name} {notice.title} {notice.title_es}".lower()
    return all(word.lower() in text for word in words)


def _row(notice: Notice) -> dict[str, object]:
    return {
        "id": notice.id,
        "name": notice.name,
        "title": notice.title,
        "full": notice.record == "full",
        "checked": not notice.unchecked,
        "record": notice.record,
        "reply": notice.reply,
        "station": notice.station,
        "title_es": notice.title_es,
        "shares_record_of": notice.variant_of,
        "unchecked": list(notice.unchecked),
    }


def _listed(found: list[Notice]) -> None:
    """One line a notice, as wide as the screen. Written plainly: a drawn table of 500 rows takes most of a second."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 60)
    name = max((len(each.name) for each in found), default=0)
    room = width - name - 24
    print(f"{'Notice':{name}}  {'Title':{room}}  {'Record':6}  {'Confirmed'}")
    for each in found:
        title = each.title if len(each.title) <= room else each.title[: room - 3].rstrip() + "..."
        sure = "no" if not each.known else "in part" if each.unchecked else "yes"
        print(f"{each.name:{name}}  {title:{room}}  {each.record:6}  {sure}")


def _told(catalogue: Catalogue, today: date) -> None:
    """What wants care, under headings, and the sum of it all."""
    from scanner.catalogue.care import counted, sampled, stale, unread_law, unverified

    _part("Facts that nobody could confirm", (f"{notice.name}: {what}" for notice, what in unverified(catalogue)))
    _part("Terms of law", (f"{term}: {what}" for term, what in unread_law(catalogue)))
    _part(
        "Sources that nobody has looked at for a year",
        (f"{name}: {url} ({day:%Y-%m-%d})" for name, url, day in stale(catalogue, today)),
    )
    samples = sampled(SAMPLES)
    if samples is None:
        _part("Sample letters", ["The samples are not here; a checkout of the program has them."])
    else:
        lacking = [
            each.name for each in catalogue.notices.values() if each.family not in samples and each.id not in samples
        ]
        _part("Notices without a sample letter", [", ".join(lacking)] if lacking else [])
    counts = counted(catalogue)
    typer.echo(
        f"{counts['full']} notices in full, {counts['light']} in short, {counts['listed']} listed and not explained, "
        f"{counts['variants']} more numbers that share a record; {counts['confirmed']} confirmed in every part. "
        f"{len(catalogue.law)} terms of law, {len(catalogue.stations)} stations. The catalogue is sound."
    )


def _part(heading: str, lines: Iterable[str]) -> None:
    """A heading with its lines, if there are any."""
    found = list(lines)
    if found:
        typer.echo("\n".join((f"{heading}:", *(f"  {line}" for line in found), "")))
