"""The body of a letter: headings, paragraphs, lists and tables, and how they run down a page and over to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from samples.press.sheet import Sheet, width_of, wrapped


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a passage."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the last row stands apart when `total` is set."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Face:
    """The type a letter is set in."""

    body: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    leading: float = 12.4
    head_size: float = 11
    bullet: str = "\u2022"
    justify_gap: float = 7


HELVETICA = Face()
TIMES = Face("Times-Roman", "Times-Bold", 11, 13.4, 12)
COURIER = Face("Courier", "Courier-Bold", 10, 12, 10, "-")


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that text may fill."""

    left: float
    top: float
    right: float
    bottom: float


class Flow:
    """Text running down frames; `turn` ends a page and gives the frame of the next.

    With `hang`, headings stand in a column of their own at the left, as the redesigned notices have them.
    """

    def __init__(self, sheet: Sheet, frame: Frame, turn: Callable[[], Frame], face: Face, hang: float = 0) -> None:
        self.sheet, self.frame, self.face, self.hang = sheet, frame, face, hang
        self._turn = turn
        self.y = frame.top
        self._head_end = frame.top

    @property
    def left(self) -> float:
        """Where body text begins."""
        return self.frame.left + self.hang

    def need(self, height: float) -> None:
        """Turns the page unless there is room."""
        if self.y + height > self.frame.bottom:
            self.frame = self._turn()
            self.y = self._head_end = self.frame.top

    def run(self, blocks: tuple[Block, ...]) -> None:
        """Sets one block after another."""
        for block in blocks:
            match block:
                case Heading(text):
                    self.heading(text)
                case Paragraph(text):
                    self.paragraph(text)
                case Bullets(items):
                    self.bullets(items)
                case Table():
                    self.table(block)

    def heading(self, text: str) -> None:
        """A heading, kept with what follows."""
        face = self.face
        width = (self.hang - 12) if self.hang else (self.frame.right - self.frame.left)
        lines = wrapped(text, face.bold, face.head_size, width)
        self.y = max(self.y, self._head_end) + 3
        self.need(len(lines) * face.head_size * 1.15 + 4 * face.leading)
        end = self.sheet.lines(
            self.frame.left, self.y + face.head_size, lines, face.bold, face.head_size, face.head_size * 1.15
        )
        if self.hang:
            self._head_end = end
        else:
            self.y = end - face.head_size + 3

    def paragraph(self, text: str, indent: float = 0) -> None:
        """A paragraph, which may run over a page."""
        for line in wrapped(text, self.face.body, self.face.size, self.frame.right - self.left - indent):
            self.need(self.face.leading)
            self.sheet.text(self.left + indent, self.y + self.face.size, line, self.face.body, self.face.size)
            self.y += self.face.leading
        self.y += self.face.justify_gap

    def bullets(self, items: tuple[str, ...]) -> None:
        """A list with hanging marks."""
        for item in items:
            self.need(2 * self.face.leading)
            self.sheet.text(self.left + 4, self.y + self.face.size, self.face.bullet, self.face.body, self.face.size)
            self.paragraph(item, indent=16)
            self.y -= self.face.justify_gap * 0.5
        self.y += self.face.justify_gap * 0.5

    def table(self, table: Table) -> None:
        """A table as wide as the text, its last columns set flush right."""
        face = self.face
        left, right = self.left, self.frame.right
        size = face.size - (0.8 if len(table.columns) > 4 or (len(table.columns) > 3 and "Courier" in face.body) else 0)
        self.y = max(self.y, self._head_end if self.hang else self.y)
        heads = [
            wrapped(column, face.bold, size, (right - left) / max(2, len(table.columns)) - 8)
            for column in table.columns
        ]
        deep = max((len(head) for head in heads), default=0) if any(table.columns) else 0
        self.need((len(table.rows) + deep + 2) * face.leading)
        if table.title:
            self.sheet.text(left, self.y + face.head_size, table.title, face.bold, face.head_size)
            self.y += face.head_size + 5
        stops = _stops(table, left, right, face, size)
        if deep:
            for index, head in enumerate(heads):
                for row, string in enumerate(head):
                    self._cell(stops, index, self.y + size + row * size * 1.1, string, font=face.bold, size=size)
            self.y += deep * size * 1.1 + 5
        self.sheet.rule(left, right, self.y, 0.6)
        self.y += 2
        for number, cells in enumerate(table.rows):
            last = table.total and number == len(table.rows) - 1
            self.need(face.leading + 3)
            if last:
                self.sheet.rule(left, right, self.y + 1, 0.6)
                self.y += 2
            for index, cell in enumerate(cells):
                self._cell(stops, index, self.y + face.size + 1, cell, font=face.bold if last else face.body, size=size)
            self.y += face.leading + 1.5
        self.sheet.rule(left, right, self.y, 0.6)
        self.y += face.leading * 0.8

    def _cell(
        self, stops: list[tuple[float, str]], index: int, y: float, string: str, *, font: str, size: float
    ) -> None:
        x, align = stops[index]
        self.sheet.text(x, y, string, font, size, align=align)


def _stops(table: Table, left: float, right: float, face: Face, size: float) -> list[tuple[float, str]]:
    """Where each column stands: the first flush left, money flush right."""
    count = len(table.rows[0])
    heads = [table.columns[0]] if table.columns else []
    first = max(width_of(cell, face.bold, size) for cell in [row[0] for row in table.rows] + heads) + 14
    money = [all(_is_money(row[index]) for row in table.rows if row[index]) for index in range(count)]
    if count == 2:
        return [(left + 2, "left"), (right - 2, "right")]
    step = (right - left - first) / (count - 1)
    return [(left + 2, "left")] + [
        (left + first + step * index - 2, "right") if money[index] else (left + first + step * (index - 1) + 2, "left")
        for index in range(1, count)
    ]


def _is_money(cell: str) -> bool:
    return cell.replace("$", "").replace("-", "").replace(",", "").replace(".", "").isdigit() and "." in cell
