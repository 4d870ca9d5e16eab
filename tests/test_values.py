"""Print to value: every format that letters are known to use, and what no text may ever do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from scanner.values import Tin, date_in, masked, money_in, period_end_in, phone_in, tin_in

DATES = {
    "January 30, 2018": (2018, 1, 30),
    "February 20 , 2018": (2018, 2, 20),
    "February 20\n, 2018": (2018, 2, 20),
    "Mar. 04, 2019": (2019, 3, 4),
    "Mar, 04. 2019": (2019, 3, 4),
    "Sept. 30, 2019": (2019, 9, 30),
    "May 07, 2019": (2019, 5, 7),
    "MAR. 04, 2002": (2002, 3, 4),
    "JAN 27 2003": (2003, 1, 27),
    "JAN 272003": (2003, 1, 27),
    "JUL 20, 1999": (1999, 7, 20),
    "02/10/2020": (2020, 2, 10),
    "2/1/2020": (2020, 2, 1),
    "01-15-2020": (2020, 1, 15),
    "01‑15‑2020": (2020, 1, 15),
    "01 – 15 – 2020": (2020, 1, 15),
    "2018-01-30": (2018, 1, 30),
    "30 de enero de 2018": (2018, 1, 30),
    "1o de julio de 2021": (2021, 7, 1),
    "1º de agosto del 2021": (2021, 8, 1),
    "7 de setiembre de 2020": (2020, 9, 7),
    "February 29, 2024": (2024, 2, 29),
    "March I5, 2O21": (2021, 3, 15),
}

NO_DATES = (
    "",
    "January 2018",
    "December 31",
    "February 30, 2018",
    "February 29, 2023",
    "13/01/2020",
    "00/10/2020",
    "January 0, 2018",
    "Form 1040, 2018",
    "64999-0149",
    "2018",
    "January 30, 1018",
    "31 de abril de 2021",
    "page 1 of 6",
)

MONEY = {
    "$1,075.21": "1075.21",
    "318.30": "318.30",
    "-3,328.00": "-3328.00",
    "($123.45)": "-123.45",
    "123.45CR": "-123.45",
    "–45.00": "-45.00",
    "$-45.00": "-45.00",
    "$ 10 , 000": "10000.00",
    "$50,000": "50000.00",
    "$0.00": "0.00",
    "$0": "0.00",
    "1,234,567.89": "1234567.89",
    "$ 1 , 075 . 21": "1075.21",
    "46464.16": "46464.16",
}

NO_MONEY = ("", "2018", "10,000", "1-800-829-0922", "000-00-0000", "August", "g20", "gso,oo0", "$", "$1,075.2145")

PERIODS = {
    "2017": (2017, 12, 31),
    "2017 Form 1040": (2017, 12, 31),
    "December 31, 2018": (2018, 12, 31),
    "Dec. 31, 2018": (2018, 12, 31),
    "12/31/2018": (2018, 12, 31),
    "12-31-2018": (2018, 12, 31),
    "201812": (2018, 12, 31),
    "201903": (2019, 3, 31),
    "03/31/2019": (2019, 3, 31),
    "1st quarter 2019": (2019, 3, 31),
    "the second quarter of 2020": (2020, 6, 30),
    "4th quarter, 2021": (2021, 12, 31),
    "12/2016": (2016, 12, 31),
    "2/2024": (2024, 2, 29),
}

NO_PERIODS = ("", "December 31", "201813", "20217-0001", "1040", "December", "5th quarter 2019", "000000")

PHONES = {
    "1-800-829-0922": "1-800-829-0922",
    "800-829-1040": "800-829-1040",
    "(877) 829-5500": "877-829-5500",
    "(877)829-5500": "877-829-5500",
    "1 800 829 0922": "1-800-829-0922",
    "555.014.2200": "555-014-2200",
}

TINS = {
    "666-12-3456": "3456",
    "000-00-0000": "0000",
    "123 45 6789": "6789",
    "00-1234567": "4567",
    "XXX-XX-1234": "1234",
    "***-**-1234": "1234",
    "XX-XXX1234": "1234",
    "666‑12‑3456": "3456",
    "666–12–3456": "3456",
    "987654321": "4321",
}


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_a_date_is_read_in_every_format_that_letters_use(text: str, day: tuple[int, int, int]) -> None:
    assert date_in(text) == date(*day)


@pytest.mark.parametrize(
    "text", ["Decernber 5, 2022", "Decembcr 5, 2022", "Dccember 5, 2022", "December 5, 2O22", "Dec 5,2022"]
)
def test_a_month_that_ocr_spoiled_is_right_or_unread(text: str) -> None:
    assert date_in(text) in {None, date(2022, 12, 5)}


@pytest.mark.parametrize(
    "text", ["Decision 12, 2024", "Marisol 15, 2024", "Separate 12, 2019", "Juniper 14, 2020", "Augusta 30 2024"]
)
def test_a_word_that_begins_like_a_month_is_none(text: str) -> None:
    assert date_in(text) is None


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_not_a_whole_date_is_none(text: str) -> None:
    assert date_in(text) is None


@pytest.mark.parametrize(("text", "amount"), MONEY.items())
def test_an_amount_is_read_in_every_format_that_letters_use(text: str, amount: str) -> None:
    assert money_in(text) == Decimal(amount)


@pytest.mark.parametrize("text", NO_MONEY)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert money_in(text) is None


@pytest.mark.parametrize(("text", "ends"), PERIODS.items())
def test_a_tax_period_is_the_day_it_ends(text: str, ends: tuple[int, int, int]) -> None:
    assert period_end_in(text) == date(*ends)


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_tax_period_is_none(text: str) -> None:
    assert period_end_in(text) is None


@pytest.mark.parametrize(("text", "number"), PHONES.items())
def test_a_telephone_number_is_read_in_every_format(text: str, number: str) -> None:
    assert phone_in(text) == number


@pytest.mark.parametrize("text", ["", "64999-0149", "666-12-3456", "1-800", "0248288031000"])
def test_what_is_no_telephone_number_is_none(text: str) -> None:
    assert phone_in(text) is None


@pytest.mark.parametrize(("text", "last"), TINS.items())
def test_a_taxpayer_number_gives_its_last_four_digits(text: str, last: str) -> None:
    assert tin_in(text) == Tin(last)


@pytest.mark.parametrize(
    "text", ["", "XXX-XX-XXXX", "64999-0149", "AUSTIN TX 78714-9338", "0248288031", "1-800-829-0922"]
)
def test_what_is_no_taxpayer_number_is_none(text: str) -> None:
    assert tin_in(text) is None


def test_a_taxpayer_number_prints_itself_masked() -> None:
    assert str(tin_in("666-12-3456")) == "***-**-3456"
    assert "666" not in repr(tin_in("666-12-3456"))


@pytest.mark.parametrize(
    "text", ["SSN 666-12-3456.", "EIN: 00-1234567 Form 941", "666 12 3456", "666123456 201812 30", "666–12–3456"]
)
def test_a_whole_taxpayer_number_in_a_sentence_is_cut_to_four_digits(text: str) -> None:
    assert not WHOLE.search(masked(text))
    assert "***-**-" in masked(text)


@pytest.mark.parametrize(
    "text", ["1-800-829-0922", "KANSAS CITY MO 64999-0025", "January 30, 2018", "$1,075.21", "Letter 4388"]
)
def test_what_is_no_taxpayer_number_is_not_masked(text: str) -> None:
    assert masked(text) == text


WHOLE = regex.compile(r"(?<![\d-])(?:\d{3}[-‐‑– ]{1,2}\d{2}[-‐‑– ]{1,2}\d{4}|\d{2}[-‐‑–]\d{7}|\d{9})(?![\d-])")
"""Nine digits of a taxpayer number, standing by themselves."""

dashes = st.sampled_from(["-", "‑", "–", " ", "- ", ""])
tins = st.builds(
    lambda a, b, c, first, second: f"{a:03d}{first}{b:02d}{second if first else ''}{c:04d}",
    st.integers(0, 999),
    st.integers(0, 99),
    st.integers(0, 9999),
    dashes,
    dashes.filter(bool),
)
eins = st.builds(lambda a, b: f"{a:02d}-{b:07d}", st.integers(0, 99), st.integers(0, 9_999_999))


@given(
    st.text(alphabet="Account SSN:.,\n", max_size=20), tins | eins, st.text(alphabet=" for the year.,;\n", max_size=20)
)
def test_masking_never_leaves_nine_digits_of_a_taxpayer_number(before: str, tin: str, after: str) -> None:
    shown = masked(f"{before} {tin} {after}")
    assert not WHOLE.search(shown)
    assert sum(each.isdigit() for each in shown) == 4


@given(st.text() | st.text(alphabet="0123456789-XO*/.,$ ()lISB\nJanQ"))
@example("$" + "9" * 5000 + ".00")
@example("0" * 400)
@example("²³-¹²-2020")
@example("١٢/٣١/٢٠٢٠")
def test_no_text_makes_a_parser_raise(text: str) -> None:
    for parse in (date_in, money_in, period_end_in, phone_in, tin_in):
        assert parse(text) is None or text.strip()
    assert isinstance(masked(text), str)


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%b. %d, %Y", "%m/%d/%Y", "%m-%d-%Y", "%Y-%m-%d", "%b %d%Y"]),
)
def test_every_day_is_read_back_from_every_format(day: date, style: str) -> None:
    assert date_in(day.strftime(style)) == day


@given(st.decimals(0, 99_999_999, places=2), st.booleans())
def test_every_amount_is_read_back(amount: Decimal, credit: bool) -> None:
    assert money_in(f"{'-' if credit else ''}${amount:,.2f}") == (-amount if credit else amount)
