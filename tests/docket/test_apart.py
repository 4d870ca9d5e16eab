"""Letters of the docket as PDFs of their own, as a person has arranged them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

import scanner.cli.mail
from scanner.classifier import NOTHING
from scanner.cli import app
from scanner.docket import Docket, tables
from scanner.errors import UsageError

SAMPLES = Path(__file__).parents[2] / "samples" / "letters"
TWO = ("letter-4390-digital.pdf", "cp14-digital.pdf")

pytestmark = pytest.mark.skipif(not (SAMPLES / TWO[0]).exists(), reason="The fixed samples are not here.")


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A heap of two letters in one PDF and a photograph, and a home of its own."""
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SCANNER_DATABASE_URL", raising=False)
    monkeypatch.setattr(scanner.cli.mail, "what_was_learned", lambda: NOTHING)
    there = tmp_path / "mail"
    there.mkdir()
    with pikepdf.new() as heap:
        for name in TWO:
            with pikepdf.open(SAMPLES / name) as letter:
                heap.pages.extend(letter.pages)
        heap.save(there / "Rosa Delgado.pdf")
    return there


def text_of(pdf: Path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_batch_is_split_into_its_letters_under_names_that_tell_of_nobody(mail: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = run("batch", mail, "--split-to", out)
    assert told.exit_code == 0, told.output
    with Docket.at().database.reading() as connection:
        rows = connection.execute(select(tables.letters).order_by(tables.letters.c.id)).all()
    assert len(rows) > 1
    names = {f"letter-{row.id:05}-v1-{row.notice}.pdf": row for row in rows}
    assert {path.name for path in out.iterdir() if path.name.startswith("letter-")} == set(names)
    whole = text_of(mail / "Rosa Delgado.pdf")
    for name, row in names.items():
        assert text_of(out / name) == [whole[page - 1] for page in json.loads(row.pages)]
    again = run("batch", mail, "--split-to", out)
    assert f"0 PDFs written to {out}" in " ".join(again.output.split())


def test_what_a_person_rearranged_is_split_as_it_was_arranged(mail: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", mail)
    assert run("docket", "join", 2, 1).exit_code == 0
    assert run("docket", "split", 2, "--to", out).exit_code == 0
    with Docket.at().database.reading() as connection:
        pages = connection.scalar(select(tables.letters.c.pages).where(tables.letters.c.id == 2)) or ""
    (joined,) = out.glob("letter-00002-v2-*.pdf")
    whole = text_of(mail / "Rosa Delgado.pdf")
    assert text_of(joined) == [whole[page - 1] for page in json.loads(pages)]


def test_letters_are_chosen_by_number_or_by_what_the_list_is_asked_for(mail: Path, tmp_path: Path) -> None:
    run("batch", mail)
    run("docket", "split", "--notice", "CP14", "--to", tmp_path / "cp14")
    assert [path.name.split("-", 3)[3] for path in (tmp_path / "cp14").glob("letter-*")] == ["cp14.pdf"]
    run("docket", "split", "--to", tmp_path / "all")
    assert len(list((tmp_path / "all").glob("letter-*"))) == 2
    with pytest.raises(UsageError, match="no letter 99"):
        run("docket", "split", 99, "--to", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_photograph_becomes_a_page_of_a_pdf(mail: Path, tmp_path: Path) -> None:
    (mail / "Rosa Delgado.pdf").unlink()
    shutil.copy(SAMPLES / "cp14-photo.jpg", mail)
    told = run("batch", mail, "--split-to", tmp_path / "out")
    assert told.exit_code == 0, told.output
    (written,) = (tmp_path / "out").iterdir()
    with pikepdf.open(written) as pdf:
        assert len(pdf.pages) == 1
