"""A letter of somebody else: letterhead, date, address, a title, paragraphs, a signature. No number of the Service anywhere."""

from samples.press.blocks import TIMES, Face, Flow, Frame
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT = 72.0, 540.0


def draw(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Draws the letter."""
    look, ink = manuscript.look(), manuscript.ink
    face = look.choice((TIMES, Face(size=10.5, leading=13.5)))
    centred = look.random() < 0.5
    y = 62.0
    for number, line in enumerate(manuscript.subject.split("\n")):
        sheet.text(
            306 if centred else LEFT,
            y,
            line,
            face.bold if number < 2 else face.body,
            13 if number < 2 else 10,
            align="center" if centred else "left",
        )
        y += 15
    if not manuscript.wording.bare:
        y = address(manuscript, sheet, y, face)
    if manuscript.wording.sender in ("state", "treasury-bfs") and look.random() < 0.5:
        sheet.text(RIGHT, y, f"Account ending in {ink['tin'][-4:]}", face.body, face.size, align="right")
    y += 24
    for line in manuscript.headline:
        for piece in wrapped(line, face.bold, 15, RIGHT - LEFT):
            sheet.text(306, y, piece, face.bold, 15, align="center")
            y += 19

    def turn() -> Frame:
        sheet.new_page()
        return Frame(LEFT, 72, RIGHT, 720)

    flow = Flow(sheet, Frame(LEFT, y + 10, RIGHT, 720), turn, face)
    flow.run(manuscript.blocks)
    sheet.lines(LEFT, flow.y + 26, manuscript.closing.split("\n"), face.body, face.size, face.leading)


def address(manuscript: Manuscript, sheet: Sheet, y: float, face: Face) -> float:
    """Date and addressee, which a leaflet lacks; gives the y below them."""
    sheet.text(RIGHT, y + 12, manuscript.ink["date"], face.body, face.size, align="right")
    lines = [line.upper() for line in manuscript.addressee()]
    return sheet.lines(LEFT, y + 34, lines, face.body, face.size, face.leading)
