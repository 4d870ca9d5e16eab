"""How long the list and the search take: `PYTHONPATH=tests python -m benchmarks.lists [--letters 100000] [--database URL]`.

A docket is filled straight, without the reading: letters of eight pages with thirty words each, taken from the sample
letters, with a taxpayer, a client, days and a file of their own, all of them open. Then each list is asked for several times,
on SQLite and, where its programs are here, on a PostgreSQL of its own. Prints the median in milliseconds of the first
page, of its count, and how many letters there are; wanted are 100 for the list and 50 for a search. It prints and never fails.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from docket.postgres import programs, running
from sqlalchemy import insert, text

from scanner.docket import Docket, Wanted, tables
from scanner.docket.entries import entries, matching
from scanner.docket.moments import moment
from scanner.docket.texts import keep_text
from scanner.page import Page
from scanner.report import Report

from .ledger import TODAY, samples

PAGES, WORDS = 8, 30
MOST = 200
ROUNDS = 9
TOGETHER = 5000
GIVEN = (
    "ROSA",
    "JUAN",
    "MARÍA",
    "JOSÉ",
    "ANA",
    "LUIS",
    "WEI",
    "MINH",
    "FATIMA",
    "JOHN",
    "LINH",
    "OLGA",
    "PEDRO",
    "AÏCHA",
)
FAMILY = (
    "MUÑOZ",
    "GARCÍA",
    "PEÑA",
    "NGUYỄN",
    "SMITH",
    "O'BRIEN",
    "LEFÈVRE",
    "IBÁÑEZ",
    "CHEN",
    "OKAFOR",
    "LÓPEZ",
    "TRẦN",
)
ASKED: dict[str, tuple[Wanted, float]] = {
    "the list": (Wanted(), 100),
    "due within a week": (Wanted(due=7), 100),
    "one letter's word": (Wanted(words="quill4388"), 50),
    "a word begun": (Wanted(words="quill43"), 50),
    "a word of one in fifteen": (Wanted(words="levy"), 50),
    "a word of a third": (Wanted(words="penalty"), 50),
    "a word of nearly all": (Wanted(words="taxpayer"), 50),
    "a letter of the alphabet": (Wanted(words="p"), 50),
    "two common words": (Wanted(words="penalty interest"), 50),
    "a name with accent": (Wanted(words="muñoz"), 50),
    "a whole name": (Wanted(words="María Ibáñez 77"), 50),
    "a notice": (Wanted(words="CP14"), 50),
    "a file's name": (Wanted(words="0043210.pdf"), 50),
    "nothing at all": (Wanted(words="zyzzyva"), 50),
    "a third, due in 7 days": (Wanted(words="penalty", due=7), 50),
    "a third, second page": (Wanted(words="penalty", after=MOST), 50),
}
"""What is asked for, and the milliseconds that are wanted."""


def filled(docket: Docket, count: int) -> None:
    """So many letters."""
    drawn = samples()
    for first in range(1, count + 1, TOGETHER):
        numbers = range(first, min(first + TOGETHER, count + 1))
        made = [_letter(number, drawn) for number in numbers]
        with docket.database.writing() as connection:
            for table, kind in ((tables.files, "file"), (tables.clients, "client"), (tables.letters, "letter")):
                connection.execute(insert(table), [each[kind] for each in made if each[kind]])
            connection.execute(insert(tables.deadlines), [day for each in made for day in each["days"]])
            for each in made:
                keep_text(connection, each["letter"]["id"], each["print"])
    with docket.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("analyze" if docket.database.is_sqlite else "vacuum analyze"))


def _letter(number: int, drawn: list[tuple[Page, Report, dict[str, Any]]]) -> dict[str, Any]:
    chance = random.Random(number)
    _, report, _ = chance.choice(drawn)
    assert report.notice
    day = TODAY - timedelta(days=chance.randrange(-100, 1400))
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {chance.randrange(100)}"
    client = (number + 4) // 5  # every fifth letter is the first of a client
    days = [day + timedelta(30 + 10 * at) for at, _ in enumerate(report.deadlines)]
    return {
        "file": {"id": number, "sha256": sha256(str(number).encode()).hexdigest(), "name": f"mail/{number:07}.pdf",
                 "bytes": 1, "added_at": moment(), "pages": PAGES},
        "client": {"id": client, "case_number": f"26-{client:05}", "name": name, "added_at": moment()}
        if number % 5 == 1 else None,
        "letter": {"id": number, "file_id": number, "ordinal": 1, "pages": "[1,2,3,4,5,6,7,8]", "notice": report.notice.id,
                   "name": report.notice.name, "outcome": report.outcome, "usual_urgency": "high", "station": report.station,
                   "sender": report.identity.sender, "language": "en", "letter_date": day,
                   "taxpayer": name,
                   "tin_last4": f"{chance.randrange(10_000):04}", "client_id": client, "added_at": moment()},
        "days": [{"letter_id": number, "term": each.term, "day": last, "leads": True, "is_right": each.right,
                  "action": each.action["en"]} for each, last in zip(report.deadlines, days, strict=True)],
        "print": " ".join([name, f"quill{number}", *_words(chance, [page for page, _, _ in drawn])]),
    }  # fmt: skip


def _words(chance: random.Random, pages: list[Page]) -> Iterator[str]:
    for _ in range(PAGES):
        words = chance.choice(pages).words
        first = chance.randrange(max(1, len(words) - WORDS))
        yield from (word.text for word in words[first : first + WORDS])


def milliseconds(ask: Callable[[], Any]) -> float:
    """The median of several times, after a first one that fills the caches."""
    ask()
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        spent.append(1000 * (time.perf_counter() - start))
    return median(spent)


def timed(docket: Docket, wanted: Wanted, today: date = TODAY) -> tuple[float, float, int]:
    """Milliseconds for the first page and for the count, and the count."""

    def page() -> int:
        with docket.database.reading() as connection:
            return len(list(entries(connection, Wanted(**{**_told(wanted), "most": MOST}), today)))

    def count() -> int:
        with docket.database.reading() as connection:
            return matching(connection, wanted, today)

    return milliseconds(page), milliseconds(count), count()


def _told(wanted: Wanted) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in wanted.__slots__}


@contextmanager
def databases(asked: str | None, folder: str) -> Iterator[dict[str, str | None]]:
    """The databases to be measured, by name."""
    place = programs()
    if asked:
        yield {"as asked": asked}
    elif place is None:
        yield {"SQLite": f"sqlite:///{folder}/docket.sqlite3"}
    else:
        with running(place) as server:
            yield {"SQLite": f"sqlite:///{folder}/docket.sqlite3", "PostgreSQL": server.database()}


def main() -> None:
    """Fills and measures in a folder of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=100_000)
    asked.add_argument("--database", help="an empty database by its URL; default: SQLite, and a PostgreSQL of its own")
    asked.add_argument("--folder", type=Path, help="where SQLite's file lies; default: a temporary folder")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as folder, databases(told.database, folder) as urls:
        os.environ["SCANNER_HOME"] = folder
        for name, url in urls.items():
            docket = Docket.at(url)
            filled(docket, told.letters)
            print(
                f"{f'{told.letters} letters, {name}':32}{'page':>7}{'count':>7}{'wanted':>8}{'letters':>9}   milliseconds"
            )
            for title, (wanted, most) in ASKED.items():
                page, count, found = timed(docket, wanted)
                print(f"{title:32}{page:7.1f}{count:7.1f}{most:8.0f}{found:9}", flush=True)
            docket.database.close()


if __name__ == "__main__":
    main()
