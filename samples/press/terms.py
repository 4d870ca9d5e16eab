"""The last days that follow from a letter, by the press's own arithmetic (see `days`)."""

from datetime import timedelta

from samples.press import days
from samples.press.case import Case
from samples.press.truth import Deadline

PRINTED = {
    "pay-by-printed": "pay_by",
    "pay-without-more-interest": "pay_by",
    "respond-by-printed": "respond_by",
    "installment-cure": "respond_by",
    "installment-change-appeal": "respond_by",
}


def last_days(ids: tuple[str, ...], case: Case, seen: set[str]) -> tuple[Deadline, ...]:
    """The deadlines that a reader of this letter can know, in the order the notice names them."""
    found = ((id_, last_day(id_, case, seen)) for id_ in ids)
    return tuple(Deadline(id_, day) for id_, day in found if day)


def last_day(id_: str, case: Case, seen: set[str]) -> str | None:
    """The last day of one right, or None where the paper does not give it away."""
    slot = PRINTED.get(id_)
    if slot and slot in seen:
        return case.printed_days[slot].isoformat()
    start = case.letter_date
    match id_:
        case (
            "cdp-levy-hearing"
            | "tax-court-cdp"
            | "frivolous-amend"
            | "installment-rejection-appeal"
            | "jeopardy-review"
        ):
            return days.after(start, 30).isoformat()
        case "installment-cure" | "installment-change-appeal":
            return (start + timedelta(days=30)).isoformat()
        case "equivalent-hearing-levy":
            return days.one_year_after(start).isoformat()
        case "tax-court-innocent-spouse":
            return days.after(start, 90).isoformat()
        case "pay-without-more-interest":
            return days.after(start, 21).isoformat()
        case "levy-warning":
            return (start + timedelta(days=29)).isoformat()
        case "cdp-lien-hearing" if seen & {"hearing_by", "filed"}:
            return days.lien_hearing_day(case.filed).isoformat()
        case "equivalent-hearing-lien" if "filed" in seen:
            return days.one_year_after(days.business_days_after(case.filed, 5)).isoformat()
        case "conference-printed" if "conference" in seen:
            return case.conference.isoformat()
    return None
