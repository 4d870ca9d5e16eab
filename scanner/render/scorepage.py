"""An evaluation as one HTML page: the tables, the reliability charts, and the worst letters as pictures.

The pictures are what `scanner show` draws, taxpayer numbers blacked out; they stand in the page itself, which asks for
nothing outside it and holds no script.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from markupsafe import Markup
from PIL import Image

from scanner.render.scorechart import LARGE, NAMING, chart
from scanner.render.scoredraw import as_svg
from scanner.render.scoretables import answers_given, by_harm, fault_line, grave, names_given, score_tables
from scanner.render.template import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from scanner.evaluate import Score

__all__ = ["score_page"]

PICTURE = (1400, 1100)
"""Pixels that a picture in the page may have: enough to read ten-point print beside its legend."""
SMALL = 300
"""Pixels of the square of the second chart."""


def score_page(
    scores: Sequence[Score],
    seconds: float,
    pictures: Mapping[tuple[Path, int], Image.Image],
    family: Callable[[Score], str],
) -> str:
    """The whole page; `pictures` shows some of the worst letters, by `Score.place`."""
    told = ((NAMING, names_given(scores), LARGE), ("Reading its fields", answers_given(scores), SMALL))
    charts = [as_svg(chart(title, each, side)) for title, each, side in told if each.answers]
    worst = [(fault_line(score), grave(score), _inlined(pictures.get(score.place))) for score in by_harm(scores)]
    return (
        templates()
        .get_template("scores.html.j2")
        .render(
            tables=score_tables(scores, family),
            charts=[Markup(each) for each in charts],  # noqa: S704  (their template has escaped them)
            worst=worst,
            letters=len(scores),
            seconds=seconds / max(1, len(scores)),
        )
    )


def _inlined(picture: Image.Image | None) -> str | None:
    """The picture as a data address, made small enough for a page of many."""
    if picture is None:
        return None
    small = picture.convert("RGB")
    small.thumbnail(PICTURE)
    held = io.BytesIO()
    small.save(held, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode()
