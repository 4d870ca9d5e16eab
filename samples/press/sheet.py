"""A PDF being drawn: letter paper, points from the top left, standard fonts.

Standard fonts are not embedded and the file carries no time, so that the same letter is always the same bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from random import Random

from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612.0, 792.0


class Sheet:
    """The pages of one file, drawn one after another."""

    def __init__(self) -> None:
        self._buffer = BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self._canvas.setTitle("letter")
        self.page = 1

    def new_page(self) -> None:
        """Ends this page and begins the next."""
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def text(
        self, x: float, y: float, string: str, font: str = "Helvetica", size: float = 10, *, align: str = "left"
    ) -> None:
        """One line with its baseline at y; `x` is its left end, its right end or its middle."""
        if not string:
            return
        self._canvas.setFillColor(black)
        self._canvas.setFont(font, size)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "center": self._canvas.drawCentredString,
        }
        draw[align](x, HEIGHT - y, string)

    def lines(
        self, x: float, y: float, strings: Sequence[str], font: str = "Helvetica", size: float = 10, leading: float = 0
    ) -> float:
        """Lines one below another; gives the baseline after the last."""
        for string in strings:
            self.text(x, y, string, font, size)
            y += leading or size * 1.2
        return y

    def rule(self, x0: float, x1: float, y: float, weight: float = 0.6, dash: tuple[int, int] | None = None) -> None:
        """A line across."""
        self._stroke(weight, dash)
        self._canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)
        self._canvas.setDash()

    def bar(self, x: float, y0: float, y1: float, weight: float = 0.6) -> None:
        """A line down."""
        self._stroke(weight, None)
        self._canvas.line(x, HEIGHT - y0, x, HEIGHT - y1)

    def box(
        self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.8, *, shade: float | None = None
    ) -> None:
        """A frame, filled with grey if `shade` (0 black, 1 white) is given."""
        self._stroke(weight, None)
        self._canvas.setFillColor(white if shade is None else Color(shade, shade, shade))
        self._canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=int(weight > 0), fill=int(shade is not None))

    def stamp(self, x: float, y: float, string: str, size: float, tilt: float) -> None:
        """Rubber-stamped print: bold, narrow, a little askew."""
        self._canvas.saveState()
        self._canvas.translate(x, HEIGHT - y)
        self._canvas.rotate(tilt)
        self._canvas.scale(0.82, 1)
        self._canvas.setFillColor(Color(0.12, 0.12, 0.16))
        self._canvas.setFont("Helvetica-Bold", size)
        self._canvas.drawString(0, 0, string)
        self._canvas.restoreState()

    def scribble(self, x: float, y: float, width: float, chance: Random) -> None:
        """A signature that spells nothing."""
        self._stroke(1.1, None)
        path = self._canvas.beginPath()
        base = HEIGHT - y
        path.moveTo(x, base)
        at = x
        while at < x + width:
            step = chance.uniform(5, 16)
            tall = chance.choice((6, 8, 10, 22)) * chance.uniform(0.7, 1.2)
            end = base + chance.uniform(-8, 5)
            path.curveTo(
                at + chance.uniform(-4, 9),
                base + tall,
                at + step + chance.uniform(-9, 4),
                base - tall * 0.3,
                at + step,
                end,
            )
            at += step
        self._canvas.drawPath(path, stroke=1, fill=0)

    def tick(self, x: float, y: float, size: float = 8) -> None:
        """A cross in a box, as a pen makes it."""
        self._stroke(1.2, None)
        self._canvas.line(x + 1, HEIGHT - y - 1, x + size - 1, HEIGHT - y - size + 2)
        self._canvas.line(x + 1, HEIGHT - y - size + 1, x + size - 2, HEIGHT - y - 1)

    def blocks(self, x: float, y: float, columns: int, rows: int, *, cell: float, chance: Random) -> None:
        """A two-dimensional code that encodes nothing."""
        self._canvas.setFillColor(black)
        for row in range(rows):
            for column in range(columns):
                if row in (0, rows - 1) or column in (0, columns - 1) or chance.random() < 0.5:
                    self._canvas.rect(x + column * cell, HEIGHT - y - (row + 1) * cell, cell, cell, stroke=0, fill=1)

    def bars(self, x: float, y: float, count: int, chance: Random) -> None:
        """The tall and short bars that the mail service sorts by."""
        self._stroke(1.2, None)
        for index in range(count):
            up, down = chance.choice(((0, 0), (3, 0), (0, 3), (3, 3)))
            self._canvas.line(x + index * 3.3, HEIGHT - y - 3 - down, x + index * 3.3, HEIGHT - y + 2 + up)

    def _stroke(self, weight: float, dash: tuple[int, int] | None) -> None:
        self._canvas.setStrokeColor(black)
        self._canvas.setLineWidth(weight)
        self._canvas.setDash(*(dash or ()))


def width_of(string: str, font: str, size: float) -> float:
    """How wide a line is, in points."""
    return float(stringWidth(string, font, size))


def wrapped(string: str, font: str, size: float, width: float) -> list[str]:
    """The lines a paragraph breaks into; a newline always breaks."""
    out: list[str] = []
    for paragraph in string.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and width_of(longer, font, size) > width:
                out.append(line)
                line = word
            else:
                line = longer
        out.append(line)
    return out
