"""What a letter says: labels first, tables and lists by their place, copies that correct each other, and no digit too many."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import (
    HEAD,
    WINDOW,
    Words,
    box,
    foot,
    json_of,
    letter,
    line,
    lines,
    mail,
    notice,
    page,
    paragraph,
    report_of,
    seen,
)

from scanner.catalogue import load
from scanner.evidence import Evidence, Reading, Unread
from scanner.extract.amounts import lines_add_up
from scanner.layout import laid_out
from scanner.page import Page
from scanner.report import Period, Report
from scanner.values import masked

FILLER = "Please read this letter and keep it with your records. We wrote to you before about this account."


def value(report: Report, field: str) -> object:
    answer = report.fields.get(field)
    return answer.value if isinstance(answer, Reading) else None


def periods(report: Report) -> list[tuple[str, str | None]]:
    answers = report.fields.get("tax_periods", ())
    assert isinstance(answers, tuple)
    return [
        (str(each.value.ends), each.value.form)
        for each in answers
        if isinstance(each, Reading) and isinstance(each.value, Period)
    ]


def evidence_of(report: Report) -> list[Evidence]:
    answers = [
        each for answer in report.fields.values() for each in (answer if isinstance(answer, tuple) else (answer,))
    ]
    found = [each for answer in answers for each in answer.evidence]
    return [*found, *report.identity.evidence, *(each for deadline in report.deadlines for each in deadline.evidence)]


# The date of the letter


@pytest.mark.parametrize(
    ("label", "print_"),
    [
        ("Date:", "May 1, 2024"),
        ("Letter Date", "05/01/2024"),
        ("Date of this letter:", "05-01-2024"),
        ("Date mailed:", "May 01, 2024"),
        ("DATE OF THIS NOTICE:", "05-01-2024"),
        ("Notice date", "May 1, 2024"),
        ("Fecha", "1 de mayo de 2024"),
    ],
)
def test_the_date_of_the_letter_is_read_behind_every_label(label: str, print_: str) -> None:
    assert value(report_of(mail("Letter 3193 (Rev. 6-2019)", day=print_, label=label)), "letter_date") == date(
        2024, 5, 1
    )


def test_a_label_above_its_value_is_one_too() -> None:
    header = lines("Date:", "May 1, 2024", left=400, top=60)
    report = report_of(page(HEAD, WINDOW, header, paragraph(FILLER, 330), foot("Letter 3193 (Rev. 6-2019)")))
    assert value(report, "letter_date") == date(2024, 5, 1)


def test_copies_of_the_date_outvote_one_that_was_misread() -> None:
    pages = [
        seen(notice("LT11", day=day, headline=None, at=at))
        for at, day in enumerate(("March 4, 2024", "March 1, 2024", "March 4, 2024"), 1)
    ]
    report = report_of(*pages)
    assert value(report, "letter_date") == date(2024, 3, 4)


def test_two_dates_of_one_digital_letter_are_a_doubt() -> None:
    report = report_of(
        notice("LT11", day="March 4, 2024", headline=None), notice("LT11", day="April 4, 2024", headline=None, at=2)
    )
    assert report.outcome == "check"


def test_pages_dated_a_month_apart_are_a_doubt_however_many_agree() -> None:
    """No misreading turns March into April: two letters lie under one cover, and the days of the first must not vanish."""
    days = ("March 4, 2024", "April 4, 2024", "April 4, 2024")
    report = report_of(*(seen(notice("LT11", day=day, headline=None, at=at)) for at, day in enumerate(days, 1)))
    assert report.outcome == "check"


@pytest.mark.parametrize(
    ("sentence", "printed", "last"),
    [
        ("Respond before April 3, 2024.", "2024-04-03", "2024-04-02"),
        ("Respond before Wednesday, April 3, 2024.", "2024-04-03", "2024-04-02"),
        ("Responda antes del 3 de abril de 2024.", "2024-04-03", "2024-04-02"),
        ("Respond on or before April 3, 2024.", "2024-04-03", "2024-04-03"),
        ("Respond by April 3, 2024.", "2024-04-03", "2024-04-03"),
        ("Respond before April 3, 2024. We must have your answer by April 3, 2024.", "2024-04-03", "2024-04-03"),
    ],
)
def test_a_day_before_which_something_is_to_be_done_is_too_late(sentence: str, printed: str, last: str) -> None:
    report = report_of(mail("Letter 3219-C", day="March 4, 2024", body=[FILLER, sentence]))
    assert str(value(report, "respond_by")) == printed
    days = {str(each.last_day): each for each in report.deadlines}
    assert last in days
    assert (printed in days) == (last == printed)
    assert str(days[last].start) == printed if last != printed else days[last].start is None


@pytest.mark.parametrize("label", ["Respond by", "Pay by", "Call before"])
def test_the_day_to_answer_by_is_never_taken_for_the_date_of_the_letter(label: str) -> None:
    """The date itself was not read; what stands alone in the header is the day to answer, a month later."""
    sheet = page(HEAD, WINDOW, box({"Notice": "LT11", label: "April 3, 2024"}, column=120), paragraph(FILLER, 330))
    report = report_of(sheet)
    assert value(report, "letter_date") is None
    assert report.outcome == "check"


def test_a_date_that_stands_alone_is_a_doubt_on_a_digital_page_too() -> None:
    """A scanner that writes its own text layer gives stamps and fax lines as text; nothing says what this date is."""
    sheet = page(
        HEAD, WINDOW, line("LT11", left=400, top=36), line("APR 3 2024", left=300, top=100), paragraph(FILLER, 330)
    )
    report = report_of(sheet)
    assert report.outcome == "check"


def test_a_date_read_badly_is_a_doubt() -> None:
    report = report_of(
        seen(
            mail("Letter 3193 (Rev. 6-2019)", title="Notice of Determination Concerning Collection Actions Under"),
            poor={"2024": 0.5},
        )
    )
    assert report.outcome == "check"


def test_no_date_is_a_reason_and_no_empty_value() -> None:
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day=None))
    answer = report.fields["letter_date"]
    assert isinstance(answer, Unread)
    assert "letter date" in answer.why
    assert report.outcome == "check"


def test_the_earliest_of_two_printed_days_leads_on_a_picture_too() -> None:
    body = [
        "To request a hearing, mail Form 12153 by April 22, 2021.",
        "Later requests: mail Form 12153 by April 20, 2022. Send Form 12153 by April 20, 2022.",
    ]
    report = report_of(seen(mail("Letter 3172 (Rev. 1-2020)", day="March 20, 2021", body=body)))
    assert value(report, "hearing_by") == date(2021, 4, 22)
    assert report.outcome == "check"


# Periods


@pytest.mark.parametrize(
    ("print_", "ends"),
    [
        ("2018", ["2018-12-31"]),
        ("2015, 2016 and 2017", ["2015-12-31", "2016-12-31", "2017-12-31"]),
        ("2015 through 2017", ["2015-12-31", "2016-12-31", "2017-12-31"]),
        ("December 31, 2014, December 31, 2015", ["2014-12-31", "2015-12-31"]),
        ("12/2014 12/2015", ["2014-12-31", "2015-12-31"]),
        ("12/31/2018", ["2018-12-31"]),
        ("1st quarter 2019", ["2019-03-31"]),
        ("Mar. 31, 2017, June 30, 2017", ["2017-03-31", "2017-06-30"]),
        ("201812", ["2018-12-31"]),
        ("December 31", []),
        ("May 14, 2018", []),
    ],
)
def test_periods_are_read_single_in_lists_and_as_ranges(print_: str, ends: list[str]) -> None:
    report = report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2020", right={"Tax period(s) ended:": print_}))
    assert [day for day, _ in periods(report)] == ends


@pytest.mark.parametrize(
    ("kind", "form"),
    [("1040", "1040"), ("Income/1040", "1040"), ("941", "941"), ("Form 1120-S", "1120-S"), ("CIVIL PENALTY", None)],
)
def test_a_period_has_the_form_that_the_letter_names(kind: str, form: str | None) -> None:
    rows = {"Tax type/form number:": kind, "Tax period(s) ended:": "12/31/2018"}
    assert periods(report_of(mail("Letter 3193 (Rev. 6-2019)", day="May 1, 2020", right=rows))) == [
        ("2018-12-31", form)
    ]


def test_a_period_that_breaks_over_two_lines_does_not_take_the_value_of_the_next_label() -> None:
    header = (
        lines("Período tributario", "", "Fecha del aviso", left=380, top=60, size=8)
        + lines("31 de diciembre de", "2017", "12 de agostode 2019", left=476, top=60, size=8)
        + line("Aviso", left=380, top=36)
        + line("CP504 (SP)", left=476, top=36)
    )
    assert [day for day, _ in periods(report_of(page(HEAD, WINDOW, header, paragraph(FILLER, 300))))] == ["2017-12-31"]


FORM_4089 = line("Form 4089", top=70) + foot("Form 4089 (Rev. 1-1983)") + HEAD


@pytest.mark.parametrize(
    ("print_", "ends"),
    [
        ("201612 and 201712", ["2016-12-31", "2017-12-31"]),
        ("12/2016 and 12/2017", ["2016-12-31", "2017-12-31"]),
        ("201612/201712", ["2016-12-31", "2017-12-31"]),
        ("201703 201706, 201709", ["2017-03-31", "2017-06-30", "2017-09-30"]),
        ("12/31/2016 & 12/31/2017", ["2016-12-31", "2017-12-31"]),
    ],
)
@pytest.mark.parametrize("gap", [14, 34])
def test_a_box_that_lists_several_periods_gives_all_of_them(print_: str, ends: list[str], gap: int) -> None:
    heads = line("Tax year ended", left=40, top=200) + line("Penalty or tax", left=230, top=200)
    cells = line(print_, left=40, top=200 + gap) + line("$8,631.60", left=230, top=200 + gap)
    report = report_of(page(FORM_4089, heads, cells))
    assert [end for end, _ in periods(report)] == ends


def test_a_date_of_the_next_column_is_no_period_of_the_cell() -> None:
    """Columns that stand close run together: the day of assessment is a month's last day here by chance."""
    heads = line("Tax year ended", left=40, top=200) + line("Penalty or tax", left=230, top=200)
    cells = line("12/31/2016 4/30/2018", left=40, top=234) + line("$8,631.60", left=230, top=234)
    assert [end for end, _ in periods(report_of(page(FORM_4089, heads, cells)))] == ["2016-12-31"]


