"""Where files lie, as a list of them shows it: the folder that they share once, and each by what is left of its path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["folder_of", "within"]


def folder_of(files: Sequence[str]) -> str:
    """The folder that all files are in, if it has a name and there is one."""
    try:
        folder = os.path.commonpath([str(Path(file).parent) for file in files]) if files else ""
    except ValueError:
        return ""
    return "" if folder in ("", ".", os.sep) else folder


def within(file: str, folder: str) -> str:
    """The path of a file from that folder on, as it is: whoever shows it cleans it."""
    return os.path.relpath(file, folder) if folder else file
