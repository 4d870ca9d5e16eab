"""`scanner show`: a page as a picture, with what was read drawn on it. Taxpayer numbers are blacked out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.options import Jobs, Lang, Today, day_of, jobs_of

__all__ = ["show"]

FilePath = Annotated[Path, typer.Argument(metavar="PATH", help="One file.", exists=True, dir_okay=False)]
PageNumber = Annotated[
    int | None, typer.Option("--page", min=1, help="Only this page; default: all.", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="Where the PNG files go; default: here.", show_default=False),
]


def show(
    path: FilePath,
    page: PageNumber = None,
    out: Out = None,
    lang: Lang = "en",
    today: Today = None,
    jobs: Jobs = None,
) -> None:
    """Draw what was read on the page itself: every value with its box, and the list of what the boxes are."""
    from scanner.catalogue import load
    from scanner.cli.drawing import drawn
    from scanner.cli.mail import what_was_learned
    from scanner.errors import LetterError
    from scanner.read import Readers
    from scanner.render.mask import clean
    from scanner.scan import Scan

    folder = out or Path()
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with Readers(jobs=jobs_of(jobs)) as readers:
        scan = Scan(load(), readers, day_of(today), lang, learned=what_was_learned)
        try:
            for number, picture in drawn(path, scan, readers, lambda each: page in (None, each), lang):
                target = folder / f"{clean(path.stem)}-page-{number}.png"
                picture.save(target)
                typer.echo(str(target))
                count += 1
        except LetterError as error:
            typer.echo(f"scanner: {path.name}: {error.message}", err=True)
            raise typer.Exit(1) from None
    if not count:
        raise typer.BadParameter(f"{path.name} has no page {page}.", param_hint="--page")