def test_a_cell_of_several_periods_gives_its_amount_to_none_of_them() -> None:
    heads = line("Tax year ended", left=40, top=200) + line("Penalty or tax", left=230, top=200)
    cells = line("201612 and 201712", left=40, top=234) + line("$8,631.60", left=230, top=234)
    answers = report_of(page(FORM_4089, heads, cells)).fields["tax_periods"]
    assert isinstance(answers, tuple)
    found = [each.value for each in answers if isinstance(each, Reading)]
    assert [each.amount for each in found if isinstance(each, Period)] == [None, None]


def test_a_column_of_periods_is_read_to_its_end_and_no_further() -> None:
    heads = (
        line("Form", left=72, top=330)
        + line("Tax period ended", left=160, top=330)
        + line("Amount owed", left=400, top=330)
    )
    rows: Words = ()
    for at, year in enumerate(range(2010, 2022)):
        rows += (
            line("1040", left=72, top=346 + 14 * at)
            + line(f"12/31/{year}", left=160, top=346 + 14 * at)
            + line("$100.00", left=420, top=346 + 14 * at)
        )
    behind = line("Amount due by 06/30/2023", left=72, top=540)
    report = report_of(
        mail(
            "Letter 1058 (Rev. 1-2017)",
            day="May 1, 2023",
            also=heads + rows + behind,
            right={"Tax period(s) ended:": "See below"},
        )
    )
    assert periods(report) == [(f"{year}-12-31", "1040") for year in range(2010, 2022)]


