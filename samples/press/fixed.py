"""The small set that is kept in the repository: each notice as a digital PDF, some as a scan, some in a worse state.

The set must stay small, so only the notices of `SCANNED` have a scan in it; `--out` scans all others like them.
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
SCANNED = {
    "bureau-of-the-fiscal-service", "cp14", "cp14-es", "cp177", "cp2000", "cp242", "cp297", "cp297a", "cp297c",
    "cp501", "cp503", "cp504", "cp504-es", "cp523", "cp523-es", "cp77", "cp90", "cp90c", "cp92", "form-12153",
    "form-12256", "form-668-y", "form-9423", "letter-1058", "letter-1153", "letter-2272c", "letter-2439",
    "letter-2975", "letter-3171", "letter-3172", "letter-3174", "letter-3177", "letter-3193", "letter-3210",
    "letter-3886", "letter-3975", "letter-4025", "letter-4027", "letter-4052", "letter-4380", "letter-4383",
    "letter-4388", "letter-4390", "letter-4711", "letter-4837", "letter-525", "letter-5259", "letter-5603",
    "letter-7391", "letter-75", "lt11", "state-revenue", "tax-court", "tax-relief-flyer",
}  # fmt: skip
STACK = ("letter-4837", "cp504", "letter-7391", "letter-3172", "tax-relief-flyer", "cp14-es")


def draw(folder: Path) -> None:
    """Draws the set anew; the letters that an earlier drawing left are taken away, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for truth in folder.glob("*.truth.json"):
        (folder / json.loads(truth.read_text(encoding="utf-8"))["file"]).unlink(missing_ok=True)
        truth.unlink()
    for notice in sorted(EDITIONS):
        for kind in ("digital", "scan") if notice in SCANNED else ("digital",):
            job = Job(f"{notice}-{kind}", kind, f"{SEED} {kind} {notice}", QUALITY)
            run.make(folder, job, notice, Taste(brief=kind == "scan"))
    for item in SPECIAL:
        job = Job(f"{item.notice}-{item.damage}", item.damage, f"{SEED} {item.notice} {item.damage}", QUALITY)
        run.make(folder, job, item.notice, Taste(brief=True, layout=item.layout))
    run.make_stack(folder, Job("stack-scan", "scan-150", SEED, QUALITY), STACK)
