"""The list page by page, and the two ways of searching: whichever is taken, the answer is the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper import mail, notice
from sqlalchemy import Date, bindparam, select, text

from docket.test_entries import AMOUNT, FIVE, ODD_WORDS, SEARCHED, SPANISH, kept, listed
from scanner.docket import Docket, Wanted, tables, turns
from scanner.docket.entries import matching

NEVER, ALWAYS = 2.0, -1.0
MANY = FIVE | {
    "twin": [mail("Letter 1058 (Rev. 5-2019)", day="May 1, 2024", body=["Another letter of that day."])],
    "later": [mail("Letter 1058 (Rev. 5-2019)", day="July 1, 2024")],
    "older": [notice("CP14", day="January 30, 2017")],
}


def take(monkeypatch: pytest.MonkeyPatch, share: float) -> None:
    """The share from which a word is common; nobody is asked first how common it is but a single letter."""
    monkeypatch.setattr(turns, "FIRST", 1)
    monkeypatch.setattr(turns, "COMMON", dict.fromkeys(turns.COMMON, share))
    monkeypatch.setattr(turns, "COMMON_TO_COUNT", share)


@pytest.mark.parametrize("wanted", [{}, {"due": 65}, {"words": "letter"}, {"station": "levy"}, {"closed": True}])
def test_every_page_of_the_list_is_a_piece_of_the_whole(docket: Docket, tmp_path: Path, wanted: dict[str, Any]) -> None:
    kept(docket, tmp_path, MANY)
    docket.set_status(3, "closed", "maria")
    for today in (date(2024, 5, 26), date(2024, 6, 1), date(2026, 1, 1)):
        whole = listed(docket, today, **wanted)
        for after in range(len(whole) + 1):
            for most in range(1, len(whole) - after + 2):
                assert listed(docket, today, after=after, most=most, **wanted) == whole[after : after + most]


@pytest.mark.parametrize("share", [NEVER, ALWAYS])
def test_a_letter_asked_by_itself_says_what_the_index_says_of_it(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    kept(docket, tmp_path, {"spanish": [SPANISH], "amount": [AMOUNT]})
    take(monkeypatch, share)
    assert {words: listed(docket, words=words, most=9) for words in SEARCHED} == SEARCHED
    for words in ODD_WORDS:
        assert listed(docket, words=words, most=9) == listed(docket, words=words)


@pytest.mark.parametrize("share", [NEVER, ALWAYS])
def test_what_is_counted_up_to_a_number_is_told_as_one_more(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    kept(docket, tmp_path, FIVE)
    take(monkeypatch, share)
    with docket.database.reading() as connection:
        for words in (None, ".pdf"):
            told = [matching(connection, Wanted(words=words), date(2024, 5, 26), most) for most in (0, 2, 4, 5, None)]
            assert told == [1, 3, 5, 5, 5]


def test_the_last_day_of_a_letter_follows_its_days_whoever_writes_them(docket: Docket, tmp_path: Path) -> None:
    """A letter with a day to come that stood among those that are past would be the worst of all faults."""
    kept(docket, tmp_path, {"levy": FIVE["levy"]})
    acts = (
        ("update deadlines set day = :day", date(2024, 7, 1), date(2024, 7, 1)),
        ("insert into deadlines select letter_id, 'x', :day, false, true, '' from deadlines", date(2024, 9, 1), date(2024, 9, 1)),
        ("delete from deadlines where day = :day", date(2024, 9, 1), date(2024, 7, 1)),
        ("delete from deadlines where day = :day", date(2024, 7, 1), None),
    )  # fmt: skip
    for statement, day, last in acts:
        with docket.database.writing() as connection:
            connection.execute(text(statement).bindparams(bindparam("day", day, Date)))
        with docket.database.reading() as connection:
            assert connection.scalar(select(tables.letters.c.last_day)) == last
