"""Forms: a title block, rows of ruled boxes, and a foot with number, revision and catalogue number.

The rows are data, in forms/*.toml; they follow the idea of each form, not its print. What a taxpayer writes is set in
italics, which is as near to handwriting as the standard fonts come. Enclosed with a letter a form is not yet signed.
"""

import tomllib
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from samples.press import ink as inks
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

FOLDER = Path(__file__).parents[1] / "forms"
LEFT, RIGHT = 40.0, 572.0
HAND = "Times-Italic"
PERIOD_SHARES = (2.0, 1.0, 2.0)
PERIOD_HEADS = ("Type of tax", "Tax form number", "Tax period or periods")

Cell = dict[str, Any]


@cache
def form_data(key: str) -> dict[str, Any]:
    """The form's title and rows."""
    return tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))


def draw_form(key: str, manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Draws a form, filled in for the case."""
    form, look = form_data(key), manuscript.look()
    writer = Writer(manuscript, sheet, look, signed=manuscript.wording.key == key)
    y = title_block(sheet, form)
    if form["lead"]:
        sheet.text(LEFT, y + 11, form["lead"], "Helvetica", 7.5)
    y += 16
    for row in form["row"]:
        if "say" in row:
            y = sheet.lines(LEFT, y + 14, wrapped(row["say"], "Helvetica", 9, RIGHT - LEFT), "Helvetica", 9, 12) - 6
        elif row.get("periods"):
            y = writer.periods(y)
        else:
            y = writer.row(y, row["height"], row["cells"])
    foot(sheet, form)


def title_block(sheet: Sheet, form: dict[str, Any]) -> float:
    """The head of a form; gives the y below it."""
    sheet.rule(LEFT, RIGHT, 36, 1.4)
    sheet.text(LEFT, 56, form["number"], "Helvetica-Bold", 15)
    sheet.text(LEFT, 68, f"({form['revised']})", "Helvetica", 8)
    sheet.text(306, 48, "Department of the Treasury - Internal Revenue Service", "Helvetica", 8, align="center")
    y = 64.0
    for line in wrapped(form["name"], "Helvetica-Bold", 13, 330):
        sheet.text(306, y, line, "Helvetica-Bold", 13, align="center")
        y += 15
    y = max(y - 4, 74)
    sheet.rule(LEFT, RIGHT, y, 1.4)
    return y


def foot(sheet: Sheet, form: dict[str, Any]) -> None:
    """The foot of a form."""
    sheet.rule(LEFT, RIGHT, 758, 0.8)
    sheet.text(LEFT, 768, f"Catalog Number {form['catalogue']}", "Helvetica", 7)
    sheet.text(306, 768, "www.irs.gov", "Helvetica", 7, align="center")
    sheet.text(RIGHT, 768, f"{form['number']} ({form['short']})", "Helvetica-Bold", 7.5, align="right")


class Writer:
    """Fills the boxes of one form."""

    def __init__(self, manuscript: Manuscript, sheet: Sheet, look: Random, *, signed: bool) -> None:
        self.manuscript, self.sheet, self.look, self.signed = manuscript, sheet, look, signed

    def row(self, y: float, height: float, cells: list[Cell]) -> float:
        """A row of boxes; gives the y below it."""
        unit = (RIGHT - LEFT) / sum(cell["share"] for cell in cells)
        x = LEFT
        for cell in cells:
            wide = cell["share"] * unit
            self.cell(x, y, wide, height, cell)
            x += wide
        return y + height

    def cell(self, x: float, y: float, wide: float, height: float, cell: Cell) -> None:
        """One box: its frame, a place to tick, a label, what is written in it."""
        self.sheet.box(x, y, x + wide, y + height, 0.5)
        shift = 3.0
        if "tick" in cell:
            shift = 17
            self.sheet.box(x + 4, y + 4, x + 12, y + 12, 0.7)
            if self.ticked(cell["tick"]):
                self.sheet.tick(x + 4, y + 4)
        label = wrapped(cell.get("label", ""), "Helvetica", 7.5, wide - shift - 3)
        self.sheet.lines(x + shift, y + 10, label, "Helvetica", 7.5, 9)
        if cell.get("sign") and self.signed:
            self.sheet.scribble(x + 60, y + 26, 120, self.look)
        if "hand" in cell:
            template = self.look.choice(cell["hand"])
            if self.signed or "{signed}" not in template:
                self.write(x, y + height, wide, height, self.manuscript.ink.fill(template, self.look))

    def write(self, x: float, bottom: float, wide: float, deep: float, text: str) -> None:
        """Handwriting that stands on the lower edge of a box, small where the box is low."""
        size = 12.0 if len(wrapped(text, HAND, 12, wide - 10)) == 1 or deep > 60 else 8.5
        lines = wrapped(text, HAND, size, wide - 10)
        self.sheet.lines(x + 6, bottom - 4 - (size + 1) * (len(lines) - 1), lines, HAND, size, size + 1)

    def ticked(self, rule: str) -> bool:
        """Whether a box is ticked in this case."""
        lien = "3172" in self.manuscript.case.earlier
        sometimes = self.look.random() < 0.3
        return self.signed and {"lien": lien, "levy": not lien, "always": True, "sometimes": sometimes}.get(rule, False)

    def periods(self, y: float) -> float:
        """The table of taxes and periods, with an empty row after the last; gives the y below it."""
        ink = self.manuscript.ink
        ink["period_rows"]
        style = "numeric" if ink.style.period in ("yyyymm", "month-year") else ink.style.period
        rows: list[tuple[str, ...]] = []
        for balance in self.manuscript.case.balances:
            form = balance.period.form
            kind = {"941": "Employment", "CIVPEN": "Civil penalty"}.get(form, "Income")
            rows.append((kind, "" if form == "CIVPEN" else form, inks.write_period(balance.period, style)))
        heads = [{"share": share, "label": head} for share, head in zip(PERIOD_SHARES, PERIOD_HEADS, strict=True)]
        y = self.row(y, 14, heads)
        for row in (*rows, ("", "", "")):
            y = self.row(
                y, 20, [{"share": share, "hand": [text]} for share, text in zip(PERIOD_SHARES, row, strict=True)]
            )
        return y


FORMS = {path.stem: partial(draw_form, path.stem) for path in sorted(FOLDER.glob("*.toml"))}
