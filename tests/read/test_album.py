"""A folder of photographs is one drop: its pictures are the pages of one file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image

from scanner.errors import LetterError
from scanner.read import Drop, Picture, drops_among, find_files, open_file, packed
from scanner.read.album import MARK, pack, picture_in
from scanner.read.reading import see


def photographs(folder: Path, count: int, ending: str = "jpg") -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(1, count + 1):
        path = folder / f"IMG_{number}.{ending}"
        Image.new("L", (170 * number, 220), 255 - number).save(path)
        made.append(path)
    return made


def drops(*named: Path) -> list[Path | Drop]:
    return list(drops_among(find_files(named), named))


def test_a_folder_of_pictures_and_nothing_else_is_a_drop_in_name_order(tmp_path: Path) -> None:
    pictures = photographs(tmp_path / "photos", 11)
    assert drops(tmp_path) == [Drop(tmp_path / "photos", tuple(pictures))]
    assert [path.name for path in pictures][-1] == "IMG_11.jpg"


def test_a_picture_beside_other_files_one_that_was_named_and_a_single_one_stand_for_themselves(tmp_path: Path) -> None:
    mixed = photographs(tmp_path / "mixed", 2)
    (tmp_path / "mixed" / "letter.pdf").write_bytes(b"%PDF-1.4")
    single = photographs(tmp_path / "single", 1)
    named = photographs(tmp_path / "named", 2)
    assert drops(tmp_path / "mixed") == [*mixed, tmp_path / "mixed" / "letter.pdf"]
    assert drops(tmp_path / "single") == single
    assert drops(*named) == named


def test_an_album_has_a_page_for_each_picture_and_gives_back_its_bytes(tmp_path: Path) -> None:
    pictures = photographs(tmp_path / "photos", 3)
    with packed(Drop(tmp_path / "photos", tuple(pictures))) as album:
        opened = open_file(album)
        assert [page.number for page in opened.pages] == [1, 2, 3]
        assert all(isinstance(page, Picture) for page in opened.pages)
        assert picture_in(album, 2).read() == pictures[1].read_bytes()
        assert see(album, 3).width > see(album, 1).width
    assert not album.exists()


def test_the_same_pictures_make_the_same_bytes_whatever_they_are_called_and_no_name_is_kept(tmp_path: Path) -> None:
    one = photographs(tmp_path / "one", 2)
    other = [
        path.rename(path.with_name(f"Jane Roe {at}.jpg")) for at, path in enumerate(photographs(tmp_path / "b", 2))
    ]
    pack(one, tmp_path / "first")
    pack(other, tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert b"Roe" not in (tmp_path / "second").read_bytes()


def test_a_picture_that_is_damaged_is_a_page_all_the_same(tmp_path: Path) -> None:
    good, bad = photographs(tmp_path / "photos", 2)
    bad.write_bytes(b"\xff\xd8\xff no picture")
    pack([good, bad], tmp_path / "album")
    assert len(open_file(tmp_path / "album").pages) == 2
    with pytest.raises(LetterError, match="damaged"):
        see(tmp_path / "album", 2)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_an_album_with_packed_entries_is_refused_for_a_bomb_could_hide_in_it(tmp_path: Path, compression: int) -> None:
    with zipfile.ZipFile(tmp_path / "bomb", "w") as made:
        made.writestr(zipfile.ZipInfo(MARK), b"")
        made.writestr("0001", b"\0" * 10_000, compress_type=compression)
    with pytest.raises(LetterError) as refused:
        open_file(tmp_path / "bomb")
    assert refused.value.fault == "unsupported"


def test_any_other_zip_is_no_album(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as made:
        made.writestr("letter.jpg", b"\xff\xd8\xff")
    with pytest.raises(LetterError) as refused:
        open_file(tmp_path / "files.zip")
    assert refused.value.fault == "unsupported"
