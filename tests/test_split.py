"""Pages into letters: where a new one begins, and that no page is ever lost."""

from __future__ import annotations

import inspect
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import HEAD, TODAY, WINDOW, Words, box, foot, line, lines, mail, notice, page, paragraph, seen

from scanner.catalogue import load
from scanner.layout import laid_out
from scanner.page import Box, Page, Word
from scanner.scan import understand
from scanner.split import page_of, split
from scanner.split.boundary import signs_between
from scanner.split.cuts import Cuts, cuts_in_use
from scanner.split.leaf import leaf_of
from scanner.train.cuts import Tried, cuts_text, fitted

FILLER = "Please read this letter and keep it with your records. We wrote to you before about this account."


def numbers(*pages: Page) -> list[tuple[int, ...]]:
    return [
        found.numbers
        for found in split(tuple(replace(each, number=at) for at, each in enumerate(pages, 1)), load()).letters
    ]


def of(at: int, total: int) -> Words:
    return line(f"Page {at} of {total}", left=500, top=110)


def form(name: str, title: str) -> Page:
    return page(line(name, top=40), line(title, left=180, top=50), foot(f"{name} (Rev. 7-2022)"))


def plain(text: str = FILLER) -> Page:
    return page(paragraph(text, 100))


ENVELOPE = page(lines("Official Business", "Penalty for Private Use, $300", top=60))


def test_one_page_is_one_letter() -> None:
    assert numbers(notice("CP14")) == [(1,)]


def test_no_pages_are_no_letters() -> None:
    assert split((), load()).letters == ()


def test_page_one_of_n_begins_a_letter() -> None:
    first = [notice("CP14", also=of(1, 2)), notice("CP14", also=of(2, 2))]
    second = [notice("CP504", also=of(1, 3)), notice("CP504", also=of(2, 3)), notice("CP504", also=of(3, 3))]
    assert numbers(*first, *second) == [(1, 2), (3, 4, 5)]


def test_two_notices_with_one_number_are_two_letters() -> None:
    pages = [
        notice("CP14", also=of(1, 2)),
        notice("CP14", also=of(2, 2)),
        notice("CP14", also=of(1, 2)),
        notice("CP14", also=of(2, 2)),
    ]
    assert numbers(*pages) == [(1, 2), (3, 4)]


def test_two_letters_that_both_greet_somebody_are_two() -> None:
    assert numbers(mail("Letter 3193 (Rev. 6-2019)"), mail("Letter 3193 (Rev. 6-2019)", day="June 3, 2024")) == [
        (1,),
        (2,),
    ]


def test_a_page_with_a_number_of_its_own_begins_a_letter() -> None:
    assert numbers(mail("Letter 4388 (Rev. 5-2019)"), mail("Letter 3193 (Rev. 6-2019)"), notice("CP14")) == [
        (1,),
        (2,),
        (3,),
    ]


def test_pages_without_a_number_stay_with_the_letter_before_them() -> None:
    assert numbers(mail("Letter 4388 (Rev. 5-2019)"), plain(), plain("Your rights."), notice("CP14"), plain()) == [
        (1, 2, 3),
        (4, 5),
    ]


def test_forms_and_inserts_stay_with_the_letter_before_them() -> None:
    lien = form("Form 668 (Y)(c)", "Notice of Federal Tax Lien")
    request = form("Form 12153", "Request for a Collection Due Process or Equivalent Hearing")
    insert = page(HEAD, line("Notice 1052-D", left=400, top=48), paragraph(FILLER, 200))
    assert numbers(mail("Letter 3172 (Rev. 1-2020)"), lien, request, insert) == [(1, 2, 3, 4)]


def test_a_letter_after_an_enclosed_form_is_a_new_one() -> None:
    request = form("Form 12256", "Withdrawal of Request for Collection Due Process or Equivalent Hearing")
    assert numbers(mail("Letter 4388 (Rev. 5-2019)"), request, mail("Letter 3193 (Rev. 6-2019)")) == [(1, 2), (3,)]


def test_an_envelope_goes_with_the_letter_behind_it() -> None:
    """Its postmark can be the only proof of a lost week."""
    assert numbers(ENVELOPE, mail("Letter 3193 (Rev. 6-2019)")) == [(1, 2)]


