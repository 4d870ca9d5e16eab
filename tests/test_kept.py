"""The copy of the gathered catalogue: quick, whole, and never believed once anything has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import scanner.catalogue
from scanner.catalogue import folder, load
from scanner.catalogue.kept import keep, kept, state_of
from scanner.catalogue.place import line_of

NOT_THE_SLOW_WAY = "the files were read although a copy was kept"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "catalogue"
    shutil.copytree(str(folder()), data, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(scanner.catalogue, "folder", lambda: data)
    return data


def test_a_kept_catalogue_is_the_same_and_reads_no_file(
    home: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load.__wrapped__()
    (copy,) = home.glob("catalogue-*.json")

    def refuse(*_: object) -> None:
        raise AssertionError(NOT_THE_SLOW_WAY)

    monkeypatch.setattr("scanner.catalogue._checked", refuse)
    second = load.__wrapped__()
    assert second.notices == first.notices
    assert second.law == first.law
    assert second.stations == first.stations
    assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("change", ["changed", "added", "taken away"])
def test_any_change_of_a_file_makes_the_copy_worthless(change: str, home: Path, here: Path) -> None:
    load.__wrapped__()
    cp14 = here / "notices" / "cp14.toml"
    if change == "changed":
        cp14.write_text(cp14.read_text("utf-8").replace("Notice of Tax Due and", "Notice of Tax Owed and"), "utf-8")
    elif change == "added":
        text = (here / "notices" / "cp77.toml").read_text("utf-8")
        (here / "notices" / "cp9977.toml").write_text(
            text.replace("cp77", "cp9977")
            .replace("CP77", "CP9977")
            .replace("CP 77", "CP 9977")
            .replace("CP-77", "CP-9977"),
            "utf-8",
        )
    else:
        (here / "notices" / "st26.toml").unlink()
    again = load.__wrapped__()
    assert {
        "changed": "Owed" in again.notices["cp14"].title,
        "added": "cp9977" in again.notices,
        "taken away": "st26" not in again.notices,
    }[change]
    assert len(list(home.glob("catalogue-*.json"))) == 2


@pytest.mark.parametrize("spoilt", ["{", '{"a":1}', "[1]", "", "0" * 64 + "\n{}"])
def test_a_spoilt_copy_is_passed_over(spoilt: str, home: Path, here: Path) -> None:
    load.__wrapped__()
    (copy,) = home.glob("catalogue-*.json")
    copy.write_text(spoilt, encoding="utf-8")
    assert "cp14" in load.__wrapped__().notices
    assert copy.stat().st_size > 1_000_000


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Who may write a file is told otherwise here.")
def test_a_copy_that_others_can_write_is_passed_over(home: Path) -> None:
    keep("one", {"a": 1})
    copy = home / "catalogue-one.json"
    assert kept("one") == {"a": 1}
    copy.chmod(0o666)
    assert kept("one") is None
    copy.chmod(0o600)
    home.chmod(0o777)
    assert kept("one") is None


def test_what_is_kept_is_whole_or_not_there(home: Path) -> None:
    keep("one", {"a": 1})
    assert [file.name for file in home.iterdir()] == ["catalogue-one.json"]


def test_where_nothing_can_be_kept_the_catalogue_loads_all_the_same(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "file" / "below"))
    assert "cp14" in load.__wrapped__().notices


def test_copies_of_other_states_go_after_a_week(home: Path) -> None:
    keep("old", {"a": 1})
    os.utime(home / "catalogue-old.json", (0, 0))
    keep("new", {"a": 2})
    assert kept("old") is None
    assert kept("new") == {"a": 2}


def test_the_state_is_told_by_what_is_in_the_files(tmp_path: Path) -> None:
    """The law must not stay what it was because a copying program kept the time of its file."""
    file = tmp_path / "law.toml"
    file.write_text("30", encoding="utf-8")
    first, told = state_of([file]), file.stat()
    assert state_of([file]) == first
    file.write_text("20", encoding="utf-8")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert state_of([file]) != first


TOML = """id = "x"
note.en = "a"

[signs]
numbers = ["A"]
text = \"\"\"
numbers = 3
\"\"\"

[[sources]]
url = "a"

[[sources]]
url = "b"
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("id",), 1),
        (("note", "en"), 2),
        (("signs", "numbers", 0), 5),
        (("signs", "titles"), 4),
        (("sources", 1, "url"), 14),
        (("sources", 1, "checked"), 13),
        (("nothing",), None),
    ],
)
def test_a_fault_is_found_by_its_line(keys: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(TOML, keys) == line
