"""Numbers that share their digits: each is itself wherever it stands, and none is made of another by what a letter quotes."""

from __future__ import annotations

import pytest
from paper import HEAD, WINDOW, foot, line, mail, notice, page, paragraph, report_of

from scanner.catalogue import load
from scanner.catalogue.number import numbers_in, slug_of

PAIRS = {
    ("Notice CP566", "cp566"): ("Letter 566", "letter-566"),
    ("CP12", "cp12"): ("Letter 12C", "letter-12c"),
    ("CP11", "cp11"): ("LT11", "lt11"),
    ("CP75", "cp75"): ("Letter 75", "letter-75"),
    ("CP5071C", "cp5071c"): ("Letter 5071C", "letter-5071c"),
    ("CP3219A", "cp3219a"): ("Letter 3219", "letter-3219"),
    ("Letter 3219", "letter-3219"): ("Letter 3219C", "letter-3219c"),
    ("CP504", "cp504"): ("CP504B", "cp504b"),
    ("CP90", "cp90"): ("CP90C", "cp90c"),
    ("CP53", "cp53"): ("CP53E", "cp53e"),
    ("CP523", "cp523"): ("CP523A", "cp523a"),
    ("CP21A", "cp21a"): ("CP22A", "cp22a"),
    ("Letter 531", "letter-531"): ("Letter 531-T", "letter-531-t"),
    ("Letter 566", "letter-566"): ("Letter 566-B", "letter-566-b"),
    ("Letter 4383", "letter-4383"): ("Letter 4388", "letter-4388"),
    ("Letter 105C", "letter-105c"): ("Letter 106C", "letter-106c"),
    ("CP2000", "cp2000"): ("Letter 2030", "letter-2030"),
    ("CP220", "cp220"): ("CP220J", "cp220j"),
    ("Form 668-A", "form-668-a"): ("Form 668-W", "form-668-w"),
}


@pytest.mark.parametrize("pair", sorted(PAIRS.items()), ids=lambda pair: f"{pair[0][1]} and {pair[1][1]}")
def test_two_numbers_with_the_same_digits_are_two_notices(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    for name, slug in pair:
        assert slug_of(name) == slug
        found = load().by_number[slug]
        assert found.id == slug
        assert {load().by_number[number.slug].id for number in numbers_in(name)} == {slug}


def body_of(*numbers: str) -> list[str]:
    return [f"This goes with {', '.join(numbers)}, which you may have had before, and says more about it than they do."]


@pytest.mark.parametrize("pair", sorted(PAIRS.items()), ids=lambda pair: f"{pair[0][1]} and {pair[1][1]}")
def test_neither_is_made_of_the_other_by_what_a_letter_quotes(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    for (name, slug), (other, _) in (pair, pair[::-1]):
        if name.startswith(("CP", "LT", "Notice")):
            sheet = notice(name.removeprefix("Notice "), headline=None, body=body_of(other))
        elif name.startswith("Form"):
            sheet = page(
                line(name, top=40),
                line("Department of the Treasury", left=180, top=60),
                paragraph(body_of(other)[0], 300),
            )
        else:
            sheet = mail(f"{name} (Rev. 5-2019)", body=body_of(other))
        found = report_of(sheet).notice
        assert found
        assert found.id == slug


@pytest.mark.parametrize(
    "quoted",
    [
        "section 531 of the Internal Revenue Code",
        "IRC section 6330 and section 566",
        "Form 105 and Form 2030",
        "Publication 972 and Publication 594",
        "Notice 2000-12 and Rev. Proc. 2003-19",
        "Form 1040, line 12c, and Form 4868",
        "Box 3219, Room 105, Unit 12C",
        "ZIP 10500-2645",
    ],
)
def test_forms_sections_and_addresses_with_the_digits_of_a_notice_name_none(quoted: str) -> None:
    sheet = page(HEAD, WINDOW, paragraph(f"We looked at {quoted} when we went through your papers this year.", 300))
    assert report_of(sheet).notice is None
    own = report_of(page(HEAD, WINDOW, paragraph(f"We looked at {quoted} this year.", 300), foot("Letter 105C")))
    assert own.notice
    assert own.notice.id == "letter-105c"


def test_a_c_letter_says_its_number_beside_its_print_code() -> None:
    for printed, slug in (
        ("LTR 2645C   E0", "letter-2645c"),
        ("LTR 12C  0", "letter-12c"),
        ("LTR 105C S0", "letter-105c"),
    ):
        head = line(f"Mar. 04, 2019 {printed}", left=330, top=52)
        found = report_of(page(HEAD, WINDOW, head, foot("00012345"))).notice
        assert found
        assert found.id == slug


def test_the_office_in_brackets_says_that_bare_digits_are_a_letters_number() -> None:
    found = report_of(
        page(HEAD, WINDOW, paragraph("Section 531 is not involved here in any way at all.", 300), foot("531 (DO)"))
    ).notice
    assert found
    assert found.id == "letter-531"


def test_a_spanish_edition_has_the_id_of_its_notice() -> None:
    for printed, slug in (
        ("CP523 (SP)", "cp523"),
        ("CP623", "cp523"),
        ("CP759", "cp59"),
        ("CP621", "cp521"),
        ("CP3219A (SP)", "cp3219a"),
    ):
        assert [load().by_number[each.slug].id for each in numbers_in(printed)] == [slug]