def test_a_letter_whose_pages_are_counted_is_not_cut_by_what_they_quote() -> None:
    first = mail("Letter 1058 (Rev. 1-2017)", also=of(1, 3))
    second = page(of(2, 3), line("Letter 3172", left=400, top=60), paragraph(FILLER, 300))
    third = page(of(3, 3), paragraph(FILLER, 300))
    assert numbers(first, second, third) == [(1, 2, 3)]


def test_a_missing_first_page_does_not_swallow_the_next_letter() -> None:
    assert numbers(notice("CP14", also=of(2, 2)), notice("CP504", also=of(1, 2)), notice("CP504", also=of(2, 2))) == [
        (1,),
        (2, 3),
    ]


def test_a_page_that_is_missing_is_a_doubt() -> None:
    (found,) = split((notice("CP14", also=of(1, 4)), notice("CP14", also=of(2, 4), at=2)), load()).letters
    assert found.gap == (4, 2)
    report = understand(found, load(), TODAY, "en")
    assert report.outcome == "check"
    assert any("4 pages, and 2 are here" in doubt for doubt in report.doubts)


def test_a_first_page_whose_number_was_lost_keeps_its_second_page() -> None:
    """Cut in two, the one half has the date and the other the number, and no half has a last day."""
    first = mail("")
    second = page(paragraph(FILLER, 100), foot("Letter 3193 (Rev. 6-2019)"))
    assert numbers(seen(first), seen(second)) == [(1, 2)]


def test_page_of_reads_english_and_spanish_and_no_fractions() -> None:
    assert page_of(laid_out(page(line("Page 2 of 6", top=40)))) == (2, 6)
    assert page_of(laid_out(page(line("Página 1 de 4", top=40)))) == (1, 4)
    assert page_of(laid_out(page(line("Pagina 1 de 4", top=40)))) == (1, 4)
    assert page_of(laid_out(page(line("Page 7 of 6", top=40)))) is None
    assert page_of(laid_out(plain())) is None


SHEETS = (
    notice("CP14", also=of(1, 2)),
    notice("CP14", also=of(2, 2)),
    mail("Letter 4388 (Rev. 5-2019)"),
    mail("Letter 525 (Rev. 5-2024)"),
    form("Form 12153", "Request for a Collection Due Process or Equivalent Hearing"),
    plain(),
    ENVELOPE,
    page(),
    page(of(3, 9)),
)


@given(st.lists(st.tuples(st.sampled_from(SHEETS), st.booleans()), max_size=8))
@settings(max_examples=80, deadline=None)
def test_every_page_is_in_exactly_one_letter_or_set_aside(sheets: list[tuple[Page, bool]]) -> None:
    pages = tuple(replace(seen(sheet) if ocr else sheet, number=at) for at, (sheet, ocr) in enumerate(sheets, 1))
    found = split(pages, load())
    placed = [number for letter in found.letters for number in letter.numbers] + [each.page for each in found.aside]
    assert sorted(placed) == list(range(1, len(sheets) + 1))
    firsts = [min(letter.numbers) for letter in found.letters]
    assert firsts == sorted(firsts)


@given(st.lists(st.sampled_from(SHEETS), min_size=1, max_size=6), st.sampled_from(["CP504", "LT11", "CP90"]))
@settings(max_examples=60, deadline=None)
def test_a_first_page_with_a_number_of_its_own_is_never_swallowed(before: list[Page], number: str) -> None:
    """A letter under another one's cover loses its last day."""
    found = numbers(*before, notice(number, headline=None, also=of(1, 2)))
    own = next(letter for letter in found if len(before) + 1 in letter)
    with_it = [before[number - 1] for number in own if number <= len(before)]
    assert all(not sheet.words or sheet in {plain(), ENVELOPE, page(of(3, 9))} for sheet in with_it)


