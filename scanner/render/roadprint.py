"""The roadmap's picture on a sheet of paper, in black and white: a clinic's printer has no other ink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scanner.render.latin import latin

if TYPE_CHECKING:
    from scanner.render.roadplan import Dot, Flag, Plan
    from scanner.render.sheet import Sheet

__all__ = ["print_plan"]

BLACK, GREY, WHITE = 0, 110, 255


def print_plan(sheet: Sheet, plan: Plan) -> None:
    """The picture at the present place of the sheet, or on the next page where this one is too short for it."""
    sheet.need(plan.height)
    left, top = sheet.l_margin, sheet.get_y()
    with sheet.local_context():
        sheet.set_line_width(2)
        sheet.set_draw_color(GREY)
        for rail in plan.rails:
            sheet.line(left + rail.x, top + rail.top, left + rail.x, top + rail.bottom)
        sheet.set_line_width(1.2)
        sheet.set_draw_color(BLACK)
        sheet.set_fill_color(BLACK)
        for way in plan.ways:
            points = [(left + x, top + y) for x, y in way]
            sheet.polyline([*points[:-1], (points[-1][0] - 3, points[-1][1])])
            x, y = points[-1]
            sheet.polygon([(x, y), (x - 6, y - 3.5), (x - 6, y + 3.5)], style="F")
        for dot in plan.dots:
            _dot(sheet, dot, left, top)
        if plan.flag:
            _flag(sheet, plan.flag, plan.size, left, top)
        for label in plan.labels:
            size = {"line": plan.size * 1.15, "note": plan.size * 0.86}.get(label.kind, plan.size)
            bold = label.kind == "line" or (label.kind == "name" and label.place in ("here", "next", "both"))
            _words(sheet, label.text, left + label.x, top + label.y, size, "B" if bold else "")
    sheet.set_y(top + plan.height)


def _dot(sheet: Sheet, dot: Dot, left: float, top: float) -> None:
    x, y = left + dot.x, top + dot.y
    sheet.set_fill_color(BLACK if dot.place == "here" else WHITE)
    sheet.set_line_width(2.4 if dot.place in ("next", "both") else 1)
    if dot.place == "here":
        sheet.rect(x - 8, y - 8, 16, 16, style="F")
    elif dot.place == "before":
        sheet.polygon([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], style="DF")
    else:
        sheet.circle(x, y, 3.5 if dot.place == "other" else 5.5, style="DF")
    if dot.place in ("both", "here"):
        sheet.set_fill_color(BLACK if dot.place == "both" else WHITE)
        sheet.polygon([(x, y - 3), (x + 3, y), (x, y + 3), (x - 3, y)], style="F")


def _flag(sheet: Sheet, flag: Flag, size: float, left: float, top: float) -> None:
    sheet.set_fill_color(BLACK)
    sheet.rect(left + flag.x, top + flag.y, flag.width, flag.height, style="F")
    sheet.set_text_color(WHITE)
    sheet.set_font("Helvetica", "B", size)
    room = flag.width - sheet.get_string_width(latin(flag.text))
    sheet.text(left + flag.x + room / 2, top + flag.y + flag.height * 0.72, latin(flag.text))
    sheet.set_text_color(BLACK)


def _words(sheet: Sheet, text: str, x: float, y: float, size: float, style: Literal["", "B"]) -> None:
    sheet.set_font("Helvetica", style, size)
    sheet.text(x, y, latin(text))