# Amounts


def column(*rows: tuple[str, str]) -> Words:
    words: Words = ()
    for at, (label, amount) in enumerate(rows):
        words += line(label, left=72, top=330 + 14 * at) + line(amount, left=520 - 5.0 * len(amount), top=330 + 14 * at)
    return words


BILL = (
    ("Tax you owed", "$3,183.00"),
    ("Payments and credits", "-3,328.00"),
    ("Penalty", "318.30"),
    ("More penalty", "633.30"),
    ("Interest", "145.00"),
    ("Estimated tax", "123.61"),
)


@pytest.mark.parametrize(
    ("rows", "amount", "verdict"),
    [(BILL, "1075.21", True), (BILL, "1875.21", False), ((), "1075.21", None), (BILL[2:3], "318.30", None)],
)
def test_the_sum_check_says_yes_no_or_nothing(
    rows: tuple[tuple[str, str], ...], amount: str, verdict: bool | None
) -> None:
    paper = letter(page(column(*rows, ("Amount due", f"${Decimal(amount):,.2f}"))))
    assert lines_add_up(paper, Decimal(amount)) is verdict


def test_an_amount_that_adds_up_is_surer_than_its_print() -> None:
    report = report_of(seen(notice("CP14", also=column(*BILL, ("Amount due", "$1,075.21"))), poor={"$1,075.21": 0.5}))
    answer = report.fields["amount_due"]
    assert isinstance(answer, Reading)
    assert (answer.value, answer.confidence >= 0.99) == (Decimal("1075.21"), True)


