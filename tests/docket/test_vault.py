"""The vault: copies are whole or not there, are made once, and what a killed driver left half-made goes."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

import scanner.docket.vault
from scanner.docket.vault import Vault


def test_a_copy_is_the_file_under_its_hash_and_for_its_owner_alone(tmp_path: Path) -> None:
    given, vault = tmp_path / "Rosa Delgado.pdf", Vault(tmp_path / "files")
    given.write_bytes(b"a letter" * 1000)
    sha256, size = vault.keep(given)
    copy = vault.path(sha256)
    assert (copy.read_bytes(), size) == (given.read_bytes(), 8000)
    assert copy.name == sha256
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700


def test_the_same_bytes_again_are_read_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, vault = tmp_path / "a.pdf", Vault(tmp_path / "files")
    given.write_bytes(b"a letter")
    first = vault.keep(given)
    monkeypatch.setattr(scanner.docket.vault.os, "fsync", lambda _: pytest.fail("It was written again."))
    assert vault.keep(given) == first


def test_a_copy_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    given, vault = tmp_path / "a.pdf", Vault(tmp_path / "files")
    given.write_bytes(b"a letter")
    sha256, _ = vault.keep(given)
    vault.path(sha256).write_bytes(b"a le")
    vault.keep(given)
    assert vault.path(sha256).read_bytes() == b"a letter"


def test_half_copies_of_the_dead_are_swept_and_those_of_the_living_are_not(tmp_path: Path) -> None:
    given, vault = tmp_path / "a.pdf", Vault(tmp_path / "files")
    vault.sweep()  # nothing there yet
    given.write_bytes(b"a letter")
    sha256, _ = vault.keep(given)
    old, new = vault.folder / "half-old", vault.folder / "half-new"
    for half in (old, new):
        half.write_bytes(b"a le")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    os.utime(vault.path(sha256), (two_days_ago, two_days_ago))
    vault.sweep()
    assert (old.exists(), new.exists(), vault.path(sha256).exists()) == (False, True, True)


@pytest.mark.skipif(os.name != "posix", reason="Pipes and devices are those of Unix.")
def test_a_pipe_and_a_device_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe.pdf", tmp_path / "endless.pdf"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    for each in (pipe, endless, tmp_path, tmp_path / "nowhere"):
        with pytest.raises(OSError, match=r"regular|directory"):
            Vault(tmp_path / "files").keep(each)


def test_a_forgotten_copy_is_gone_with_its_folder(tmp_path: Path) -> None:
    given, vault = tmp_path / "a.pdf", Vault(tmp_path / "files")
    given.write_bytes(b"a letter")
    sha256, _ = vault.keep(given)
    vault.forget(sha256)
    assert list(vault.folder.iterdir()) == []
    vault.forget(sha256)


def test_a_copy_half_wiped_is_never_taken_for_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed just after the zeros were written; the letter stays in the docket, for its transaction is lost."""
    given, vault = tmp_path / "a.pdf", Vault(tmp_path / "files")
    given.write_bytes(b"a letter")
    sha256, _ = vault.keep(given)

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        vault.forget(sha256)
    monkeypatch.undo()
    vault.keep(given)
    assert vault.path(sha256).read_bytes() == b"a letter"
