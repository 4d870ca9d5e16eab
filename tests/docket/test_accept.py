"""Accepting many letters at once: only what is sure, only as it was shown, and only once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from paper import TODAY, json_of, mail, seen
from sqlalchemy import select

from docket.desk import Desk, Happens, driver, put
from docket.test_correct import Doubting
from scanner.catalogue import load
from scanner.docket import Docket, Wanted, audit, tables
from scanner.docket.accept import Accepted, Standing, accept, standing_of
from scanner.docket.correct import confirm, correct, history
from scanner.docket.entries import dated, entries, entry, matching
from scanner.docket.falling import falling
from scanner.docket.understanding import Understanding
from scanner.entry import Entry
from scanner.scan import Scan

CLEAR = mail("Letter 1058 (Rev. 5-2019)", day="November 5, 2026")
POOR = seen(mail("Letter 1058 (Rev. 5-2019)", day="November 24, 2025"), poor={"November": 0.6})
OTHER = mail("Letter 1058 (Rev. 5-2019)", day="November 12, 2026")


@pytest.fixture
def desk() -> Iterator[Desk]:
    files: dict[str, Sequence[Happens]] = {"one": [CLEAR], "two": [replace(OTHER, ink=0.1)], "poor": [POOR]}
    with Desk(files) as desk:
        yield desk


@pytest.fixture
def understanding(desk: Desk) -> Understanding:
    return Understanding(Scan(load(), desk, TODAY), json_of)


@pytest.fixture
def heap(docket: Docket, desk: Desk, tmp_path: Path) -> list[int]:
    """Two letters that are sure and one to check, by their numbers."""
    put(docket, tmp_path / "mail", "one", "two", "poor")
    driver(docket, desk).run()
    found = sorted((each.outcome == "check", each.id) for each in listed(docket))
    assert [check for check, _ in found] == [False, False, True]
    return [number for _, number in found]


def listed(docket: Docket, **wanted: Any) -> list[Entry]:
    with docket.database.reading() as connection:
        return list(entries(connection, Wanted(**wanted), TODAY))


def now(docket: Docket, letter: int) -> Entry:
    with docket.database.reading() as connection:
        found = entry(connection, letter, TODAY)
    assert found
    return found


def standing(docket: Docket, **wanted: Any) -> Standing:
    with docket.database.reading() as connection:
        return standing_of(connection, Wanted(**wanted), TODAY)


def test_first_it_says_how_many_are_sure_and_how_many_are_not(docket: Docket, heap: list[int]) -> None:
    assert standing(docket) == Standing(sure=2, check=1, unknown=0, open=2)
    assert standing(docket, outcome=("check",)) == Standing(0, 1, 0, 0)
    docket.set_status(heap[0], "closed", "maria")
    assert standing(docket) == Standing(1, 1, 0, 1)
    assert standing(docket, status=("closed",)) == Standing(1, 0, 0, 0)


def test_each_is_confirmed_as_a_whole_checked_and_logged_under_the_persons_name(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    days = {each.id: each.due for each in listed(docket)}
    one, two, _ = heap
    assert accept(docket, understanding, {one: 1, two: 1}, "maria") == Accepted((one, two))
    for letter in (one, two):
        after = now(docket, letter)
        assert (after.outcome, after.status, after.version, after.due) == ("sure", "checked", 2, days[letter])
        with docket.database.reading() as connection:
            said = history(connection, letter)
            acts = [(act.by, act.what, json.loads(act.detail)) for act in audit.acts(connection, letter)][-2:]
        assert {each.by for each in said} == {"maria"}
        assert [each.value for each in said if each.field == "all"] == ["[]"]
        assert all(each.is_confirmation for each in said)
        assert acts == [
            ("maria", "confirm", {"fields": ["all"], "version": 2}),
            ("maria", "status", {"from": "new", "to": "checked"}),
        ]
    assert standing(docket).open == 0
    with docket.database.reading() as connection:
        assert audit.broken_at(connection) is None


def test_it_says_of_each_letter_what_confirming_it_alone_would_have_said(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    one, two, _ = heap
    accept(docket, understanding, {one: 1}, "maria")
    confirm(docket, understanding, two, (), "maria")
    with docket.database.reading() as connection:
        alone, together = ({each.field for each in history(connection, letter)} for letter in (two, one))
    assert {"notice", "letter_date", "all"} <= alone & together


def test_doing_it_twice_does_it_once(docket: Docket, understanding: Understanding, heap: list[int]) -> None:
    one, two, _ = heap
    accept(docket, understanding, {one: 1, two: 1}, "maria")
    assert accept(docket, understanding, {one: 1, two: 1}, "maria") == Accepted(
        (), {one: "confirmed", two: "confirmed"}
    )
    assert [now(docket, each).version for each in (one, two)] == [2, 2]


def test_two_who_accept_the_same_letters_at_once_accept_each_once(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    seen_ = {heap[0]: 1, heap[1]: 1}
    found: list[Accepted] = []
    threads = [
        threading.Thread(target=lambda by=by: found.append(accept(docket, understanding, seen_, by)))
        for by in ("maria", "jo")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(letter for each in found for letter in each.done) == sorted(seen_)
    assert sorted(letter for each in found for letter in each.left) == sorted(seen_)
    assert {why for each in found for why in each.left.values()} == {"confirmed"}
    with docket.database.reading() as connection:
        assert all(len([row for row in history(connection, each) if row.field == "all"]) == 1 for each in seen_)


def test_what_is_another_version_not_sure_closed_or_gone_is_left_out_and_named(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    one, two, poor = heap
    correct(docket, understanding, one, "contact_phone", "800-555-0100", "jo")
    docket.set_status(two, "closed", "jo")
    told = accept(docket, understanding, {one: 1, two: 1, poor: 1, 999: 1}, "maria")
    assert told == Accepted((), {one: "changed", two: "changed", poor: "changed", 999: "gone"})
    assert [now(docket, each).status for each in heap] == ["new", "closed", "new"]
    assert accept(docket, understanding, {one: 2}, "maria").done == (one,)


def test_a_change_while_it_is_worked_out_leaves_that_letter_out_and_takes_the_others(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    one, two, _ = heap
    meddled: list[int] = []

    def meddling(report: Any) -> dict[str, object]:
        if not meddled:
            meddled.append(one)
            correct(docket, understanding, one, "contact_phone", "800-555-0100", "jo")
        return json_of(report)

    told = accept(docket, replace(understanding, body=meddling), {one: 1, two: 1}, "maria")
    assert told == Accepted((two,), {one: "changed"})
    assert now(docket, one).status == "new"


def test_a_letter_that_the_program_has_learned_to_doubt_is_left_out(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    doubting = replace(understanding, scan=replace(understanding.scan, catalogue=Doubting.of(load())))
    assert accept(docket, doubting, {heap[0]: 1}, "maria") == Accepted((), {heap[0]: "changed"})
    assert now(docket, heap[0]).version == 1


def test_a_letter_whose_last_day_is_worked_out_otherwise_now_is_left_out(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    """The law was put right since the letter was read: what was shown is not what would be kept."""
    with docket.database.writing() as connection:
        kept = select(tables.reports.c.body).where(tables.reports.c.letter_id == heap[0])
        body = json.loads(connection.scalar(kept) or "")
        body["deadlines"][0]["last_day"] = str(TODAY + timedelta(200))
        rows = tables.reports.update().where(tables.reports.c.letter_id == heap[0])
        connection.execute(rows.values(body=json.dumps(body)))
    assert accept(docket, understanding, {heap[0]: 1}, "maria") == Accepted((), {heap[0]: "changed"})


def test_a_letter_that_somebody_has_already_stays_theirs(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    docket.assign(heap[0], "jo", "jo")
    accept(docket, understanding, {heap[0]: 1}, "maria")
    assert (now(docket, heap[0]).status, now(docket, heap[0]).assigned_to) == ("assigned", "jo")
    with docket.database.reading() as connection:
        assert [act.what for act in audit.acts(connection, heap[0])].count("status") == 0


def test_a_file_that_is_being_read_again_is_left_alone(
    docket: Docket, understanding: Understanding, heap: list[int]
) -> None:
    with docket.database.writing() as connection:
        rows = tables.ledger
        connection.execute(rows.update().where(rows.c.page == -1).values(state="waiting"))
    assert accept(docket, understanding, {heap[0]: 1}, "maria") == Accepted((), {heap[0]: "changed"})


def test_nothing_is_accepted_of_nothing(docket: Docket, understanding: Understanding) -> None:
    assert accept(docket, understanding, {}, "maria") == Accepted()


# The days of a list


def test_the_list_of_a_span_holds_the_letters_with_a_day_in_it_and_in_that_order(
    docket: Docket, heap: list[int]
) -> None:
    with docket.database.reading() as connection:
        every = list(dated(connection, Wanted(), TODAY))
        days = sorted({due.day for each in every for due in each.days})
        for day in days:
            wanted = Wanted(between=(day, day))
            there = {each.entry.id for each in every if day in {due.day for due in each.days}}
            found = [each.id for each in entries(connection, wanted, TODAY)]
            assert (set(found), matching(connection, wanted, TODAY)) == (there, len(there))
            assert {each.letter for each in falling(connection, Wanted(), day, day, TODAY)} == there
        span = (days[0], days[-1])
        order = [
            min(due.day for due in each.days if span[0] <= due.day <= span[1])
            for each in dated(connection, Wanted(between=span), TODAY)
        ]
        assert order == sorted(order)
        assert len(order) == len([each for each in every if each.days])
        assert not list(entries(connection, Wanted(between=(TODAY - timedelta(9000), TODAY - timedelta(8000))), TODAY))


def test_what_falls_due_is_that_of_the_list_and_says_where_a_right_ends(docket: Docket, heap: list[int]) -> None:
    first, last = TODAY, TODAY + timedelta(400)
    with docket.database.reading() as connection:
        every = list(dated(connection, Wanted(), TODAY))
        told = falling(connection, Wanted(), first, last, TODAY)
        own = {
            (each.entry.id, due.day, due.is_right) for each in every for due in each.days if first <= due.day <= last
        }
        assert {(each.letter, each.day, each.is_right) for each in told} == own
        assert [each.day for each in told] == sorted(each.day for each in told)
        assert falling(connection, Wanted(due=400), first, last, TODAY) == told
        narrow = falling(connection, Wanted(outcome=("check",)), first, last, TODAY)
        assert {each.letter for each in narrow} <= {heap[2]}
