from pathlib import Path

import pytest

from scanner.read import find_files


def test_a_folder_is_walked_in_name_order_and_numbers_count_by_value(tmp_path: Path) -> None:
    for name in ("page10.pdf", "page2.pdf", "Page1.pdf", "sub/a.tif", "apple.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])] == [
        "apple.jpg",
        "Page1.pdf",
        "page2.pdf",
        "page10.pdf",
        "sub/a.tif",
    ]


def test_hidden_files_and_files_that_are_no_letters_are_passed_over_in_folders(tmp_path: Path) -> None:
    for name in (
        ".hidden.pdf",
        "letter.truth.json",
        "notes.TXT",
        "about.toml",
        "README.md",
        "dates.ics",
        "page.html",
        "letter.pdf",
        "scan",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.pdf").write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path])] == ["letter.pdf", "scan"]


def test_a_file_that_was_named_is_always_tried(tmp_path: Path) -> None:
    named = [tmp_path / "notes.txt", tmp_path / ".hidden", tmp_path / "missing.pdf"]
    named[0].write_bytes(b"x")
    assert list(find_files(named)) == named


def test_a_folder_that_links_to_itself_is_entered_once(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "letter.pdf").write_bytes(b"x")
    try:
        (inner / "loop").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    assert [path.name for path in find_files([tmp_path])] == ["letter.pdf"]


def test_a_folder_named_twice_is_read_twice_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert len(list(find_files([tmp_path, tmp_path]))) == 2
