"""A report made again from its JSON tells the same as the report itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scanner.catalogue import load
from scanner.explain import explain_report
from scanner.read import Readers
from scanner.render.contract import report_json
from scanner.render.recall import in_words_of, recalled
from scanner.render.telling import Letter, told
from scanner.render.words import words
from scanner.scan import Scan

SAMPLES = Path(__file__).parents[2] / "samples" / "letters"
TODAY = date(2024, 11, 4)
NAMES = ("lt11", "cp14", "letter-4388", "letter-3172", "cp504", "bureau-of-the-fiscal-service", "county-property-tax")


def in_order(values):
    return sorted(values, key=lambda value: (value.label, value.text or ""))


@pytest.fixture(scope="module")
def reports():
    with Readers(jobs=1) as readers:
        scan = Scan(load(), readers, TODAY)
        return [report for name in NAMES for report in scan.file(SAMPLES / f"{name}-digital.pdf")]


def test_a_recalled_report_is_told_and_written_as_the_first_one_was(reports):
    catalogue = load()
    assert len(reports) >= len(NAMES)
    for report in reports:
        body = report_json(report, explain_report(report, catalogue, "en"), TODAY)
        second = {(each.term, each.other.last_day) for each in report.deadlines if each.other and each.other_counts}
        again = recalled(body, catalogue, second)
        assert report_json(again, explain_report(again, catalogue, "en"), TODAY) == body
        first, other = (
            told(Letter(each, explain_report(each, catalogue, "en")), TODAY, words("en")) for each in (report, again)
        )
        assert replace(first, values=()) == replace(other, values=())
        for one, same in zip(
            *map(in_order, (first.values, other.values)), strict=True
        ):  # but for the last digit of how clear it was
            assert replace(one, clarity_text="") == replace(same, clarity_text="")


def test_in_spanish_it_is_told_in_the_words_of_the_law(reports):
    catalogue = load()
    report = next(each for each in reports if each.notice and each.notice.id == "lt11")
    again = recalled(report_json(report, explain_report(report, catalogue, "en"), TODAY), catalogue, language="es")
    assert again.deadlines[0].action["es"] == report.deadlines[0].action["es"] != report.deadlines[0].action["en"]


def test_a_sentence_of_the_catalogue_finds_its_spanish_and_another_stays():
    catalogue = load()
    for key, slots in (("number-weak", {"name": "CP14"}), ("two-numbers", {"first": "CP14", "second": "LT11"})):
        english, spanish = (catalogue.say(key, language, **slots) for language in ("en", "es"))
        assert in_words_of(english, catalogue, "es") == spanish
        assert in_words_of(english, catalogue, "en") == english
    assert in_words_of("Nobody ever said this.", catalogue, "es") == "Nobody ever said this."


def test_a_notice_that_the_catalogue_lost_is_unknown_and_not_a_fault(reports):
    catalogue = load()
    report = next(each for each in reports if each.notice)
    body = report_json(report, explain_report(report, catalogue, "en"), TODAY)
    body["notice"]["id"] = "cp9999"
    assert recalled(body, catalogue).outcome == "unknown"
