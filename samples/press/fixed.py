"""The small set that is kept in the repository: each notice as a digital PDF and as a scan, and some of them worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from samples.press import run
from samples.press.editions import EDITIONS, Taste

SEED = "fixed"


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the set."""

    notice: str
    damage: str
    layout: str = ""


SPECIAL: Sequence[Item] = ()


def draw(folder: Path) -> None:
    """Draws the set anew; what was in the folder is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for notice in sorted(EDITIONS):
        for kind in ("digital", "scan"):
            run.make(folder, f"{notice}-{kind}", notice, kind, f"{SEED} {notice}", Taste(brief=kind == "scan"))
    for item in SPECIAL:
        seed = f"{SEED} {item.notice} {item.damage}"
        run.make(folder, f"{item.notice}-{item.damage}", item.notice, item.damage, seed, Taste(brief=True, layout=item.layout))
