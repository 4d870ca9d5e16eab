"""An evaluation as one HTML page: the tables, the reliability chart, and the worst letters as pictures.

The pictures are what `scanner show` draws, taxpayer numbers blacked out; they stand in the page itself, which asks for
nothing outside it and holds no script.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image

from scanner.evaluate import calibration
from scanner.render.scoretables import by_harm, fault_line, grave, score_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scanner.evaluate import Score
    from scanner.evaluate.tally import Bin

__all__ = ["score_page"]

PICTURE = (1400, 1100)
"""Pixels that a picture in the page may have: enough to read ten-point print beside its legend."""
SIDE, EDGE = 300, 48
"""Pixels of the chart's square and of the room around it."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One bin on the chart: its place, and the ends of its interval, in pixels; what it says in words."""

    x: float
    y: float
    top: float
    bottom: float
    told: str


def score_page(scores: Sequence[Score], seconds: float, pictures: Mapping[tuple[Path, int], Image.Image]) -> str:
    """The whole page; `pictures` shows some of the worst letters, by `Score.place`."""
    bins, error = calibration(scores)
    worst = [(fault_line(score), grave(score), _inlined(pictures.get(score.place))) for score in by_harm(scores)]
    return (
        Environment(
            loader=PackageLoader("scanner.render"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        .get_template("scores.html.j2")
        .render(
            tables=score_tables(scores),
            dots=[_dot(each) for each in bins],
            error=error,
            side=SIDE,
            edge=EDGE,
            worst=worst,
            letters=len(scores),
            seconds=seconds / max(1, len(scores)),
        )
    )


def _dot(each: Bin) -> Dot:
    low, high = each.right.interval
    told = f"{each.right.of} answers given with {each.confidence:.1%}: {each.right.rate:.1%} right"
    return Dot(EDGE + each.confidence * SIDE, _up(each.right.rate), _up(high), _up(low), told)


def _up(share: float) -> float:
    return EDGE + (1 - share) * SIDE


def _inlined(picture: Image.Image | None) -> str | None:
    """The picture as a data address, made small enough for a page of many."""
    if picture is None:
        return None
    small = picture.convert("RGB")
    small.thumbnail(PICTURE)
    held = io.BytesIO()
    small.save(held, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode()
