"""Letters drawn for measuring: known words, in the layouts that matter, on paper as clean or as bad as asked.

Everything on them is made up. `letter(seed)` draws one as PDF and gives the words that must be read off its header and
footer; the functions below turn it into the scan, the fax or the photo that the reader gets to see.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import letter as us_letter
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["KINDS", "Drawn", "letter"]

_NUMBERS = (
    "Letter 4388",
    "Letter 4383",
    "Letter 1058",
    "Letter 3172",
    "Letter 531",
    "Letter 2645C",
    "Letter 105C",
    "CP14",
    "CP504B",
    "CP2000",
    "LT11",
    "CP523",
    "Letter 4837",
    "CP75A",
)
_BODY = [
    "We",
    "are",
    "writing",
    "because",
    "our",
    "records",
    "show",
    "that",
    "you",
    "have",
    "a",
    "balance",
    "due",
    "for",
    "the",
    "period",
    "above.",
    "If",
    "you",
    "already",
    "paid",
    "this",
    "amount",
    "or",
    "arranged",
    "to",
    "pay",
    "it,",
    "please",
    "call",
    "us",
    "at",
    "the",
    "number",
    "shown",
    "at",
    "the",
    "top",
    "of",
    "this",
    "letter.",
    "Otherwise",
    "send",
    "the",
    "amount",
    "due",
    "with",
    "the",
    "stub",
    "below",
    "so",
    "that",
    "we",
    "receive",
    "it",
    "by",
    "the",
    "date",
    "shown.",
    "Interest",
    "and",
    "penalties",
    "go",
    "on",
    "until",
    "it",
    "is",
    "paid",
    "in",
    "full.",
    "You",
    "may",
    "ask",
    "for",
    "a",
    "plan",
    "to",
    "pay",
    "over",
    "time,",
    "and",
    "you",
    "may",
    "have",
    "the",
    "right",
    "to",
    "appeal",
    "what",
    "we",
    "have",
    "decided.",
    "If",
    "you",
    "do",
    "not",
    "agree",
    "with",
    "this",
    "letter,",
    "tell",
    "us",
    "why",
    "in",
    "writing",
    "and",
    "include",
    "copies",
    "of",
    "whatever",
    "supports",
    "your",
    "view.",
    "Keep",
    "this",
    "letter",
    "for",
    "your",
    "records.",
    "We",
    "have",
    "enclosed",
    "a",
    "form",
    "for",
    "your",
    "reply",
    "and",
    "an",
    "envelope",
    "for",
    "your",
    "convenience.",
]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A one-page PDF, and the words of its header and footer that identify and date it."""

    pdf: bytes
    header: tuple[str, ...]
    footer: tuple[str, ...]


def letter(seed: int) -> Drawn:
    """A letter of one page, always the same for the same seed."""
    chance = random.Random(seed)
    number = chance.choice(_NUMBERS)
    day = date(2019, 1, 2) + timedelta(days=chance.randrange(2500))
    printed_day = chance.choice([f"{day:%m/%d/%Y}", f"{day:%B} {day.day}, {day.year}"])
    catalog = f"{chance.randrange(10000, 70000)}{chance.choice('ABDEFGHKMNPRTUVWXYZ')}"
    revision = f"{chance.randrange(1, 13)}-{chance.randrange(2014, 2025)}"
    phone = f"800-555-{chance.randrange(100, 200):04d}"
    employee = f"{chance.randrange(10**9, 10**10)}"
    last_four = f"{chance.randrange(1000, 9999)}"
    font, bold = chance.choice(
        [("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Courier", "Courier-Bold")]
    )
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=us_letter, invariant=True)
    canvas.setFont(bold, 10)
    canvas.drawString(54, 738, "Department of the Treasury")
    canvas.drawString(54, 726, "Internal Revenue Service")
    canvas.setFont(font, 9)
    canvas.drawString(54, 714, "P.O. Box 7704")
    canvas.drawString(54, 703, "Ogden UT 84201-0021")
    ruled = chance.random() < 0.5
    labels = [
        ("Notice:" if not number.startswith("Letter") else "Letter:", number),
        ("Date:", printed_day),
        ("Taxpayer ID number:", f"XXX-XX-{last_four}"),
        ("Contact phone:", phone),
        ("Employee ID:", employee),
    ]
    for row, (label, value) in enumerate(labels):
        height = 738 - 15 * row
        canvas.setFont(bold, 9)
        canvas.drawString(360, height, label)
        canvas.setFont(font, 9)
        canvas.drawString(465, height, value)
        if ruled:
            canvas.setLineWidth(0.6)
            canvas.rect(355, height - 4, 205, 15)
    canvas.setFont(font, 10)
    for row, line in enumerate(("ROSA Q EXAMPLE", "100 ANY LANE", "SAMPLETOWN, NM 87999-0000")):
        canvas.drawString(54, 655 - 13 * row, line)
    text = canvas.beginText(54, 590)
    text.setFont(font, 10)
    text.setLeading(13)
    line: list[str] = []
    for _ in range(3):
        for word in [*_BODY, "\n"]:
            if word == "\n" or canvas.stringWidth(" ".join([*line, word]), font, 10) > 500:
                text.textLine(" ".join(line))
                line = []
            if word != "\n":
                line.append(word)
        text.textLine("")
    canvas.drawText(text)
    small = chance.choice([7, 7.5, 8])
    canvas.setFont(bold, small)
    footer = f"{number} (Rev. {revision})"
    canvas.drawRightString(558, 40, footer)
    canvas.setFont(font, small)
    canvas.drawRightString(558, 31, f"Catalog Number {catalog}")
    canvas.save()
    header = (*number.split(), *printed_day.split(), f"XXX-XX-{last_four}", phone, employee)
    return Drawn(out.getvalue(), header, (*number.split(), f"{revision})", catalog))


