"""The command: `python -m samples.press --out DIR --seed N --count N [--notice ID …] [--damage NAME …]`, or with `--each N`, or `--fixed DIR`."""

import argparse
from pathlib import Path

from samples.press import fixed, monday, run
from samples.press.damage import DAMAGES
from samples.press.editions import EDITIONS


def main() -> None:
    """Prints letters into a folder, each with its truth."""
    parser = argparse.ArgumentParser(prog="python -m samples.press", description="Prints letters with known answers.")
    parser.add_argument("--out", type=Path, help="folder that the letters go into")
    parser.add_argument("--seed", type=int, default=1, help="the same seed prints the same letters")
    parser.add_argument("--count", type=int, default=10, help="how many letters")
    parser.add_argument("--each", type=int, default=0, metavar="N", help="N of every edition, wording after wording")
    parser.add_argument(
        "--heap", type=int, default=0, metavar="PAGES", help="COUNT files of a day's mail, as the feeder scans it"
    )
    parser.add_argument("--print", action="store_true", dest="as_print", help="with --heap: as print, not as pictures")
    parser.add_argument("--second", action="store_true", help="with --each: only in the words of the second hand")
    parser.add_argument("--wording", type=int, metavar="N", help="with --each: only this wording, from 1")
    parser.add_argument("--notice", nargs="*", default=[], metavar="ID", help="only these notices")
    parser.add_argument("--damage", nargs="*", default=[], choices=sorted(DAMAGES), help="only these kinds of damage")
    parser.add_argument("--stack", type=int, default=1, metavar="N", help="so many letters in each file")
    parser.add_argument(
        "--monday", type=Path, metavar="DIR", help="draw the small Monday morning kept in the repository"
    )
    parser.add_argument("--fixed", type=Path, metavar="DIR", help="draw the small set kept in the repository")
    chosen = parser.parse_args()
    if unknown := set(chosen.notice) - EDITIONS.keys():
        parser.error(f"no such notice: {', '.join(sorted(unknown))}; there are {', '.join(sorted(EDITIONS))}")
    if chosen.monday:
        monday.draw(chosen.monday)
    elif chosen.fixed:
        fixed.draw(chosen.fixed)
    elif chosen.out and chosen.heap:
        run.draw_heaps(chosen.out, run.Heaps(chosen.seed, chosen.count, chosen.heap, scanned=not chosen.as_print))
    elif chosen.out and chosen.each:
        wording = None if chosen.wording is None else chosen.wording - 1
        run.draw_each(
            chosen.out,
            run.Each(chosen.seed, chosen.each, tuple(chosen.damage or ["digital"]), wording, chosen.second),
            chosen.notice or sorted(EDITIONS),
        )
    elif chosen.out:
        notices, damages = chosen.notice or sorted(EDITIONS), chosen.damage or sorted(DAMAGES)
        run.draw(chosen.out, chosen.seed, chosen.count, notices, damages, stack=chosen.stack)
    else:
        parser.error("either --out or --fixed is needed")


if __name__ == "__main__":
    main()
