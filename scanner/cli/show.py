"""`scanner show`: a page as a picture, with what was read drawn on it. Taxpayer numbers are blacked out."""

from __future__ import annotations

import io
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
    from PIL import Image

    from scanner.catalogue import load
    from scanner.read import Readers
    from scanner.render.mask import clean
    from scanner.render.picture import draw
    from scanner.report import Failure
    from scanner.scan import Scan

    folder = out or Path()
    folder.mkdir(parents=True, exist_ok=True)
    drawn = 0
    with Readers(jobs=jobs_of(jobs)) as readers:
        scan = Scan(load(), readers, day_of(today), lang)
        for pages, report in scan.pages_and_reports(path):
            if isinstance(report, Failure):
                typer.echo(f"scanner: {path.name}: {report.message}", err=True)
                raise typer.Exit(1)
            for read in pages:
                if page in (None, read.number):
                    picture = Image.open(io.BytesIO(readers.portrait(path, read).result()))
                    target = folder / f"{clean(path.stem)}-page-{read.number}.png"
                    draw(picture, read, report, lang).save(target)
                    typer.echo(str(target))
                    drawn += 1
    if not drawn:
        raise typer.BadParameter(f"{path.name} has no page {page}.", param_hint="--page")
