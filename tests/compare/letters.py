"""The letters: drawn by the press, with numbers that nobody knows and mail of others among them.

What is taught and what is asked never share a seed. Of the unknown numbers and the other senders every second kind is taught
and the others are asked, because a stranger that has been seen before is none.
"""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path
from random import Random

from samples.press.run import Job, make
from samples.press.wording import Wording, all_wordings

__all__ = ["DAMAGES", "asked", "taught"]

DAMAGES = ("digital", "scan", "fax-fine", "photo")
NOT_LETTERS = ("insert-", "form-")
"""Papers without a notice that are no letters: the forms and leaflets that come with one."""
STRANGE, FOREIGN = 0.15, 0.15
"""The shares of unknown numbers and of other senders among the letters asked."""
COPIES = 3
"""Letters of each kind that are taught."""


def asked(folder: Path, seed: int, count: int) -> Path:
    """Draws so many letters into the folder, in turn digital, scanned, faxed and photographed."""
    chance = Random(f"asked {seed}")
    known, strange, foreign = _kinds()
    strangers, others = round(count * STRANGE), round(count * FOREIGN)
    kinds = [
        *_some(known, count - strangers - others, chance),
        *_some(strange[1::2], strangers, chance),
        *_some(foreign[1::2], others, chance),
    ]
    folder.mkdir(parents=True)
    for index, (kind, damage) in enumerate(zip(kinds, cycle(DAMAGES), strict=False)):
        make(folder, Job(f"{index:03d}-{kind}-{damage}", damage, f"asked {seed}/{index}"), kind)
    return folder


def taught(folder: Path, seed: int) -> Path:
    """Draws the digital letters that a net is taught: a few of every notice, and of half of all strangers."""
    known, strange, foreign = _kinds()
    folder.mkdir(parents=True)
    for kind in (*known, *strange[::2], *foreign[::2]):
        for copy in range(COPIES):
            make(folder, Job(f"{kind}-{copy}", "digital", f"taught {seed}/{kind}/{copy}"), kind)
    return folder


def _kinds() -> tuple[list[str], list[str], list[str]]:
    """What the press prints: letters of a notice, letters with a number that nobody knows, mail of others."""
    wordings = dict(sorted(all_wordings().items()))
    return (
        [key for key, wording in wordings.items() if wording.notice],
        [key for key, wording in wordings.items() if _strange(key, wording)],
        [key for key, wording in wordings.items() if wording.sender != "irs"],
    )


def _strange(key: str, wording: Wording) -> bool:
    return not wording.notice and wording.sender == "irs" and not key.startswith(NOT_LETTERS)


def _some(kinds: list[str], count: int, chance: Random) -> list[str]:
    """So many of these kinds by chance, each again only when all have had their turn."""
    return list(islice(cycle(chance.sample(kinds, len(kinds))), count))
