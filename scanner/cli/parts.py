"""`--split-to FOLDER`: every letter of a file as a PDF of its own, and the pages set aside in one more.

The names say which file, notice and pages it was, and nothing of anybody: `4f2a9c01-p003-cp504.pdf`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scanner.report import Report

__all__ = ["SplitTo", "cut_into"]

SplitTo = Annotated[
    Path | None,
    typer.Option(
        "--split-to",
        metavar="FOLDER",
        help="Write every letter as a PDF of its own. No file is overwritten.",
        show_default=False,
    ),
]


def cut_into(folder: Path, reports: Iterable[Report]) -> None:
    """Cuts the files of these reports into letters, and says on standard error what was written."""
    from scanner.errors import LetterError
    from scanner.read import Readers

    folder.mkdir(parents=True, exist_ok=True)
    files: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        files[report.file, report.sha256].append(report)
    with Readers(jobs=1) as readers:
        for (file, sha256), letters in files.items():
            try:
                written = readers.cut(Path(file), tuple(_parts(folder, sha256, letters))).result()
            except LetterError as error:
                typer.echo(f"{file}: {error}", err=True)
            else:
                typer.echo(f"{file}: {written} PDFs written to {folder}.", err=True)


def _parts(folder: Path, sha256: str, letters: Sequence[Report]) -> Iterator[tuple[Path, tuple[int, ...]]]:
    for letter in letters:
        named = letter.notice.id if letter.notice else "unknown"
        yield folder / f"{sha256[:8]}-p{min(letter.pages):03d}-{named}.pdf", letter.pages
    aside = tuple(sorted(each.page for letter in letters for each in letter.aside))
    if aside:
        yield folder / f"{sha256[:8]}-set-aside.pdf", aside
