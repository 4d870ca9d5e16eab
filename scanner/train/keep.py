"""A fitted classifier as files: the model in skops' format, and beside it the note without which nobody opens it.

The note has the sum, the version of scikit-learn, the format, and how far the model may be believed; the sum of the lessons says
what it was made from. Files are written whole or not at all.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy import sparse

from scanner.classifier.classifier import Model
from scanner.classifier.load import FORMAT, MODEL, NOTE
from scanner.train.limits import Limits

__all__ = ["digest", "packed", "write_model", "write_whole"]

SCHEMA = "schema.json"
ID = re.compile(r"(?<![\d.])\d{9,}(?![\d.]\d)")
"""An address in memory."""


def packed(model: Model) -> bytes:
    """The model as skops writes it, as arrays and nothing else; the same model gives the same bytes."""
    words = len(model.words.vocabulary)
    told = {
        "words": np.array(model.names[:words]),
        "words_rarity": model.words.idf_,
        "runs": np.array(model.names[words:]),
        "runs_rarity": model.runs.idf_,
        "labels": np.array(model.labels),
        "weights": sparse.csr_matrix(model.weights),
        "start": model.start,
    }
    return _without_chance(skops.io.dumps(told))


def _without_chance(data: bytes) -> bytes:
    """The same archive without what chance put into it: skops numbers objects by where they lay in memory, zip notes the time."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        schema = found.read(SCHEMA).decode()
        numbers = {each: str(at) for at, each in enumerate(dict.fromkeys(ID.findall(schema)), 1)}
        parts = {SCHEMA: ID.sub(lambda match: numbers[match[0]], schema).encode()}
        for name in sorted(set(found.namelist()) - {SCHEMA}, key=lambda name: int(numbers[ID.findall(name)[0]])):
            parts[ID.sub(lambda match: numbers[match[0]], name)] = found.read(name)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, compresslevel=9)
    return file.getvalue()


def write_model(folder: Path, model: bytes, limits: Limits, lessons: str) -> None:
    """Writes the model and its note. `lessons` is the sha256 of what it was fitted on."""
    note: Mapping[str, Any] = {
        "format": FORMAT,
        "sha256": hashlib.sha256(model).hexdigest(),
        "scikit-learn": version("scikit-learn"),
        "lessons": lessons,
        "temperature": limits.temperature,
        "name_at": limits.name_at,
        "doubt_at": limits.doubt_at,
    }
    head = "# How the classifier beside this file may be opened, and how far it may be believed. Written by `make model`.\n"
    lines = (f"{key} = {json.dumps(value)}\n" for key, value in note.items())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / MODEL, model)
    write_whole(folder / NOTE, (head + "".join(lines)).encode())


def digest(file: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as part:
            part.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)
