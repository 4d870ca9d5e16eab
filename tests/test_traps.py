"""What fools a reader of IRS letters, one test each; the mark in brackets is the trap's place in the list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from paper import HEAD, WINDOW, box, foot, letter, line, lines, mail, notice, page, paragraph, report_of, seen

from scanner.answers import Answers
from scanner.catalogue import load
from scanner.evidence import Evidence, Reading, Unread
from scanner.identify import identify
from scanner.page import Box, Word
from scanner.report import Period, Report, Unidentified
from scanner.schedule import schedule
from scanner.split import split


def value(report: Report, field: str) -> object:
    answer = report.fields.get(field)
    return answer.value if isinstance(answer, Reading) else None


def notice_id(report: Report) -> str | None:
    return report.notice.id if report.notice else None


def periods(report: Report) -> list[tuple[date, str | None, Decimal | None]]:
    answers = report.fields.get("tax_periods", ())
    assert isinstance(answers, tuple)
    found = [answer.value for answer in answers if isinstance(answer, Reading)]
    return [(each.ends, each.form, each.amount) for each in found if isinstance(each, Period)]


def last_days(report: Report) -> dict[str, date]:
    return {deadline.term: deadline.last_day for deadline in report.deadlines}


LEVY_TITLE = "Notice of Intent to Levy and Your Collection Due Process Right to a Hearing"
FILLER = "Please read this letter and keep it with your records. We wrote to you before about this account."


# A. Wrong number


def test_numbers_in_running_text_do_not_vote() -> None:
    """[A1] A Letter 4383 that speaks of Form 12256 and of the Letter 1058 that began it is a Letter 4383."""
    body = [
        "You sent us Form 12256 and withdrew the request that you made after you received Letter 1058 or LT11. We now close the case and send it back.",
        "Letter 3172 may have told you about a lien. You may still use Form 9423, and Form 12153 is no longer needed.",
    ]
    report = report_of(mail("Letter 4383 (Rev. 3-2020)", body=body))
    assert (notice_id(report), report.outcome) == ("letter-4383", "sure")


def test_a_number_that_begins_a_line_of_a_sentence_does_not_vote() -> None:
    """[A1] A sentence breaks where it will, and then `Letter 1058.` stands alone on a line."""
    text = lines("Your request for a hearing came after the notice that we sent as", "Letter 1058.", top=150, left=72)
    report = report_of(mail("Letter 4383 (Rev. 3-2020)", also=text, window=()))
    assert (notice_id(report), report.outcome) == ("letter-4383", "sure")


def test_a_section_of_law_is_no_identity_letter() -> None:
    """[A2] An LT11 that cites section 6330 is no 6330C."""
    body = ["This is your notice under IRC section 6330 and section 6331(d) of the Internal Revenue Code."]
    report = report_of(notice("LT11", headline=LEVY_TITLE, body=body, also=line("Section 6330", top=200, left=400)))
    assert (notice_id(report), report.outcome) == ("lt11", "sure")


def test_the_code_section_of_a_letter_number_alone_in_the_header_is_none() -> None:
    """[A2] `IRC 6330` stands alone; no letter is made of it."""
    report = report_of(page(HEAD, WINDOW, line("IRC 6330", left=400, top=60), paragraph(FILLER, 300)))
    assert notice_id(report) is None


def test_a_private_letter_ruling_is_no_letter() -> None:
    """[A3] LTR with nine digits."""
    report = report_of(page(HEAD, line("LTR 201322041", left=400, top=60), paragraph(FILLER, 300)))
    assert notice_id(report) is None


@pytest.mark.parametrize("insert", ["Notice 1052-D", "Notice 437", "Notice 1214", "Notice 746"])
def test_an_insert_is_not_the_notice(insert: str) -> None:
    """[A4] It comes in the same envelope."""
    page_two = page(HEAD, line(insert, left=400, top=48), paragraph(FILLER, 300), number=2)
    assert notice_id(report_of(notice("CP14"), page_two)) == "cp14"


def test_a_notice_without_its_prefix_keeps_its_number() -> None:
    """[A4] `Notice 3219N` in the header box is a CP3219N; one that the catalogue lacks becomes nothing else."""
    assert notice_id(report_of(notice("3219N", headline="Notice of deficiency"))) == "cp3219n"
    report = report_of(notice("3219Q", headline="Notice of deficiency"))
    assert notice_id(report) is None
    assert isinstance(report.identity, Unidentified)
    assert "3219Q" in (report.identity.printed_number or "")


@pytest.mark.parametrize(
    ("print_", "id_"),
    [
        ("CP 14", "cp14"),
        ("CP-14", "cp14"),
        ("CP014", "cp14"),
        ("CP504", "cp504"),
        ("CP 504", "cp504"),
        ("LT 11", "lt11"),
        ("LTR 11", "lt11"),
    ],
)
def test_every_spelling_in_the_header_box_is_the_notice(print_: str, id_: str) -> None:
    """[A5] With a space, a hyphen, a nought."""
    report = report_of(notice(print_, headline=None))
    assert (notice_id(report), report.outcome == "unknown") == (id_, False)


@pytest.mark.parametrize("print_", ["Letter 11", "LETTER 11", "Letter LT11"])
def test_letter_eleven_is_an_lt11(print_: str) -> None:
    """[A5] The Taxpayer Advocate calls it Letter 11, and so may the paper."""
    rows = {"Letter": print_.rsplit(maxsplit=1)[-1]} if print_ == "Letter LT11" else {print_: ""}
    report = report_of(mail("", title=LEVY_TITLE, right=rows))
    assert notice_id(report) == "lt11"


@pytest.mark.parametrize(
    ("suffixed", "plain"),
    [
        ("CP504B", "cp504"),
        ("CP14IA", "cp14"),
        ("CP14H", "cp14"),
        ("CP523H", "cp523"),
        ("CP501C", "cp501"),
        ("CP90D", "cp90"),
    ],
)
def test_a_suffix_is_never_cut_off(suffixed: str, plain: str) -> None:
    """[A6] CP504B is for a business and is not a CP504; a suffix that nobody describes makes a letter unknown."""
    report = report_of(notice(suffixed, headline=None))
    assert notice_id(report) == (suffixed.lower() if suffixed.lower() in load().notices else None)
    assert notice_id(report) != plain


def test_the_print_code_is_not_part_of_the_number() -> None:
    """[A6] `LTR 2272C   E0`, and `EO` as OCR gives it."""
    for code in ("0", "E0", "EO", "S0"):
        head = lines(
            "In reply refer to:  0248288031",
            f"Aug. 09, 2018   LTR 2272C   {code}",
            "666-12-3456   201612 30",
            "BODC: WI",
            left=RIGHT,
            top=60,
        )
        assert notice_id(report_of(page(HEAD, WINDOW, head, paragraph(FILLER, 300)))) == "letter-2272c"


RIGHT = 330.0


@pytest.mark.parametrize("near", ["Letter 4399", "Letter 4838", "Letter 4389", "Letter 3192", "Letter 3173"])
def test_a_near_number_is_not_repaired_into_one_that_exists(near: str) -> None:
    """[A7] Two letters with opposite meaning share three digits: 4837 and 4383."""
    for origin in ("digital", "picture"):
        sheet = mail(f"{near} (Rev. 5-2019)")
        report = report_of(seen(sheet) if origin == "picture" else sheet)
        assert notice_id(report) is None
        assert isinstance(report.identity, Unidentified)
        assert near in (report.identity.printed_number or "")


def test_a_number_and_a_heading_that_disagree_are_a_doubt_and_not_a_choice() -> None:
    """[A7] The foot says 4388, the heading is that of an LT11."""
    report = report_of(mail("Letter 4388 (Rev. 5-2019)", title=LEVY_TITLE))
    assert report.outcome == "check"
    assert any("heading" in doubt for doubt in report.doubts)


def test_a_repaired_character_alone_is_not_sure() -> None:
    """[A7, F] `43B8` can have been 4388, or 4368."""
    report = report_of(seen(mail("Letter 43B8 (Rev. 5-2019)")))
    assert report.outcome != "sure"


def test_letter_3172_is_the_lien_letter_and_cp297_a_levy_notice() -> None:
    """[A8] Public tables call them third party contact and lien removal."""
    notices = load().notices
    assert "Lien" in notices["letter-3172"].title
    assert "Levy" in notices["cp297"].title
    assert notices["cp297"].deadlines[0] == "cdp-levy-hearing"


def test_what_is_enclosed_belongs_to_its_letter() -> None:
    """[A9] Envelope, Letter 3172, Form 668(Y)(c), Form 12153: one letter of four pages."""
    envelope = page(lines("Official Business", "Penalty for Private Use, $300", top=60), number=1)
    first = mail(
        "Letter 3172 (Rev. 1-2020)", title="Notice of Federal Tax Lien Filing and Your Right to a Hearing", at=2
    )
    lien = page(
        line("Form 668 (Y)(c)", top=40), line("Notice of Federal Tax Lien", left=200, top=60, size=14), number=3
    )
    form = page(
        line("Form 12153", top=40),
        line("Request for a Collection Due Process or Equivalent Hearing", left=200, top=50),
        number=4,
    )
    found = split((envelope, first, lien, form), load()).letters
    together = next(each for each in found if 2 in each.numbers)
    assert together.numbers[-3:] == (2, 3, 4)
    assert notice_id(report_of(envelope, first, lien, form)) == "letter-3172"


def test_a_form_that_quotes_a_letter_stays_the_form() -> None:
    """[A10] A Form 12153 filled in by the taxpayer names the notice it answers."""
    form = page(
        lines("Form 12153", "(Rev. 7-2022)", top=40),
        line("Request for a Collection Due Process or Equivalent Hearing", left=180, top=44, size=12),
        lines("1. Taxpayer name: Rosa Delgado", "2. I answer the letter LT11 of March 4, 2024", top=200),
        foot(
            "Form 12153 (Rev. 7-2022)",
            "Catalog Number 26685D  www.irs.gov  Department of the Treasury Internal Revenue Service",
        ),
    )
    assert notice_id(report_of(form)) == "form-12153"


def test_a_day_written_on_a_form_starts_no_clock_of_its_own() -> None:
    """[A10, B1] The day on which the taxpayer signed a request is not the date of the notice it answers."""
    form = page(
        lines("Form 12153", "(Rev. 7-2022)", top=40),
        line("Request for a Collection Due Process or Equivalent Hearing", left=180, top=44, size=12),
        line("Department of the Treasury - Internal Revenue Service", left=180, top=70),
        lines("Signature of taxpayer: R. Delgado", top=600),
        box({"Date:": "April 10, 2024"}, top=600),
        foot("Form 12153 (Rev. 7-2022)"),
    )
    assert "cdp-levy-hearing" not in last_days(report_of(form))


def test_the_spanish_edition_with_a_number_of_its_own_is_the_same_notice() -> None:
    """[A11] CP623 is the Spanish CP523."""
    assert load().find("CP623").id == "cp523"
    sheet = page(
        lines("Departamento del Tesoro", "Servicio de Impuestos Internos", top=36),
        box(
            {"Aviso": "CP623", "Fecha del aviso": "4 de marzo de 2024", "Número de Seguro Social": "XXX-XX-1234"},
            column=120,
        ),
        paragraph(
            "Usted no ha pagado lo que debe de su plan de pagos a plazos. Si no paga, el plan se termina en 30 días.",
            300,
        ),
    )
    report = report_of(sheet)
    assert (notice_id(report), report.identity.language) == ("cp523", "es")
    assert value(report, "letter_date") == date(2024, 3, 4)


def test_a_payment_stub_alone_still_names_the_notice() -> None:
    """[A12] Clients bring the stub; the tax year may be missing."""
    stub = page(
        line("Department of the Treasury Internal Revenue Service", top=700),
        lines("Payment", "Amount due by February 20, 2018", top=620),
        line("$1,075.21", left=300, top=632),
        box({"Notice": "CP14", "Notice date": "January 30, 2018"}, top=640),
    )
    report = report_of(stub)
    assert notice_id(report) == "cp14"
    assert value(report, "letter_date") == date(2018, 1, 30)


# B. Wrong date


def test_of_many_dates_only_the_labelled_one_is_the_letters() -> None:
    """[B1] Revision, correspondence, period, assessment, hearing and refiling days stand on the same page."""
    body = [
        "Thank you for your letter of March 12, 2024, which we received on March 20, 2024.",
        "The tax was assessed on June 3, 2019. The last day for refiling is July 3, 2029. We computed interest to May 20, 2024.",
    ]
    report = report_of(mail("Letter 4383 (Rev. 3-2020)", day="May 1, 2024", body=body))
    assert value(report, "letter_date") == date(2024, 5, 1)
    assert report.outcome == "sure"


def test_a_received_stamp_and_a_fax_line_are_not_the_date_of_the_letter() -> None:
    """[B1] Both are dates, and both stand at the top."""
    stamp = lines("RECEIVED", "MAY 9 2024", left=260, top=90)
    fax = line("05/10/2024 14:02 FROM: CLINIC TO: 5125550100 P. 1/3", left=72, top=8, size=8)
    report = report_of(seen(mail("Letter 4383 (Rev. 3-2020)", day="May 1, 2024", also=stamp + fax)))
    assert value(report, "letter_date") == date(2024, 5, 1)


def test_only_a_stamped_date_and_a_fax_line_leave_the_date_unread() -> None:
    """[B1] Nothing is a worse date than the wrong one."""
    stamp = lines("RECEIVED", "MAY 9 2024", left=260, top=90)
    fax = line("05/10/2024 14:02 FROM: CLINIC TO: 5125550100 P. 1/3", left=72, top=8, size=8)
    report = report_of(seen(mail("Letter 3193 (Rev. 3-2020)", day=None, also=stamp + fax)))
    assert value(report, "letter_date") is None
    assert report.deadlines == ()
    assert report.outcome == "check"


def test_the_second_date_of_jones_does_not_move_the_thirty_days() -> None:
    """[B2] Letter of 18 December 2001; 16 February 2002 stands by `In Re: Due Process Appeal (Tax Court)`; the last day is 17 January."""
    right = {
        "In Re:": "Due Process Appeal (Tax Court)",
        " ": "February 16, 2002",
        "Tax period(s) ended:": "December 31, 1996",
    }
    body = [
        "If you want to dispute this determination in court, you must file a petition within 30 days from the date of this letter."
    ]
    report = report_of(
        mail("Letter 3193 (Rev. 6-2001)", day="December 18, 2001", right=right, body=body, label="Letter Date:")
    )
    assert last_days(report)["tax-court-cdp"] == date(2002, 1, 17)


def test_the_second_date_of_jones_labelled_as_a_petition_day_is_shown_and_does_not_lead() -> None:
    """[B2] Even if it were called the last day, the thirty days are shown and a person is asked to look."""
    right = {"Last day to petition Tax Court": "February 16, 2002"}
    sheet = page(
        HEAD,
        WINDOW,
        box({"Letter Date:": "December 18, 2001"} | right, left=330, column=160),
        paragraph(FILLER, 330),
        foot("Letter 3193 (Rev. 6-2001)"),
    )
    report = report_of(sheet)
    assert last_days(report)["tax-court-cdp"] == date(2002, 1, 17)
    assert report.outcome == "check"


def test_a_blank_petition_day_does_not_swallow_the_next_line() -> None:
    """[B3] The label is there and nothing behind it; the line beneath is the date of something else."""
    labels = lines(
        "Date:", "Last Day to File a Petition with the United States Tax Court:", "Person to Contact:", left=310, top=36
    )
    values = line("May 1, 2024", left=480, top=36) + line("Marisol Quintero", left=480, top=60)
    report = report_of(page(HEAD, WINDOW, labels, values, paragraph(FILLER, 330), foot("Letter 3193 (Rev. 6-2001)")))
    assert value(report, "petition_by") is None
    assert last_days(report) == {"tax-court-cdp": date(2024, 5, 31)}
    assert report.deadlines[0].basis == "rule"


def test_a_printed_day_that_the_law_contradicts_is_never_repaired() -> None:
    """[B4] 89 days and a Saturday, printed by the IRS itself: both days are reported."""
    right = {"Last day to petition Tax Court": "August 25, 2017"}
    sheet = page(
        HEAD,
        WINDOW,
        box({"Date:": "July 28, 2017"} | right, left=330, column=160),
        paragraph(FILLER, 330),
        foot("Letter 3193 (Rev. 6-2001)"),
    )
    found = report_of(sheet).deadlines[0]
    assert (found.last_day, found.basis) == (date(2017, 8, 25), "printed")
    assert found.other is not None
    assert found.other.last_day == date(2017, 8, 28)


@pytest.mark.parametrize(
    "wording",
    [
        "You must file your petition within 30 days from the date of this letter.",
        "You must file your petition within a 30-day period beginning the day after the date of this letter.",
        "You have 30 calendar days, beginning with the day following the date of this letter, to file a petition.",
    ],
)
def test_no_wording_of_the_thirty_days_gives_a_thirty_first(wording: str) -> None:
    """[B5] The later wording led people to file on day 31."""
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2024", body=[wording]))
    assert last_days(report)["tax-court-cdp"] == date(2024, 5, 31)


def test_a_letter_dated_before_its_period_ended_is_a_doubt() -> None:
    """[B6] 1997 was printed for 1996, and OCR kills digits of years."""
    report = report_of(
        mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2017", right={"Tax period(s) ended:": "December 31, 2018"})
    )
    assert report.outcome == "check"
    assert any("before the end of a tax period" in doubt for doubt in report.doubts)


def test_a_letter_dated_before_its_form_was_made_is_a_doubt() -> None:
    """[B6] `(Rev. 6-2023)` on a letter of 2013: the year was misprinted or misread."""
    report = report_of(seen(mail("Letter 3193 (Rev. 6-2023)", day="May 1, 2021")))
    assert report.outcome == "check"


def test_a_letter_dated_in_the_future_is_a_doubt() -> None:
    """[B7] Notices are printed two or three weeks ahead of mailing."""
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="December 9, 2026"))
    assert report.outcome == "check"
    assert any("future" in doubt for doubt in report.doubts)


def reading(day: date) -> Reading[object]:
    return Reading(day, 0.99, (Evidence(1, Box(0, 0, 1, 1), str(day), "test", 0.99),))


def test_an_insert_that_gives_more_time_is_said() -> None:
    """[B7] Notice 1052-D replaced the passed day, on the last page."""
    insert = page(HEAD, line("Notice 1052-D (September 2020)", left=330, top=48), paragraph(FILLER, 300), number=2)
    report = report_of(notice("CP14"), insert)
    assert report.outcome == "check"
    assert any("1052-D" in doubt for doubt in report.doubts)


def test_the_day_of_such_an_insert_takes_the_place_of_the_printed_one() -> None:
    """[B7] Both are shown. It moves a day that the Service sets, and none that the law gives."""
    more = "We mailed this notice late. You have until March 15, 2021 to pay or to answer it."
    insert = page(HEAD, line("Notice 1052-D (September 2020)", left=330, top=48), paragraph(more, 300), number=2)
    bill = report_of(
        notice("CP14", day="November 16, 2020", body=["Pay the amount due of $500.00 by December 7, 2020."]), insert
    )
    day = next(each for each in bill.deadlines if each.term == "pay-without-more-interest")
    assert (day.last_day, day.other and day.other.last_day) == (date(2021, 3, 15), date(2020, 12, 7))
    levy = report_of(notice("LT11", day="November 16, 2020"), insert)
    hearing = next(each for each in levy.deadlines if each.term == "cdp-levy-hearing")
    assert hearing.last_day == date(2020, 12, 16)


def test_a_page_that_only_lists_the_insert_is_read_like_any_other() -> None:
    """[B7] Among the enclosures it moves nothing, and hides no day of its page."""
    second = page(
        HEAD,
        paragraph("You must mail Form 12153 by December 1, 2020.", 300),
        lines("Enclosures:", "Notice 1052-A", "Publication 1", top=690),
        number=2,
    )
    report = report_of(notice("LT11", day="November 16, 2020"), second)
    assert min(each.last_day for each in report.deadlines if each.term == "cdp-levy-hearing") == date(2020, 12, 1)


def test_an_insert_that_was_scanned_first_is_seen_too() -> None:
    """[B7]"""
    more = page(
        HEAD, line("Notice 1052-D (September 2020)", left=330, top=48), paragraph("You have until March 15, 2021.", 300)
    )
    report = report_of(more, notice("CP14", day="November 16, 2020", at=2))
    assert report.outcome == "check"
    assert any("1052-D" in doubt for doubt in report.doubts)


@pytest.mark.parametrize("year", [2021, 2029])
def test_an_insert_moves_no_right_and_no_day_to_a_far_year(year: int) -> None:
    """[B7] Of every notice the days on which a right dies stay; a year that was misread moves nothing."""
    answers = Answers(
        {"letter_date": reading(date(2020, 11, 16)), "respond_by": reading(date(2020, 12, 7)), "pay_by": reading(date(2020, 12, 7))},
        (), False, more_time=reading(date(year, 3, 15)),  # type: ignore[arg-type]
    )  # fmt: skip
    before = replace(answers, more_time=None)
    for known in load().notices.values():
        plain = {each.term: each.last_day for each in schedule(known, before, load(), "en").deadlines}
        for each in schedule(known, answers, load(), "en").deadlines:
            if each.right or year == 2029:
                assert each.last_day == plain[each.term], known.id
            if each.last_day > plain[each.term]:
                assert each.other, known.id
                assert each.other.last_day == plain[each.term]


@pytest.mark.parametrize("stamp", ["JAN 272003", "JAN 27 2003", "JAN 27, 2003", "Jan. 27,2003"])
def test_a_stamped_date_without_spaces_is_read(stamp: str) -> None:
    """[B8] Rubber stamps lose their spaces."""
    report = report_of(
        seen(mail("Letter 3193 (Rev. 6-2001)", day=stamp, right={"Tax period(s) ended:": "December 31, 2000"}))
    )
    assert value(report, "letter_date") == date(2003, 1, 27)


def test_a_stamp_that_misses_its_line_is_read_by_its_label() -> None:
    """[B8] It tilts, and stands a little under the line."""
    labels = line("Date:", left=380, top=40)
    stamp = line("JAN 27 2003", left=430, top=52, size=13)
    report = report_of(
        seen(page(HEAD, WINDOW, labels, stamp, paragraph(FILLER, 330), foot("Letter 3193 (Rev. 6-2001)")))
    )
    assert value(report, "letter_date") == date(2003, 1, 27)


@pytest.mark.parametrize(
    ("print_", "day"),
    [
        ("Mar. 04, 2019", date(2019, 3, 4)),
        ("Sept. 05, 2019", date(2019, 9, 5)),
        ("May 07, 2019", date(2019, 5, 7)),
        ("June 07, 2019", date(2019, 6, 7)),
        ("Mar, 04. 2019", date(2019, 3, 4)),
    ],
)
def test_a_system_letter_has_its_date_before_its_number(print_: str, day: date) -> None:
    """[B9] `Mar. 04, 2019   LTR 2272C   E0`; the period beneath is packed."""
    head = lines(
        "In reply refer to:  0248288031",
        f"{print_}   LTR 2272C   E0",
        "666-12-3456   201612 30",
        "BODC: WI",
        left=RIGHT,
        top=60,
    )
    report = report_of(page(HEAD, WINDOW, head, paragraph(FILLER, 300)))
    assert value(report, "letter_date") == day
    assert periods(report) == [(date(2016, 12, 31), "1040", None)]
    assert value(report, "tin_last4") == "3456"


def test_a_day_that_breaks_over_two_lines_is_whole() -> None:
    """[B10] `by February 20` and on the next line `, 2018`."""
    body = lines(
        "If you agree with the amount, pay the amount due of $1,075.21 by February 20",
        ", 2018 to avoid more penalty and interest charges.",
        top=330,
    )
    assert value(report_of(notice("CP14", also=body)), "pay_by") == date(2018, 2, 20)


def test_a_label_that_wraps_around_its_value_keeps_it() -> None:
    """[B10] `Last day to petition` / value / `Tax Court`."""
    wrapped = lines("Last day to petition", "Tax Court", left=380, top=60) + line("May 31, 2024", left=500, top=60)
    report = report_of(
        page(
            HEAD,
            WINDOW,
            box({"Date:": "May 1, 2024"}, column=120),
            wrapped,
            paragraph(FILLER, 330),
            foot("Letter 3193 (Rev. 6-2019)"),
        )
    )
    assert value(report, "petition_by") == date(2024, 5, 31)


def test_an_accounting_period_and_a_period_end_are_not_the_date_of_the_letter() -> None:
    """[B11] `December 31` without a year, 201812, 03/31/2019."""
    rows = {"Accounting period ending:": "December 31", "Tax period(s) ended:": "03/31/2019"}
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2020", right=rows))
    assert value(report, "letter_date") == date(2020, 5, 1)
    assert [ends for ends, _, _ in periods(report)] == [date(2019, 3, 31)]


def test_a_spanish_letter_writes_its_month_in_words() -> None:
    """[B12] And the accents may be lost."""
    for labels in (("Fecha del aviso", "Año tributario"), ("Fecha del aviso", "Ano tributario")):
        sheet = page(
            lines("Departamento del Tesoro", "Servicio de Impuestos Internos", top=36),
            box({"Aviso": "CP14", labels[0]: "30 de enero de 2018", labels[1]: "2016"}, column=120),
            paragraph(
                "Usted tiene un saldo adeudado. Si no paga la cantidad que debe, se le cobran intereses y multas por la ley.",
                300,
            ),
        )
        report = report_of(sheet)
        assert (notice_id(report), report.identity.language) == ("cp14", "es")
        assert value(report, "letter_date") == date(2018, 1, 30)
        assert [ends for ends, _, _ in periods(report)] == [date(2016, 12, 31)]


def test_the_longer_time_of_people_abroad_in_the_same_sentence_is_not_taken() -> None:
    """[B13] 150 days beside 90, and 60 beside 30."""
    body = [
        "You have 90 days (150 days if the letter is addressed to you outside the United States) from the mailing date of this letter."
    ]
    report = report_of(mail("Letter 4390 (Rev. 5-2019)", day="May 1, 2024", body=body))
    assert last_days(report) == {"tax-court-cdp": date(2024, 5, 31), "tax-court-innocent-spouse": date(2024, 7, 30)}


def test_due_dates_of_returns_are_no_deadlines() -> None:
    """[B14] A CP575 lists when each return must be filed."""
    body = lines("Form 941   04/30/2020", "Form 940   01/31/2021", "Form 1065   03/15/2021", top=330)
    report = report_of(notice("CP 575 A", day="01-15-2020", headline=None, also=body))
    assert report.deadlines == ()


# C. Wrong period or kind of tax


def test_several_periods_come_with_their_own_amounts() -> None:
    """[C1] The table of a Letter 1058."""
    heads = (
        line("Type of tax", left=72, top=330)
        + line("Tax period", left=200, top=330)
        + line("Amount you owe", left=400, top=330)
    )
    rows = [("1040", "12/31/2016", "$1,200.50"), ("1040", "12/31/2017", "$2,300.25"), ("941", "03/31/2018", "$99.25")]
    table = heads + tuple(
        word
        for at, (form, ends, amount) in enumerate(rows)
        for word in line(form, left=72, top=346 + 14 * at)
        + line(ends, left=200, top=346 + 14 * at)
        + line(amount, left=425, top=346 + 14 * at)
    )
    total = line("Total", left=72, top=388) + line("$3,600.00", left=425, top=388)
    report = report_of(
        mail(
            "Letter 1058 (Rev. 1-2017)",
            title=LEVY_TITLE,
            also=table + total,
            right={"Tax period(s) ended:": "See below"},
        )
    )
    assert periods(report) == [
        (date(2016, 12, 31), "1040", Decimal("1200.50")),
        (date(2017, 12, 31), "1040", Decimal("2300.25")),
        (date(2018, 3, 31), "941", Decimal("99.25")),
    ]
    assert value(report, "amount_due") == Decimal("3600.00")


def test_the_year_of_the_notice_is_not_the_tax_year() -> None:
    """[C2] `balance due for 2017` on a notice of 2018."""
    report = report_of(notice("CP14", day="January 30, 2018", headline="You have a balance due for 2017"))
    assert [ends for ends, _, _ in periods(report)] == [date(2017, 12, 31)]


def test_a_form_that_is_no_return_is_not_the_kind_of_tax() -> None:
    """[C3] Form 12153, Form 9465 and W-2 stand beside years."""
    body = ["Send Form 12153 for 2018. You may use Form 9465 for 2018 or Form 1040-ES for 2019, and your W-2 for 2018."]
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2020", body=body))
    assert {form for _, form, _ in periods(report)} <= {None, "1040"}


def test_a_civil_penalty_is_no_form() -> None:
    """[C4] CIVPEN and 6672 are kinds of tax without a return."""
    for kind in ("CIVPEN", "Civil Penalty", "6672"):
        rows = {"Tax type/form number:": kind, "Tax period(s) ended:": "12/31/2018"}
        report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2020", right=rows))
        assert periods(report) == [(date(2018, 12, 31), None, None)]


def test_a_zip_and_a_telephone_number_are_no_tax_years() -> None:
    """[C5] 20217 is the Tax Court, 202 a code of Washington."""
    body = [
        "United States Tax Court, 400 Second Street, NW, Washington, DC 20217",
        "Telephone 202-521-0700, campus 64999-0149, stop 2019-A",
    ]
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2020", body=body))
    assert [ends for ends, _, _ in periods(report)] == [date(2018, 12, 31)]


# D. Wrong taxpayer number or contact


def test_a_zip_with_four_digits_more_is_no_reference() -> None:
    """[D1] AUR control numbers have the same shape."""
    window = lines("ROSA DELGADO", "12 MAPLE STREET", "ALBUQUERQUE NM 87139-0114", top=130)
    report = report_of(notice("CP14", window=window))
    assert value(report, "reference") is None
    assert value(report, "tin_last4") == "1234"


def test_the_numbers_of_the_irs_are_not_the_taxpayers() -> None:
    """[D2] Employee number, badge, certified mail, control number."""
    rows = {
        "Person to contact:": "Marisol Quintero",
        "Employee ID number:": "1000123456",
        "Telephone:": "555-014-2200",
        "Fax:": "855-555-0122",
        "Certified mail:": "7022 1670 0001 2345 6789",
    }
    report = report_of(mail("Letter 4383 (Rev. 3-2020)", right=rows))
    assert value(report, "tin_last4") is None
    assert value(report, "employee_id") == "1000123456"
    assert value(report, "contact_phone") == "555-014-2200"
    assert value(report, "contact_fax") == "855-555-0122"


def test_the_number_of_a_bank_that_paid_is_not_the_taxpayers() -> None:
    """[D3] A CP2000 lists the EINs of payers."""
    body = lines(
        "Shown on return   Reported by others", "FIRST NATIONAL BANK 00-7654321 Account 5521   $1,200", top=330
    )
    report = report_of(notice("CP14", also=body))
    assert value(report, "tin_last4") == "1234"


@pytest.mark.parametrize(
    ("mask", "last"),
    [
        ("XXX-XX-1234", "1234"),
        ("***-**-1234", "1234"),
        ("KXX-XX-1234", "1234"),
        ("###-##-1234", "1234"),
        ("XXX-XX-XXXX", None),
    ],
)
def test_a_masked_number_gives_the_digits_it_shows(mask: str, last: str | None) -> None:
    """[D4] OCR turns the X and the asterisk into anything."""
    assert value(report_of(notice("CP14", rows={"Social Security number": mask})), "tin_last4") == last


def test_a_caller_id_is_not_taken_for_a_zip_or_a_case() -> None:
    """[D5] Five or six digits."""
    report = report_of(notice("CP14", rows={"Your caller ID": "105437"}))
    assert value(report, "caller_id") == "105437"
    assert value(report, "reference") is None


def test_a_new_design_without_a_telephone_is_read_all_the_same() -> None:
    """[D6] CP503 and CP13 print it in the body."""
    sheet = page(
        HEAD,
        WINDOW,
        lines("For your reference", left=380, top=36),
        box(
            {
                "Notice name": "CP503",
                "Notice date": "02/10/2020",
                "Tax year": "2018",
                "Your caller ID": "105437",
                "Your SSN": "XXX-XX-1234",
            },
            top=50,
            column=120,
        ),
        paragraph(
            "You did not pay. Pay the amount you owe of $512.30 by March 2, 2020. Call us at 800-829-1040 if you cannot.",
            300,
        ),
    )
    report = report_of(sheet)
    assert (notice_id(report), value(report, "letter_date")) == ("cp503", date(2020, 2, 10))
    assert (value(report, "pay_by"), value(report, "amount_due")) == (date(2020, 3, 2), Decimal("512.30"))
    assert value(report, "contact_phone") == "800-829-1040"


# E. Wrong amount

BILL = (
    ("Tax you owed", "$3,183.00"),
    ("Payments and credits", "-3,328.00"),
    ("Failure-to-file penalty", "318.30"),
    ("Failure-to-pay penalty", "633.30"),
)
BILL_ENDS = (("Interest charges", "145.00"), ("Failure-to-pay estimated tax penalty", "123.61"))


def bill(total: str, due: str = "Amount due by February 20, 2018") -> tuple[Word, ...]:
    rows = (*BILL, *BILL_ENDS, (due, total))
    words: list[Word] = []
    for at, (label, amount) in enumerate(rows):
        words += line(label, left=72, top=330 + 14 * at) + line(amount, left=520 - 5.0 * len(amount), top=330 + 14 * at)
    return tuple(words)


def test_the_lines_of_a_bill_add_up() -> None:
    """[E1] 3,183.00 - 3,328.00 + 318.30 + 633.30 + 145.00 + 123.61 = 1,075.21."""
    report = report_of(notice("CP14", also=bill("$1,075.21")))
    assert value(report, "amount_due") == Decimal("1075.21")
    assert report.outcome == "sure"


def test_a_total_that_the_lines_do_not_make_is_a_doubt() -> None:
    """[E1] One digit misread."""
    report = report_of(seen(notice("CP14", also=bill("$1,875.21"))))
    assert report.outcome == "check"
    assert any("add up" in doubt for doubt in report.doubts)


def test_amounts_set_before_their_labels_are_still_matched_by_place() -> None:
    """[E1, G] In the content of a PDF the columns interleave: the order of the words says nothing."""
    sheet = notice("CP14", also=bill("$1,075.21"))
    for order in (lambda w: (w.box.left, w.box.top), lambda w: (-w.box.top, w.box.left), lambda w: w.text):
        shuffled = replace(sheet, words=tuple(sorted(sheet.words, key=order)))
        report = report_of(shuffled)
        assert value(report, "amount_due") == Decimal("1075.21")
        assert value(report, "letter_date") == date(2018, 1, 30)
        assert report.outcome == "sure"


def test_a_total_that_a_paragraph_divides_from_its_label_is_not_made_of_it() -> None:
    """[E2] The bankruptcy paragraph stands between."""
    label = line("Amount due by February 20, 2018", top=330)
    between = paragraph(
        "If you are in bankruptcy and the case began before 2018, this notice is for your information only. The limit is $50,000.00.",
        350,
    )
    total = line("$1,075.21", left=460, top=330)
    assert value(report_of(notice("CP14", also=label + between + total)), "amount_due") == Decimal("1075.21")


def test_two_totals_that_differ_are_a_doubt() -> None:
    """[E3] `Amount due` and `Amount due immediately`."""
    both = line("Amount due: $1,075.21", top=330) + line("Total amount due: $1,200.00", top=360)
    report = report_of(notice("CP14", also=both))
    assert report.outcome == "check"


def test_nothing_owed_and_a_refund_are_no_debt() -> None:
    """[E4] `you will owe $0`; `Refund due`."""
    nothing = report_of(notice("CP14", also=line("Amount due: $0.00", top=330)))
    refund = report_of(notice("CP14", also=line("Refund due: $512.00", top=330)))
    assert value(nothing, "amount_due") == Decimal("0.00")
    assert value(refund, "amount_due") is None


@pytest.mark.parametrize("print_", ["g1,075.21", "$1,o75.21", "S1,075.2l"])
def test_a_misread_amount_is_unread_or_right_and_never_another(print_: str) -> None:
    """[E5] The dollar sign becomes g, S or 8; noughts become letters."""
    report = report_of(seen(notice("CP14", also=line(f"Amount due: {print_}", top=330))))
    assert value(report, "amount_due") in {None, Decimal("1075.21")}


def test_figures_of_law_are_not_the_amount_due() -> None:
    """[E6] $50,000 for small cases, $5,000 for frivolous requests, $300 on the envelope."""
    body = [
        "If the tax in dispute is up to $50,000.00 you can ask for the small case rules of the court. A penalty of $5,000.00 is possible.",
        "The total of $25,000.00 or more means a return must be filed. Penalty for private use, $300.00.",
    ]
    assert value(report_of(mail("Letter 3193 (Rev. 6-2019)", body=body)), "amount_due") is None


# F and G. Noise, and what a text layer does


def test_a_number_in_a_sentence_that_ocr_spoiled_is_still_no_vote() -> None:
    """[F] `01` came out of `of`; the excerpt of the law on page 2 is full of it."""
    noise = page(
        paragraph(
            "taJ lIen 01 Ihe Unlted States Letter 3172 Iny person slluiltea 01 nOllce Form 668 section 6323", 100
        ),
        number=2,
    )
    assert notice_id(report_of(mail("Letter 4383 (Rev. 3-2020)"), seen(noise))) == "letter-4383"


def test_a_lost_footer_leaves_the_heading_and_a_doubt() -> None:
    """[F] Seven-point feet vanish at 200 dpi."""
    sheet = seen(mail("", title="Withdrawal Solicitation", also=()))
    without_foot = replace(sheet, words=tuple(word for word in sheet.words if word.box.top < 750))
    identity = identify(letter(without_foot), load())
    if not isinstance(identity, Unidentified):
        assert identity.doubts


def test_hyphens_that_do_not_break_are_hyphens() -> None:
    """[G] In numbers and in dates."""
    report = report_of(notice("CP14", day="01‑30‑2018", rows={"Social Security number": "666‑12‑3456"}))
    assert value(report, "letter_date") == date(2018, 1, 30)
    assert value(report, "tin_last4") == "3456"


# H. What the law says and readers get wrong


def test_cp504_gives_no_hearing_and_the_levy_notices_do() -> None:
    """[H] CP504 is an intent to levy, and the hearing comes later."""
    notices = load().notices
    assert not {key for key in notices["cp504"].deadlines if "hearing" in key}
    for id_ in ("lt11", "letter-1058", "cp90", "cp297", "cp90c", "cp297a", "cp77", "cp177"):
        assert notices[id_].deadlines[0] == "cdp-levy-hearing"


def test_no_last_day_of_a_cp504_is_called_a_hearing() -> None:
    """[H] Whatever day it prints."""
    report = report_of(
        notice("CP504", day="March 4, 2024", headline=None, body=["Pay the amount due of $512.30 by March 14, 2024."])
    )
    assert "cdp-levy-hearing" not in last_days(report)
    assert last_days(report)["pay-by-printed"] == date(2024, 3, 14)


def test_the_lien_letter_gives_a_lien_hearing_and_the_withdrawal_gives_none() -> None:
    """[H] 3172 is lien and hearing; after 4383 nothing holds collection back."""
    notices = load().notices
    assert notices["letter-3172"].deadlines[0] == "cdp-lien-hearing"
    assert notices["letter-4383"].deadlines == ()
    assert notices["letter-3193"].deadlines == ("tax-court-cdp",)
    assert notices["letter-3210"].deadlines == ()


def test_lien_and_levy_keep_their_own_spanish_words() -> None:
    """[H] Gravamen is a lien, embargo a levy; to mix them up changes the advice."""
    law = load().law
    assert "gravamen" in law["cdp-lien-hearing"].action["es"]
    assert "embargo" not in law["cdp-lien-hearing"].action["es"]
    assert "embargo" in law["cdp-levy-hearing"].action["es"]
    assert "gravamen" not in law["cdp-levy-hearing"].action["es"]


def test_a_page_of_something_else_is_unknown_and_nothing_is_made_of_it() -> None:
    """[A9] A lease, a recipe, a page of noise."""
    report = report_of(
        page(
            paragraph(
                "This lease is made on March 1, 2024 between the parties. Rent is due by April 1, 2024 and each month.",
                100,
            )
        )
    )
    assert (report.outcome, report.deadlines) == ("unknown", ())
    assert not isinstance(report.fields.get("amount_due"), Unread)
