"""Engines that fail, each in its own way, and what the page says then."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from scanner.errors import EngineError, LetterError
from scanner.read import engine as engines
from scanner.read.engine import EngineFault, Seen, TesseractCommand, Tesserocr, engine, seen_in
from scanner.read.seen import page_seen
from scanner.read.sight import Sight

from . import papers

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def sight() -> Sight:
    return Sight(papers.picture(dpi=100), 612.0, 792.0)


class Gives:
    """An engine that gives the same words for every picture."""

    def __init__(self, *words: Seen) -> None:
        self.words = list(words)

    def read(self, *_: object) -> list[Seen]:
        return self.words


class Crashes:
    def read(self, *_: object) -> list[Seen]:
        raise EngineFault


class RunsOut:
    def read(self, *_: object) -> list[Seen]:
        raise MemoryError


@pytest.mark.parametrize("extent", ["bands", "whole"])
def test_an_engine_that_gives_up_leaves_a_page_that_says_so(extent: str) -> None:
    page = page_seen(sight(), 1, extent, Crashes())  # type: ignore[arg-type]
    assert page.words == ()
    assert page.troubles


def test_an_engine_that_sees_nothing_leaves_a_page_without_words() -> None:
    page = page_seen(sight(), 1, "whole", Gives())
    assert (page.words, page.troubles, page.turn) == ((), (), 0)
    assert page.ink
    assert page.ink > 0


def test_an_engine_that_runs_out_of_memory_makes_the_file_too_large(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from scanner.read import read_picture

    papers.picture(dpi=100).save(tmp_path / "a.png")
    monkeypatch.setattr(engines, "engine", RunsOut)
    with pytest.raises(LetterError) as caught:
        read_picture(tmp_path / "a.png", 1, "bands")
    assert caught.value.fault == "too-large"


def test_garbled_lines_of_the_table_are_passed_over() -> None:
    lines = (
        HEADER,
        "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t91.5\tLetter",
        "5\t1\t1\t1\t1\t2\t50\t20\t30\t8\t40\t\ufffd\ufffd",
        "5\t1\t1\t1\t1\t3\tx\ty\t30\t8\t91\tbroken",
        "5\t1\t1\t1",
        "5\t1\t1\t1\t1\t4\t90\t20\t0\t8\t95\tthin",
        "5\t1\t1\t1\t1\t5\t90\t20\t9\t8\t95\t   ",
        "5\t1\t1\t1\t1\t6\t90\t20\t9\t8\t-1\ta\tb",
    )
    table = "\n".join(lines)
    assert [(word.text, word.confidence) for word in seen_in(table)] == [
        ("Letter", 0.915),
        ("\ufffd\ufffd", 0.4),
        ("a\tb", 0.0),
    ]
    assert seen_in("") == []


def test_without_tesserocr_the_command_takes_over_and_without_both_the_error_says_what_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine.cache_clear()
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    with pytest.raises(EngineError, match="Install"):
        engine()
    monkeypatch.undo()
    engine.cache_clear()
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    try:
        assert isinstance(engine(), TesseractCommand)
    except EngineError:
        pytest.skip("no tesseract command here")
    finally:
        engine.cache_clear()


def test_garbage_from_the_library_is_a_fault_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def __getattr__(self, name: str) -> object:
            return lambda *_: None

        def GetTSVText(self, _: int) -> str:  # noqa: N802  (the library's name)
            return b"\xff\xfe".decode("utf-8")

    pytest.importorskip("tesserocr")
    reader = Tesserocr()
    monkeypatch.setattr(reader, "_api", lambda _: Library())
    with pytest.raises(EngineFault):
        reader.read(Image.new("L", (10, 10)), 150, 4, "eng")


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Tesserocr, TesseractCommand])
def test_both_engines_read_the_same_words(kind: type) -> None:
    try:
        reader = kind()
    except EngineError:
        pytest.skip("this engine is not here")
    words = [word.text for word in reader.read(papers.picture(dpi=150), 150, 4, "eng")]
    assert words[:6] == ["Department", "of", "the", "Treasury", "Internal", "Revenue"]
    assert {"4388", "54321X"} <= set(words)
    assert "gravamen" in [
        word.text for word in reader.read(papers.picture(("Aviso de gravamen del impuesto",), 150), 150, 4, "spa")
    ]
