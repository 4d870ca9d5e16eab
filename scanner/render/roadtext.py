"""The roadmap's picture in plain signs for a terminal: each line a row of stops, the present one in brackets.

Names stand only beneath the lines on which something matters, here and what can come next, so that the whole stays on one
screen; what came before is a sign on its row, and its name stands in the words above. ASCII only: a picture that a
terminal's font tears apart helps nobody.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.render.roadmap import Place, Roadmap, Stop
    from scanner.render.words import Words

__all__ = ["SIGNS", "drawn"]

SIGNS: dict[Place, str] = {"here": "[#]", "before": "(<)", "next": "(>)", "both": "(<>)", "other": "( )"}
"""A stop on its row."""


def drawn(picture: Roadmap, width: int, say: Words) -> Iterator[str]:
    """The picture in rows of at most `width` signs, and what the signs mean."""
    edge = max(len(track.name) for track in picture.tracks) + 3
    for track in picture.tracks:
        rail = "--".join(SIGNS[stop.place] for stop in track.stops)
        yield f"  {track.name:<{edge}}{rail}"
        for stop in track.stops:
            yield from _named(stop, edge, width, say)
    yield ""
    yield from textwrap.wrap(say("roadmap.text_legend"), width, initial_indent="  ", subsequent_indent="  ")


def _named(stop: Stop, edge: int, width: int, say: Words) -> Iterator[str]:
    if stop.place == "here":
        text = f"[{stop.name}] {say('roadmap.text_here').replace(' ', NO_BREAK)}"
    elif stop.place in ("next", "both"):
        text = f"> {stop.name}"
    else:
        return
    indent = " " * (edge + 4)
    for row in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=f"{indent}  "):
        yield row.replace(NO_BREAK, " ")


NO_BREAK = "\u00a0"
"""Keeps the words beside the arrow together; the terminal gets a space."""
