"""Putting letters right: what they say, how they were cut, and what the program may learn from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.docket.acts import Letter
from scanner.cli.options import Lang, Today, day_of

if TYPE_CHECKING:
    from scanner.docket import Docket
    from scanner.docket.understanding import Understanding
    from scanner.notice import Language

__all__ = ["aside", "back", "confirm", "correct", "cut", "join", "learn", "move", "show"]

Other = Annotated[int, typer.Argument(metavar="OTHER", help="The letter that goes into it.", show_default=False)]
Field = Annotated[str, typer.Argument(metavar="FIELD", help="notice, letter_date, amount_due …", show_default=False)]
Fields = Annotated[list[str] | None, typer.Argument(metavar="[FIELD]…", help="Nothing: all of it.", show_default=False)]
Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE",
        help="2026-12-01, 1075.21, 2018-12-31/1040, CP14; none: not on the paper.",
        show_default=False,
    ),
]
Before = Annotated[
    int, typer.Option("--before", min=1, metavar="PAGE", help="The page of the file that begins the new letter.")
]
Page = Annotated[int, typer.Argument(min=1, metavar="PAGE", help="The page of the file.", show_default=False)]
To = Annotated[int, typer.Option("--to", metavar="OTHER", help="The letter that the page belongs to.")]
Folder = Annotated[Path, typer.Option("--to", metavar="FOLDER", file_okay=False, help="Where the letters go.")]
Alone = Annotated[bool, typer.Option("--alone", help="As a letter of its own, not to this one.")]


def correct(letter: Letter, field: Field, value: Value, today: Today = None, lang: Lang = "en") -> None:
    """Put a field of a letter right, or say which notice it is. Its last days follow at once."""
    from scanner.docket.correct import correct as put_right
    from scanner.docket.docket import whoever

    with _at_work(today, lang) as (docket, understanding):
        put_right(docket, understanding, letter, field, value, whoever())
        _tell(docket, understanding, letter)


def confirm(letter: Letter, fields: Fields = None, today: Today = None, lang: Lang = "en") -> None:
    """Say that a letter, or some fields of it, are as they are shown."""
    from scanner.docket.correct import confirm as say_so
    from scanner.docket.docket import whoever

    with _at_work(today, lang) as (docket, understanding):
        say_so(docket, understanding, letter, tuple(fields or ()), whoever())
        _tell(docket, understanding, letter)


def join(letter: Letter, other: Other, today: Today = None, lang: Lang = "en") -> None:
    """Undo a cut: the pages and notes of the other letter go to this one."""
    from scanner.docket.docket import whoever
    from scanner.docket.recut import join as put_together

    with _at_work(today, lang) as (docket, understanding):
        put_together(docket, understanding, letter, other, whoever())
        _tell(docket, understanding, letter)


def cut(letter: Letter, before: Before, today: Today = None, lang: Lang = "en") -> None:
    """Cut a letter in two."""
    from scanner.docket.docket import whoever
    from scanner.docket.recut import cut as cut_apart

    with _at_work(today, lang) as (docket, understanding):
        new = cut_apart(docket, understanding, letter, before, whoever())
        _tell(docket, understanding, letter, new)


def move(letter: Letter, page: Page, to: To, today: Today = None, lang: Lang = "en") -> None:
    """Move a page of a letter to another letter of the same file."""
    from scanner.docket.docket import whoever
    from scanner.docket.entries import entry
    from scanner.docket.recut import move as put_over

    with _at_work(today, lang) as (docket, understanding):
        put_over(docket, understanding, page, letter, to, whoever())
        with docket.database.reading() as connection:
            is_there = entry(connection, letter, understanding.scan.today) is not None
        _tell(docket, understanding, *((letter,) if is_there else ()), to)


def aside(letter: Letter, page: Page, today: Today = None, lang: Lang = "en") -> None:
    """Set a page of a letter aside: it belongs to none."""
    from scanner.docket.docket import whoever
    from scanner.docket.recut import set_aside

    with _at_work(today, lang) as (docket, understanding):
        set_aside(docket, understanding, page, letter, whoever())
        _tell(docket, understanding, letter)


def back(letter: Letter, page: Page, alone: Alone = False, today: Today = None, lang: Lang = "en") -> None:
    """Bring a page that was set aside back to a letter of the same file."""
    from scanner.docket.docket import whoever
    from scanner.docket.filed import file_of
    from scanner.docket.recut import bring_back

    with _at_work(today, lang) as (docket, understanding):
        with docket.database.reading() as connection:
            file = file_of(connection, letter)
        found = bring_back(docket, understanding, page, file, None if alone else letter, whoever())
        _tell(docket, understanding, found)


def show(letter: Letter, today: Today = None, lang: Lang = "en") -> None:
    """Explain a letter of the docket in full, with what was noted, put right and done."""
    from scanner.catalogue import load
    from scanner.docket import Docket
    from scanner.docket.audit import acts
    from scanner.docket.correct import history
    from scanner.docket.docket import notes_of
    from scanner.docket.entries import entry
    from scanner.docket.keep import newest_report
    from scanner.errors import UsageError
    from scanner.explain import explain_report
    from scanner.render.put_right import follow_up
    from scanner.render.record import Guide
    from scanner.render.telling import Letter as Shown
    from scanner.render.text import letter_text
    from scanner.render.words import words

    day, catalogue = day_of(today), load()
    with Docket.at().database.reading() as connection:
        if entry(connection, letter, day) is None:
            raise UsageError(f"There is no letter {letter} in the docket.")
        report = newest_report(connection, letter, catalogue, lang)
        noted, said, done = notes_of(connection, letter), history(connection, letter), list(acts(connection, letter))
    shown = Shown(report, explain_report(report, catalogue, lang))
    typer.echo(letter_text(shown, day, lang, Guide(catalogue.stations, catalogue.help)))
    typer.echo(follow_up(noted, said, done, words(lang)))


def learn(to: Folder) -> None:
    """Write letters that were put right, with their answers, for `scanner train --with FOLDER`. They stay private."""
    from scanner.catalogue import load
    from scanner.docket import Docket
    from scanner.docket.docket import whoever
    from scanner.docket.known import write_known
    from scanner.read import Readers

    with Readers(jobs=1) as readers:
        done = write_known(Docket.at(), load(), readers, to, whoever())
    typer.echo(f"{done.letters} letters with known answers are in {to}. They hold taxpayers' data: keep them here.")
    if done.unnamed:
        numbers = ", ".join(map(str, done.unnamed))
        typer.echo(
            f"Not taken, for nobody said which notice they are: {numbers}. scanner docket confirm NUMBER notice",
            err=True,
        )
    if done.failed:
        typer.echo(f"{done.failed} letters could not be cut out of their files.", err=True)
        raise typer.Exit(1)


@contextmanager
def _at_work(today: str | None, language: Language) -> Iterator[tuple[Docket, Understanding]]:
    """The docket, and with what its letters are understood anew: the classifier is opened only where nobody has said which
    notice a letter is, and a reader begins only where ruled lines must be looked up.
    """
    from scanner.catalogue import load
    from scanner.classifier import measured
    from scanner.cli.mail import what_was_learned
    from scanner.docket import Docket
    from scanner.docket.understanding import Understanding
    from scanner.explain import explain_report
    from scanner.read import Readers
    from scanner.render.contract import report_json
    from scanner.scan import Scan

    day, catalogue = day_of(today), load()
    with Readers(jobs=1) as readers:
        yield (
            Docket.at(),
            Understanding(
                Scan(catalogue, readers, day, language, learned=what_was_learned, measured=measured),
                lambda report: report_json(report, explain_report(report, catalogue, language), day),
            ),
        )


def _tell(docket: Docket, understanding: Understanding, *letters: int) -> None:
    """How the letters stand now: in the list's own lines, and what is still in doubt."""
    from rich.console import Console

    from scanner.docket.entries import entry
    from scanner.docket.keep import newest_body
    from scanner.render.docket import Listed
    from scanner.render.words import words

    day, language = understanding.scan.today, understanding.scan.language
    with docket.database.reading() as connection:
        found = [each for letter in letters if (each := entry(connection, letter, day))]
        doubts = [doubt for letter in letters for doubt in newest_body(connection, letter).get("doubts", ())]
    Console().print(Listed(found, [], day, words(language), law=understanding.scan.catalogue.law))
    for doubt in doubts:
        typer.echo(f"? {doubt}")
