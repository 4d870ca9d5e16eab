"""Letters of Appeals and of field collection: letterhead at the left, a column of contact data at the right, number at the foot.

Three looks: the present one (bold labels with the value beneath), the one before it (label and value, serif type), and the
typewriter with a rubber-stamped date. The number stands at the foot in small type, with a revision and a catalogue number.
"""

from random import Random

from samples.press.blocks import COURIER, TIMES, Face, Flow, Frame
from samples.press.layouts.contact_rows import STAMPED, Row, rows_of
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, width_of, wrapped

LEFT, RIGHT = 54.0, 562.0
COLUMN = 372.0


def draw(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Draws the letter in one of the three looks."""
    look = manuscript.look()
    year = manuscript.case.letter_date.year
    if year >= 2019:
        style = look.choice(("modern", "modern", "older"))
    else:
        style = look.choice(("older", "older", "typewriter"))
    _draw(manuscript, sheet, look, style)


def footer_of(manuscript: Manuscript) -> tuple[str, str]:
    """The number as the foot prints it, with its revision, and the catalogue number."""
    look = Random(f"foot {manuscript.seed}")
    revised = min(manuscript.case.letter_date.year - look.randrange(1, 5), 2024)
    number = manuscript.number
    if look.random() < 0.9 and number.startswith("Letter"):
        number += f" (Rev. {look.randrange(1, 13)}-{revised})"
    return number, f"Catalog Number {look.randrange(10_000, 69_999)}{look.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}"


def _draw(manuscript: Manuscript, sheet: Sheet, look: Random, style: str) -> None:
    face = {"modern": TIMES, "older": Face("Times-Roman", "Times-Bold", 11.5, 14, 12), "typewriter": COURIER}[style]
    if style == "modern" and look.random() < 0.4:
        face = Face(size=10, leading=12.6)
    foot_top = 742.0
    every_page = look.random() < 0.4
    foot_of_first(manuscript, sheet, style)

    def turn() -> Frame:
        sheet.new_page()
        if every_page:
            foot_of_first(manuscript, sheet, style)
        numeral = look.choice(("{}", "- {} -", "{}")) if style != "typewriter" else "-{}-"
        sheet.text(306, 44, numeral.format(sheet.page), face.body, 10, align="center")
        if style == "typewriter":
            sheet.text(LEFT, 66, manuscript.ink["name"].upper(), face.body, 10)
        return Frame(LEFT, 84 if style == "typewriter" else 64, RIGHT, foot_top)

    letterhead(manuscript, sheet, style)
    column_end = contact_column(sheet, rows_of(manuscript, look, style), style, look)
    address_end = addressee(manuscript, sheet, style, face)
    y = max(column_end, address_end) + 14
    y = titles(manuscript, sheet, y, style)
    flow = Flow(sheet, Frame(LEFT, y, RIGHT, foot_top), turn, face)
    flow.paragraph(salutation(manuscript, look))
    flow.run(manuscript.blocks)
    close(manuscript, flow, look, face)


def foot_of_first(manuscript: Manuscript, sheet: Sheet, style: str) -> None:
    """The number at the lower right, with the catalogue number."""
    number, catalogue = footer_of(manuscript)
    if style == "typewriter":
        sheet.text(RIGHT - 6, 762, number.replace("Letter ", "Letter  "), "Courier", 9.5, align="right")
    elif style == "modern":
        sheet.text(RIGHT, 762, number, "Helvetica-Bold", 8, align="right")
        sheet.text(RIGHT, 772, catalogue, "Helvetica", 7, align="right")
    else:
        sheet.text(RIGHT, 766, number, "Times-Bold", 8.5, align="right")
        sheet.text(LEFT, 766, catalogue, "Times-Roman", 8)


def letterhead(manuscript: Manuscript, sheet: Sheet, style: str) -> None:
    """Who writes."""
    office = manuscript.case.office
    appeals = manuscript.wording.office == "appeals"
    unit = ""
    if appeals:
        unit = "Independent Office of Appeals" if manuscript.case.letter_date.year >= 2020 else "Appeals Office"
    elif style == "modern":
        unit = manuscript.look().choice(
            manuscript.wording.unit
            or ("Small Business and Self-Employed", "Small Business / Self-Employed Division", "Collection")
        )
    if style == "typewriter":
        sheet.lines(
            LEFT,
            64,
            ("INTERNAL REVENUE SERVICE", unit.upper(), office.street.upper(), office.last_line.upper()),
            "Courier",
            10,
            12,
        )
        sheet.text(RIGHT, 64, "DEPARTMENT OF THE TREASURY", "Courier", 10, align="right")
        return
    if style == "modern":
        heads = [line for line in ("Department of the Treasury", "Internal Revenue Service", unit) if line]
        y = sheet.lines(LEFT, 62, heads, "Helvetica-Bold", 11, 12)
        sheet.lines(LEFT, y, (office.street, office.last_line), "Times-Roman", 11, 12)
        return
    y = sheet.lines(LEFT, 60, [line for line in ("Internal Revenue Service", unit) if line], "Times-Bold", 12, 14)
    sheet.lines(LEFT, y, (office.street, office.last_line), "Times-Roman", 11, 13)
    sheet.text(RIGHT, 60, "Department of the Treasury", "Times-Bold", 12, align="right")


def contact_column(sheet: Sheet, rows: list[Row], style: str, look: Random) -> float:
    """Draws the column; gives the y below it."""
    y = 62.0 if style == "modern" else 92.0
    label_face, value_face, size, step = {
        "modern": ("Helvetica-Bold", "Helvetica", 8.5, 10.4),
        "older": ("Times-Bold", "Times-Roman", 10.5, 12),
        "typewriter": ("Courier", "Courier", 9.5, 10.6),
    }[style]
    indent = 4 if style == "modern" else 8
    for row in rows:
        if row.label:
            y = sheet.lines(
                COLUMN, y, wrapped(row.label, label_face, size, RIGHT - COLUMN + 20), label_face, size, step
            )
        for value in row.values:
            if value.startswith(STAMPED):
                sheet.stamp(
                    COLUMN + width_of(row.label, label_face, size) + 10,
                    y - step + look.uniform(0, 4),
                    value[1:],
                    15,
                    look.uniform(-2.5, 2.5),
                )
                y += 4
                continue
            pieces = wrapped(value, value_face, size + (1 if style == "modern" else 0), RIGHT - COLUMN - indent + 20)
            y = sheet.lines(
                COLUMN + indent,
                y,
                pieces,
                value_face,
                size + (1 if style == "modern" else 0),
                step + (0.8 if style == "modern" else 0),
            )
        y += 1.5
    return y


def addressee(manuscript: Manuscript, sheet: Sheet, style: str, face: Face) -> float:
    """The address in the window."""
    case = manuscript.case
    to = case.other_party if "other_party" in manuscript.wording.audience else case.taxpayer
    name = to.name if to is case.other_party else manuscript.ink["name"]
    y = 168.0 if style != "typewriter" else 174.0
    return sheet.lines(
        LEFT,
        y,
        [line.upper() for line in (name, to.address.street, to.address.last_line)],
        face.body,
        11 if style != "typewriter" else 10,
        13,
    )


def titles(manuscript: Manuscript, sheet: Sheet, y: float, style: str) -> float:
    """The title, centred and bold, line under line."""
    bold = "Courier-Bold" if style == "typewriter" else ("Helvetica-Bold" if style == "modern" else "Times-Bold")
    for line in manuscript.headline:
        for piece in wrapped(line, bold, 12.5 if style != "typewriter" else 10.5, 500):
            if piece:
                sheet.text(306, y + 12, piece, bold, 12.5 if style != "typewriter" else 10.5, align="center")
                y += 15.5
    return y + 12


def salutation(manuscript: Manuscript, look: Random) -> str:
    """Dear so-and-so."""
    if look.random() < 0.5 or manuscript.case.taxpayer.business:
        return "Dear Taxpayer:" if manuscript.wording.audience != "other_party" else "Dear Sir or Madam:"
    return (
        f"Dear {manuscript.case.taxpayer.name}:"
        if manuscript.wording.audience != "other_party"
        else "Dear Sir or Madam:"
    )


def close(manuscript: Manuscript, flow: Flow, look: Random, face: Face) -> None:
    """Greeting, signature, name and title, enclosures."""
    case, sheet = manuscript.case, flow.sheet
    flow.need(96)
    middle = look.choice((LEFT, 306.0))
    y = flow.y + 8
    sheet.text(middle, y + 6, look.choice(("Sincerely,", "Sincerely yours,")), face.body, face.size)
    sheet.scribble(middle + 4, y + 32, 96, look)
    y = sheet.lines(middle, y + 50, (case.officer.name, case.officer.title), face.body, face.size, face.leading)
    if manuscript.wording.enclosures:
        y = max(y, flow.y + 30)
        sheet.text(
            LEFT, y + 4, "Enclosures:" if len(manuscript.wording.enclosures) > 1 else "Enclosure:", face.body, face.size
        )
        y = sheet.lines(LEFT, y + 4 + face.leading, manuscript.wording.enclosures, face.body, face.size, face.leading)
    flow.y = y
