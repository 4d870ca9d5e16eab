"""What the press prints, and the truth it writes beside it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

import pypdfium2
import pytest

from samples.press import days, ink, people
from samples.press.editions import EDITIONS, Taste
from samples.press.typeset import Printed
from samples.press.wording import all_wordings

SEEDS = ("first", "second", "third")
DATE_STYLES = ("long", "numeric", "hyphen", "crx", "stamp", "stamp-dot", "spanish")
SSN = re.compile(r"(?<![\d-])(\d{3})-(\d{2})-(\d{4})(?!\d)")
BY_LAW = {
    "math-error-abatement": 60,
    "trust-fund-protest": 60,
    "tax-court-deficiency": 90,
    "tax-court-innocent-spouse-determination": 90,
}
SET_BY_THE_SERVICE = {
    "answer-in-10-days": 10,
    "trust-fund-talk": 10,
    "exam-report": 30,
    "identity-check": 30,
    "substitute-return": 30,
    "passport-call": 30,
    "payment-mismatch": 60,
}
THIRTY_DAYS = ("cdp-levy-hearing", "tax-court-cdp", "frivolous-amend", "installment-rejection-appeal")


@cache
def printed(notice: str, seed: str) -> Printed:
    return EDITIONS[notice](f"{seed} {notice}", Taste())


def letters() -> Iterator[tuple[str, Printed]]:
    return ((notice, printed(notice, seed)) for notice in EDITIONS for seed in SEEDS)


@cache
def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_the_same_seed_prints_the_same_bytes_and_the_same_truth() -> None:
    for notice in EDITIONS:
        again = EDITIONS[notice](f"first {notice}", Taste())
        assert (again.pdf, again.truth) == (printed(notice, "first").pdf, printed(notice, "first").truth)


def test_the_lines_of_every_bill_add_up_to_the_amount_due() -> None:
    billed = [(notice, letter.truth) for notice, letter in letters() if letter.truth.billing]
    assert len(billed) > 20
    for notice, truth in billed:
        assert sum(map(Decimal, truth.billing)) == Decimal(truth.fields["amount_due"]), notice


def test_no_social_security_number_is_of_an_area_that_was_ever_issued() -> None:
    for notice, letter in letters():
        for area, group, _ in SSN.findall(text_of(letter.pdf)):
            assert area in ("000", "666") or area >= "900", notice
            assert int(group) < 50, f"{notice}: an ITIN could have the group {group}"


def test_every_telephone_number_is_one_of_those_that_are_never_given_out() -> None:
    for notice, letter in letters():
        for exchange, line in re.findall(r"\d{3}\)?[ -](\d{3})-(\d{4})(?!\d)", text_of(letter.pdf)):
            assert (exchange, line[:2]) == ("555", "01"), notice


def test_every_answer_of_the_truth_stands_on_the_paper() -> None:
    for notice, letter in letters():
        fields, text = letter.truth.fields, text_of(letter.pdf).upper()
        shown = [fields[name] for name in ("tin_last4", "employee_id", "caller_id", "reference") if name in fields]
        shown += [fields[name].upper() for name in ("taxpayer_name", "contact_name") if name in fields]
        if "amount_due" in fields:
            shown.append(ink.bare(Decimal(fields["amount_due"])))
        for value in shown:
            assert value in text, (notice, value)
        for name in ("letter_date", "pay_by", "respond_by", "hearing_by", "petition_by"):
            if name in fields:
                day = date.fromisoformat(fields[name])
                spelled = [ink.write_date(day, style).upper() for style in DATE_STYLES]
                assert any(spelling in text for spelling in spelled), (notice, name, day)


def test_the_number_stands_on_every_letter_of_the_service() -> None:
    for notice, letter in letters():
        number = letter.truth.printed_number
        numberless = (
            letter.truth.sender != "irs" or letter.truth.kind == "insert" or not any(all_wordings()[notice].numbers)
        )
        assert (number is None) == numberless, notice
        if number:
            plain = number.replace("LTR ", "")
            assert plain in re.sub(r"Letter +", "Letter ", text_of(letter.pdf)), (notice, number)


def test_thirty_day_rights_end_thirty_days_after_the_letter_or_on_the_next_business_day() -> None:
    for notice, letter in letters():
        for deadline in letter.truth.deadlines:
            if deadline.id in THIRTY_DAYS:
                start = date.fromisoformat(letter.truth.fields["letter_date"])
                waited = (date.fromisoformat(deadline.last_day) - start).days
                assert 30 <= waited <= 34, (notice, deadline)
                assert days.is_business_day(date.fromisoformat(deadline.last_day)), (notice, deadline)


def test_a_term_of_law_ends_on_a_business_day_and_one_of_the_service_on_any_day() -> None:
    seen = set()
    for notice, letter in letters():
        for deadline in letter.truth.deadlines:
            last = date.fromisoformat(deadline.last_day)
            start = date.fromisoformat(letter.truth.fields.get("letter_date", "2020-01-01"))
            seen.add(deadline.id)
            if deadline.id in BY_LAW:
                assert last == days.roll(start + timedelta(days=BY_LAW[deadline.id])), (notice, deadline)
            if deadline.id in SET_BY_THE_SERVICE and "respond_by" not in letter.truth.fields:
                assert last == start + timedelta(days=SET_BY_THE_SERVICE[deadline.id]), (notice, deadline)
    assert seen >= BY_LAW.keys() | SET_BY_THE_SERVICE.keys()


def test_a_day_to_answer_by_that_is_printed_governs() -> None:
    for notice, slot, deadline in (
        ("cp2000", "respond_by", "underreporter-response"),
        ("cp75", "respond_by", "exam-documents"),
        ("letter-226-j", "respond_by", "employer-payment-response"),
    ):
        for seed in SEEDS:
            truth = printed(notice, seed).truth
            assert {told.id: told.last_day for told in truth.deadlines}[deadline] == truth.fields[slot], notice


def test_a_notice_of_deficiency_prints_the_last_day_of_its_ninety_or_none() -> None:
    hits = 0
    for seed in range(12):
        for notice in ("letter-3219", "letter-531", "cp3219a", "cp3219n"):
            truth = EDITIONS[notice](f"deficiency {seed}", Taste()).truth
            (deadline,) = truth.deadlines
            assert truth.fields.get("petition_by", deadline.last_day) == deadline.last_day
            hits += "petition_by" in truth.fields
    assert 0 < hits < 48


def test_what_is_only_proposed_is_no_amount_due() -> None:
    for key, wording in all_wordings().items():
        for seed in SEEDS:
            truth = printed(key, seed).truth
            if truth.sender == "irs" and not wording.billed:
                assert "amount_due" not in truth.fields, key
                assert not truth.billing, key


def test_a_notice_of_intent_that_gives_no_hearing_has_no_hearing_among_its_deadlines() -> None:
    for notice in ("cp504", "cp504-es", "letter-3174", "letter-3171", "letter-3210", "letter-4383"):
        for seed in SEEDS:
            ids = {deadline.id for deadline in printed(notice, seed).truth.deadlines}
            assert not ids & {"cdp-levy-hearing", "cdp-lien-hearing", "tax-court-cdp"}


def test_a_lien_letter_prints_the_day_that_follows_from_its_filing() -> None:
    hits = 0
    for seed in range(12):
        truth = EDITIONS["letter-3172"](f"lien {seed}", Taste()).truth
        by_id = {deadline.id: deadline.last_day for deadline in truth.deadlines}
        assert truth.fields.get("hearing_by", by_id["cdp-lien-hearing"]) == by_id["cdp-lien-hearing"]
        assert truth.enclosures[0].notice == "form-668-y"
        hits += "hearing_by" in truth.fields
    assert hits


def test_what_the_catalogue_lacks_may_only_be_called_unknown() -> None:
    for key, wording in all_wordings().items():
        truth = printed(key, "first").truth
        assert (truth.notice is None) == (truth.outcome_allowed == ("unknown",)), key
        assert wording.layouts, key


def test_every_wording_of_every_notice_can_be_printed() -> None:
    for key, wording in all_wordings().items():
        for variant in range(wording.wordings):
            for layout in set(wording.layouts):
                truth = EDITIONS[key](f"all {variant}", Taste(variant=variant, layout=layout)).truth
                assert (truth.wording, truth.layout) == (variant, layout)


@pytest.mark.parametrize("business", [True, False])
def test_made_up_people_have_numbers_that_nobody_has(business: bool) -> None:
    for seed in range(200):
        tin = people.taxpayer(Random(seed), business=business).tin
        assert tin.startswith("00-") if business else tin[:3] in ("000", "666") or tin[0] == "9"