def test_a_stranger_among_the_pages_is_a_letter_of_its_own_or_a_doubt() -> None:
    """An address and a date of its own, under a head that nobody knows: no enclosure of the letter before it."""
    first = mail(
        "Letter 3172 (Rev. 1-2020)", day="March 20, 2021", body=["You must file your request by April 22, 2021."]
    )
    lien = replace(form("Form 668 (Y)(c)", "Notice of Federal Tax Lien"), number=2)
    head = lines("FRESH START TAX RESOLUTION GROUP", "National Processing Center", "September 11, 2017", top=40)
    flyer = page(head, WINDOW, paragraph("Your property may be seized. Call within 5 days.", 300), number=3)
    found = split((seen(first), seen(lien), seen(flyer)), load()).letters
    assert len(found) == 2 or understand(found[0], load(), TODAY, "en").outcome == "check"


# What a bad copy of a number may and may not do


@pytest.mark.parametrize("second", ["LTl1", "CP601"])
def test_a_number_that_was_repaired_or_that_nobody_confirmed_begins_a_letter_of_its_own(second: str) -> None:
    first = notice("CP14", day="January 5, 2026")
    other = seen(notice(second, day="November 2, 2026", headline=None, at=2))
    assert len(split((first, other), load()).letters) == 2


def test_a_bad_copy_of_the_letters_own_number_on_its_second_page_splits_nothing() -> None:
    second = page(
        HEAD, box({"Notice": "CP1i", "Notice date": "January 30, 2018"}), paragraph("Interest charges", 300), number=2
    )
    assert len(split((notice("CP11"), seen(second)), load()).letters) == 1


def test_a_line_about_taxpayer_assistance_centers_splits_no_letter() -> None:
    second = page(
        lines("Visit your local Taxpayer Assistance Center (TAC) if you need help.", top=60),
        paragraph("Mail Form 12153 by November 20, 2026.", 300),
        number=2,
    )
    assert len(split((notice("LT11", day="November 2, 2026"), second), load()).letters) == 1


# Blank pages, pages out of order, and how sure a cut is


def blank(ink: float, *words: Word) -> Page:
    return replace(page(), origin="ocr", ink=ink, words=words)


def ghost(text: str, confidence: float) -> Word:
    return Word(text, Box(100, 100, 140, 110), confidence)


def asides(*pages: Page) -> list[int]:
    numbered = tuple(replace(each, number=at) for at, each in enumerate(pages, 1))
    return [each.page for each in split(numbered, load()).aside]


def test_a_blank_back_is_set_aside_and_cuts_no_letter() -> None:
    pages = (notice("CP14", also=of(1, 2)), blank(0.0001), notice("CP14", also=of(2, 2)), blank(0.0002))
    assert numbers(*pages) == [(1, 3)]
    assert asides(*pages) == [2, 4]


def test_a_back_on_which_the_front_shines_through_is_blank() -> None:
    assert asides(
        notice("CP14"),
        blank(0.0004, *(ghost(word, 0.86) for word in ("bevisw", "woy", "jon", "nwo")), ghost("luna", 0.22)),
    ) == [2]


@pytest.mark.parametrize(
    "written",
    [
        blank(0.02),  # a stamp, a line by hand: ink without words
        blank(0.003, ghost("See", 0.9), ghost("other", 0.9), ghost("side", 0.9)),
        blank(0.0005, *(ghost(f"faint{at}", 0.9) for at in range(40))),
        replace(blank(0.0), troubles=("The OCR engine failed on this page; nothing on it was read.",)),
    ],
)
def test_ink_without_words_words_without_ink_and_a_page_that_failed_are_not_blank(written: Page) -> None:
    assert asides(notice("CP14"), written) == []


def test_a_page_that_says_it_is_blank_is_taken_at_its_word() -> None:
    assert asides(notice("CP14"), page(line("This page intentionally left blank", top=300))) == [2]


def test_a_file_of_blank_pages_is_still_a_letter_for_somebody_to_look_at() -> None:
    assert numbers(blank(0.0), blank(0.0)) == [(1, 2)]
    assert asides(blank(0.0), blank(0.0)) == []


def test_pages_that_lie_in_the_wrong_order_are_read_in_the_right_one() -> None:
    assert numbers(*(notice("CP504", also=of(at, 3)) for at in (1, 3, 2))) == [(1, 3, 2)]
    assert numbers(notice("CP504", also=of(2, 2)), notice("CP504", also=of(1, 2))) == [(2, 1)]


