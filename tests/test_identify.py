"""What a letter is: numbers vote where they stand, headings confirm, and nothing becomes a neighbour."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import HEAD, WINDOW, box, foot, letter, line, lines, mail, notice, page, paragraph, report_of, seen

from scanner.catalogue import load
from scanner.identify import identify
from scanner.page import Page, Word
from scanner.report import Identified, Unidentified

LEVY_TITLE = "Notice of Intent to Levy and Your Collection Due Process Right to a Hearing"
FILLER = "Please read this letter and keep it with your records. We wrote to you before about this account."


def identified(*pages: Page) -> Identified:
    found = identify(letter(*pages), load())
    assert isinstance(found, Identified)
    return found


def unidentified(*pages: Page) -> Unidentified:
    found = identify(letter(*pages), load())
    assert isinstance(found, Unidentified)
    return found


@pytest.mark.parametrize(
    "id_", sorted(n.id for n in load().notices.values() if n.kind in {"letter", "c-letter"} and n.signs.numbers)
)
def test_every_letter_is_known_by_the_number_in_its_foot(id_: str) -> None:
    known = load().notices[id_]
    found = identified(mail(f"{known.name} (Rev. 5-2019)"))
    assert (found.notice.id, bool(found.doubts)) == (id_, not known.known)


@pytest.mark.parametrize("id_", sorted(key for key, found in load().notices.items() if found.kind in {"cp", "lt"}))
def test_every_notice_is_known_by_the_number_in_its_header_box(id_: str) -> None:
    known = load().notices[id_]
    found = identified(notice(known.name, headline=None))
    assert (found.notice.id, bool(found.doubts)) == (id_, not known.known)


@pytest.mark.parametrize("id_", sorted(key for key, found in load().notices.items() if found.kind == "form"))
def test_every_form_is_known_by_its_title_line(id_: str) -> None:
    name = load().notices[id_].name
    sheet = page(
        line(name, top=40),
        line("Department of the Treasury - Internal Revenue Service", left=180, top=60),
        foot(f"{name} (Rev. 7-2022)"),
    )
    found = identified(sheet)
    assert (found.notice.id, found.doubts) == (id_, ())


def test_the_evidence_of_a_number_is_its_print_and_its_place() -> None:
    found = identified(mail("Letter 4388 (Rev. 5-2019)"))
    first = found.evidence[0]
    assert (first.page, first.quote, first.rule) == (1, "Letter 4388 (Rev. 5-2019)", "number#foot")
    assert first.box.top == pytest.approx(756)
    assert found.printed_number == "Letter 4388 (Rev. 5-2019)"


def test_two_numbers_in_places_that_count_are_a_doubt_and_not_a_choice() -> None:
    found = identified(mail("Letter 4388 (Rev. 5-2019)", right={"Notice": "LT11"}))
    assert {found.notice.id, *(rival.notice for rival in found.rivals)} == {"letter-4388", "lt11"}
    assert any("two numbers" in doubt for doubt in found.doubts)


def test_a_number_that_the_catalogue_lacks_stays_as_it_is_printed() -> None:
    found = unidentified(mail("Letter 7525 (Rev. 5-2024)"))
    assert found.printed_number == "Letter 7525 (Rev. 5-2024)"
    assert "Letter 7525" in found.why
    assert found.sender == "irs"


def test_a_number_that_the_catalogue_lacks_outweighs_a_heading_that_it_has() -> None:
    """Whatever the heading sounds like."""
    assert (
        unidentified(mail("Letter 7525 (Rev. 5-2024)", title=LEVY_TITLE)).printed_number == "Letter 7525 (Rev. 5-2024)"
    )


def test_a_number_that_the_catalogue_lacks_beside_one_that_it_has_is_not_sure() -> None:
    report = report_of(mail("Letter 7525 (Rev. 5-2024)", right={"Notice": "LT11"}))
    assert report.outcome != "sure"


@pytest.mark.parametrize(
    ("letterhead", "sender"),
    [
        (("U.S. Department of the Treasury", "Bureau of the Fiscal Service"), "treasury-bfs"),
        (("STATE OF CALIFORNIA", "Franchise Tax Board"), "state"),
        (("New York State", "Department of Taxation and Finance"), "state"),
        (("UNITED STATES TAX COURT", "Washington, DC 20217"), "court"),
        (("Oakmere Recovery, Inc.", "A contractor of the Internal Revenue Service"), "other"),
    ],
)
def test_the_letter_of_another_sender_is_no_notice_of_the_irs(letterhead: tuple[str, ...], sender: str) -> None:
    """Not even where it prints a number that the catalogue has: a state has its own CP notices."""
    sheet = page(
        lines(*letterhead, top=36),
        WINDOW,
        box({"Notice": "CP14", "Notice date": "May 1, 2024"}),
        paragraph(FILLER, 330),
    )
    found = unidentified(sheet)
    assert found.sender == sender
    assert found.evidence
    report = report_of(sheet)
    assert (report.outcome, report.deadlines) == ("unknown", ())


def test_a_letter_of_the_irs_that_names_another_office_in_its_text_stays_its_own() -> None:
    body = [
        "If you do not pay, the Bureau of the Fiscal Service can take your federal payments. You can go to the United States Tax Court."
    ]
    assert identified(mail("Letter 4383 (Rev. 3-2020)", body=body)).sender == "irs"


def test_without_a_letterhead_a_number_is_not_sure() -> None:
    """Anybody can print `CP504` on a flyer."""
    sheet = page(
        WINDOW,
        box({"Notice": "CP504", "Notice date": "May 1, 2024"}),
        paragraph("Call us now about your tax debt.", 330),
    )
    assert report_of(sheet).outcome != "sure"


def test_a_flyer_that_names_the_irs_in_its_text_is_not_sure() -> None:
    body = paragraph(
        "We settle with the Internal Revenue Service for less. Call today and see www.irs.gov for more.", 330
    )
    sheet = page(lines("TAX RELIEF PARTNERS", "Final notice"), line("CP504", left=400, top=40), body)
    assert report_of(sheet).outcome != "sure"


def test_forms_behind_a_letter_are_its_enclosures_and_no_rivals() -> None:
    form = page(
        line("Form 12256", top=40),
        line("Withdrawal of Request for Collection Due Process or Equivalent Hearing", left=180, top=50),
        number=2,
    )
    found = identified(mail("Letter 4388 (Rev. 5-2019)"), form)
    assert (found.notice.id, found.rivals, found.doubts) == ("letter-4388", (), ())


def test_a_form_that_opens_the_pages_is_what_they_are() -> None:
    form = page(HEAD, line("Form 12153", left=300, top=40), foot("Form 12153 (Rev. 7-2022)"), number=1)
    found = identified(form, mail("Letter 4388 (Rev. 5-2019)", at=2))
    assert found.notice.id == "form-12153"
    assert found.doubts


def test_copies_of_a_number_correct_a_spoiled_one() -> None:
    first, second = seen(notice("CPl4", headline=None)), seen(notice("CP14", headline=None, at=2))
    found = identified(first, second)
    assert (found.notice.id, found.doubts) == ("cp14", ())


def test_copies_that_disagree_are_a_doubt() -> None:
    found = identified(seen(notice("CP501", headline=None)), seen(notice("CP503", headline=None, at=2)))
    assert any("two numbers" in doubt for doubt in found.doubts)


def test_a_number_read_badly_and_once_is_a_doubt() -> None:
    found = identified(seen(mail("Letter 4388 (Rev. 5-2019)"), poor={"4388": 0.55}))
    assert found.notice.id == "letter-4388"
    assert found.doubts


def test_a_number_read_badly_whose_heading_agrees_is_none() -> None:
    found = identified(seen(mail("Letter 4388 (Rev. 5-2019)", title="Withdrawal Solicitation"), poor={"4388": 0.55}))
    assert (found.notice.id, found.doubts) == ("letter-4388", ())


def test_a_number_that_stands_in_the_body_by_itself_is_a_doubt() -> None:
    found = identified(page(HEAD, WINDOW, line("Letter 4388", left=250, top=400), paragraph(FILLER, 500)))
    assert found.notice.id == "letter-4388"
    assert found.doubts


def test_a_heading_alone_names_the_notice_with_a_doubt() -> None:
    sheet = page(
        HEAD,
        WINDOW,
        lines("Notice of Intent to Levy and", "Your Collection Due Process Right to a Hearing", left=150, top=230),
        paragraph(FILLER, 330),
    )
    found = identified(sheet)
    assert LEVY_TITLE in found.notice.signs.titles
    assert found.printed_number is None
    assert found.doubts


def test_a_sentence_that_mentions_a_heading_is_none() -> None:
    body = [
        "We sent you a Notice of Intent to Levy and Your Collection Due Process Right to a Hearing on March 1, 2024, and you did not reply."
    ]
    assert unidentified(mail("", body=body)).printed_number is None


def test_a_leaflet_that_mentions_a_short_heading_is_no_letter_of_that_name() -> None:
    text = (
        "After a notice of deficiency you have 90 days (150 if it is addressed to you outside the United States) to "
        "petition the Tax Court."
    )
    sheet = page(
        HEAD,
        line("Publication 1", top=80),
        line("Your Rights as a Taxpayer", top=120, size=14),
        lines("Appeals and courts", top=380),
        paragraph(text, 392, letters=100),
    )
    assert unidentified(sheet).printed_number is None


def test_a_bare_number_beside_the_label_of_a_reference_box_is_read() -> None:
    sheet = page(HEAD, WINDOW, box({"Notice name": "972CG", "Notice date": "05/01/2024"}), paragraph(FILLER, 330))
    assert identified(sheet).notice.id == "notice-972cg"


def test_a_web_address_alone_names_nothing() -> None:
    sheet = page(HEAD, WINDOW, paragraph("More information is at www.irs.gov/cp14 for everybody.", 400))
    assert unidentified(sheet).printed_number is None


def test_a_web_address_confirms_a_spoiled_number() -> None:
    sheet = seen(notice("CPl4", headline=None, body=["Additional information", "Visit www.irs.gov/cp14 for more."]))
    found = identified(sheet)
    assert (found.notice.id, found.doubts) == ("cp14", ())


def test_confidence_is_ordered_as_the_doubts_are() -> None:
    certain = identified(mail("Letter 4388 (Rev. 5-2019)"))
    doubtful = identified(seen(mail("Letter 4388 (Rev. 5-2019)"), poor={"4388": 0.55}))
    contested = identified(mail("Letter 4388 (Rev. 5-2019)", right={"Notice": "LT11"}))
    assert certain.confidence > doubtful.confidence > contested.confidence


def test_a_spanish_edition_says_so_by_its_number_or_its_words() -> None:
    by_number = identified(notice("CP523 (SP)", headline=None))
    by_words = identified(
        page(
            lines("Departamento del Tesoro", "Servicio de Impuestos Internos"),
            line("CP14", left=400, top=40),
            paragraph("Usted tiene que pagar la cantidad que debe para el día que dice este aviso.", 300),
        )
    )
    assert (by_number.language, by_words.language) == ("es", "es")


# What holds for any text

WORDS = (
    "account",
    "balance",
    "paid",
    "the",
    "of",
    "your",
    "section",
    "6330",
    "Pub.",
    "594",
    "$512.30",
    "2018",
    "IRC",
    "tax",
    "01",
    "Ihe",
    "lIen",
    "nOllce",
    "(a)",
    "-",
    "|",
)
noise_words = st.builds(
    line,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.floats(10, 500),
    st.floats(5, 780),
)
PAPERS = {
    "unknown letter": mail(
        "Letter 7525 (Rev. 5-2024)", body=[FILLER, "You can use Form 12153 or answer Letter 1058 and LT11."]
    ),
    "no number": mail("", body=[FILLER, "We sent you CP504 before. See section 6331 and Form 9423."]),
    "lease": page(
        paragraph("This lease is made on March 1, 2024 between the parties. Rent is due by April 1, 2024.", 100)
    ),
    "4388": mail(
        "Letter 4388 (Rev. 5-2019)", body=[FILLER, "You asked for a hearing with Form 12153 after Letter 1058."]
    ),
    "lt11": notice(
        "LT11", headline=LEVY_TITLE, body=[FILLER, "You can ask for a hearing with Form 12153 by April 3, 2024."]
    ),
    "cp14": notice("CP14", body=["Pay the amount due of $512.30 by February 20, 2018.", FILLER]),
}


@given(st.sampled_from(sorted(PAPERS)), st.lists(noise_words, min_size=1, max_size=12), st.booleans())
@settings(max_examples=120, deadline=None)
def test_noise_never_makes_a_different_notice_sure(name: str, noise: list[tuple[Word, ...]], ocr: bool) -> None:
    clean = PAPERS[name]
    noisy = replace(clean, words=clean.words + tuple(chain.from_iterable(noise)))
    before, after = report_of(clean).notice, report_of(seen(noisy) if ocr else noisy)
    if after.outcome == "sure":
        assert before is not None
        assert after.notice == before


@given(st.sampled_from(sorted(PAPERS)), st.permutations(range(4)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_paragraphs_makes_no_different_notice(name: str, order: list[int]) -> None:
    texts = [
        FILLER,
        "You can use Form 12153 to answer Letter 1058 or LT11 of last year.",
        "See section 6330 and Pub. 594.",
        "We sent you CP504 before this letter.",
    ]
    body = tuple(chain.from_iterable(paragraph(texts[which], 420 + 60 * at) for at, which in enumerate(order)))
    clean = PAPERS[name]
    before, after = report_of(clean), report_of(replace(clean, words=clean.words + body))
    assert after.notice == before.notice


@given(st.lists(st.tuples(st.text(max_size=30), st.floats(0, 600), st.floats(0, 780)), max_size=25), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_text_makes_understanding_raise(texts: list[tuple[str, float, float]], ocr: bool) -> None:
    sheet = page(*(line(text, left, top) for text, left, top in texts))
    report = report_of(seen(sheet) if ocr else sheet)
    assert report.outcome in {"sure", "check", "unknown"}
    assert (report.outcome == "sure") == (not report.doubts and report.notice is not None)


def test_a_form_behind_a_letter_whose_number_is_lost_does_not_name_the_letter() -> None:
    lost = mail("", title="Withdrawal of your request", body=[FILLER])
    form = page(line("Form 12256", top=40), foot("Form 12256 (Rev. 7-2022)"), number=2)
    found = identify(letter(lost, form), load())
    assert not isinstance(found, Identified) or found.notice.id != "form-12256"


def test_a_revision_in_brackets_without_the_word_is_no_other_print_in_the_foot() -> None:
    assert identified(mail("Letter 725-B (10-2013)")).notice.id == "letter-725-b"
