"""Warning signs and mail of other senders: told as what they are, and never as a verdict."""

from __future__ import annotations

import pytest
from paper import HEAD, TODAY, WINDOW, foot, line, lines, mail, notice, page, paragraph, report_of

from scanner.catalogue import load
from scanner.explain import explain_report
from scanner.render.telling import Letter, told
from scanner.render.words import words

HONEST = (
    "We never ask for gift cards or wire transfers. You will not be arrested for a tax debt.",
    "Make your check or money order payable to the United States Treasury.",
    "Go to www.irs.gov/payments. We charge a penalty for late payment and may levy your wages.",
)
SCAM = "Pay with gift cards today or you will be arrested. Text us at 555-0142."


def test_a_letter_with_a_warning_sign_is_never_sure_whatever_number_it_prints() -> None:
    report = report_of(notice("CP504", headline="Notice of intent to levy", body=[SCAM]))
    assert report.notice
    assert report.notice.id == "cp504"
    assert report.outcome == "check"
    assert {each.caution.id for each in report.cautions} == {"gift-cards", "arrest", "contact-by-message"}
    assert all(each.evidence.quote in SCAM for each in report.cautions)


def test_what_an_honest_letter_says_about_swindlers_is_no_sign() -> None:
    body = ["Pay the amount due of $500.00 by February 20, 2018.", *HONEST]
    report = report_of(notice("CP14", body=body))
    assert report.cautions == ()
    assert not any("warning sign" in doubt for doubt in report.doubts)


@pytest.mark.parametrize("id_", sorted(load().cautions))
def test_every_sign_says_what_was_seen_and_what_can_be_done_in_both_languages(id_: str) -> None:
    caution = load().cautions[id_]
    assert all(caution.sign[each] and caution.act[each] for each in ("en", "es"))
    assert caution.sources


OTHERS = {
    "fiscal-service": ["Bureau of the Fiscal Service", "Treasury Offset Program", "Birmingham AL 35283"],
    "states": ["STATE OF OREGON", "Department of Revenue", "Salem OR 97301"],
    "tax-court": ["UNITED STATES TAX COURT", "WASHINGTON, DC 20217"],
    "social-security": ["Social Security Administration", "Important Information"],
    "tax-relief": ["TAX RESOLUTION SERVICES", "Case processing unit"],
}


@pytest.mark.parametrize("id_", sorted(OTHERS))
@pytest.mark.parametrize("language", ["en", "es"])
def test_mail_of_another_sender_is_unknown_and_told_as_what_it_is(id_: str, language: str) -> None:
    """It names CP504 and the IRS, as such mail does, and is none of theirs."""
    body = paragraph("The Internal Revenue Service may send you a Notice CP504. Answer by March 3, 2026.", 300)
    report = report_of(page(lines(*OTHERS[id_], top=36), WINDOW, body))
    assert report.outcome == "unknown"
    assert report.identity.sender != "irs"
    explained = explain_report(report, load(), language)  # type: ignore[arg-type]
    assert explained
    assert explained.id == id_
    assert explained.words.what
    assert explained.station is None
    assert explained.name in told(Letter(report, explained), TODAY, words(language)).name  # type: ignore[arg-type]


def test_a_letter_of_the_irs_that_names_other_senders_stays_one_of_the_irs() -> None:
    body = [
        "The Bureau of the Fiscal Service can take other payments. You may go to the United States Tax Court.",
        "Low income taxpayer clinics help for free, and so does the Taxpayer Advocate Service.",
    ]
    assert report_of(mail("Letter 3193 (Rev. 6-2019)", body=body)).identity.sender == "irs"


def test_an_advertisement_that_prints_the_name_of_the_irs_is_not_taken_for_it() -> None:
    sheet = page(
        lines("TAXPAYER RELIEF PROCESSING CENTER", "1800 Pennsylvania Avenue", top=36),
        WINDOW,
        line("SECOND NOTICE", left=200, top=230),
        paragraph(
            "The Internal Revenue Service has filed a lien. We settle IRS debt for less. Not affiliated with the IRS.",
            300,
        ),
        foot("Form 4668-TR"),
    )
    report = report_of(sheet)
    assert report.outcome == "unknown"
    assert report.identity.sender == "other"
    assert [each.caution.id for each in report.cautions] == ["look-alike"]


def test_the_letterhead_of_the_irs_wins_over_what_a_letter_says() -> None:
    sheet = page(
        HEAD, WINDOW, paragraph("This program is not affiliated with the IRS.", 300), foot("Letter 4388 (Rev. 5-2019)")
    )
    assert report_of(sheet).identity.sender == "irs"


@pytest.mark.parametrize(
    "beside",
    [
        "Taxpayer Assistance Center",
        "Centralized Lien Processing Center",
        "Lien Processing Unit",
        "Fresh Start Program",
        "Make your appointment at a Taxpayer Assistance Center",
    ],
)
def test_a_line_beside_the_letterhead_of_the_irs_takes_no_letter_from_it(beside: str) -> None:
    sheet = page(HEAD, line(beside, left=330, top=150), WINDOW, foot("Letter 4883C (Rev. 5-2019)"))
    report = report_of(sheet)
    assert report.identity.sender == "irs"
    assert report.notice


@pytest.mark.parametrize(
    "addressee",
    ["TAX RESOLUTION SERVICES LLC", "STATE OF OHIO EMPLOYEES CREDIT UNION", "SUPERIOR COURT OF MARICOPA COUNTY"],
)
def test_the_addressee_is_not_the_sender(addressee: str) -> None:
    window = lines(addressee, "12 MAPLE STREET", "AUSTIN TX 78701", left=72, top=130)
    report = report_of(mail("Letter 1058 (Rev. 5-2019)", window=window))
    assert report.identity.sender == "irs"
    assert report.notice
    assert report.notice.id == "letter-1058"


def test_a_letter_whose_letterhead_was_not_read_is_not_lost_to_what_its_body_says() -> None:
    sheet = page(
        WINDOW, paragraph("This program is not affiliated with the IRS.", 300), foot("Letter 1058 (Rev. 5-2019)")
    )
    report = report_of(sheet)
    assert report.notice
    assert report.outcome == "check"


def test_a_quoted_number_never_leaves_a_warning_sign_whole() -> None:
    body = ["Call our office about account 123-45-6789 to reduce your tax debt."]
    (warned,) = report_of(notice("CP14", body=body)).cautions
    assert "123-45" not in repr(warned)
