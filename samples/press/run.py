"""A run of the press: letters drawn by chance from a seed, damaged, and written with their truth."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from samples.press import bindery, damage, feeder
from samples.press.editions import EDITIONS, Taste
from samples.press.truth import FileTruth, LetterTruth
from samples.press.typeset import Printed
from samples.press.wording import Wording, all_wordings


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be made: its name without the ending, its damage, its seed, and the quality of JPEG (0: by chance)."""

    name: str
    damage: str
    seed: str
    quality: int = 0


def draw(
    folder: Path, seed: int, count: int, notices: Sequence[str], damages: Sequence[str], *, stack: int = 1
) -> None:
    """Draws so many files into a folder, each with one letter or with a stack of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        chance = Random(f"{seed} {index}")
        kind = chance.choice(damages)
        if stack > 1:
            job = Job(f"stack-{kind}-{seed}-{index:04d}", kind, f"{seed}/{index}")
            make_stack(folder, job, [chance.choice(notices) for _ in range(stack)])
        else:
            notice = notices[index % len(notices)]
            variant = chance.randrange(all_wordings()[notice].wordings)
            make(
                folder,
                Job(f"{notice}-{kind}-{seed}-{index:04d}", kind, f"{seed}/{index}"),
                notice,
                Taste(variant=variant),
            )


@dataclass(frozen=True, slots=True)
class Each:
    """So many letters of every edition, with these kinds of damage in turn; in one wording, in those of the second hand
    (where it has not written, the last of the first hand), or in all of them in turn.
    """

    seed: int
    count: int
    damages: tuple[str, ...]
    wording: int | None = None
    second: bool = False


def draw_each(folder: Path, each: Each, notices: Sequence[str]) -> None:
    """Draws so many letters of every edition, on as many processes as there are cores."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as processes:
        for _ in processes.map(_draw_edition, ((folder, each, notice) for notice in notices), chunksize=4):
            pass


def _draw_edition(job: tuple[Path, Each, str]) -> None:
    folder, each, notice = job
    for index in range(each.count):
        kind = each.damages[index % len(each.damages)]
        variant = _variant(each, all_wordings()[notice], index)
        name = f"{notice}-{kind}-{each.seed}-{index:04d}"
        make(folder, Job(name, kind, f"{each.seed}/{notice}/{index}"), notice, Taste(variant=variant))


def _variant(each: Each, wording: Wording, index: int) -> int:
    if each.second:
        own = wording.wordings - wording.of_first_hand
        return wording.of_first_hand + index % own if own else wording.of_first_hand - 1
    return (index if each.wording is None else each.wording) % wording.wordings


def make(folder: Path, job: Job, notice: str, taste: Taste | None = None) -> Path:
    """One letter of a notice, damaged, and its truth."""
    printed = print_one(notice, job, taste or Taste())
    return write(folder, job, printed.pdf, (printed.truth,))


def make_stack(folder: Path, job: Job, notices: Sequence[str]) -> Path:
    """Several letters in one file, as a feeder scans a day's mail."""
    letters: list[LetterTruth] = []
    pdfs: list[bytes] = []
    for index, notice in enumerate(notices):
        printed = EDITIONS[notice](f"{job.seed}/{index}", Taste(brief=True))
        letters.append(printed.truth.moved(sum(len(letter.pages) for letter in letters)))
        pdfs.append(printed.pdf)
    return write(folder, job, bindery.joined(pdfs), tuple(letters))


@dataclass(frozen=True, slots=True)
class Heaps:
    """So many files, each a day's mail of so many pages through the feeder; as pictures or, to try splitting alone, as print."""

    seed: int
    count: int
    pages: int
    scanned: bool


def draw_heaps(folder: Path, heaps: Heaps) -> None:
    """Draws heaps of mail, on as many processes as there are cores."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as processes:
        list(processes.map(_draw_heap, ((folder, heaps, index) for index in range(heaps.count))))


def _draw_heap(job: tuple[Path, Heaps, int]) -> None:
    folder, heaps, index = job
    make_heap(folder, f"heap-{heaps.seed}-{index:04d}", f"{heaps.seed}/{index}", heaps.pages, scanned=heaps.scanned)


def make_heap(folder: Path, name: str, seed: str, pages: int, *, scanned: bool) -> Path:
    """One heap and its truth."""
    made = feeder.heap(seed, pages)
    path = folder / f"{name}.pdf"
    path.write_bytes(feeder.scanned(made, seed) if scanned else feeder.digital(made))
    feeder.file_of(made, path.name).write(folder)
    return path


def write(folder: Path, job: Job, pdf: bytes, letters: tuple[LetterTruth, ...]) -> Path:
    """Damages a PDF and writes the file and its truth."""
    copy = damage.copy(pdf, job.damage, job.seed, job.quality)
    path = folder / f"{job.name}{copy.ending}"
    path.write_bytes(copy.data)
    FileTruth(path.name, tuple(replace(letter, damage=job.damage) for letter in letters)).write(folder)
    return path


def print_one(notice: str, job: Job, taste: Taste) -> Printed:
    """The letter; for a kind of damage that holds one page only, one that fits on a page if there is such."""
    edition = EDITIONS[notice]
    taste = replace(taste, numberless=taste.numberless or job.damage == damage.TITLE_ONLY)
    printed = edition(job.seed, taste)
    if job.damage in damage.ONE_PAGE:
        for attempt in range(40):
            if len(printed.truth.pages) == 1:
                break
            printed = edition(f"{job.seed}/{attempt}", replace(taste, brief=True))
    return printed
