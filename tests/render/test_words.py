"""The program's own words are there in both languages."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest

from scanner.render.latin import latin
from scanner.render.mask import clean, last_four, masked, tins
from scanner.render.words import pairs, words
from scanner.term import Span


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_word_is_in_both_languages_and_has_the_same_places():
    for key, pair in pairs().items():
        assert set(pair) == {"en", "es"}, key
        assert all(text.strip() for text in pair.values()), key
        assert places(pair["en"]) == places(pair["es"]), key


def test_a_singular_has_its_plural():
    for key in pairs():
        for this, other in (("_one", "_many"), ("_many", "_one")):
            if key.endswith(this):
                assert key.removesuffix(this) + other in pairs()


def test_dates_spans_and_counts_are_written_out():
    en, es = words("en"), words("es")
    assert en.day(date(2024, 5, 31)) == "Friday, May 31, 2024"
    assert es.day(date(2024, 5, 31)) == "viernes, 31 de mayo de 2024"
    assert (en.span(Span(30, "calendar")), es.span(Span(5, "business"))) == ("30 days", "5 días hábiles")
    assert (es.span(Span(1, "years")), es.span(Span(6, "months"))) == ("1 año", "6 meses")
    assert [en.left(days) for days in (2, 1, 0, -1, -3)] == [
        "2 days left",
        "1 day left",
        "today is the last day",
        "passed 1 day ago",
        "passed 3 days ago",
    ]
    assert [es.left_short(days) for days in (2, 1, 0, -1)] == ["2 días", "1 día", "¡hoy!", "venció"]
    assert (en.money(Decimal("1075.2")), en.money(Decimal(-5))) == ("$1,075.20", "-$5.00")


def test_a_missing_translation_falls_back_to_english_and_never_to_nothing():
    es = words("es")
    assert es.of({"en": "Pay"}) == "Pay"
    assert es.either("Pay", "") == "Pay"
    assert es.of({"en": "Pay", "es": "Pagar"}) == "Pagar"


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("SSN 123-45-6789.", "SSN ***-**-6789."),
        ("123456789", "***-**-6789"),
        ("123 45 6789", "***-**-6789"),
        ("EIN 12-3456789", "EIN **-***6789"),
        ("800-829-1040", "800-829-1040"),
        ("$1,123.45 2018", "$1,123.45 2018"),
        ("Austin, TX 78701-6789", "Austin, TX 78701-6789"),
        ("12345-6789", "***-**-6789"),
        ("123-456789", "***-**-6789"),
        ("12345 6789", "***-**-6789"),
        ("1000123456", "1000123456"),
    ],
)
def test_only_full_taxpayer_numbers_are_masked(raw, safe):
    assert masked(raw) == safe


def test_control_characters_and_turning_marks_are_taken_out():
    assert clean("a\x1b[31mred\x07\u202egnp.exe\nb") == "a [31mred gnp.exe b"
    assert last_four("***-**-1234") == "1234"
    assert tins("no number here") == ()


def test_pdf_text_is_latin_one():
    assert latin("“Señor” – ¿año? … ł ě Ω") == '"Señor" - ¿año? ... ? e ?'
