"""The shipped classifier, or the one that this clinic taught: opened only where every sum is the one that was written down.

A model is never unpickled. skops opens it, and only if it holds nothing but the types named here; before that its sha256 must
be the one in `classifier.toml`, and scikit-learn the version that fitted it, because another one may weigh features in
another way without saying so. Where any of this fails there is no classifier, the program says why, and letters are named
by their printed numbers and headings alone.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scanner.classifier.classifier import Classifier, Model
from scanner.classifier.features import restored, run_vectoriser, word_vectoriser
from scanner.home import home

__all__ = ["FORMAT", "MODEL", "NOTE", "TAUGHT", "TRUSTED", "NoClassifier", "in_use", "load_from", "shipped"]

FORMAT = 1
"""Of the telling words and what is built on them; a model of another format is not opened."""
NOTE = "classifier.toml"
MODEL = "classifier.skops"
TAUGHT = "classifier"
"""The folder under SCANNER_HOME that a clinic's own classifier is kept in."""
TRUSTED = ("scipy.sparse._csr.csr_matrix",)
"""Types beyond those that skops itself trusts: the table of weights, which is numbers and places."""
PACKED = Path(__file__).resolve().parents[1] / "_models"
CHECKOUT = Path(__file__).resolve().parents[2] / "models"


@dataclass(frozen=True, slots=True)
class NoClassifier:
    """There is no classifier that can be believed; `why` is a plain sentence."""

    why: str


def shipped() -> Path:
    """The folder of the classifier that came with the program."""
    return PACKED if PACKED.is_dir() else CHECKOUT


def in_use() -> Path:
    """The folder of the classifier in use: what the clinic taught, or else what was shipped."""
    taught = home() / TAUGHT
    return taught if (taught / NOTE).is_file() else shipped()


def load_from(folder: Path) -> Classifier | NoClassifier:
    """The classifier of one folder."""
    try:
        note = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
        data = (folder / MODEL).read_bytes()
        fault = _fault(note, data)
        if fault:
            return NoClassifier(f"{fault} Letters are named by their printed numbers and headings alone.")
        return Classifier(_opened(data), note["temperature"], note["name_at"], note["doubt_at"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        return NoClassifier(
            f"The classifier in {folder.name}/ cannot be used ({type(error).__name__})."
            " Letters are named by their printed numbers and headings alone."
        )


def _fault(note: dict[str, Any], data: bytes) -> str | None:
    if note["format"] != FORMAT:
        return f"The classifier is of format {note['format']}, and this program reads format {FORMAT}."
    if hashlib.sha256(data).hexdigest() != note["sha256"]:
        return "The classifier is not the file whose sum was written down; it is not opened."
    if version("scikit-learn") != note["scikit-learn"]:
        return (
            f"The classifier was fitted by scikit-learn {note['scikit-learn']}, and {version('scikit-learn')} is here."
        )
    return None


def _opened(data: bytes) -> Model:
    import skops.io

    unknown = skops.io.get_untrusted_types(data=data)
    if set(unknown) - set(TRUSTED):
        raise ValueError("the model holds types that are not trusted")
    told = skops.io.loads(data, trusted=list(TRUSTED))
    words, runs = told["words"], told["runs"]
    return Model(
        words=restored(word_vectoriser(), words, told["words_rarity"]),
        runs=restored(run_vectoriser(), runs, told["runs_rarity"]),
        names=(*map(str, words), *map(str, runs)),
        labels=tuple(map(str, told["labels"])),
        weights=told["weights"].toarray(),
        start=told["start"],
    )
