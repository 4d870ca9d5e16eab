"""The list of the docket: its order on a day, its filters, its search, its duplicates, and each letter as the contract's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import HEAD, json_of, letter, lines, mail, notice, page, seen
from sqlalchemy import text

from docket.desk import Desk, driver, put
from scanner.catalogue import load
from scanner.docket import Docket, Wanted
from scanner.docket.body import docket_json
from scanner.docket.entries import entries, entry, matching, unreadable
from scanner.docket.texts import keep_text
from scanner.entry import Entry
from scanner.errors import LetterError
from scanner.page import Page
from scanner.render.contract import schema
from scanner.scan import understand

LEVY = mail(
    "Letter 1058 (Rev. 5-2019)", day="May 1, 2024"
)  # hearing by May 31, 2024, another kind of it by May 1, 2025
DEFICIENCY = mail("Letter 3219 (Rev. 5-2019)", day="May 1, 2024")  # Tax Court by July 30, 2024
LIEN = mail("Letter 4388 (Rev. 5-2019)", day="May 1, 2024")  # sets no day of its own
OLD = notice("CP14", day="January 30, 2018")  # a day in 2018
ODD = page(HEAD, lines("Nothing that anybody could name.", top=300))
FIVE = {"levy": [LEVY], "deficiency": [DEFICIENCY], "lien": [LIEN], "old": [OLD], "odd": [ODD]}
DAY = date(2024, 5, 26)


def kept(docket: Docket, folder: Path, files: dict[str, Any], today: date = DAY) -> None:
    with Desk(files) as desk:
        for word in files:  # one after the other, so that ids follow the order of the files
            put(docket, folder, word)
            driver(docket, desk, today).run()


def listed(docket: Docket, today: date = DAY, **wanted: Any) -> list[str]:
    """The files of the letters that the list shows, in its order."""
    with docket.database.reading() as connection:
        asked = Wanted(**wanted)
        shown = list(entries(connection, asked, today))
        if asked.most is None and not asked.after:
            assert matching(connection, asked, today) == len(shown)
        return [Path(each.file).stem for each in shown]


def shown(docket: Docket, letter: int, today: date = DAY) -> Entry:
    with docket.database.reading() as connection:
        found = entry(connection, letter, today)
    assert found is not None
    return found


def test_the_next_day_comes_first_then_what_has_no_day_then_what_is_past(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, FIVE)
    assert listed(docket) == ["levy", "deficiency", "odd", "lien", "old"]


def test_days_pass_and_the_list_follows_without_anything_being_read_again(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, FIVE)
    assert listed(docket, date(2024, 6, 1)) == ["deficiency", "levy", "odd", "lien", "old"]
    assert listed(docket, date(2024, 7, 31))[:1] == ["levy"]
    assert listed(docket, date(2026, 1, 1))[:2] == ["odd", "lien"]
    on_the_day, day_after = shown(docket, 1, date(2024, 5, 31)), shown(docket, 1, date(2024, 6, 1))
    assert (on_the_day.due and on_the_day.due.day, on_the_day.days_left(date(2024, 5, 31))) == (date(2024, 5, 31), 0)
    assert (day_after.due and day_after.due.day, day_after.last_past) == (date(2025, 5, 1), date(2024, 5, 31))


def test_urgency_is_that_of_the_day_of_the_list(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, {"deficiency": [DEFICIENCY]})
    days = date(2024, 5, 26), date(2024, 7, 24), date(2024, 7, 30), date(2024, 8, 1), date(2024, 12, 1)
    for day in days:
        report = understand(letter(DEFICIENCY), load(), day, "en")
        assert shown(docket, 1, day).urgency == report.urgency
    assert [shown(docket, 1, day).urgency for day in days] == ["critical", "critical", "critical", "high", "low"]


FILTERS: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({"due": 7}, ["levy"]),
    ({"due": 65}, ["levy", "deficiency"]),
    ({"due": 0}, []),
    ({"notice": "letter-3219"}, ["deficiency"]),
    ({"notice": "cp90"}, []),
    ({"station": "levy"}, ["levy"]),
    ({"outcome": ("unknown",)}, ["odd"]),
    ({"outcome": ("unknown", "sure")}, ["levy", "deficiency", "odd", "lien"]),
    ({"status": ("new",)}, ["levy", "deficiency", "odd", "lien", "old"]),
    ({"status": ("closed",)}, []),
    ({"files": (2, 4)}, ["deficiency", "old"]),
    ({"files": ()}, []),
    ({"files": tuple(range(3, 100_000))}, ["odd", "lien", "old"]),
    ({"most": 2}, ["levy", "deficiency"]),
    ({"most": 2, "after": 2}, ["odd", "lien"]),
    ({"client": 1}, []),
)


def test_the_list_holds_what_is_wanted_and_nothing_else(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, FIVE)
    for wanted, files in FILTERS:
        assert (wanted, listed(docket, **wanted)) == (wanted, files)


def test_what_is_closed_or_given_to_somebody_is_found_by_that(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, FIVE)
    docket.set_status(1, "closed", "maria")
    docket.assign(2, "José", "maria")
    assert listed(docket) == ["deficiency", "odd", "lien", "old"]
    assert listed(docket, closed=True)[0] == listed(docket, status=("closed",))[0] == "levy"
    assert listed(docket, assigned_to="José") == listed(docket, status=("assigned",)) == ["deficiency"]


SPANISH = notice("CP14", day="30 de enero de 2018", headline="Usted puede presentar una petición, señor Muñoz O’Brien")
AMOUNT = mail(
    body=["Amount due $2,345.67. Call 1-877-555-0199 or write to irs.gov/payments about 83-B-2019, Nº 77 and x_y."]
)


SEARCHED: dict[str | None, list[str]] = {
    "petición": ["spanish"],
    "PETICION": ["spanish"],
    "peticio\u0301n": ["spanish"],
    "muñoz": ["spanish"],
    "Munoz": ["spanish"],
    "señor petición": ["spanish"],
    "O'Brien": ["spanish"],
    "obrien": ["spanish"],
    "petic": ["spanish"],
    "petic señor": [],
    "petición 345": [],
    "$2,345.67": ["amount"],
    "2,345.67": ["amount"],
    "555 0199": ["amount"],
    "555-0199": ["amount"],
    "irs.gov": ["amount"],
    "payments irs": ["amount"],
    "83-b-2019": ["amount"],
    "nº 77": ["amount"],
    "4388": ["amount"],
    "CP14": ["spanish"],
    "spanish.pdf": ["spanish"],
    "nowhere": [],
    "   ": ["amount", "spanish"],
    None: ["amount", "spanish"],
}


def test_letters_are_found_by_what_they_print_the_same_on_both_databases(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, {"spanish": [SPANISH], "amount": [AMOUNT]})
    assert {words: listed(docket, words=words) for words in SEARCHED} == SEARCHED


ODD_WORDS = (
    '"', '"*', "*", "(", ")", "AND", "OR NOT", "NEAR(a b)", "a:b", "text:x", "^a", "-a", "a -b", "'", "''; drop table letters", "\\",
    "%", "_", "&", "|", "!", "<->", "a & | b", ":*", "\0", "a\0b", "\udcff", "😀", "ß", "ﬁ", "١٢", "…", "a" * 5000, "{", "+", "´",
)  # fmt: skip


def test_no_character_that_is_searched_for_breaks_the_search(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, {"spanish": [SPANISH]})
    for words in ODD_WORDS:
        assert set(listed(docket, words=words)) <= {"spanish"}
    assert listed(docket, words='petición"*') == listed(docket, words="(petición) &") == ["spanish"]


def test_no_text_at_all_breaks_the_search_and_every_word_of_a_letter_finds_it(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, {"amount": [AMOUNT]})

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.text(max_size=40), st.sampled_from(sorted({word.text for word in AMOUNT.words})))
    def holds(words: str, printed: str) -> None:
        assert set(listed(docket, words=words)) <= {"amount"}
        assert listed(docket, words=printed) == ["amount"]

    holds()


def test_a_letter_of_a_thousand_pages_can_be_kept_and_searched(docket: Docket, tmp_path: Path) -> None:
    """PostgreSQL refuses to index a text with a million characters of different words."""
    kept(docket, tmp_path, {"long": [ODD]})
    with docket.database.writing() as connection:
        connection.execute(text("delete from texts"))
        keep_text(connection, 1, " ".join(f"w{at}x{at % 7}é" for at in range(200_000)))
    assert listed(docket, words="w199x3é") == listed(docket, words="w199X3E") == ["long"]


def scanned_again(read: Page) -> Page:
    """The same paper as another scan gives it: some letters misread, a word lost."""
    words = [
        word._replace(text=word.text.replace("e", "c")) if at % 9 == 0 else word for at, word in enumerate(read.words)
    ]
    return seen(replace(read, words=tuple(word for word in words if word.text != "Taxpayer:")))


BODY = ("We received your request for a hearing and sent it to the office of appeals that is closest to you. " * 6,)


def other(**changes: Any) -> Page:
    return mail(body=BODY, **changes)


def test_the_same_letter_scanned_twice_is_marked_as_a_copy_of_the_first(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, {"first": [other()], "again": [scanned_again(other())], "third": [seen(other())]})
    assert [shown(docket, number).same_as for number in (1, 2, 3)] == [None, 1, 1]


@pytest.mark.parametrize(
    "second",
    [
        other(right={"Tax period(s) ended:": "December 31, 2019"}),
        other(day="May 2, 2024"),
        other(number="Letter 4390 (Rev. 5-2019)"),
        other(window=lines("JUAN PEREZ", "12 MAPLE STREET", "AUSTIN TX 78701", left=72, top=130)),
        mail(body=("Quite another text about what was decided and why. " * 12,)),
    ],
    ids=["another year", "another day", "another notice", "another taxpayer", "another text"],
)
def test_two_letters_that_differ_in_what_matters_are_two(docket: Docket, tmp_path: Path, second: Page) -> None:
    kept(docket, tmp_path, {"first": [other()], "second": [second]})
    assert [shown(docket, number).same_as for number in (1, 2)] == [None, None]


def test_two_letters_of_a_notice_about_two_amounts_are_two(docket: Docket, tmp_path: Path) -> None:
    one, two = (notice("CP14", body=BODY, rows={"Amount due": amount}) for amount in ("$310.00", "$311.00"))
    kept(docket, tmp_path, {"first": [one], "second": [two], "third": [scanned_again(two)]})
    assert [shown(docket, number).same_as for number in (1, 2, 3)] == [None, None, 2]


def test_files_that_could_not_be_read_are_listed_with_the_reason(docket: Docket, tmp_path: Path) -> None:
    files = {
        "good": [LEVY],
        "locked": LetterError("encrypted", "It has a password."),
        "bad": LetterError("empty", "It is empty."),
    }
    kept(docket, tmp_path, files)
    with docket.database.reading() as connection:
        told = [(Path(each.file).stem, each.fault, each.message) for each in unreadable(connection)]
        assert [each.fault for each in unreadable(connection, [1, 3])] == ["empty"]
        assert [each.fault for each in unreadable(connection, range(100_000))] == ["encrypted", "empty"]
    assert told == [("locked", "encrypted", "It has a password."), ("bad", "empty", "It is empty.")]
    assert listed(docket) == ["good"]


OWN_KEYS = {"letter", "status", "assigned_to", "client", "same_as", "added_at", "notes"}


@pytest.mark.parametrize("day", [date(2024, 5, 26), date(2024, 7, 29), date(2024, 9, 1), date(2026, 11, 22)])
@pytest.mark.parametrize("word", list(FIVE))
def test_a_letter_of_the_docket_is_told_as_triage_tells_it_that_day_with_the_dockets_own_keys(
    docket: Docket, tmp_path: Path, word: str, day: date
) -> None:
    """Read on one day and shown on another."""
    kept(docket, tmp_path, {word: FIVE[word]})
    with docket.database.reading() as connection:
        (told,) = (docket_json(connection, each, day) for each in entries(connection, Wanted(), day))
    source = told["source"]
    report = understand(letter(*FIVE[word]), load(), day, "en")
    triaged = json_of(replace(report, file=source["file"], sha256=source["sha256"]), day)
    assert without(told, OWN_KEYS) == triaged
    assert set(told) - set(triaged) == OWN_KEYS
    jsonschema.validate(without(told, OWN_KEYS), schema(), format_checker=jsonschema.FormatChecker())


def without(told: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key not in keys}


def test_what_the_clinic_did_with_a_letter_stands_in_its_json(docket: Docket, tmp_path: Path) -> None:
    kept(docket, tmp_path, {"levy": [LEVY]})
    docket.assign(1, "José", "maria")
    docket.note(1, "She called.", "maria")
    with docket.database.reading() as connection:
        (told,) = (docket_json(connection, each, DAY) for each in entries(connection, Wanted(), DAY))
    assert (told["letter"], told["status"], told["assigned_to"], told["client"]) == (1, "assigned", "José", None)
    assert [(note["by"], note["text"]) for note in told["notes"]] == [("maria", "She called.")]
