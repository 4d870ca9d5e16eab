"""The Taxpayer Roadmap as a picture: its lines in the order of the journey, their stops, and how each stop lies to here.

It is made once, in words, and knows nothing of ink: the page, the print and the terminal draw it each in their way. What a
stop is to the reader's place is told by a word and by a shape, and never by a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from scanner.notice import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.notice import Station
    from scanner.render.words import Words

__all__ = ["Place", "Roadmap", "Stop", "Track", "roadmap"]

Place = Literal["here", "before", "next", "both", "other"]
"""What a stop is to the reader's own: it, often before it, possibly after it, either, or neither."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the picture. `note` says in words what its shape shows; it is empty for a place that lies aside."""

    id: str
    name: str
    place: Place
    note: str


@dataclass(frozen=True, slots=True)
class Track:
    """One line of the roadmap with its stops in their order."""

    line: Line
    name: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The whole roadmap as seen from one station."""

    tracks: tuple[Track, ...]
    here: str

    def names(self, *places: Place) -> tuple[str, ...]:
        """The stops that lie so, by name."""
        return tuple(stop.name for track in self.tracks for stop in track.stops if stop.place in places)


def roadmap(here: Station | None, stations: Mapping[str, Station], say: Words) -> Roadmap | None:
    """The picture with `here` marked; None without a station, or where the stations at hand do not hold it."""
    if here is None or here.id not in stations:
        return None
    tracks = []
    for line in get_args(Line):
        on_it = [station for station in stations.values() if station.line == line]
        stops = tuple(_stop(station, here, say) for station in on_it)
        tracks += [Track(line, say(f"roadmap.{line}"), stops)] * bool(stops)
    return Roadmap(tuple(tracks), say.either(here.name, here.name_es))


def _stop(station: Station, here: Station, say: Words) -> Stop:
    place = _place(station, here)
    note = "" if place == "other" else say("road.here" if place == "here" else f"roadmap.{place}")
    return Stop(station.id, say.either(station.name, station.name_es), place, note)


def _place(station: Station, here: Station) -> Place:
    if station.id == here.id:
        return "here"
    before, after = here.id in station.leads_to, station.id in here.leads_to
    if before and after:
        return "both"
    return "before" if before else "next" if after else "other"
