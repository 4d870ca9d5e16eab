"""The docket in groups: by day, by client, by station. The letter that dies first brings its whole group to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from scanner.render.mask import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scanner.entry import Due, Entry
    from scanner.render.voice import Voice
    from scanner.render.words import Words

__all__ = ["By", "grouped", "heading_of"]

By = Literal["day", "client", "station"]
Row = TypeVar("Row")


def grouped(rows: Iterable[Row], heading: Callable[[Row], str]) -> dict[str, list[Row]]:
    """The rows under their headings; headings in the order in which the rows bring them, rows in their own."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(heading(row), []).append(row)
    return groups


def heading_of(entry: Entry, due: Due | None, by: By, voice: Voice) -> str:
    """What a letter, for one of its days, stands under."""
    if by == "client":
        return _client(entry, voice.say)
    if by == "station":
        return _station(entry, voice)
    if due is None:
        return voice.say("docket.all_passed" if entry.last_past else "docket.no_day")
    day = voice.say.day(due.day)
    return day[:1].upper() + day[1:]


def _client(entry: Entry, say: Words) -> str:
    """The client by name and case, a guessed one apart from one that a person has confirmed."""
    if entry.client is None:
        return say("docket.no_client")
    case = f", {say('docket.case', number=clean(entry.case_number))}" if entry.case_number else ""
    client = clean(entry.client)
    return (client if entry.client_sure else say("docket.maybe", client=client)) + case


def _station(entry: Entry, voice: Voice) -> str:
    say, station = voice.say, voice.stations.get(entry.station or "")
    if station is None:
        return entry.station or say("docket.no_station")
    return f"{say(f'roadmap.{station.line}')}: {say.either(station.name, station.name_es)}"
