"""A run of the press: letters drawn by chance from a seed, damaged, and written with their truth."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from samples.press import bindery, damage
from samples.press.editions import EDITIONS, Taste
from samples.press.truth import FileTruth, LetterTruth
from samples.press.typeset import Printed


def draw(folder: Path, seed: int, count: int, notices: Sequence[str], damages: Sequence[str], stack: int = 1) -> None:
    """Draws so many files into a folder, each with one letter or with a stack of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        chance = Random(f"{seed} {index}")
        kind = chance.choice(damages)
        if stack > 1:
            chosen = [chance.choice(notices) for _ in range(stack)]
            make_stack(folder, f"stack-{kind}-{seed}-{index:04d}", chosen, kind, f"{seed}/{index}")
        else:
            notice = notices[index % len(notices)]
            make(folder, f"{notice}-{kind}-{seed}-{index:04d}", notice, kind, f"{seed}/{index}")


def make(
    folder: Path, name: str, notice: str, kind: str, seed: str, taste: Taste | None = None, quality: int = 0
) -> Path:
    """One letter of a notice with one kind of damage, as NAME with its ending, and its truth."""
    printed = print_one(notice, kind, seed, taste or Taste())
    return write(folder, name, printed.pdf, (printed.truth,), kind, seed, quality)


def make_stack(folder: Path, name: str, notices: Sequence[str], kind: str, seed: str, quality: int = 0) -> Path:
    """Several letters in one file, as a feeder scans a day's mail."""
    letters: list[LetterTruth] = []
    pdfs: list[bytes] = []
    for index, notice in enumerate(notices):
        printed = EDITIONS[notice](f"{seed}/{index}", Taste(brief=True))
        letters.append(printed.truth.moved(sum(len(letter.pages) for letter in letters)))
        pdfs.append(printed.pdf)
    return write(folder, name, bindery.joined(pdfs), tuple(letters), kind, seed, quality)


def write(
    folder: Path, name: str, pdf: bytes, letters: tuple[LetterTruth, ...], kind: str, seed: str, quality: int
) -> Path:
    """Damages a PDF and writes the file and its truth."""
    copy = damage.copy(pdf, kind, seed, quality)
    path = folder / f"{name}{copy.ending}"
    path.write_bytes(copy.data)
    FileTruth(path.name, tuple(replace(letter, damage=kind) for letter in letters)).write(folder)
    return path


def print_one(notice: str, kind: str, seed: str, taste: Taste) -> Printed:
    """The letter; for a kind of damage that holds one page only, one that fits on a page if there is such."""
    edition = EDITIONS[notice]
    printed = edition(seed, taste)
    if kind in damage.ONE_PAGE:
        for attempt in range(40):
            if len(printed.truth.pages) == 1:
                break
            printed = edition(f"{seed}/{attempt}", replace(taste, brief=True))
    return printed
