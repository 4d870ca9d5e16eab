"""The options that reading commands share, spelled once."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scanner.notice import Language

__all__ = ["AsJson", "InTheClear", "Jobs", "Lang", "Paths", "Tls", "Today", "day_of", "jobs_of"]


Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Files and folders; a folder is walked in name order; - is standard input.",
        metavar="PATH…",
        show_default=False,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Newline-delimited JSON on standard output, one report per letter.")
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today", metavar="YYYY-MM-DD", help="The day that days left count from; default: today.", show_default=False
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="N", help="Reading processes; default: one per core.", show_default=False),
]
Tls = Annotated[
    Path | None,
    typer.Option("--tls", metavar="FOLDER", help="Where ca.pem, cert.pem and key.pem of this machine lie."),
]
InTheClear = Annotated[
    bool, typer.Option("--in-the-clear", help="Speak unencrypted to another machine: inside a tunnel only.")
]
Lang = Annotated[Language, typer.Option("--lang", help="English or Spanish.")]


def day_of(today: str | None) -> date:
    """The day that was asked for, or the real one. Raises a usage error for anything that is no day."""
    if today is None:
        return date.today()  # noqa: DTZ011  (the clinic's own day is meant)
    try:
        return date.fromisoformat(today)
    except ValueError:
        message = f"{today!r} is no day. Write it as YYYY-MM-DD, such as 2026-12-01."
        raise typer.BadParameter(message, param_hint="--today") from None


def jobs_of(jobs: int | None) -> int:
    """How many reading processes."""
    return jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
