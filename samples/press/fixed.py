"""The small set that is kept in the repository: each notice as a digital PDF, most as a scan, some in a worse state.

The set must stay small, so the notices of `DIGITAL_ONLY` have no scan in it; `--out` scans them like all others.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from samples.press import run
from samples.press.editions import EDITIONS, Taste
from samples.press.run import Job

SEED = "fixed"
QUALITY = 38


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the set."""

    notice: str
    damage: str
    layout: str = ""


SPECIAL: Sequence[Item] = (
    Item("letter-4388", "scan-skewed"),
    Item("letter-3193", "scan-skewed"),
    Item("cp503", "scan-skewed", "older-cp"),
    Item("cp504", "scan-upside-down", "header-box"),
    Item("letter-1058", "scan-upside-down"),
    Item("cp90", "scan-turned"),
    Item("letter-4837", "scan-worn"),
    Item("letter-4380", "scan-worn"),
    Item("cp501", "scan-bitonal", "reference-box"),
    Item("letter-3172", "scan-bitonal"),
    Item("lt11", "fax-fine", "acs"),
    Item("letter-4390", "fax-fine"),
    Item("cp523", "fax-standard", "header-box"),
    Item("cp14", "photo", "header-box"),
    Item("letter-4383", "photo"),
    Item("cp504-es", "photo"),
    Item("letter-3210", "scan-colour"),
    Item("letter-2975", "scan-300"),
    Item("cp14", "searchable-bad", "reference-box"),
    Item("letter-4390", "searchable-bad"),
    Item("letter-2272c", "png-alpha"),
    Item("letter-4052", "webp"),
    Item("cp297", "tiff-pages", "older-cp"),
    Item("letter-7391", "fax-fine"),
)
DIGITAL_ONLY = {
    "cp05a", "cp09", "cp11", "cp12", "cp13", "cp162", "cp23", "cp3219a", "cp3219n", "cp504b", "cp508c", "cp518", "cp59",
    "cp688", "cp75", "cp91", "letter-105c", "letter-106c", "letter-12c", "letter-226-j", "letter-238", "letter-2566",
    "letter-3219", "letter-3279c", "letter-4464c", "letter-5071c", "letter-531", "letter-566", "letter-7781c", "lt16",
    "lt38",
}  # fmt: skip
STACK = ("letter-4837", "cp504", "letter-7391", "letter-3172", "tax-relief-flyer", "cp14-es")


def draw(folder: Path) -> None:
    """Draws the set anew; the letters that an earlier drawing left are taken away, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for truth in folder.glob("*.truth.json"):
        (folder / json.loads(truth.read_text(encoding="utf-8"))["file"]).unlink(missing_ok=True)
        truth.unlink()
    for notice in sorted(EDITIONS):
        for kind in ("digital",) if notice in DIGITAL_ONLY else ("digital", "scan"):
            job = Job(f"{notice}-{kind}", kind, f"{SEED} {kind} {notice}", QUALITY)
            run.make(folder, job, notice, Taste(brief=kind == "scan"))
    for item in SPECIAL:
        job = Job(f"{item.notice}-{item.damage}", item.damage, f"{SEED} {item.notice} {item.damage}", QUALITY)
        run.make(folder, job, item.notice, Taste(brief=True, layout=item.layout))
    run.make_stack(folder, Job("stack-scan", "scan-150", SEED, QUALITY), STACK)
