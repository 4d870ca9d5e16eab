"""The files to read, from the files and folders that were named: folders recursively, in name order.

A file that was named is always tried, whatever it is called; what lies in a folder beside the letters (notes, tables,
calendars, hidden files) is passed over. A folder that links back to itself is entered once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PASSED_OVER", "find_files"]

_PASSED_OVER = """
    .json .jsonl .ndjson .toml .yaml .yml .ini .cfg .txt .md .rst .log .csv .tsv .xlsx .xls .ods .ics .html .htm
    .css .js .xml .xsd .svg .py .pyc .sh .bat .exe .dll .so .zip .gz .tar .7z .db .sqlite .sqlite3 .lock .eml
    .msg .doc .docx .odt .rtf .mp3 .mp4 .mov .wav .sha256 .md5 .tmp .part .crdownload .ds_store .url .lnk .skops
"""
PASSED_OVER = frozenset(_PASSED_OVER.split())
"""Endings of files in a folder that are no letters."""

_DIGITS = re.compile(r"(\d+)")


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file to read, in the order named and, within a folder, in name order (page2 before page10)."""
    for path in paths:
        if path.is_dir():
            yield from _within(path, frozenset())
        else:
            yield path


def _within(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """The files of a folder and of its folders; `above` are the real folders that it lies in."""
    real = folder.resolve()
    if real in above:
        return
    above |= {real}
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: _order(entry.name))
    except OSError:
        yield folder  # may not be listed: whoever reads it reports so, rather than passing it over in silence
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir():
            yield from _within(entry, above)
        elif entry.suffix.lower() not in PASSED_OVER:
            yield entry


def _order(name: str) -> tuple[tuple[int, str], ...]:
    """Names in the order that people expect, numbers by their value."""
    return tuple((int(part), "") if part.isdigit() else (-1, part.casefold()) for part in _DIGITS.split(name))
