"""A reliability chart as SVG, for a page or as a file, and as a PNG: the same parts at the same places."""

from __future__ import annotations

import io
from math import dist
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from scanner.render.scorechart import DOT
from scanner.render.template import templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.render.scorechart import Chart, Disc, Label, Stroke, Tone

__all__ = ["as_png", "as_svg"]

PAPER: Mapping[Tone, str] = {
    "paper": "#ffffff",
    "ink": "#1d2430",
    "quiet": "#5c6470",
    "grid": "#e4e7eb",
    "pale": "#bcd3ea",
    "mark": "#1f5fa8",
    "bad": "#c2410c",
}
"""The colours of a chart on its own white paper."""

INLINE: Mapping[Tone, str] = {
    "paper": "Canvas",
    "ink": "currentColor",
    "quiet": "color-mix(in srgb, currentColor 70%, Canvas)",
    "grid": "color-mix(in srgb, currentColor 15%, Canvas)",
    "pale": "color-mix(in srgb, #2f7cc4 40%, Canvas)",
    "mark": "#2f7cc4",
    "bad": "#d1571b",
}
"""The same on a page that is light or dark, as its reader has it."""

DASH, RIM, RING = 5.0, 1.5, 2.5
"""The length of a dash; the rim of paper around a dot, and that of a ring."""

SCALE, FINER = 2, 2
"""Pixels of the PNG for one of the chart; and by how much larger it is painted, to be smooth when it is made smaller."""


def as_svg(chart: Chart, alone: bool = False) -> str:
    """The chart as an SVG element; `alone` makes it a file of its own, on white paper."""
    return (
        templates()
        .get_template("chart.svg.j2")
        .render(chart=chart, alone=alone, tones=PAPER if alone else INLINE, dash=DASH, rim=RIM, ring=RING, radius=DOT)
    )


def as_png(chart: Chart) -> bytes:
    """The chart as a PNG on white paper, twice its size, so that it is sharp on fine screens and in print."""
    scale = SCALE * FINER
    picture = Image.new("RGB", (round(chart.width * scale), round(chart.height * scale)), PAPER["paper"])
    brush = ImageDraw.Draw(picture)
    for bar in chart.bars:
        corners = (bar.x, bar.y, bar.x + bar.width, bar.y + bar.height)
        brush.rectangle([edge * scale for edge in corners], fill=PAPER[bar.tone])
    for stroke in chart.strokes:
        _line(brush, stroke, scale)
    for disc in chart.discs:
        _dot(brush, disc, scale)
    for label in chart.labels:
        _words(picture, label, scale)
    held = io.BytesIO()
    picture.reduce(FINER).save(held, "PNG", optimize=True, dpi=(96 * SCALE, 96 * SCALE))
    return held.getvalue()


def _line(brush: ImageDraw.ImageDraw, stroke: Stroke, scale: int) -> None:
    for start, end in _dashes(stroke) if stroke.broken else ((stroke.start, stroke.end),):
        points = [tuple(at * scale for at in point) for point in (start, end)]
        brush.line(points, fill=PAPER[stroke.tone], width=round(stroke.width * scale))


def _dashes(stroke: Stroke) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """A line cut into dashes, as SVG's dash array cuts it."""
    length, at = dist(stroke.start, stroke.end), 0.0

    def point(along: float) -> tuple[float, float]:
        part = min(along, length) / length
        x, y = (a + (b - a) * part for a, b in zip(stroke.start, stroke.end, strict=True))
        return x, y

    while at < length:
        yield point(at), point(at + DASH)
        at += 2 * DASH


def _dot(brush: ImageDraw.ImageDraw, disc: Disc, scale: int) -> None:
    """A dot with a rim, as SVG has it: half of the rim lies outside the dot's edge."""
    colour, paper = PAPER[disc.tone], PAPER["paper"]
    rim, fill, edge = (RING, paper, colour) if disc.hollow else (RIM, colour, paper)
    middle = (disc.x * scale, disc.y * scale)
    brush.circle(middle, (DOT + rim / 2) * scale, edge)
    brush.circle(middle, (DOT - rim / 2) * scale, fill)


def _words(picture: Image.Image, label: Label, scale: int) -> None:
    font = ImageFont.load_default(label.size * scale)
    x, y = label.x * scale, label.y * scale
    if not label.turned:
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[label.anchor]
        ImageDraw.Draw(picture).text((x, y), label.text, PAPER[label.tone], font, anchor)
        return
    size = (round(font.getlength(label.text)) + 2 * scale, round(label.size * scale * 1.5))
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).text((size[0] / 2, size[1] / 2), label.text, 255, font, "mm")
    mask = mask.rotate(90, expand=True)
    picture.paste(PAPER[label.tone], (round(x - mask.width / 2), round(y - mask.height / 2)), mask)
