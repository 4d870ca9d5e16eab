"""A run of the press: letters drawn by chance from a seed, damaged, and written with their truth."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from samples.press import damage
from samples.press.editions import EDITIONS, Taste
from samples.press.truth import FileTruth
from samples.press.typeset import Printed


def draw(folder: Path, seed: int, count: int, notices: Sequence[str], damages: Sequence[str]) -> None:
    """Draws so many letters into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        chance = Random(f"{seed} {index}")
        notice, kind = notices[index % len(notices)], chance.choice(damages)
        make(folder, f"{notice}-{kind}-{seed}-{index:04d}", notice, kind, f"{seed}/{index}")


def make(folder: Path, name: str, notice: str, kind: str, seed: str, taste: Taste | None = None) -> Path:
    """One letter of a notice with one kind of damage, as NAME with its ending, and its truth."""
    printed = print_one(notice, kind, seed, taste or Taste())
    copy = damage.copy(printed.pdf, kind, seed)
    path = folder / f"{name}{copy.ending}"
    path.write_bytes(copy.data)
    truth = replace(printed.truth, damage=kind)
    FileTruth(path.name, (truth,)).write(folder)
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