@pytest.mark.parametrize("print_", ["$1,o75.21", "$1.O75.21", "$1,0I5.21", "$ 1,075.2l", "$12,o00"])
def test_an_amount_is_never_cut_off_at_a_misread_digit(print_: str) -> None:
    """Otherwise a debt of a thousand dollars is shown as one of a single dollar."""
    report = report_of(seen(notice("CP14", also=line(f"Amount due: {print_}", top=330))))
    assert value(report, "amount_due") not in {Decimal("1.00"), Decimal("12.00"), Decimal(1), Decimal(12)}


def test_a_form_that_releases_a_debt_gives_no_amount_due() -> None:
    heads = line("Kind of tax", left=40, top=200) + line("Tax Period Ending", left=160, top=200)
    heads += line("Unpaid Balance of Assessment", left=330, top=200)
    row = line("941", left=40, top=224) + line("06/30/2024", left=160, top=224) + line("$4,614.44", left=330, top=224)
    total = line("Total", left=330, top=330) + line("$4,614.44", left=330, top=344)
    title = line("Form 668 (Z)", top=70) + foot("Form 668 (Z) (Rev. 10-2000)") + HEAD
    report = report_of(page(title, heads, row, total))
    assert periods(report) == [("2024-06-30", "941")]
    assert "amount_due" not in report.fields


