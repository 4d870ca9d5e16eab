"""`scanner court-copy`: a letter as it may be filed, private numbers and bar codes burned out and proved to be gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import Jobs, jobs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.blackout import Kind
    from scanner.court import CourtCopy

__all__ = ["court_copy"]

LetterPath = Annotated[Path, typer.Argument(metavar="LETTER", help="One file.", exists=True, dir_okay=False)]
Out = Annotated[Path, typer.Option("--out", metavar="COPY.pdf", help="Where the copy goes.", show_default=False)]
PageList = Annotated[
    str | None,
    typer.Option("--pages", metavar="1,2,5-7", help="Only these pages; default: all.", show_default=False),
]
LOOK = (
    "Look at every page before you file it: what is handwritten, very faint or named in words is not found by a program. "
    "Names and addresses stay. Keep the original."
)


def court_copy(letter: LetterPath, out: Out, pages: PageList = None, jobs: Jobs = None) -> None:
    """Make a copy for the court: taxpayer and bank numbers down to four digits, dates of birth to the year, no bar codes."""
    from scanner.cli.output import refuse_unwritable
    from scanner.court import court_copy as make
    from scanner.errors import LetterError
    from scanner.read import Readers

    refuse_unwritable(out)
    if out.exists() and out.samefile(letter):
        raise typer.BadParameter("The copy would take the place of the letter.", param_hint="--out")
    wanted = _pages(pages)
    try:
        with Readers(jobs=jobs_of(jobs)) as readers:
            made = make(letter, out, readers, wanted)
    except LetterError as error:
        typer.echo(f"scanner: {letter.name}: {error.message}", err=True)
        raise typer.Exit(1) from None
    if made.unproved:
        for line in _why_not(made):
            typer.echo(line, err=True)
        raise typer.Exit(1)
    for page in made.pages:
        typer.echo(f"Page {page.page}: {_counted(page.kinds) or 'nothing found to cover'}.")
    typer.echo(LOOK)
    typer.echo(f"Wrote {out}", err=True)


def _pages(text: str | None) -> frozenset[int]:
    """The numbers that `1,2,5-7` names; none for none. Raises a usage error for anything else."""
    numbers: set[int] = set()
    for part in text.split(",") if text else ():
        first, _, last = part.strip().partition("-")
        if not (first.isdecimal() and (not last or last.isdecimal()) and 0 < int(first) <= int(last or first) < 10_000):
            raise typer.BadParameter(f"{part!r} is no page. Write them as 1,2,5-7.", param_hint="--pages")
        numbers.update(range(int(first), int(last or first) + 1))
    return frozenset(numbers)


def _counted(kinds: Iterable[tuple[Kind, int]]) -> str:
    """`2 taxpayer numbers, 1 bar code`: never what they were."""
    return ", ".join(f"{count} {kind if count == 1 else _plural(kind)}" for kind, count in kinds)


def _plural(kind: Kind) -> str:
    return "dates of birth" if kind == "date of birth" else f"{kind}s"


def _why_not(made: CourtCopy) -> Iterable[str]:
    for page in made.unproved:
        if page.kinds:
            yield f"Page {page.page}: {', '.join(page.kinds)} can still be read on the copy."
        else:
            yield f"Page {page.page}: the copy cannot be read again, so that nothing is proved."
    yield "No copy was written. Scan the letter again, or cover those pages by hand."
