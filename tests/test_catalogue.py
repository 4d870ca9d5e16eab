"""The catalogue is sound: every file is what its name says, every example fits its own notice, every word is known."""

from __future__ import annotations

import string
import tomllib

import pytest

from scanner.catalogue import folder, load
from scanner.catalogue.checks import STARTS
from scanner.catalogue.heading import plain, rank
from scanner.catalogue.number import numbers_in
from scanner.catalogue.vocabulary import compiled, spelled_out
from scanner.errors import CatalogueError, UsageError

FILES = sorted(
    file.name.removesuffix(".toml") for file in (folder() / "notices").iterdir() if file.name.endswith(".toml")
)


def family(id_: str) -> set[str]:
    """The notice of a file, and those that share its record and have a number of their own (CP575A)."""
    return {key for key, notice in load().notices.items() if notice.family == id_}


def test_it_loads_and_every_file_is_named_as_its_notice() -> None:
    assert set(load().notices) == {member for id_ in FILES for member in family(id_)}
    assert set(load().examples) == set(FILES)


@pytest.mark.parametrize("id_", FILES)
def test_every_example_fits_its_notice_and_no_other(id_: str) -> None:
    for example in load().examples[id_]:
        fits = {load().by_number[number.slug].id for number in numbers_in(example) if number.slug in load().by_number}
        assert fits, example
        assert fits <= family(id_), example
    assert load().examples[id_] or load().title_examples[id_]


@pytest.mark.parametrize("id_", [id_ for id_ in FILES if load().title_examples[id_]])
def test_every_title_example_fits_its_own_notice_best(id_: str) -> None:
    for example in load().title_examples[id_]:
        found = [(rank(score, title.length), title.notices) for title, score in load().titles.near(plain(example))]
        assert found, example
        assert id_ in max(found)[1], example


@pytest.mark.parametrize("id_", sorted(load().notices))
def test_every_spelling_of_a_number_is_read_as_one(id_: str) -> None:
    """A spelling that no pattern reads is a line that looks like data and does nothing."""
    unread = [spelling for spelling in load().notices[id_].signs.numbers if not list(numbers_in(spelling))]
    assert unread == []


@pytest.mark.parametrize("name", sorted(load().fields))
def test_every_field_has_examples_or_takes_its_value_from_a_sentence(name: str) -> None:
    file = tomllib.loads((folder() / "patterns.toml").read_text(encoding="utf-8"))["fields"][name]
    assert file.get("examples") or name == "any_last_day"


def test_every_sentence_has_the_same_slots_in_both_languages() -> None:
    def slots(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    wrong = [key for key, words in load().sentences.items() if slots(words["en"]) != slots(words["es"])]
    assert wrong == []


def test_every_event_and_every_start_has_a_name_that_a_person_can_read() -> None:
    for term in load().law.values():
        key = f"event-{term.event}" if term.event else f"field-{term.start}"
        assert key in load().sentences, term.id


def test_every_notice_and_station_has_a_place_on_the_roadmap() -> None:
    stations = load().stations
    reached = {key for station in stations.values() for key in station.leads_to} | set(STARTS)
    assert set(stations) - reached == set()
    assert {notice.station for notice in load().notices.values()} <= set(stations)


def test_neighbours_name_each_other() -> None:
    """What comes before and after: the one notice's `after` is the other's `before`, where both say so at all."""
    notices = load().notices
    itself = [notice.id for notice in notices.values() if notice.id in notice.before + notice.after + notice.related]
    assert itself == []


def test_find_knows_ids_names_and_stations() -> None:
    catalogue = load()
    for notice in catalogue.notices.values():
        assert catalogue.find(notice.id) is notice, notice.id
        assert catalogue.find(notice.name) is notice, notice.name
        assert catalogue.find(notice.name.upper()) is notice, notice.name
    for station in catalogue.stations.values():
        assert catalogue.find(station.id) is station
    with pytest.raises(UsageError, match="Did you mean Letter 4388"):
        catalogue.find("Brief 4388")
    with pytest.raises(UsageError, match="scanner notices"):
        catalogue.find("my letter")


# The vocabulary


def test_words_within_words_are_spelled_out() -> None:
    assert spelled_out("$a$b", {"a": "1$b", "b": "2"}, "here") == "(?:1(?:2))(?:2)"


def test_a_space_of_a_pattern_is_any_white_space() -> None:
    pattern = compiled("amount due", {}, "here")
    assert pattern.search("the Amount\n due")
    assert not pattern.search("amountdue")
    assert compiled("Rev. ?5", {}, "here").search("Rev.5")


def test_a_word_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(CatalogueError, match=r"here: there is no word \$day in patterns.toml. Known words: \$date"):
        spelled_out("$day", {"date": "x"}, "here")
