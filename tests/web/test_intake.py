"""Getting letters in: pictures that are one letter, files that need a password, and what is said of a file that cannot be read."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import get_args

import numpy as np
import pikepdf
import pytest
from PIL import Image
from read import papers
from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.arrivals import Arrival
from scanner.docket.people import users
from scanner.errors import Fault
from scanner.read import open_file
from scanner.read.album import count_in, picture_in
from scanner.render.words import words
from scanner.web.desk import Desk
from scanner.web.upload import _helps, _why
from web.conftest import SAMPLES, Open, opened, put_in, waited_for
from web.test_pages import text_of

PASSWORD = "Heron-7 quiet"
WORDS = "four quiet herons wading"


class Idle(Desk):
    """A desk at which nobody sits: what comes in waits."""

    def _work(self) -> None:
        return


@pytest.fixture
def idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    with opened(tmp_path, Idle) as open_:
        yield open_


def picture(shade: int, kind: str = "JPEG") -> bytes:
    told = io.BytesIO()
    Image.new("L", (60, 80), shade).save(told, kind)
    return told.getvalue()


def sent(open_: Open, *files: tuple[str, bytes], **fields: str) -> list[tuple[str, Path]]:
    """Puts files in; gives the name of each file of the docket and where its copy lies."""
    answer = open_.entered().post("/upload", files=[("file", each) for each in files], data=fields)
    assert answer.status_code == 303, answer.text
    ids = [int(each) for each in answer.headers["location"].rpartition("=")[2].split(",")]
    with open_.house.docket.database.reading() as connection:
        rows = connection.execute(select(tables.files).where(tables.files.c.id.in_(ids)).order_by(tables.files.c.id))
        return [(row.name, open_.house.docket.vault.path(row.sha256)) for row in rows]


# --- pictures of one letter ---


def test_pictures_of_one_letter_are_one_file_in_the_order_sent(idle: Open) -> None:
    shots = [picture(40), picture(200), picture(120, "PNG")]
    ((name, album),) = sent(idle, *((f"image{at}.jpg", each) for at, each in enumerate(shots)), together="true")
    assert name == "image0.jpg +2"
    assert [picture_in(album, number).getvalue() for number in (1, 2, 3)] == shots
    assert len(open_file(album).pages) == 3


def test_pictures_that_nobody_called_one_letter_stand_for_themselves(idle: Open) -> None:
    files = [(f"{at}.jpg", picture(at)) for at in (10, 20)]
    assert [name for name, _ in sent(idle, *files)] == ["10.jpg", "20.jpg"]
    ((name, path),) = sent(idle, ("one.jpg", picture(30)), together="true")
    assert (name, path.read_bytes()) == ("one.jpg", picture(30))


def test_what_can_hold_several_pages_never_goes_into_an_album(idle: Open, tmp_path: Path) -> None:
    """An album shows one page of each: the other pages of a fax would be lost."""
    fax = io.BytesIO()
    Image.new("1", (60, 80)).save(fax, "TIFF", save_all=True, append_images=[Image.new("1", (60, 80), 1)])
    pdf = papers.text_pdf(tmp_path / "a.pdf", pages=2).read_bytes()
    given = [("fax.jpg", fax.getvalue()), ("1.jpg", picture(1)), ("a.jpg", pdf), ("2.jpg", picture(2)), ("x.jpg", b"")]
    found = dict(sent(idle, *given, together="true"))
    assert list(found) == ["1.jpg +1", "fax.jpg", "a.jpg", "x.jpg"]
    assert count_in(found["1.jpg +1"]) == 2
    assert found["fax.jpg"].read_bytes() == fax.getvalue()


def test_the_same_pictures_again_are_recognised_in_another_order_they_are_another_letter(idle: Open) -> None:
    shots = [("1.jpg", picture(1)), ("2.jpg", picture(2))]
    first, again, other = (sent(idle, *each, together="true") for each in (shots, shots, shots[::-1]))
    assert first == again != other


def test_ten_large_pictures_of_a_phone_are_taken_in_and_nothing_is_left_beside_the_docket(
    idle: Open, tmp_path: Path
) -> None:
    """12 megapixels each, some fifty megabytes together."""
    told = io.BytesIO()
    noise = np.random.default_rng(7).integers(0, 256, (3000, 4000), dtype=np.uint8)
    Image.fromarray(noise).save(told, "JPEG", quality=50)
    shot = told.getvalue()
    assert 48_000_000 < 10 * len(shot) < 100_000_000
    ((_, album),) = sent(idle, *[("image.jpg", shot)] * 10, together="true")
    assert [(page.number, page.width > page.height) for page in open_file(album).pages] == [
        (number, True) for number in range(1, 11)
    ]
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_photographed_letter_is_read_as_one(bare: Open) -> None:
    """Its second page was sent first; it prints which it is."""
    files = [papers.picture((f"Page {at} of 2", *papers.LINES), dpi=150) for at in (2, 1)]
    told = [io.BytesIO(), io.BytesIO()]
    for image, file in zip(files, told, strict=True):
        image.save(file, "PNG")
    browser = bare.entered()
    answer = browser.post(
        "/api/files", files=[("file", ("p.png", each.getvalue())) for each in told], data={"together": "true"}
    )
    (there,) = answer.json()
    assert "/letters/1" in waited_for(browser, str(there["file"])).text
    (letter,) = browser.get("/api/letters").json()["letters"]
    assert letter["source"]["pages"] == [2, 1]


def test_without_the_script_a_box_says_the_same(filled: Open) -> None:
    page = filled.entered().get("/upload").text
    assert re.search(r'<input type="checkbox" name="together" value="true">', page)
    assert re.search(r"<form[^>]* hidden data-camera", page)


# --- what cannot be read ---


def arrival(fault: str | None, **more: object) -> Arrival:
    given = {"pages": None, "done": 0, "unread": 0, "unclear": 0, "letters": (), "message": "The reader's own words."}
    return Arrival(file=1, sha256="", name="a.pdf", state="failed", fault=fault, **{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", get_args(Fault))
def test_every_way_of_failing_is_told_with_what_helps(fault: str) -> None:
    for language in ("en", "es"):
        say = words(language)
        assert _why(arrival(fault), say)
        assert bool(_helps(arrival(fault), say)) == (fault != "encrypted")  # which has its own form
    assert _helps(arrival(fault), words("en")) == "" or _helps(arrival(fault), words("es")).startswith("Qué ayuda")


def test_what_was_read_and_not_understood_is_not_called_damaged() -> None:
    there = arrival("damaged", pages=2, done=2, unclear=2)
    assert "no letter could be made out" in _why(there, words("en"))
    assert "no se pudo reconocer" in _why(there, words("es"))
    assert "brought up to date" in _helps(there, words("en"))
    assert there.can_be_tried_again


def test_bad_files_are_told_in_both_languages_and_the_queue_stays_as_it_was(bare: Open, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(1_001):
            pdf.add_blank_page()
        pdf.save(tmp_path / "pages.pdf")
    papers.png_bomb(tmp_path / "bomb.png")
    (tmp_path / "word.pdf").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(900))
    (tmp_path / "archive.pdf").write_bytes(b"PK\x03\x04" + bytes(900))
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    says = {
        "pages.pdf": ("more than 1,000 pages", "demasiado grande"),
        "bomb.png": ("too many pixels", "demasiado grande"),
        "word.pdf": ("neither a PDF nor a picture", "No es un tipo de archivo"),
        "archive.pdf": ("neither a PDF nor a picture", "No es un tipo de archivo"),
        "empty.pdf": ("is empty", "está vacío"),
        "broken.pdf": ("damaged", "dañado"),
    }
    browser = bare.entered()
    put_in(browser, *(tmp_path / name for name in says))
    for at, language in enumerate(("en", "es")):
        page = browser.get("/upload", params={"lang": language}).text
        entries = re.findall(r'<li id="file-\d+" class="failed">(.*?)</li>', page, re.DOTALL)
        told = {text_of(each).split()[0]: text_of(each) for each in entries}
        assert set(told) == set(says)
        for name, sentences in says.items():
            assert sentences[at] in told[name]
            assert ("What helps", "Qué ayuda")[at] in told[name]
            assert ("Try again", "Intentar de nuevo")[at] in told[name]
    assert browser.get("/api/letters").json()["total"] == 0


def test_a_fault_that_was_mended_is_tried_again_from_the_page(bare: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from scanner.docket.work import Driver

    browser = bare.entered()
    with monkeypatch.context() as stumbles:
        stumbles.setattr(Driver, "_told", lambda *_: {}["900-12-3456"])
        page = put_in(browser, SAMPLES / "cp14-digital.pdf").text
    assert "no letter could be made out in it" in page
    assert "900-12-3456" not in page
    answer = browser.post("/files/1/again", data={"files": "1"})
    assert answer.headers["location"] == "/upload?files=1#file-1"
    assert 'href="/letters/1"' in put_in(browser, SAMPLES / "cp14-digital.pdf").text
    assert browser.get("/api/letters").json()["total"] == 1


# --- a password ---


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    with pikepdf.open(SAMPLES / "cp14-digital.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="own", user=PASSWORD, R=6))
    return tmp_path / "locked.pdf"


def test_a_locked_file_asks_for_its_password_and_is_read_with_it(bare: Open, locked: Path) -> None:
    browser = bare.entered()
    page = put_in(browser, locked).text
    assert "Needs a password" in page
    assert 'type="password"' in page
    assert "/files/1/again" not in page
    wrong = browser.post("/files/1/unlock", data={"password": PASSWORD + "!", "files": "1"})
    assert wrong.status_code == 422
    assert "The password is not right" in wrong.text
    assert PASSWORD not in wrong.text
    assert "Needs a password" in browser.get("/upload").text
    right = browser.post("/files/1/unlock", data={"password": PASSWORD, "files": "1"})
    assert (right.status_code, right.headers["location"]) == (303, "/upload?files=1#file-1")
    assert 'href="/letters/1"' in put_in(browser, locked).text  # and it is known when it comes again
    assert browser.get("/letters/1/pages/1.png").status_code == 200
    assert "unlock" in text_of(browser.get("/log").text)


def test_a_password_stays_in_no_row_file_or_log(bare: Open, locked: Path, caplog: pytest.LogCaptureFixture) -> None:
    browser = bare.entered()
    put_in(browser, locked)
    for password in (PASSWORD + "!", PASSWORD):
        browser.post("/files/1/unlock", data={"password": password})
    put_in(browser, locked)
    home = bare.house.pictures.folder.parent
    kept = b"\0".join(path.read_bytes() for path in home.rglob("*") if path.is_file() and path != locked)
    assert PASSWORD.encode() not in kept
    assert PASSWORD not in caplog.text
    assert b"locked.pdf" in kept


@pytest.mark.parametrize("path", ["/files/1/unlock", "/files/1/again"])
def test_only_who_is_signed_in_and_came_from_our_page_opens_a_file(filled: Open, path: str) -> None:
    assert filled.browser().post(path, data={"password": "x"}).headers["location"].startswith("/sign-in")
    browser = filled.entered()
    assert browser.post(path, data={"password": "x"}, headers={"origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize(("file", "status"), [("1", 422), ("999", 404), ("0", 422), ("99999999999", 422), ("x", 422)])
def test_a_file_that_asks_for_no_password_takes_none(filled: Open, file: str, status: int) -> None:
    answer = filled.entered().post(f"/files/{file}/unlock", data={"password": PASSWORD})
    assert answer.status_code == status
    assert PASSWORD not in answer.text
    assert ("is not waiting for a password" in answer.text) == (file == "1")


# --- refusals in Spanish ---


@pytest.mark.parametrize(
    ("path", "sent", "says"),
    [
        (
            "/letters/1/right",
            {"field": "letter_date", "value": "pronto"},
            "Fecha de la carta: es un día del calendario",
        ),
        ("/letters/1/right", {"field": "amount_due", "value": "mucho"}, "se escribe en dólares y centavos"),
        ("/letters/1/right", {"field": "taxpayer_name", "value": "900-12-3456"}, "Nunca se guarda un número"),
        ("/letters/1/confirm", {"field": "hearing_by", "version": "1"}, "no se leyó en la carta 1"),
        ("/letters/1/cut", {"before": "99"}, "se puede separar antes"),
        ("/letters/1/join", {"other": "3"}, "no está en el mismo archivo"),
        ("/letters/1/back", {"page": "1"}, "no está apartada"),
        ("/letters/1/aside", {"page": "77"}, "no está en la carta 1"),
        ("/letters/1/status", {"status": "quemada"}, "no es un estado"),
        ("/files/1/again", {}, "No hay nada que leer de nuevo"),
        ("/files/1/unlock", {"password": "x"}, ""),
    ],
)
def test_what_is_refused_on_a_spanish_page_is_refused_in_spanish(
    filled: Open, path: str, sent: dict[str, str], says: str
) -> None:
    browser = filled.entered()
    answer = browser.post(path, data=sent, params={"lang": "es"})
    assert answer.status_code in (409, 422)
    assert says in text_of(answer.text)
    assert 'lang="en"' not in (re.search(r'<p class="warning" role="alert" id="wrong".*?</p>', answer.text) or [""])[0]


def test_why_reading_is_held_up_is_said_in_spanish_too(idle: Open) -> None:
    from scanner.errors import DocketError

    idle.house.desk.trouble = DocketError("The database is locked.")
    browser = idle.entered()
    assert "The database is locked." in browser.get("/upload").text
    page = browser.get("/upload", params={"lang": "es"}).text
    assert "La lectura está detenida: Inténtelo de nuevo" in page
    assert "database" not in page


def test_a_volunteer_may_put_letters_in_and_open_them(bare: Open, locked: Path) -> None:
    users.add(bare.house.docket.database, "maria", "volunteer", WORDS, "test")
    maria = bare.signed_in("maria", WORDS)
    put_in(maria, locked)
    assert maria.post("/files/1/unlock", data={"password": PASSWORD}).status_code == 303


def test_a_program_opens_a_locked_file_and_has_one_read_again(
    bare: Open, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scanner.docket.work import Driver

    program = bare.entered()
    with monkeypatch.context() as stumbles:
        stumbles.setattr(Driver, "_told", lambda *_: {}[""])
        put_in(program, locked)
        wrong = program.post("/api/files/1/unlock", json={"password": PASSWORD + "!"})
        assert (wrong.status_code, wrong.json()["schema"]) == (409, "web-error/1")
        assert PASSWORD not in wrong.text
        assert program.get("/api/files/1").json()["error"] == "encrypted"
        opened = program.post("/api/files/1/unlock", json={"password": PASSWORD})
        assert (opened.status_code, opened.json()["file"]) == (202, 1)
        waited_for(program, "1")
    assert program.get("/api/files/1").json()["state"] == "failed"
    assert program.post("/api/files/1/unlock", json={"password": PASSWORD}).status_code == 409  # it is open by now
    assert program.post("/api/files/1/again").status_code == 202
    waited_for(program, "1")
    assert program.get("/api/files/1").json()["letters"] == [1]
    assert program.post("/api/files/1/again").status_code == 409
    assert program.post("/api/files/2/again").status_code == 404
    assert program.post("/api/files/2/unlock", json={"password": "x"}).status_code == 404
