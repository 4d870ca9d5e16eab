"""From print to slug: every spelling of a number, the numbers that look alike, and digits that are never repaired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.catalogue import load
from scanner.catalogue.number import numbers_in, slug_of

SPELLINGS = {
    "CP14": "cp14",
    "CP 14": "cp14",
    "CP-14": "cp14",
    "CP–14": "cp14",
    "CP014": "cp14",
    "cP14": "cp14",
    "Notice CP14": "cp14",
    "CP080": "cp80",
    "CP504B": "cp504b",
    "CP 504 B": "cp504b",
    "CP14IA": "cp14ia",
    "CP 575 A": "cp575a",
    "CP 575 A (Rev. 7-2007)": "cp575a",
    "NUMBER OF THIS NOTICE: CP 575 G": "cp575g",
    "CP90C": "cp90c",
    "CP297A": "cp297a",
    "CP71D": "cp71d",
    "CP75A": "cp75a",
    "CP523 (SP)": "cp523",
    "CP566SP": "cp566",
    "CP05ASP": "cp05a",
    "CP21BSP": "cp21b",
    "CP22ASP": "cp22a",
    "CP3219ASP": "cp3219a",
    "CP14IASP": "cp14ia",
    "CP59SN": "cp59sn",
    "CP01S": "cp01s",
    "CP623": "cp623",
    "CP-2000": "cp2000",
    "CP2000 (Rev.11/2004)": "cp2000",
    "CP3219A": "cp3219a",
    "Notice 3219N": "cp3219n",
    "LT11": "lt11",
    "LT 11": "lt11",
    "LT-11": "lt11",
    "Notice LT11": "lt11",
    "LT16": "lt16",
    "LT11SP": "lt11",
    "Letter 4883CSP": "letter-4883c",
    "Letter 3219SP": "letter-3219",
    "LTR 2645C": "letter-2645c",
    "LTR 2645C   E0": "letter-2645c",
    "LTR 4168C   0": "letter-4168c",
    "Letter 2645C": "letter-2645c",
    "2645C letter": "letter-2645c",
    "LTR105C": "letter-105c",
    "Letter 105-C": "letter-105c",
    "Letter 226-J": "letter-226-j",
    "Letter 226J": "letter-226-j",
    "Letter 4388": "letter-4388",
    "Letter 4388 (Rev. 5-2019)": "letter-4388",
    "Letter 4388(CG)": "letter-4388",
    "Letter 3172(DO) (Rev. 1-2020)": "letter-3172",
    "Letter 531-T": "letter-531-t",
    "Letter 531 (DO)": "letter-531",
    "Letter 1076 (DO/CG)": "letter-1076",
    "L1058": "letter-1058",
    "LTR 1058": "letter-1058",
    "LT1058": "letter-1058",
    "LT 1058": "letter-1058",
    "LT3219": "letter-3219",
    "Carta 4383": "letter-4383",
    "Form 9423": "form-9423",
    "Form 12153 (Rev. 7-2022)": "form-12153",
    "Formulario 12153": "form-12153",
    "Form 4089-A": "form-4089-a",
    "Form 668(Y)(c)": "form-668-y",
    "Form 668 (Y)(c)": "form-668-y",
    "Form 668-W": "form-668-w",
    "Notice 1052-D": "notice-1052-d",
    "Notice 746": "notice-746",
    "Notice 972CG": "notice-972cg",
    "Notice name 972CG": "notice-972cg",
    "Notice number: 972-CG": "notice-972cg",
}


@pytest.mark.parametrize(("print_", "slug"), SPELLINGS.items())
def test_every_spelling_of_a_number_gives_its_slug(print_: str, slug: str) -> None:
    assert [number.slug for number in numbers_in(print_)] == [slug]
    assert not any(number.repaired for number in numbers_in(print_))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CP566", "Letter 566"),
        ("CP12", "Letter 12C"),
        ("CP11", "LT11"),
        ("CP75", "Letter 75"),
        ("CP5071C", "5071C letter"),
        ("CP504", "CP504B"),
        ("CP14", "CP14IA"),
        ("CP90", "CP90C"),
        ("CP297", "CP297A"),
        ("Letter 105C", "Letter 106C"),
        ("Letter 3172", "Letter 3177"),
        ("Letter 4383", "Letter 4388"),
        ("Letter 4837", "Letter 4383"),
        ("LT11", "LT16"),
        ("CP501", "CP503"),
        ("CP71A", "CP71C"),
        ("Letter 4464C", "Letter 4883C"),
        ("Letter 5747C", "Letter 5447C"),
        ("Letter 226-J", "Letter 226"),
        ("Letter 2645C", "Letter 2645"),
        ("Form 4089", "Form 4089-A"),
        ("Form 12153", "Form 12256"),
        ("Notice 3219N", "Letter 3219"),
    ],
)
def test_numbers_that_look_alike_stay_apart(one: str, other: str) -> None:
    first = [number.slug for number in numbers_in(one)]
    second = [number.slug for number in numbers_in(other)]
    assert len(first) == len(second) == 1
    assert first != second


@pytest.mark.parametrize(
    "text",
    [
        "section 6330 of the Internal Revenue Code",
        "IRC 6331(d)",
        "IRC Section 531",
        "Sections 6320 and 6330",
        "LTR 201322041",
        "LTR201322041",
        "Publication 594",
        "Pub. 1660",
        "1-800-829-0922",
        "KANSAS CITY MO 64999-0025",
        "XXX-XX-1234",
        "Catalog Number 37488U",
        "201812 30",
        "Tax year 2017",
        "$5,071.00",
    ],
)
def test_a_section_of_law_a_ruling_and_a_publication_are_no_notices(text: str) -> None:
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize(
    ("print_", "slug"),
    [
        ("CPI4", "cp14"),
        ("CPl4", "cp14"),
        ("GP14", "cp14"),
        ("CF14", "cp14"),
        ("¢P14", "cp14"),
        ("CP5O4", "cp504"),
        ("CPS04", "cp504"),
        ("LTI1", "lt11"),
        ("LT1l", "lt11"),
        ("LTll", "lt11"),
        ("L T11", "lt11"),
        ("1T11", "lt11"),
        ("Letter 3I72", "letter-3172"),
        ("Letter 3l72", "letter-3172"),
        ("Letter 43B8", "letter-4388"),
        ("Letter S31", "letter-531"),
        ("LTR 507lC", "letter-5071c"),
        ("LTR 5O71C", "letter-5071c"),
        ("LTR 1O5C", "letter-105c"),
        ("LTR 48B3C", "letter-4883c"),
    ],
)
def test_a_character_that_is_no_digit_may_be_read_as_one(print_: str, slug: str) -> None:
    assert [number.slug for number in numbers_in(print_)] == [slug]


@pytest.mark.parametrize("print_", ["CPI4", "CP5O4", "LTI1", "1T11", "Letter 3I72", "Letter 43B8", "LTR 5O71C"])
def test_a_repaired_character_is_said(print_: str) -> None:
    assert [number.repaired for number in numbers_in(print_)] == [True]


@pytest.mark.parametrize("print_", ["CP14SP", "CP523 (SP)", "CP05ASP", "CP3219ASP", "LT11SP", "Letter 4883CSP"])
def test_a_spanish_edition_is_told_from_a_suffix(print_: str) -> None:
    assert [number.spanish for number in numbers_in(print_)] == [True]


@pytest.mark.parametrize("print_", ["Letter 4399", "Letter 4838", "CP505", "CP94", "LT17", "Letter 3192", "CP1A"])
def test_a_number_that_the_catalogue_lacks_never_becomes_a_neighbour(print_: str) -> None:
    assert not any(number.slug in load().by_number for number in numbers_in(print_))


@given(st.sampled_from(["Letter ", "LTR ", "CP", "CP ", "Form "]), st.integers(10, 9999))
def test_digits_are_never_repaired_into_other_digits(head: str, digits: int) -> None:
    for number in numbers_in(f"{head}{digits}"):
        assert "".join(filter(str.isdigit, number.slug)) == str(digits)
        assert not number.repaired


@given(
    st.sampled_from(sorted(SPELLINGS)),
    st.sampled_from(["", "(", "re: "]),
    st.sampled_from(["", ".", ")", " (Rev. 1-2020)", " Page 1 of 4"]),
)
def test_what_stands_around_a_number_does_not_change_it(print_: str, before: str, behind: str) -> None:
    if print_ in {"Notice 3219N", "2645C letter"}:  # bare numbers count only by themselves
        return
    assert SPELLINGS[print_] in [number.slug for number in numbers_in(f"{before}{print_}{behind}")]


@given(st.text() | st.text(alphabet="CPLTetrForm 0123456789()-OIlSBs"))
def test_no_text_makes_the_reader_of_numbers_raise_and_every_number_stands_in_it(text: str) -> None:
    for number in numbers_in(text):
        assert text[number.start : number.end] == number.text
    slug_of(text)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("cp14", "cp14"),
        ("CP 14", "cp14"),
        ("cp-14", "cp14"),
        ("lt11", "lt11"),
        ("LT 11", "lt11"),
        ("letter-4388", "letter-4388"),
        ("letter 4388", "letter-4388"),
        ("Letter 4388", "letter-4388"),
        ("LETTER 4388", "letter-4388"),
        ("ltr 2645c", "letter-2645c"),
        ("letter-2645c", "letter-2645c"),
        ("form-9423", "form-9423"),
        ("form 9423", "form-9423"),
        ("form-668-y", "form-668-y"),
        ("form-4089-a", "form-4089-a"),
        ("letter-226-j", "letter-226-j"),
        ("notice-1052-d", "notice-1052-d"),
        ("4388", "letter-4388"),
        ("2645C", "letter-2645c"),
        ("105-C", "letter-105c"),
        ("226-J", "letter-226-j"),
    ],
)
def test_a_number_as_people_type_it_gives_its_slug(typed: str, slug: str) -> None:
    assert slug_of(typed) == slug


def test_an_apartment_that_looks_like_a_suffix_is_no_letter() -> None:
    assert list(numbers_in("12 MAPLE STREET 105-C")) == []


def test_every_id_of_the_catalogue_is_the_slug_of_its_own_name() -> None:
    numbered = [notice for notice in load().notices.values() if notice.signs.numbers]
    found = {notice.id: load().by_number.get(slug_of(notice.name) or "") for notice in numbered}
    wrong = {key: notice for key, notice in found.items() if notice is not load().notices[key]}
    assert wrong == {}
