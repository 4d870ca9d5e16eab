"""CPU seconds a page, ours against the plain way, as ratios: `PYTHONPATH=tests python -m benchmarks [files]`; then whole letters
against the naive pipeline (`whole.py` says what is measured); at the end the load of the catalogue from its kept copy against
its files. Other benchmarks by name: `python -m benchmarks.lists`, `benchmarks.crew`, `benchmarks.ledger`.

The plain way is what a first script does: pdfplumber's text, else pdfplumber's picture at 300 dpi given to pytesseract.
Both take turns page by page in one run, so that a busy machine slows both alike; ratios carry over to other machines,
seconds do not. It prints and never fails.
"""

from __future__ import annotations

import gc
import os

os.environ["OMP_THREAD_LIMIT"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import resource
except ImportError:  # Windows: only this process is counted then
    resource = None  # type: ignore[assignment]

from scanner.catalogue import load, load_anew
from scanner.read import Picture, open_file, read_picture

from .drawn import KINDS, letter
from .whole import Told, everything, identity_and_deadlines, naive

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "letters"


def cpu() -> float:
    """CPU seconds used so far by this process and the children that have ended."""
    if resource is None:
        return time.process_time()
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def plain(path: Path) -> int:
    """Reads a PDF the plain way; gives the number of pages."""
    import pdfplumber
    import pytesseract

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if not (page.extract_text() or "").strip():
                pytesseract.image_to_string(page.to_image(resolution=300).original)
        return len(pdf.pages)


def ours(extent: str) -> Callable[[Path], int]:
    """Our way: the text layer, else the bands or the whole of the picture."""

    def read(path: Path) -> int:
        pages = open_file(path).pages
        for page in pages:
            if isinstance(page, Picture):
                read_picture(path, page.number, extent)  # type: ignore[arg-type]
        return len(pages)

    return read


def compare(way: Callable[[Path], int], paths: list[Path]) -> tuple[float, float]:
    """CPU seconds a page: our way, the plain way."""
    spent = [0.0, 0.0]
    pages = [0, 0]
    way(paths[0])
    plain(paths[0])
    for path in paths:
        for which, read in enumerate((way, plain)):
            gc.collect()  # else one way pays for what the other has left behind
            start = cpu()
            pages[which] += read(path)
            spent[which] += cpu() - start
    return spent[0] / pages[0], spent[1] / pages[1]


def whole_letters(paths: list[Path]) -> None:
    """Prints what letters cost from paper to last days, and how many answers from less reading are those from all."""
    catalogue = load()
    ways = {
        "naive": (naive(catalogue), 0.0),
        "from the bands": (identity_and_deadlines(catalogue, more=False), 6.0),
        "identity and deadlines": (identity_and_deadlines(catalogue), 6.0),
        "everything read": (everything(catalogue), 2.2),
    }
    told: dict[str, list[Told]] = {name: [] for name in ways}
    spent = dict.fromkeys(ways, 0.0)
    for way, _ in ways.values():
        way(paths[0])
    for path in paths:
        for name, (way, _) in ways.items():
            gc.collect()
            start = cpu()
            told[name].append(way(path))
            spent[name] += cpu() - start
    pages = sum(len(open_file(path).pages) for path in paths)
    theirs = spent.pop("naive") / pages
    for name, seconds in spent.items():
        mine, wanted = seconds / pages, ways[name][1]
        same = sum(one == other for one, other in zip(told[name], told["everything read"], strict=True))
        print(
            f"{f'letters, {name}':34}{mine:9.4f}{theirs:9.4f}{theirs / mine:8.1f}{wanted:8.1f}   {pages} pages; notice and "
            f"first last day as from everything in {same} of {len(paths)} files"
        )


def peak(paths: list[Path]) -> float:
    """The most memory (MB) that a fresh process takes to open these and read every picture in them whole."""
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom scanner.read import Picture, open_file, read_picture\n"
        "for path in map(Path, sys.argv[1:]):\n"
        "    for page in open_file(path).pages:\n"
        "        if isinstance(page, Picture): read_picture(path, page.number, 'whole')\n"
        "status = Path('/proc/self/status')\n"  # on Linux maxrss would count the process that started this one
        "lines = status.read_text().splitlines() if status.exists() else []\n"
        "held = [int(line.split()[1]) for line in lines if line.startswith('VmHWM')]\n"
        "most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(held[0] if held else most // (1024 if sys.platform == 'darwin' else 1))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return int(result.stdout) / 1024


def catalogue_loads(rounds: int = 5) -> tuple[float, float]:
    """CPU seconds to load the whole catalogue: from the kept copy, and from its files with every check; the best of each."""
    spent: tuple[list[float], list[float]] = ([], [])
    load()
    for _ in range(rounds):
        for times, way in zip(spent, (load.__wrapped__, load_anew), strict=True):
            gc.collect()
            start = cpu()
            way()
            times.append(cpu() - start)
    return min(spent[0]), min(spent[1])


def drawn(folder: Path, kind: str, count: int) -> Iterator[Path]:
    """Letters of our own drawing, as files of this kind."""
    for seed in range(count):
        pdf = letter(seed).pdf
        ending, make = KINDS.get(kind, (".pdf", lambda pdf, _: pdf))
        path = folder / f"{seed:02d}-{kind.replace(' ', '-')}{ending}"
        path.write_bytes(make(pdf, seed))
        yield path


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        digital = sorted(SAMPLES.glob("*-digital.pdf"))[:: max(1, 60 // count)] or list(drawn(folder, "digital", count))
        scans = sorted(SAMPLES.glob("*-scan.pdf"))[:: max(1, 50 // count)] or list(drawn(folder, "300-dpi scan", count))
        good = list(drawn(folder, "300-dpi scan", count))
        photos = list(drawn(folder, "phone photo", 2))
        print(f"{'':34}{'ours':>9}{'plain':>9}{'ratio':>8}{'wanted':>8}   CPU seconds a page")
        for title, way, paths, wanted in (
            ("digital page", ours("bands"), digital, 20.0),
            ("300-dpi scan, bands", ours("bands"), good, 8.0),
            ("300-dpi scan, whole", ours("whole"), good, 2.2),
            ("sample scan, bands", ours("bands"), scans, 8.0),
            ("sample scan, whole", ours("whole"), scans, 2.2),
        ):
            mine, theirs = compare(way, paths)
            print(f"{title:34}{mine:9.4f}{theirs:9.4f}{theirs / mine:8.1f}{wanted:8.1f}   {len(paths)} files")
        whole_letters(scans)
        kept, anew = catalogue_loads()
        print(f"{'catalogue, kept against files':34}{kept:9.4f}{anew:9.4f}{anew / kept:8.1f}{'':8}   seconds a load")
        if resource is not None:
            print(f"{'peak memory, MB (wanted < 400)':34}{peak([*digital[:2], *good[:2], *photos]):9.0f}")


if __name__ == "__main__":
    main()