def _image(pdf: bytes, dpi: float) -> Image.Image:
    document = pdfium.PdfDocument(pdf)
    picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


def _noisy(image: Image.Image, sigma: float, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, sigma, (image.height, image.width))
    return Image.fromarray((np.asarray(image, dtype=np.float32) + noise).clip(0, 255).astype(np.uint8))


def _saved(image: Image.Image, kind: str, dpi: float | tuple[float, float], **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, dpi=dpi if isinstance(dpi, tuple) else (dpi, dpi), **options)
    return out.getvalue()


def scan_300(pdf: bytes, seed: int) -> bytes:
    """A good office scan: 300 dpi, grey JPEG, a little crooked."""
    lean = random.Random(seed).uniform(-0.8, 0.8)
    page = _image(pdf, 300).filter(ImageFilter.GaussianBlur(0.8)).rotate(lean, Image.Resampling.BICUBIC, fillcolor=250)
    return _saved(_noisy(page, 6, seed), "PDF", 300, quality=70)


def scan_200(pdf: bytes, seed: int) -> bytes:
    """A cheap scan: 200 dpi, black and white only, crooked."""
    lean = random.Random(seed).uniform(-1.5, 1.5)
    page = _noisy(_image(pdf, 200).rotate(lean, Image.Resampling.BICUBIC, fillcolor=255), 20, seed)
    return _saved(page.point(lambda grey: 255 * (grey > 150)).convert("1"), "TIFF", 200, compression="group4")


def fax(pdf: bytes, seed: int) -> bytes:
    """A fax in standard mode: 204 by 98 dpi, black and white."""
    page = _noisy(_image(pdf, 204), 15, seed)
    page = page.resize((1728, 1078), Image.Resampling.BOX).point(lambda grey: 255 * (grey > 170)).convert("1")
    return _saved(page, "TIFF", (204, 98), compression="group4")


def fine_fax(pdf: bytes, seed: int) -> bytes:
    """A fax in fine mode: 204 by 196 dpi, black and white."""
    page = _noisy(_image(pdf, 204), 20, seed)
    page = page.resize((1728, 2156), Image.Resampling.BOX).point(lambda grey: 255 * (grey > 160)).convert("1")
    return _saved(page, "TIFF", (204, 196), compression="group4")


def photo(pdf: bytes, seed: int) -> bytes:
    """A phone photo: 12 megapixels, shadowed, turned by its EXIF tag, seen a little aslant on a darker table."""
    chance = random.Random(seed)
    page = _image(pdf, 260).convert("L")
    width, height = 3024, 4032
    jitter = [chance.uniform(0.02, 0.06) for _ in range(8)]
    corners = [
        (width * jitter[0], height * jitter[1]),
        (width * (1 - jitter[2]), height * jitter[3]),
        (width * (1 - jitter[4]), height * (1 - jitter[5])),
        (width * jitter[6], height * (1 - jitter[7])),
    ]
    table = Image.new("L", (width, height), 70)
    mask = Image.new("L", page.size, 255)
    coefficients = _perspective(corners, page.size)
    laid = page.transform((width, height), Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    table.paste(laid, (0, 0), mask.transform((width, height), Image.Transform.PERSPECTIVE, coefficients))
    across = np.linspace(1.0, chance.uniform(0.45, 0.7), width)[None, :]
    down = np.linspace(1.0, chance.uniform(0.6, 0.9), height)[:, None]
    lit = Image.fromarray((np.asarray(table, dtype=np.float32) * across * down).clip(0, 255).astype(np.uint8))
    lit = _noisy(lit.filter(ImageFilter.GaussianBlur(1.2)), 5, seed)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn by 90 degrees clockwise to see
    return _saved(lit.transpose(Image.Transpose.ROTATE_90).convert("RGB"), "JPEG", 72, quality=80, exif=exif)


def _perspective(corners: list[tuple[float, float]], size: tuple[int, int]) -> list[float]:
    """What Pillow needs to lay a picture of this size onto four corners (from the top left, clockwise)."""
    across, down = size
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (across, 0), (across, down), (0, down)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(right, float))]


KINDS: dict[str, tuple[str, Callable[[bytes, int], bytes]]] = {
    "300-dpi scan": (".pdf", scan_300),
    "200-dpi scan": (".tiff", scan_200),
    "fine fax": (".tiff", fine_fax),
    "coarse fax": (".tiff", fax),
    "phone photo": (".jpg", photo),
}
"""For each kind of picture, the ending of its file and how it is made from a PDF."""
