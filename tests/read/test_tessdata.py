import hashlib
from pathlib import Path

from scanner.read.engine import tessdata


def test_the_language_data_are_the_files_that_were_vetted() -> None:
    folder = tessdata()
    listed = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(listed) == {"eng.traineddata", "spa.traineddata"} == {path.name for path in folder.glob("*.traineddata")}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        assert digest in (folder / "README.md").read_text()


def test_the_licence_of_the_language_data_is_beside_them() -> None:
    assert "Apache License" in (Path(tessdata()) / "LICENSE").read_text()
