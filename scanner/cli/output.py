"""What the commands give out: JSON lines on standard output, and files where the caller names them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

__all__ = ["print_json", "print_text", "refuse_unwritable", "written"]


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    """One line for each row."""
    _print(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def print_text(text: str) -> None:
    """The text as it stands."""
    _print((text,))


def _print(parts: Iterable[str]) -> None:
    """Writes to standard output. A reader that has heard enough (`| head`) ends the program without a complaint."""
    try:
        for part in parts:
            sys.stdout.write(part)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def refuse_unwritable(*files: Path | None) -> None:
    """Raises a usage error for a file whose folder does not exist, before anything is read for it."""
    for file in files:
        if file is not None and not file.resolve().parent.is_dir():
            raise typer.BadParameter(f"{file}: there is no such folder.")


def written(file: Path, content: bytes) -> None:
    """Writes the file and says so on standard error. Raises a usage error where it cannot be written."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be written: {error.strerror}.") from None
    typer.echo(f"Wrote {file}", err=True)
