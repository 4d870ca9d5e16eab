"""Scans, faxes and photographs, and the set that is kept in the repository."""

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from samples.press import damage, fixed, run
from samples.press.editions import EDITIONS, Taste

LETTERS = Path(__file__).parents[2] / "samples" / "letters"
MAGIC = {".pdf": b"%PDF", ".tif": b"II*\0", ".jpg": b"\xff\xd8", ".png": b"\x89PNG", ".webp": b"RIFF"}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return EDITIONS["cp504"]("copies", Taste(brief=True, layout="header-box")).pdf


@pytest.mark.parametrize("kind", sorted(set(damage.DAMAGES) - {"scan-600", "scan-300"}))
def test_each_damage_makes_the_same_readable_file_each_time(kind: str, pdf: bytes) -> None:
    first, again = damage.copy(pdf, kind, "7"), damage.copy(pdf, kind, "7")
    assert first == again
    assert first.data.startswith(MAGIC[first.ending])


def test_a_fax_has_one_bit_a_dot_and_its_own_resolutions(pdf: bytes) -> None:
    fine, standard = (Image.open(BytesIO(damage.copy(pdf, kind, "7").data)) for kind in ("fax-fine", "fax-standard"))
    assert fine.mode == standard.mode == "1"
    assert fine.height == 2 * standard.height


def test_the_bad_text_layer_is_there_and_is_bad(pdf: bytes) -> None:
    layer = pypdfium2.PdfDocument(damage.copy(pdf, "searchable-bad", "7").data)[0].get_textpage().get_text_range()
    right = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert len(layer) > 400
    assert len(set(layer.split()) & set(right.split())) < 0.8 * len(set(right.split()))


def test_a_stack_keeps_count_of_its_pages(tmp_path: Path) -> None:
    path = run.make_stack(tmp_path, run.Job("stack", "digital", "7"), ("cp14", "letter-3172", "tax-court"))
    truth = json.loads((tmp_path / "stack.truth.json").read_text(encoding="utf-8"))
    pages = [page for letter in truth["letters"] for page in letter["pages"]]
    assert pages == list(range(1, len(pypdfium2.PdfDocument(path)) + 1))
    assert truth["letters"][1]["enclosures"][0]["pages"][0] in truth["letters"][1]["pages"]


def test_every_file_of_the_kept_set_has_its_truth_and_the_set_is_small() -> None:
    files = {path.name for path in LETTERS.iterdir() if not path.name.endswith(".truth.json")}
    named = {json.loads(path.read_text(encoding="utf-8"))["file"] for path in LETTERS.glob("*.truth.json")}
    assert files == named
    assert sum(path.stat().st_size for path in LETTERS.iterdir()) < 18_000_000


def test_the_kept_set_has_each_notice_as_digital_letter_and_some_as_scan() -> None:
    names = {path.name for path in LETTERS.iterdir()}
    assert EDITIONS.keys() > fixed.SCANNED
    for notice in EDITIONS:
        assert f"{notice}-digital.pdf" in names
        assert (f"{notice}-scan.pdf" in names) == (notice in fixed.SCANNED)
