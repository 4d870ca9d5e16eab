"""All of the catalogue's files as one plain value that JSON can hold, each checked for its shape.

This is the slow way in (a second and more for some five hundred files), so what it gives is kept (`kept.py`).
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

from scanner.catalogue.files import (
    CautionFile,
    ExplanationsFile,
    HelpFile,
    NoticeFile,
    PatternsFile,
    PostponementsFile,
    PublicationFile,
    SenderFile,
    StationFile,
    TermFile,
    read_toml,
)
from scanner.catalogue.types import Data

__all__ = ["gather"]

SHAPES: dict[str, Any] = {
    "law": dict[str, TermFile],
    "stations": dict[str, StationFile],
    "forms": dict[str, PublicationFile],
    "senders": dict[str, SenderFile],
    "cautions": dict[str, CautionFile],
    "short": dict[str, ExplanationsFile],
    "help": HelpFile,
    "patterns": PatternsFile,
    "postponements": PostponementsFile,
}
"""The files beside `notices/`, by their names without the ending."""


def gather(here: Traversable, own: Traversable) -> Data:
    """What lies in the catalogue's folder `here`, by file; `notices` in the order of their names.

    `own` is a clinic's file of postponements, which is added to the program's where it exists.

    Raises CatalogueError where a file is missing or at fault.
    """
    data = {name: read_toml(here / f"{name}.toml", shape) for name, shape in SHAPES.items()}
    if own.is_file():
        data["postponements"]["postponements"] += read_toml(own, PostponementsFile, str(own))["postponements"]
    files = sorted((here / "notices").iterdir(), key=lambda file: file.name)
    data["notices"] = [read_toml(file, NoticeFile) for file in files if file.name.endswith(".toml")]
    return data
