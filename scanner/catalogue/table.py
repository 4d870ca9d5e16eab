"""The README's table of notices, made from the catalogue so that it cannot say anything else."""

from __future__ import annotations

from itertools import groupby

from scanner.catalogue.care import counted
from scanner.catalogue.whole import Catalogue
from scanner.notice import Line, Notice

__all__ = ["put_into", "table"]

LINES: dict[Line, str] = {
    "filing": "Filing",
    "processing": "Processing",
    "exam": "Audit",
    "appeals": "Appeals",
    "court": "Court",
    "collection": "Collection",
}
OPENS, CLOSES = "<!-- notices -->\n", "<!-- end of notices -->"
"""Between these the README has the table."""
MARKS = {"full": "", "light": "°", "listed": "?"}


def table(catalogue: Catalogue) -> str:
    """Markdown: what is counted, then a row for every station with the notices that stand there."""
    counts = counted(catalogue)
    rows = [
        (
            f"{counts['full']} notices in full, {counts['light']} in short (°), {counts['listed']} listed and not explained (?); "
            f"{counts['variants']} more numbers share a record."
        ),
        "",
        "| on the road | notices |",
        "|---|---|",
    ]
    for station in catalogue.stations.values():
        found = [each for each in catalogue.notices.values() if each.station == station.id]
        if found:
            rows.append(f"| {LINES[station.line]}: {station.name} | {_named(found)} |")
    return "\n".join(rows) + "\n"


def _named(found: list[Notice]) -> str:
    """Names in order, the kind of letter said once: `CP11 · CP12`, then `Letter 12C · 525`."""
    ordered = sorted(found, key=_order)
    parts = []
    for word, group in groupby(ordered, key=lambda each: _split(each.name)[0]):
        names = [_split(each.name)[1] + MARKS[each.record] for each in group]
        parts.append(f"{word}{' · '.join(names)}")
    return " · ".join(parts)


def _split(name: str) -> tuple[str, str]:
    """`Letter 525` is `Letter ` and `525`; CP11 stays whole."""
    head, space, tail = name.rpartition(" ")
    return (head + space, tail) if any(map(str.isdigit, tail)) else ("", name)


def _order(notice: Notice) -> tuple[str, int, str]:
    digits = "".join(filter(str.isdigit, notice.id))
    return _split(notice.name)[0] or notice.kind, int(digits or 0), notice.id


def put_into(readme: str, made: str) -> str:
    """The text of the README with this table between its two marks."""
    before, rest = readme.split(OPENS, 1)
    return before + OPENS + made + CLOSES + rest.split(CLOSES, 1)[1]


if __name__ == "__main__":
    import sys
    from pathlib import Path

    from scanner.catalogue import load

    file = Path(sys.argv[1])
    file.write_text(put_into(file.read_text("utf-8"), table(load())), "utf-8")