# Days


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("Your answer must reach us by June 3, 2024.", "respond_by"),
        ("What you want us to consider must reach us by June 3, 2024.", "respond_by"),
        ("Your payment must reach us by June 3, 2024.", "pay_by"),
        ("We must receive the first one by June 3, 2024.", "pay_by"),
        ("We must receive the balance of your offer by June 3, 2024.", "pay_by"),
        ("Please come to the address above on June 3, 2024, 9:30 a.m.", "conference_on"),
        ("We will meet at 9:30 a.m. on June 3, 2024, in this office.", "conference_on"),
        ("Debemos saber de usted el 3 de junio de 2024 a más tardar.", "respond_by"),
        ("El Formulario 12153(SP) debe llevar matasellos del 3 de junio de 2024.", "hearing_by"),
    ],
)
def test_a_day_is_read_as_what_its_sentence_says_it_is_for(sentence: str, field: str) -> None:
    report = report_of(mail("Letter 673 (Rev. 5-2019)", body=[sentence]))
    days = ("pay_by", "respond_by", "hearing_by", "petition_by", "conference_on")
    assert {each: value(report, each) for each in days if value(report, each)} == {field: date(2024, 6, 3)}


# People


def test_the_addressee_is_who_stands_in_the_window() -> None:
    assert value(report_of(notice("CP14")), "taxpayer_name") == "ROSA DELGADO"


@pytest.mark.parametrize(
    ("window", "name"),
    [
        (("ODELL & ALONDRA GALLOWHILL", "PO BOX 12", "DENVER CO 80202-1234"), "ODELL & ALONDRA GALLOWHILL"),
        (
            ("ODELL GALLOWHILL", "& ALONDRA GALLOWHILL", "12 MAPLE ST", "DENVER, CO 80202"),
            "ODELL GALLOWHILL & ALONDRA GALLOWHILL",
        ),
        (("MARCHETTI ROOFING CO", "% W MARCHETTI", "12 MAPLE ST", "AUSTIN TX 78701"), "MARCHETTI ROOFING CO"),
    ],
)
def test_joint_filers_companies_and_care_of_lines_are_told_apart(window: tuple[str, ...], name: str) -> None:
    assert value(report_of(notice("CP14", window=lines(*window, top=130))), "taxpayer_name") == name


def test_the_return_address_is_not_the_addressee() -> None:
    sheet = notice("CP14", window=lines("Internal Revenue Service", "PO BOX 9019", "HOLTSVILLE NY 11742-9019", top=100))
    assert value(report_of(sheet), "taxpayer_name") is None


@pytest.mark.parametrize(
    "unit", ["Examination", "Employer Shared Responsibility", "Large Business and International", "Offer in Compromise"]
)
def test_the_office_in_the_letterhead_is_not_the_addressee(unit: str) -> None:
    office = lines(
        "Department of the Treasury",
        "Internal Revenue Service",
        unit,
        "645 Foxglove Plaza, Room 12",
        "St. Paul, MN 55101",
        top=44,
    )
    sheet = page(office, WINDOW, box({"Date:": "May 1, 2024"}), foot("Letter 2205 (Rev. 1-2018)"))
    assert value(report_of(sheet), "taxpayer_name") == "ROSA DELGADO"


@pytest.mark.parametrize(
    ("label", "name", "shown"),
    [
        ("Name and address of taxpayer(s)", "Rosa Delgado", "Rosa Delgado"),
        ("NAME AND ADDRESS OF TAXPAYER:", "ROSA & LUIS DELGADO", "ROSA & LUIS DELGADO"),
        ("1 Taxpayer information. Taxpayer name and address", "Delgado Bakery LLC", "Delgado Bakery LLC"),
        ("Names and address of taxpayers (number, street, city)", "Rosa Delgado, 12 Maple Street", "Rosa Delgado"),
        ("Name(s)", "Rosa Delgado", "Rosa Delgado"),
    ],
)
def test_a_form_has_the_name_beneath_a_label_of_its_box(label: str, name: str, shown: str) -> None:
    boxes = line(label, top=100, size=8) + line("Internal Revenue area and territory", left=330, top=100, size=8)
    sheet = page(FORM_4089, boxes, lines(name, "12 Maple Street", "Austin, TX 78701", top=110))
    assert value(report_of(sheet), "taxpayer_name") == shown