def test_a_page_that_lies_behind_the_next_letter_is_brought_home_and_both_stay_to_be_checked() -> None:
    pages = [notice("CP504", also=of(1, 2)), notice("CP14", also=of(1, 1)), notice("CP504", also=of(2, 2))]
    found = split(tuple(replace(each, number=at) for at, each in enumerate(pages, 1)), load()).letters
    assert [letter.numbers for letter in found] == [(1, 3), (2,)]
    assert found[0].moved
    assert understand(found[0], load(), TODAY, "en").outcome == "check"


def test_a_stray_page_that_two_letters_lack_goes_to_neither() -> None:
    pages = [notice("CP504", also=of(1, 2)), notice("CP504", also=of(1, 2)), notice("CP504", also=of(2, 2), at=2)]
    pages.insert(2, notice("CP14", also=of(1, 1)))
    found = split(tuple(replace(each, number=at) for at, each in enumerate(pages, 1)), load()).letters
    assert (4,) in [letter.numbers for letter in found]


def test_a_stray_page_of_another_taxpayer_is_not_brought_home() -> None:
    stray = notice("CP504", day="May 6, 2024", also=of(2, 2))
    pages = [notice("CP504", day="January 8, 2024", also=of(1, 2)), notice("CP14", also=of(1, 1)), stray]
    assert numbers(*pages) == [(1,), (2,), (3,)]


def further(print_: str, *, closes: bool = False, below: str = "") -> Page:
    """A further page that is counted without a total."""
    close = lines("Sincerely,", "Winston D. Nakagawa", "Settlement Officer", left=306, top=120)
    return page(
        line(print_, left=306, top=34), close if closes else paragraph(FILLER, 100), line(below, left=60, top=745)
    )


def signed(number: str) -> Page:
    return mail(number, also=lines("Sincerely,", "Verena K. Marchetti", left=306, top=600))


@pytest.mark.parametrize("print_", ["Page 2", "Página 2", "- 2 -", "2"])
def test_a_further_page_is_none_of_a_letter_that_its_own_counting_closed(print_: str) -> None:
    assert numbers(notice("CP01", also=of(1, 1)), further(print_)) == [(1,), (2,)]


def test_a_further_page_that_is_signed_is_none_of_a_letter_that_was_signed() -> None:
    assert numbers(signed("Letter 725-B (Rev. 12-2022)"), further("- 2 -", closes=True)) == [(1,), (2,)]
    assert numbers(mail("Letter 725-B (Rev. 12-2022)"), further("- 2 -", closes=True)) == [(1, 2)]


def test_a_letter_has_one_second_page() -> None:
    assert numbers(mail("Letter 3180 (Rev. 8-2015)"), further("Page 2"), further("Page 2")) == [(1, 2), (3,)]


def test_the_line_in_the_foot_that_repeats_day_and_taxpayer_says_whose_page_it_is() -> None:
    first = notice("CP 504B", day="JUL. 28, 2008", rows={"Social Security number": "000-17-5330"})
    own = further("Page 2", below="CP 504B JUL. 28, 2008 000-17-5330")
    other = further("Page 2", below="CP 134B MAR. 28, 2005 000-23-7874")
    assert numbers(first, own) == [(1, 2)]
    assert numbers(first, other) == [(1,), (2,)]


def test_a_second_page_that_was_fed_before_its_first_is_read_behind_it() -> None:
    pages = [notice("CP89", also=of(1, 1)), further("- 2 -", closes=True), mail("Letter 4380 (Rev. 1-2014)")]
    assert numbers(*pages) == [(1,), (3, 2)]


