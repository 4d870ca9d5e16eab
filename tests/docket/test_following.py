"""The letter to look at next: in the list's own order, and none of those that a person has confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from paper import json_of

from docket.desk import Desk
from docket.test_entries import DAY, FIVE, kept
from scanner.catalogue import load
from scanner.docket import Docket, Wanted
from scanner.docket.correct import confirm
from scanner.docket.entries import entries
from scanner.docket.following import following, to_confirm
from scanner.docket.understanding import Understanding
from scanner.scan import Scan


@pytest.fixture
def understanding() -> Iterator[Understanding]:
    with Desk(FIVE) as desk:
        yield Understanding(Scan(load(), desk, DAY), json_of)


def after(docket: Docket, letter: int | None, today: date = DAY) -> int | None:
    with docket.database.reading() as connection:
        return following(connection, today, letter)


def in_order(docket: Docket, today: date = DAY) -> list[int]:
    with docket.database.reading() as connection:
        return [each.id for each in entries(connection, Wanted(), today)]


@pytest.mark.parametrize("today", [DAY, date(2024, 6, 15), date(2030, 1, 1)])
def test_going_on_and_on_goes_through_the_whole_list_and_begins_anew(
    docket: Docket, tmp_path: Path, today: date
) -> None:
    kept(docket, tmp_path / "mail", FIVE)
    order = in_order(docket, today)
    assert len(order) == len(FIVE)
    assert after(docket, None, today) == order[0]
    assert [after(docket, each, today) for each in order] == [*order[1:], order[0]]


def test_what_is_confirmed_or_closed_is_passed_over(
    docket: Docket, understanding: Understanding, tmp_path: Path
) -> None:
    kept(docket, tmp_path / "mail", FIVE)
    first, second, third, *_ = in_order(docket)
    docket.set_status(second, "closed", "maria")
    assert after(docket, first) == third
    confirm(docket, understanding, first, (), "maria")
    assert after(docket, None) == third
    assert after(docket, first) == third  # the place of one that is confirmed is still its place
    with docket.database.reading() as connection:
        assert to_confirm(connection) == 3


def test_a_letter_that_stays_in_doubt_is_still_to_be_looked_at(
    docket: Docket, understanding: Understanding, tmp_path: Path
) -> None:
    kept(docket, tmp_path / "mail", {"odd": FIVE["odd"], "levy": FIVE["levy"]})
    odd, levy = 1, 2
    confirm(docket, understanding, odd, (), "maria")
    confirm(docket, understanding, levy, (), "maria")
    assert after(docket, levy) == odd
    assert after(docket, odd) is None


def test_a_letter_that_is_gone_leads_to_the_first(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path / "mail", {"levy": FIVE["levy"]})
    assert after(docket, 99) == 1
    assert after(docket, 1) is None