def test_a_levy_names_the_taxpayer_and_not_the_bank_it_is_sent_to() -> None:
    form = line("Form 668-A", top=70) + foot("Form 668-A (Rev. 1-2015)") + HEAD
    labels = line("TO:", top=100) + line("NAME AND ADDRESS OF TAXPAYER:", left=330, top=100)
    bank = lines("Copperline Community Bank", "8281 Elm Ave", "Amarillo, TX 79101", top=130)
    owner = lines("Rosa Delgado", "12 Maple Street", "Austin, TX 78701", left=330, top=130)
    assert value(report_of(page(form, labels, bank, owner)), "taxpayer_name") == "Rosa Delgado"


def test_the_number_of_the_service_is_told_from_that_of_another() -> None:
    agency = "Your account went to Oakmere Resolution Group, which you can call at 877-555-0109."
    body = [f"{agency} Tell us at 888-555-0126 if you have only benefits."]
    sheet = notice("CP40", headline=None, body=body, rows={"To contact us": "Page 1"})
    assert value(report_of(sheet), "contact_phone") == "888-555-0126"


def test_the_contact_block_of_an_appeals_letter_is_read_line_by_line() -> None:
    rows = {
        "Person to contact:": "Marisol Quintero",
        "Employee ID number:": "1000123456",
        "Telephone:": "(555) 014-2200",
        "Fax:": "855-555-0122",
        "Refer reply to:": "AP:FE:DEN:XYZ7",
        "SSN/EIN Number:": "XXX-XX-1234",
    }
    report = report_of(mail("Letter 4837 (Rev. 12-2021)", right=rows))
    read = {
        field: value(report, field)
        for field in ("contact_name", "employee_id", "contact_phone", "contact_fax", "reference", "tin_last4")
    }
    assert read == {
        "contact_name": "Marisol Quintero",
        "employee_id": "1000123456",
        "contact_phone": "555-014-2200",
        "contact_fax": "855-555-0122",
        "reference": "AP:FE:DEN:XYZ7",
        "tin_last4": "1234",
    }


def test_a_letter_to_another_country_is_seen() -> None:
    window = lines("ROSA DELGADO", "12 RUE DES LILAS", "75001 PARIS", "FRANCE", top=130)
    assert any(
        "outside the United States" in doubt for doubt in report_of(notice("LT11", headline=None, window=window)).doubts
    )


def test_a_field_that_such_a_letter_does_not_carry_is_absent() -> None:
    report = report_of(mail("Letter 4388 (Rev. 5-2019)"))
    assert "amount_due" not in report.fields
    assert isinstance(report.fields["contact_name"], Unread)


# Private data, and evidence

TINS = ("666-12-3456", "666 12 3456", "666‑12‑3456", "666–12–3456", "00-1234567")


def digits_left(text: str) -> list[str]:
    return regex.findall(r"(?<!\d)(?:666[-‐‑– ]?12[-‐‑– ]?3456|00[-‐‑–]?1234567|12[-‐‑– ]?3456)(?!\d)", text)


@pytest.mark.parametrize("tin", TINS)
@pytest.mark.parametrize("ocr", [False, True])
def test_no_more_than_four_digits_of_a_taxpayer_number_leave_the_reader(tin: str, ocr: bool) -> None:
    body = [
        f"Your number is {tin}. Write {tin} on the check. Pay the amount due of $512.30 by February 20, 2018 for {tin}."
    ]
    window = lines(f"ROSA DELGADO {tin}", "12 MAPLE STREET", "AUSTIN TX 78701", top=130)
    rows = {
        "Social Security number": tin,
        "Case reference number": tin,
        "Your caller ID": "105437",
        "Name": f"Rosa {tin}",
    }
    sheet = notice("CP14", rows=rows, body=body, window=window, also=line(f"{tin}  201712 30", top=200, left=380))
    shown = json.dumps(json_of(report_of(seen(sheet) if ocr else sheet)), ensure_ascii=False)
    assert digits_left(shown) == []
    assert "3456" in shown or "4567" in shown