def test_a_second_page_before_a_letter_that_is_signed_is_not_that_letters() -> None:
    pages = [notice("CP89", also=of(1, 1)), further("- 2 -", closes=True), signed("Letter 4380 (Rev. 1-2014)")]
    assert numbers(*pages) == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    ("behind", "sure"), [(mail("Letter 4390 (Rev. 12-2016)"), False), (signed("Letter 4390 (Rev. 12-2016)"), True)]
)
def test_a_further_page_that_can_be_of_the_letter_behind_it_makes_both_doubtful(behind: Page, sure: bool) -> None:
    pages = [mail("Letter 725-B (Rev. 12-2022)"), further("- 2 -", closes=True), behind]
    found = split(tuple(replace(each, number=at) for at, each in enumerate(pages, 1)), load(), Cuts({}, 0.0)).letters
    assert [letter.numbers for letter in found] == [(1, 2), (3,)]
    assert [letter.doubtful_cuts for letter in found] == ([(), ()] if sure else [((1, 2),), ((1, 2),)])


def test_a_leaflet_behind_pages_in_the_wrong_order_stays_behind_all_of_them() -> None:
    leaflet = page(HEAD, paragraph(FILLER, 100))
    assert numbers(notice("CP05B", also=of(2, 2)), notice("CP05B", also=of(1, 2)), leaflet) == [(2, 1, 3)]


def test_two_first_pages_with_a_tax_period_in_common_are_two_letters() -> None:
    period = {"Tax period": "December 31, 2000"}
    one = notice("CP79", day="May 19, 2003", rows=period | {"Social Security number": "XXX-XX-2381"})
    other = notice("CP79", day="August 5, 2002", rows=period | {"Social Security number": "XXX-XX-3452"})
    assert numbers(one, other) == [(1,), (2,)]


def test_a_second_page_with_another_number_and_another_day_is_another_letters() -> None:
    pages = [notice("CP523C", day="December 29, 2025", also=of(1, 2))]
    pages.append(page(line("CP 504 06/26/2023", top=40), of(2, 2), paragraph(FILLER, 200)))
    assert numbers(*pages) == [(1,), (2,)]


def test_a_cut_that_signs_speak_against_makes_both_letters_doubtful() -> None:
    unsure = Cuts({"": 0.2}, 0.99)
    pages = tuple(replace(each, number=at) for at, each in enumerate((notice("CP14"), notice("CP504")), 1))
    first, second = split(pages, load(), unsure).letters
    assert first.doubtful_cuts == second.doubtful_cuts == ((1, 2),)
    report = understand(first, load(), TODAY, "en")
    assert report.outcome == "check"
    assert any("pages 1 and 2" in doubt for doubt in report.doubts)


def test_every_sign_that_is_weighed_is_one_that_can_stand_at_a_border() -> None:
    """A weight for a sign that nobody gives any more would be dead, and a sign without a weight unmeasured."""
    leaf = leaf_of(replace(notice("CP14"), number=2), load())
    possible = set(inspect.getsource(signs_between).split('"')[1::2])
    assert signs_between(leaf, (leaf,)).keys() <= possible
    assert cuts_in_use().weights.keys() - {""} <= possible


def test_in_a_heap_of_letters_a_cut_must_be_surer_than_in_a_file_of_one_or_two() -> None:
    lenient = Cuts({"": 3.0}, 0.5, 0.99)
    heap = tuple(replace(notice(name), number=at) for at, name in enumerate(("CP14", "CP504", "CP90", "CP11"), 1))
    assert not any(letter.doubtful_cuts for letter in split(heap[:2], load(), lenient).letters)
    assert all(letter.doubtful_cuts for letter in split(heap, load(), lenient).letters)


def test_how_sure_a_cut_is_is_fitted_to_what_came_of_it() -> None:
    """A sign that was always right weighs for a cut, one that was always wrong against it; the limit lets no wrong one pass."""
    right = [Tried({"opens": 1.0}, True, True)] * 300 + [Tried({"form": 1.0}, False, False)] * 300
    wrong = [Tried({"head": 1.0}, True, at % 2 == 0) for at in range(40)]
    cuts = fitted([*right, *wrong])
    assert cuts.weights["opens"] > 0 > cuts.weights["form"]
    assert cuts.is_doubtful(cuts.confidence({"head": 1.0}, cut=True), heap=True)
    assert not cuts.is_doubtful(cuts.confidence({"opens": 1.0}, cut=True), heap=True)
    told = tomllib.loads(cuts_text(cuts))
    assert (told["weights"], told["sure_at"], told["sure_in_heaps"]) == (cuts.weights, cuts.sure_at, cuts.sure_in_heaps)
