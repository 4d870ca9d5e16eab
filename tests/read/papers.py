"""Papers for the tests: letters and hostile files, all built here from made-up words."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "Department of the Treasury",
    "Internal Revenue Service",
    "Letter 4388 (Rev. 5-2019)",
    "Date: May 1, 2024",
    "We have received your request for a hearing and write to tell you what happens next.",
    "If you do not agree with this letter, please call the person named above before the date shown.",
    "You must send the signed form to us within 30 days from the date of this letter.",
)


def text_pdf(
    path: Path, lines: tuple[str, ...] = LINES, size: tuple[float, float] = (612, 792), pages: int = 1
) -> Path:
    canvas = Canvas(str(path), pagesize=size, invariant=True)
    for _ in range(pages):
        write(canvas, lines, size[1])
        canvas.showPage()
    canvas.save()
    return path


def write(canvas: Canvas, lines: tuple[str, ...], height: float, mode: int = 0) -> None:
    text = canvas.beginText(72, height - 72)
    text.setFont("Helvetica", 11)
    text.setTextRenderMode(mode)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)


def picture(lines: tuple[str, ...] = LINES, dpi: int = 200) -> Image.Image:
    """A grey picture of a page with these lines, and a footer in small print."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=True)
    write(canvas, lines, 792)
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(560, 36, "Letter 4388 (Rev. 5-2019)")
    canvas.drawRightString(560, 26, "Catalog Number 54321X")
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return image


def scan_pdf(path: Path, image: Image.Image | None = None, hidden: tuple[str, ...] = ()) -> Path:
    """A scan in a PDF: one picture over the page, perhaps with an invisible text layer."""
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    canvas.drawImage(ImageReader(image or picture()), 0, 0, 612, 792)
    if hidden:
        write(canvas, hidden, 792, mode=3)
    canvas.save()
    return path


def with_pages(path: Path, source: Path, change: object) -> Path:
    """A copy of the PDF `source` with `change(page)` made to each of its pages."""
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            change(page)  # type: ignore[operator]
        pdf.save(path)
    return path


def raw_page(
    path: Path, content: bytes, resources: pikepdf.Dictionary | None = None, box: tuple[int, ...] = (0, 0, 612, 792)
) -> Path:
    """A PDF of one page with these drawing operators."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.MediaBox = list(box)
        page.Contents = pdf.make_stream(content)
        if resources is not None:
            page.Resources = resources
        pdf.save(path, compress_streams=True)
    return path


def billion_laughs(path: Path, levels: int = 12, each: int = 12) -> Path:
    """A form that draws a form that draws a form … many times over at every level."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        inner = pdf.make_indirect(
            pikepdf.Stream(
                pdf,
                b"BT /F1 8 Tf 72 700 Td (ha) Tj ET 0 0 1 1 re f",
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 612, 792],
            )
        )
        for _ in range(levels):
            inner = pdf.make_indirect(
                pikepdf.Stream(
                    pdf,
                    b"/X Do " * each,
                    Type=pikepdf.Name.XObject,
                    Subtype=pikepdf.Name.Form,
                    BBox=[0, 0, 612, 792],
                    Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)),
                )
            )
        page.Contents = pdf.make_stream(b"/X Do")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        pdf.save(path)
    return path


def png_bomb(path: Path, side: int = 30_000) -> Path:
    """A PNG of a few kilobytes that says it has very many pixels."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(2_000_000), 9)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    return path


def noise(width: int, height: int) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (height, width), dtype=np.uint8))
