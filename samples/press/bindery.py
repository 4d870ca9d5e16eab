"""Pictures to files: a PDF that wraps them, TIFF, JPEG, PNG, WebP; and a PDF to pictures.

A PDF of pictures carries the JPEG (or the fax coding) as it is, one per page, and no time, so that the bytes stay the same.
"""

import zlib
from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image


def rasterise(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF as colour pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[index].render(scale=dpi / 72).to_pil().convert("RGB") for index in range(len(document))]
    finally:
        document.close()


def joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of several PDFs in one."""
    whole = pikepdf.new()
    for pdf in pdfs:
        whole.pages.extend(pikepdf.open(BytesIO(pdf)).pages)
    out = BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def wrap(pictures: Sequence[Image.Image], dpi: float, quality: int, texts: Sequence[bytes] = ()) -> bytes:
    """A PDF of one picture a page; `texts` are hidden text layers, as the operators of a content stream."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for index, picture in enumerate(pictures):
        image = pdf.make_stream(encoded(picture, quality), _description(picture))
        wide, tall = picture.width * 72 / dpi, picture.height * 72 / dpi
        hidden = texts[index] if texts else b""
        content = hidden + f"q {wide:.2f} 0 0 {tall:.2f} 0 0 cm /Im Do Q".encode()
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, wide, tall],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image), Font=pikepdf.Dictionary(F1=font)),
            Contents=pdf.make_stream(zlib.compress(content), Filter=pikepdf.Name.FlateDecode),
        )
        pdf.pages.append(pikepdf.Page(page))
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def encoded(picture: Image.Image, quality: int) -> bytes:
    """JPEG; for one bit a dot, the fax coding of group 4."""
    if picture.mode == "1":
        return group4(picture)
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def group4(picture: Image.Image) -> bytes:
    """The strips of a one-strip TIFF: bare group 4 data."""
    out = BytesIO()
    picture.save(out, "TIFF", compression="group4", tiffinfo={278: picture.height, 262: 0})
    tiff = Image.open(BytesIO(out.getvalue()))
    tags = tiff.tag_v2  # type: ignore[attr-defined]
    return out.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]


def _description(picture: Image.Image) -> pikepdf.Dictionary:
    fields = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=1 if picture.mode == "1" else 8,
        ColorSpace=pikepdf.Name.DeviceRGB if picture.mode == "RGB" else pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.CCITTFaxDecode if picture.mode == "1" else pikepdf.Name.DCTDecode,
    )
    if picture.mode == "1":
        fields.DecodeParms = pikepdf.Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=False)
    return fields


def tiff(pictures: Sequence[Image.Image], dpi: tuple[float, float]) -> bytes:
    """A TIFF of several pages: fax coding for one bit a dot, deflate otherwise."""
    out = BytesIO()
    compression = "group4" if pictures[0].mode == "1" else "tiff_adobe_deflate"
    pictures[0].save(out, "TIFF", save_all=True, append_images=list(pictures[1:]), compression=compression, dpi=dpi)
    return out.getvalue()


def jpeg(picture: Image.Image, quality: int) -> bytes:
    """A JPEG as a phone writes it."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def png_with_alpha(picture: Image.Image) -> bytes:
    """A PNG with an alpha channel, as apps export it."""
    out = BytesIO()
    grey = picture.convert("L").point([min(255, level // 32 * 32 + 31) for level in range(256)])
    grey.convert("LA").convert("RGBA").save(out, "PNG", optimize=True)
    return out.getvalue()


def webp(picture: Image.Image) -> bytes:
    """A WebP."""
    out = BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=60)
    return out.getvalue()
