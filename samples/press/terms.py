"""The last days that follow from a letter, by the press's own arithmetic (see `days`)."""

from datetime import date, timedelta

from samples.press import days
from samples.press.case import Case
from samples.press.truth import Deadline

ROLLED = {
    "cdp-levy-hearing": 30,
    "tax-court-cdp": 30,
    "frivolous-amend": 30,
    "installment-rejection-appeal": 30,
    "jeopardy-review": 30,
    "offer-appeal": 30,
    "math-error-abatement": 60,
    "trust-fund-protest": 60,
    "tax-court-deficiency": 90,
    "tax-court-innocent-spouse": 90,
    "tax-court-innocent-spouse-determination": 90,
    "pay-without-more-interest": 21,
    "tax-court-worker": 90,
    "exempt-status-suit": 90,
    "tax-court-interest": 180,
}
"""Days after the date of the letter that a law gives; IRC 7503 or the law itself moves the last one."""
UNMOVED = {
    "installment-cure": 29,
    "installment-change-appeal": 29,
    "levy-warning": 29,
    "social-security-levy": 29,
    "answer-in-7-days": 7,
    "answer-in-10-days": 10,
    "bank-levy": 21,
    "direct-deposit-details": 30,
    "exam-appointment": 10,
    "frivolous-return": 30,
    "information-penalty": 45,
    "innocent-spouse-appeal": 30,
    "itin-documents": 45,
    "offer-return": 30,
    "payment-plan-review": 10,
    "penalty-appeal": 30,
    "trust-fund-talk": 10,
    "missing-information": 20,
    "credit-worksheet": 30,
    "exam-documents": 30,
    "exam-report": 30,
    "identity-check": 30,
    "passport-call": 30,
    "refund-documents": 30,
    "substitute-return": 30,
    "underreporter-inquiry": 30,
    "underreporter-response": 30,
    "payment-mismatch": 60,
}
"""Days that the Service sets, or must wait itself: no weekend moves the last one."""
THIRD_PARTIES_TOLD_AHEAD = date(2019, 8, 15)
"""From this day on the Service must say 45 days ahead that it will ask others (Pub. L. 116-25, section 1206)."""
WAITED = ("installment-cure", "installment-change-appeal")
"""Of these the Service may act on day 30, so that day 29 is the last safe one whatever is printed."""
PRINTED = {
    "pay-by-printed": "pay_by",
    "pay-without-more-interest": "pay_by",
    "respond-by-printed": "respond_by",
    "installment-cure": "respond_by",
    "installment-change-appeal": "respond_by",
    "tax-court-deficiency": "petition_by",
    "answer-in-10-days": "respond_by",
    "credit-worksheet": "respond_by",
    "employer-payment-response": "respond_by",
    "direct-deposit-details": "respond_by",
    "exam-appointment": "respond_by",
    "exam-documents": "respond_by",
    "exam-report": "respond_by",
    "field-meeting-printed": "conference",
    "frivolous-return": "respond_by",
    "information-penalty": "respond_by",
    "innocent-spouse-appeal": "respond_by",
    "itin-documents": "respond_by",
    "missing-information": "respond_by",
    "offer-return": "respond_by",
    "passport-call": "respond_by",
    "payment-mismatch": "respond_by",
    "payment-plan-review": "respond_by",
    "penalty-appeal": "respond_by",
    "answer-in-7-days": "respond_by",
    "refund-documents": "respond_by",
    "substitute-return": "respond_by",
    "underreporter-inquiry": "respond_by",
    "underreporter-response": "respond_by",
}


def last_days(ids: tuple[str, ...], case: Case, seen: set[str]) -> tuple[Deadline, ...]:
    """The deadlines that a reader of this letter can know, in the order the notice names them."""
    found = ((id_, last_day(id_, case, seen)) for id_ in ids)
    return tuple(Deadline(id_, day) for id_, day in found if day)


def last_day(id_: str, case: Case, seen: set[str]) -> str | None:
    """The last day of one right, or None where the paper does not give it away."""
    slot, start = PRINTED.get(id_), case.letter_date
    if slot and slot in seen:
        printed = case.conference if slot == "conference" else case.printed_days[slot]
        if id_ in WAITED:
            printed = min(printed, start + timedelta(days=UNMOVED[id_]))
        return printed.isoformat()
    match id_:
        case _ if id_ in ROLLED:
            return days.after(start, ROLLED[id_]).isoformat()
        case _ if id_ in UNMOVED:
            return (start + timedelta(days=UNMOVED[id_])).isoformat()
        case "equivalent-hearing-levy":
            return days.one_year_after(start).isoformat()
        case "refund-suit":
            return days.two_years_after(start).isoformat()
        case "cdp-lien-hearing" if seen & {"hearing_by", "filed"}:
            return days.lien_hearing_day(case.filed).isoformat()
        case "equivalent-hearing-lien" if "filed" in seen:
            return days.one_year_after(days.business_days_after(case.filed, 5)).isoformat()
        case "b-notice":
            return days.business_days_after(start, 15).isoformat()
        case "third-party-contact" if start >= THIRD_PARTIES_TOLD_AHEAD:
            return (start + timedelta(days=44)).isoformat()
        case "third-party-contact-before-2019" if start < THIRD_PARTIES_TOLD_AHEAD:
            return (start + timedelta(days=9)).isoformat()
        case "conference-printed" if "conference" in seen:
            return case.conference.isoformat()
    return None
