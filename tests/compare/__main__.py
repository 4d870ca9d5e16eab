"""The command: `PYTHONPATH=tests python -m compare [--count N] [--seed N] [--folder DIR] [--json FILE]`.

All ways take turns letter by letter in one run, so that a busy machine slows them alike. Each answers one letter before the
clock runs: what is paid once (starting, loading, teaching) is not counted. It prints and never fails by what it finds.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.progress import track

from compare.answer import NOTHING, Answer, CannotRun, Way
from compare.bag import Bag
from compare.letters import asked, taught
from compare.marks import marks
from compare.naive import Naive
from compare.ours import Ours
from compare.table import Column, Comparison
from compare.templates import Templates
from compare.text import Texts
from scanner.catalogue import load
from scanner.evaluate import KnownFile, KnownLetter, known_files
from scanner.read import Readers


def main() -> None:
    """Draws or finds the letters, asks every way, prints the table."""
    parser = argparse.ArgumentParser(prog="python -m compare", description="The program beside three peers.")
    parser.add_argument("--count", type=int, default=60, help="how many letters are drawn")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same letters")
    parser.add_argument("--folder", type=Path, help="letters with known answers beside them, instead of drawn ones")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="compare-") as name, Readers(jobs=1) as readers:
        folder, catalogue, texts = Path(name), load(), Texts()
        files = known_files(chosen.folder or asked(folder / "asked", chosen.seed, chosen.count))
        makers: dict[str, Callable[[], Way]] = {
            Ours.name: lambda: Ours(catalogue, readers, date.today()),  # noqa: DTZ011  (as the commands do)
            Naive.name: lambda: Naive(texts, catalogue),
            Templates.name: lambda: Templates(catalogue),
            Bag.name: lambda: Bag(texts, known_files(taught(folder / "taught", chosen.seed)), chosen.seed),
        }
        ways, absent = gathered(makers)
        comparison = Comparison(described(files, chosen), compare(ways, files, texts), absent)
    Console().print(comparison)
    if chosen.json:
        chosen.json.write_text(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def gathered(makers: dict[str, Callable[[], Way]]) -> tuple[list[Way], dict[str, str]]:
    """The ways that can run here, and of the others why not."""
    ways, absent = [], {}
    for name, make in makers.items():
        try:
            ways.append(make())
        except CannotRun as reason:
            absent[name] = str(reason)
    return ways, absent


def compare(ways: Sequence[Way], files: Sequence[KnownFile], texts: Texts) -> dict[str, Column]:
    """Every way's column, all asked the same letters in turn."""
    cases: defaultdict[str, list[tuple[KnownLetter, Answer]]] = defaultdict(list)
    seconds: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for way in ways:
        asked_of(way, files[0])
    for file in track(files, "Reading", console=Console(stderr=True), transient=True):
        for way in ways:
            texts.spared, began = 0.0, perf_counter()
            answers = asked_of(way, file)
            seconds[way.name] += perf_counter() - began + texts.spared
            failed[way.name] += answers is None
            cases[way.name] += zip(file.letters, answers or cycle((NOTHING,)))  # noqa: B905  (the cycle has no end)
    return {
        way.name: Column(way.how, marks(cases[way.name]), seconds[way.name] / len(cases[way.name]), failed[way.name])
        for way in ways
    }


def asked_of(way: Way, file: KnownFile) -> tuple[Answer, ...] | None:
    """The answers of a way; None where it fails, whatever the reason: the others go on."""
    try:
        return way.answers(file)
    except Exception:  # noqa: BLE001  (three foreign programs, each with errors of its own)
        return None


def described(files: Sequence[KnownFile], chosen: argparse.Namespace) -> str:
    """What was compared on, in a sentence."""
    damages = Counter(letter.damage for file in files for letter in file.letters)
    origin = f"of {chosen.folder}" if chosen.folder else f"drawn with seed {chosen.seed}"
    return (
        f"{damages.total()} letters {origin}: {', '.join(f'{count} {kind}' for kind, count in damages.most_common())}"
    )


if __name__ == "__main__":
    main()
