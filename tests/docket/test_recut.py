"""Letters cut anew by a person: no page is lost, what stays stays, and what changes is understood anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import TODAY, foot, json_of, mail, page, paragraph, seen
from sqlalchemy import select, update

from docket.desk import Desk, Happens, driver, put
from scanner.catalogue import load
from scanner.docket import Docket, Wanted, audit, tables
from scanner.docket.arrangement import NEW, Arrangement
from scanner.docket.correct import confirm, correct
from scanner.docket.docket import notes_of
from scanner.docket.entries import entries, entry
from scanner.docket.keep import newest_body
from scanner.docket.proof import proved
from scanner.docket.recut import bring_back, cut, join, move, set_aside
from scanner.docket.understanding import Understanding
from scanner.entry import Entry
from scanner.errors import UsageError
from scanner.letter import Aside, Letter
from scanner.page import Page
from scanner.report import Report
from scanner.scan import Scan
from scanner.split import arranged, split
from scanner.split.cuts import Cuts

BACK = "You must answer by December 7, 2026."


def back(number: int, says: str = BACK) -> Page:
    """A page without head or number, as the back of a letter."""
    return page(paragraph(says, 100), foot("Page 2 of 2"), number=number)


def front(number: int, day: str = "November 2, 2026") -> Page:
    return mail("Letter 2645C", day=day, at=number, also=foot("Page 1 of 2", left=72))


def blank(number: int) -> Page:
    return page(number=number)


MOST = 60
UNSURE = Cuts({}, 2.0)
PILE: Sequence[Page] = (front(1), back(2), blank(3), mail("Letter 1058 (Rev. 5-2019)", day="November 5, 2026", at=4), back(5, "continued"))  # fmt: skip
FILES: dict[str, Sequence[Happens]] = {
    "pile": PILE,
    "other": [front(1)],
    **{f"heap{at}": [front(1), back(2), blank(3), seen(front(4)), front(5), back(6)] for at in range(MOST)},
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk(FILES, seconds=0) as desk:
        yield desk


@pytest.fixture
def understanding(desk: Desk) -> Understanding:
    return Understanding(Scan(load(), desk, TODAY), json_of)


@pytest.fixture
def pile(docket: Docket, desk: Desk, tmp_path: Path) -> list[int]:
    """The numbers of a Letter 2645C on pages 1 and 2 and of a Letter 1058 on pages 4 and 5; page 3 is blank."""
    put(docket, tmp_path / "mail", "pile")
    driver(docket, desk).run()
    numbers = [each.id for each in sorted(listed(docket), key=lambda each: each.pages)]
    assert pages(docket) == {numbers[0]: (1, 2), numbers[1]: (4, 5)}
    return numbers


def listed(docket: Docket) -> list[Entry]:
    with docket.database.reading() as connection:
        return list(entries(connection, Wanted(closed=True), TODAY))


def pages(docket: Docket) -> dict[int, tuple[int, ...]]:
    return {each.id: each.pages for each in listed(docket)}


def now(docket: Docket, letter: int) -> Entry:
    with docket.database.reading() as connection:
        found = entry(connection, letter, TODAY)
    assert found
    return found


def body(docket: Docket, letter: int) -> dict[str, Any]:
    with docket.database.reading() as connection:
        return newest_body(connection, letter)


def last_days(docket: Docket, letter: int) -> set[str]:
    return {each["last_day"] for each in body(docket, letter)["deadlines"]}


def is_whole(docket: Docket) -> bool:
    """Whether the proof holds, the log is whole, and over the reports of each file every page stands once."""
    with docket.database.reading() as connection:
        proof, broken = proved(connection), audit.broken_at(connection)
        rows = connection.execute(select(tables.letters.c.id, tables.letters.c.file_id)).all()
        counts = {row.id: row.pages for row in connection.execute(select(tables.files))}
        told: dict[int, list[int]] = {}
        for row in rows:
            source = newest_body(connection, row.id)["source"]
            told.setdefault(row.file_id, []).extend([*source["pages"], *(each["page"] for each in source["set_aside"])])
    once = all(sorted(found) == list(range(1, counts[file] + 1)) for file, found in told.items())
    return proof.astray == () and broken is None and once


def test_joining_two_halves_gives_the_letter_its_last_day_back(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    first = pile[0]
    assert "2026-12-07" in last_days(docket, first)
    second = cut(docket, understanding, first, 2, "maria")
    assert "2026-12-07" not in last_days(docket, first)
    assert pages(docket) == {first: (1,), second: (2,), pile[1]: (4, 5)}
    assert is_whole(docket)
    join(docket, understanding, first, second, "maria")
    assert "2026-12-07" in last_days(docket, first)
    assert pages(docket) == {first: (1, 2), pile[1]: (4, 5)}
    assert is_whole(docket)


def test_the_second_half_can_be_the_one_that_stays(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    second = cut(docket, understanding, pile[0], 2, "maria")
    join(docket, understanding, second, pile[0], "maria")
    assert pages(docket)[second] == (1, 2)
    assert now(docket, second).notice == "letter-2645c"
    assert "2026-12-07" in last_days(docket, second)


def test_only_the_letters_that_change_are_understood_anew(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    cut(docket, understanding, pile[0], 2, "maria")
    with docket.database.reading() as connection:
        versions = {row.id: row.version for row in connection.execute(select(tables.letters))}
    assert versions == {pile[0]: 2, pile[1]: 1, max(versions): 1}


def test_a_blank_page_goes_with_the_letter_that_it_lies_behind(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    second = cut(docket, understanding, pile[0], 2, "maria")
    assert body(docket, pile[0])["source"]["set_aside"] == []
    assert body(docket, second)["source"]["set_aside"] == [{"page": 3, "kind": "blank"}]


def test_what_the_clinic_does_with_a_letter_outlives_the_cut_and_the_join(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    first, other = pile
    docket.assign(first, "jo", "maria")
    docket.note(first, "on the first", "maria")
    docket.note(other, "on the other", "maria")
    correct(docket, understanding, other, "letter_date", "2026-11-06", "maria")
    docket.set_status(other, "closed", "maria")
    join(docket, understanding, first, other, "maria")
    after = now(docket, first)
    assert (after.status, after.assigned_to, after.pages) == ("assigned", "jo", (1, 2, 4, 5))
    with docket.database.reading() as connection:
        noted = [each.text for each in notes_of(connection, first)]
    assert noted[:2] == ["on the first", "on the other"]
    assert "letter_date: 2026-11-06" in noted[2]
    assert is_whole(docket)


def test_an_open_letter_does_not_hide_in_a_closed_one(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    docket.set_status(pile[0], "closed", "maria")
    join(docket, understanding, pile[0], pile[1], "maria")
    assert now(docket, pile[0]).status == "new"


def test_a_client_goes_over_where_the_letter_that_stays_has_none(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    with docket.database.writing() as connection:
        client = connection.scalar(
            tables.clients.insert().values(name="Quill Zabriskie", case_number="C-1", added_at="").returning(tables.clients.c.id)
        )  # fmt: skip
        theirs = update(tables.letters).where(tables.letters.c.id == pile[1])
        connection.execute(theirs.values(client_id=client, client_sure=True))
    join(docket, understanding, pile[0], pile[1], "maria")
    assert (now(docket, pile[0]).client, now(docket, pile[0]).client_sure) == ("Quill Zabriskie", True)


def test_copies_of_a_letter_that_goes_are_no_copies_of_nothing(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    with docket.database.writing() as connection:
        copy = update(tables.letters).where(tables.letters.c.id == pile[0]).values(same_as=pile[1])
        connection.execute(copy)
    join(docket, understanding, pile[0], pile[1], "maria")
    assert now(docket, pile[0]).same_as is None


def test_a_page_is_moved_set_aside_and_brought_back(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    first, other = pile
    move(docket, understanding, 2, first, other, "maria")
    assert {key: set(each) for key, each in pages(docket).items()} == {first: {1}, other: {2, 4, 5}}
    assert is_whole(docket)
    set_aside(docket, understanding, 2, other, "maria")
    assert pages(docket) == {first: (1,), other: (4, 5)}
    assert body(docket, first)["source"]["set_aside"] == [{"page": 2, "kind": "person"}, {"page": 3, "kind": "blank"}]
    assert is_whole(docket)
    with docket.database.reading() as connection:
        (file,) = connection.scalars(select(tables.files.c.id))
        assert dict(proved(connection).aside) == {"person": 1, "blank": 1}
    assert bring_back(docket, understanding, 2, file, first, "maria") == first
    assert pages(docket)[first] == (1, 2)
    alone = bring_back(docket, understanding, 3, file, None, "maria")
    assert pages(docket) == {first: (1, 2), other: (4, 5), alone: (3,)}
    move(docket, understanding, 3, alone, other, "maria")
    assert {key: set(each) for key, each in pages(docket).items()} == {first: {1, 2}, other: {3, 4, 5}}
    assert is_whole(docket)


def test_the_search_finds_a_letter_by_the_words_of_its_pages_alone(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    def saying(words: str) -> list[int]:
        with docket.database.reading() as connection:
            return [each.id for each in entries(connection, Wanted(words=words), TODAY)]

    assert saying("answer by december") == [pile[0]]
    second = cut(docket, understanding, pile[0], 2, "maria")
    assert saying("answer by december") == [second]
    join(docket, understanding, pile[0], second, "maria")
    assert saying("answer by december") == [pile[0]]


def doubtful_ends(*groups: set[int]) -> list[tuple[int, ...]]:
    """The pages after which it is not sure whether a letter ends, for each, where the rules are sure of nothing."""
    return [tuple(page for page, _ in letter.doubtful_cuts) for letter in arranged(tuple(PILE), groups, load(), UNSURE)]


def test_a_cut_that_a_person_made_is_in_no_doubt_and_one_that_nobody_looked_at_still_is() -> None:
    assert doubtful_ends({1, 2}, {4, 5}) == [(1, 2), (1, 2, 4)]
    assert doubtful_ends({1}, {2}, {4, 5}) == [(), (2,), (2, 4)]
    assert doubtful_ends({1}, {2, 4, 5}) == [(), (4,)]
    assert doubtful_ends({1, 2, 4, 5}) == [(1, 4)]


@pytest.mark.parametrize("cuts", [None, UNSURE])
def test_what_nobody_rearranged_is_as_it_was_split(cuts: Cuts | None) -> None:
    astray = (front(1), mail("Letter 1058 (Rev. 5-2019)", at=2), _second_of("November 2, 2026"))
    for heap in (astray, tuple(PILE), tuple(reversed(PILE)), (back(1), front(2), blank(3)), (blank(1), blank(2))):
        pages = tuple(replace(each, number=at) for at, each in enumerate(heap, 1))
        letters = split(pages, load(), cuts).letters
        again = arranged(pages, [letter.numbers for letter in letters], load(), cuts)
        assert [_facts(letter) for letter in again] == [_facts(letter) for letter in letters]


def _second_of(day: str) -> Page:
    return mail("Letter 2645C", day=day, also=foot("Page 2 of 2", left=72))


def _facts(letter: Letter) -> tuple[object, ...]:
    return letter.numbers, letter.gap, letter.moved, letter.doubtful_cuts


def test_corrections_stay_with_their_letter(docket: Docket, understanding: Understanding, pile: list[int]) -> None:
    correct(docket, understanding, pile[0], "letter_date", "2026-11-04", "maria")
    second = cut(docket, understanding, pile[0], 2, "maria")
    assert now(docket, pile[0]).letter_date == date(2026, 11, 4)
    assert now(docket, second).letter_date != date(2026, 11, 4)


def test_a_page_that_a_person_took_away_is_missed_though_the_whole_was_confirmed(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    confirm(docket, understanding, pile[0], (), "maria")
    assert now(docket, pile[0]).outcome == "sure"
    cut(docket, understanding, pile[0], 2, "maria")
    assert any("A page may be missing" in doubt for doubt in body(docket, pile[0])["doubts"])


@pytest.mark.parametrize(
    "wrong", ["another file", "itself", "the first page", "no page of it", "the only page", "not aside"]
)
def test_what_cannot_be_rearranged_is_refused_and_nothing_changes(
    docket: Docket, desk: Desk, understanding: Understanding, pile: list[int], tmp_path: Path, wrong: str
) -> None:
    put(docket, tmp_path / "mail", "other")
    driver(docket, desk).run()
    first, other, alone = sorted(pages(docket))
    before = pages(docket)
    with docket.database.reading() as connection:
        acts = len(list(audit.acts(connection)))
    tried = {
        "another file": lambda: join(docket, understanding, first, alone, "maria"),
        "itself": lambda: join(docket, understanding, first, first, "maria"),
        "the first page": lambda: cut(docket, understanding, first, 1, "maria"),
        "no page of it": lambda: move(docket, understanding, 4, first, other, "maria"),
        "the only page": lambda: set_aside(docket, understanding, 1, alone, "maria"),
        "not aside": lambda: bring_back(docket, understanding, 4, 1, first, "maria"),
    }
    with pytest.raises(UsageError):
        tried[wrong]()
    assert pages(docket) == before
    with docket.database.reading() as connection:
        assert len(list(audit.acts(connection))) == acts


def test_who_comes_second_rearranges_what_the_first_has_left(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    """Somebody cuts the letter while another is about to join it: what is joined is what is there then."""
    said: list[int] = []

    def meanwhile(report: Report) -> dict[str, object]:
        if not said:
            said.append(cut(docket, understanding, pile[0], 2, "jo"))
        return json_of(report)

    join(docket, Understanding(understanding.scan, meanwhile), pile[0], pile[1], "maria")
    assert {key: set(each) for key, each in pages(docket).items()} == {pile[0]: {1, 4, 5}, said[0]: {2}}
    assert is_whole(docket)


def test_the_log_says_what_was_done_to_which_pages(
    docket: Docket, understanding: Understanding, pile: list[int]
) -> None:
    second = cut(docket, understanding, pile[0], 2, "maria")
    join(docket, understanding, pile[0], second, "jo")
    with docket.database.reading() as connection:
        done = [(act.what, act.by, json.loads(act.detail)) for act in audit.acts(connection, pile[0])][-2:]
    assert done == [
        ("cut", "maria", {"file": 1, "before": 2, "new": second}),
        ("join", "jo", {"file": 1, "other": second}),
    ]


# Whatever is done, in whatever order

STEP = st.tuples(st.sampled_from(["join", "cut", "move", "aside", "back"]), st.integers(1, 9), st.integers(1, 9))


def changed(was: Arrangement, step: tuple[str, int, int]) -> Arrangement:
    """One step of nonsense or sense; the letters that are new get a number of their own."""
    what, one, two = step
    after = {
        "join": lambda: was.joined(one, two),
        "cut": lambda: was.cut(one, two),
        "move": lambda: was.moved(two, next((k for k, v in was.groups.items() if two in v), one), one),
        "aside": lambda: was.without(one, next((k for k, v in was.groups.items() if one in v), two)),
        "back": lambda: was.brought_back(one, two if two in was.groups else NEW),
    }[what]()
    if NEW not in after.groups:
        return after
    own = next(number for number in count(1) if number not in after.groups)
    return Arrangement({(own if key == NEW else key): pages for key, pages in after.groups.items()}, after.aside)


@given(steps=st.lists(STEP, max_size=30))
def test_no_page_is_lost_or_doubled_whatever_is_rearranged(steps: list[tuple[str, int, int]]) -> None:
    arrangement = Arrangement({1: (1, 2, 3), 2: (4, 5), 3: (7,)}, (Aside(6, "blank"), Aside(8, "unread")))
    for step in steps:
        try:
            after = changed(arrangement, step)
        except UsageError:
            continue
        assert after.pages == (1, 2, 3, 4, 5, 6, 7, 8)
        assert all(after.groups.values())
        beside = [each.page for near in after.near.values() for each in near]
        assert sorted(beside) == sorted(each.page for each in after.aside)
        same = after.groups.keys() - after.changed_since(arrangement)
        assert all(set(after.groups[key]) == set(arrangement.groups[key]) for key in same)
        arrangement = after


HEAPS = count()


class Clerk:
    """Somebody who rearranges one file, and tries what cannot be done too."""

    def __init__(self, docket: Docket, understanding: Understanding, file: int) -> None:
        self.docket, self.understanding, self.file = docket, understanding, file

    def take(self, step: tuple[str, int, int]) -> None:
        what, one, two = step
        with self.docket.database.reading() as connection:
            here = (
                select(tables.letters.c.id).where(tables.letters.c.file_id == self.file).order_by(tables.letters.c.id)
            )
            own = list(connection.scalars(here))
        some, other = own[one % len(own)], own[two % len(own)]
        given = (self.docket, self.understanding)
        with suppress(UsageError):
            {
                "join": lambda: join(*given, some, other, "maria"),
                "cut": lambda: cut(*given, some, two, "maria"),
                "move": lambda: move(*given, two, some, other, "maria"),
                "aside": lambda: set_aside(*given, two, some, "maria"),
                "back": lambda: bring_back(*given, one, self.file, some, "maria"),
            }[what]()


@pytest.fixture
def clerks(docket: Docket, desk: Desk, understanding: Understanding, tmp_path: Path) -> Callable[[], Clerk]:
    """A clerk with a file of its own, as often as asked."""

    def clerk() -> Clerk:
        (file,) = put(docket, tmp_path / "mail", f"heap{next(HEAPS) % MOST}")
        driver(docket, desk).run()
        return Clerk(docket, understanding, file)

    return clerk


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=2, max_size=5))
def test_the_proof_holds_after_any_sequence_of_joins_and_cuts(
    clerks: Callable[[], Clerk], steps: list[tuple[str, int, int]]
) -> None:
    clerk = clerks()
    for step in steps:
        clerk.take(step)
        assert is_whole(clerk.docket)
