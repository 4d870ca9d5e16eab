"""The legend of a drawn page: each thing read on it with its number, its value and how clear it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fpdf import FPDF
from PIL import ImageDraw
from pypdfium2 import PdfDocument

from scanner.evidence import Reading
from scanner.render.latin import latin
from scanner.render.mask import clean
from scanner.render.telling import clarity, label, value_text
from scanner.report import Identified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL import Image

    from scanner.evidence import Evidence
    from scanner.page import Box, Page
    from scanner.render.words import Words
    from scanner.report import Report

__all__ = ["Mark", "legend", "marks"]

RED, BLUE, PURPLE, GREEN, BROWN, TEAL = "#b3121d", "#1c4e8f", "#6a2c91", "#1d6b36", "#8a4b00", "#00626b"
COLOURS = {
    "letter_date": PURPLE,
    "tax_periods": GREEN,
    "amount_due": BROWN,
    "pay_by": RED,
    "respond_by": RED,
    "hearing_by": RED,
    "petition_by": RED,
    "conference_on": RED,
}
INK, SOFT = "#1a1b20", "#53555f"
WIDTH_SHARE = 0.42
"""Width of the legend by the width of the page."""

TALLEST = 14_000
"""Height in pixels of the sheet that the legend is set on before it is cut to what it needs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that was read on this page: its number, what it is, its value, how clear it was, and where it stands."""

    number: str
    label: str
    value: str
    clarity: str
    colour: str
    boxes: tuple[Box, ...]


def marks(report: Report, page: int, say: Words) -> tuple[Mark, ...]:
    """All that was read on page `page`, numbered from 1: the notice, the values, the last days."""
    on_page = ((mark, _here(evidence, page)) for mark, evidence in _read(report, say))
    shown = [(mark, boxes) for mark, boxes in on_page if boxes]
    return tuple(Mark(str(number), *mark, boxes) for number, (mark, boxes) in enumerate(shown, 1))


def _here(evidence: Iterable[Evidence], page: int) -> tuple[Box, ...]:
    """Their ink on this page; a person's word has none."""
    return tuple(each.box for each in evidence if each.page == page and each.box.width > 0)


def _read(report: Report, say: Words) -> Iterator[tuple[tuple[str, str, str, str], tuple[Evidence, ...]]]:
    identity = report.identity
    if isinstance(identity, Identified):
        how = clarity(identity.confidence, say)[1]
        yield (say("read.notice"), identity.notice.name, how, BLUE), identity.evidence
    elif identity.evidence:
        yield (say("head.unknown"), clean(identity.printed_number or ""), "", BLUE), identity.evidence
    for name, answers in report.fields.items():
        for answer in answers if isinstance(answers, tuple) else (answers,):
            if isinstance(answer, Reading):
                text, how = value_text(name, answer.value, say), clarity(answer.confidence, say)[1]
            else:
                text, how = say("read.unread"), clean(answer.why)
            yield (label(name, say), text, how, COLOURS.get(name, TEAL)), answer.evidence
    for deadline in report.deadlines:
        title = f"{say('legend.deadline')}: {say.of(deadline.action)}"
        yield (title, say.day(deadline.last_day), "", RED), deadline.evidence


def legend(found: tuple[Mark, ...], page: Page, size: int, sheet: tuple[int, int], say: Words) -> Image.Image:
    """The legend as a picture beside a sheet of so many pixels, in letters of `size` pixels.

    It is set as a PDF page and drawn by pdfium, whose own fonts have the Spanish accents; Pillow's own font lacks them.
    """
    width, gap = int(sheet[0] * WIDTH_SHARE), size
    pdf = FPDF(unit="pt", format=(width, max(TALLEST, sheet[1])))
    pdf.set_auto_page_break(False)
    pdf.set_margins(gap, gap, gap)
    pdf.add_page()
    _write(pdf, say("legend.heading"), int(size * 1.3), INK, "B")
    pdf.ln(gap / 2)
    if not found:
        _write(pdf, say("legend.nothing"), size, SOFT)
    for mark in found:
        _mark(pdf, mark, size, gap)
    notes = [say("legend.all_words"), say("legend.masked")]
    if page.extent == "bands":
        notes.append(say("legend.bands"))
    for note in notes:
        _write(pdf, note, size * 4 // 5, SOFT)
    height = max(sheet[1], int(pdf.get_y()) + gap)
    with PdfDocument(bytes(pdf.output())) as document:
        picture: Image.Image = document[0].render(scale=1).to_pil().convert("RGB").crop((0, 0, width, height))
    ImageDraw.Draw(picture).line((0, 0, 0, height), fill=SOFT, width=2)
    return picture


def _mark(pdf: FPDF, mark: Mark, size: int, gap: int) -> None:
    pdf.set_font("Helvetica", "B", size)
    tag = pdf.get_string_width(mark.number) + 8
    pdf.set_fill_color(mark.colour)
    pdf.set_text_color(255)
    pdf.cell(tag, size * 1.3, mark.number, fill=True, align="C")
    pdf.set_left_margin(gap + 2 * size + 8)
    pdf.set_x(gap + 2 * size + 8)
    _write(pdf, mark.label, size, INK)
    _write(pdf, mark.value, size, mark.colour, "B")
    _write(pdf, mark.clarity, size * 4 // 5, SOFT)
    pdf.set_left_margin(gap)
    pdf.ln(gap * 0.6)


def _write(pdf: FPDF, text: str, size: int, colour: str, style: Literal["", "B"] = "") -> None:
    if text:
        pdf.set_font("Helvetica", style, size)
        pdf.set_text_color(colour)
        pdf.multi_cell(0, size * 1.3, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")