@pytest.mark.parametrize("tin", TINS)
def test_an_unknown_letter_keeps_a_taxpayer_number_just_as_close(tin: str) -> None:
    sheet = mail("Letter 525 (Rev. 5-2024)", right={"SSN:": tin}, body=[f"Answer by June 3, 2024 for {tin}."])
    assert digits_left(json.dumps(json_of(report_of(sheet)), ensure_ascii=False)) == []


def on_the_page(quote: str, sheet: Page) -> bool:
    """Whether the quote is print of the page, in the order of its blocks or of its rows, taxpayer numbers masked."""
    layout = laid_out(sheet)
    by_rows = " ".join(run.text for row in layout.rows for run in row)
    texts = (masked(" ".join(layout.text.split())), masked(by_rows))
    return any(quote in text for text in texts)


RICH = [
    notice(
        "CP14",
        body=["Pay the amount due of $1,075.21 by February 20, 2018."],
        also=column(*BILL, ("Amount due", "$1,075.21")),
    ),
    mail(
        "Letter 1058 (Rev. 1-2017)",
        title="Notice of Intent to Levy and Your Collection Due Process Right to a Hearing",
        right={"Person to contact:": "Marisol Quintero", "SSN/EIN Number:": "666-12-3456"},
    ),
    mail(
        "Letter 3172 (Rev. 1-2020)",
        day="March 20, 2021",
        body=[
            "On March 16, 2021, we filed a Notice of Federal Tax Lien. You must file your request by April 22, 2021."
        ],
    ),
    mail("Letter 525 (Rev. 5-2024)", body=["Answer by June 3, 2024."]),
]


@pytest.mark.parametrize("sheet", RICH)
def test_every_quote_of_a_digital_page_stands_on_it_and_in_its_box(sheet: Page) -> None:
    found = evidence_of(report_of(sheet))
    assert found
    for each in found:
        assert on_the_page(each.quote, sheet), each
        inside = " ".join(word.text for word in sheet.within(each.box).words)
        assert inside, each


@given(
    st.lists(
        st.sampled_from(
            [
                "Amount due",
                "Notice date",
                "Pay by",
                "$512.30",
                "May 1, 2024",
                "2018",
                "SSN",
                "666-12-3456",
                "Call 800-829-1040",
                "by",
                "hearing",
                "Letter 1058",
                "the",
                "Total",
            ]
        ),
        min_size=1,
        max_size=8,
    ).map(" ".join),
    st.floats(20, 560),
    st.floats(20, 760),
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_read_from_a_digital_page_can_be_found_on_it(text: str, left: float, top: float) -> None:
    sheet = page(HEAD, WINDOW, line(text, left, top), line("LT11", left=400, top=36))
    for each in evidence_of(report_of(sheet)):
        assert on_the_page(each.quote, sheet), each


# The examples of the vocabulary, through the real extractor


def shown(answer: object) -> str:
    if isinstance(answer, tuple):
        return " ".join(shown(each) for each in answer)
    read = answer.value if isinstance(answer, Reading) else None
    return str(read.ends if isinstance(read, Period) else read)


@pytest.mark.parametrize("field", sorted(name for name in load().fields if not name.startswith("any_")))
def test_every_example_of_a_field_gives_its_value(field: str) -> None:
    import tomllib

    from scanner.catalogue import folder

    told = tomllib.loads((folder() / "patterns.toml").read_text(encoding="utf-8"))["fields"][field].get("examples", {})
    form = (
        [line("Form 12153", top=40), line("Department of the Treasury Internal Revenue Service", left=200, top=40)]
        if field == "taxpayer_name"
        else [HEAD]
    )
    for printed, wanted in told.items():
        report = report_of(page(*form, line(printed, left=200, top=100)))
        assert shown(report.fields.get(field)) == wanted, printed
