"""The law of the catalogue against a second writing of it, and against the collected facts where they are here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import regex

from scanner.catalogue import load
from scanner.term import Span

FACTS = Path(__file__).parent.parent.parent / "shared" / "facts" / "collection.yaml"
OTHER_FACTS = FACTS.with_name("other.yaml")

SPANS: dict[str, tuple[str | None, str | None, Span | None]] = {
    "cdp-levy-hearing": ("CDP_LEVY", "letter_date", Span(30, "calendar")),
    "equivalent-hearing-levy": ("EH_LEVY", "letter_date", Span(1, "years")),
    "cdp-lien-hearing": ("CDP_LIEN", "lien_filed", Span(30, "calendar")),
    "equivalent-hearing-lien": ("EH_LIEN", "lien_filed", Span(1, "years")),
    "cap-conference": ("CAP_CONF", "event:action-stated", None),
    "cap-notify": ("CAP_TELL2", "event:manager-conference", Span(2, "business")),
    "cap-form-9423": ("CAP_9423", "event:manager-conference", Span(3, "business")),
    "cap-no-call": ("CAP_NOCALL4", "event:conference-asked", Span(4, "business")),
    "cap-seizure": ("CAP_SEIZE10", "event:seizure", Span(10, "business")),
    "jeopardy-review": ("J_REQ30", "letter_date", Span(30, "calendar")),
    "jeopardy-suit": ("J_SUIT90", "event:review-answered", Span(90, "calendar")),
    "wrongful-levy-claim": (None, "event:levy", Span(729, "calendar")),  # the Service counts the day of the levy too
    "pay-without-more-interest": ("ND21", "letter_date", Span(21, "calendar")),
    "levy-warning": (None, "letter_date", Span(29, "calendar")),  # the Service may levy on day 30
    "installment-change-appeal": (None, "letter_date", Span(29, "calendar")),  # the Service may act on day 30
    "equivalent-hearing-lien-first": ("EH_LIEN", "event:first-lien-filed", Span(1, "years")),
    "installment-cure": (None, "letter_date", Span(29, "calendar")),  # the Service may act on day 30
    "installment-termination-appeal": ("IA_TERMAPP", "event:plan-ended", Span(30, "calendar")),
    "installment-rejection-appeal": ("IA_REJ30", "letter_date", Span(30, "calendar")),
    "frivolous-amend": ("FRIV30", "letter_date", Span(30, "calendar")),
    "tax-court-cdp": ("TC_CDP", "letter_date", Span(30, "calendar")),
    "tax-court-innocent-spouse": ("TC_INNOCENT", "letter_date", Span(90, "calendar")),
    "refund-claim": ("REFCLAIM", "event:tax-paid", Span(2, "years")),
    "pay-by-printed": (None, "letter_date", None),
    "respond-by-printed": (None, "letter_date", None),
    "hearing-by-printed": (None, "letter_date", None),
    "petition-by-printed": (None, "letter_date", None),
    "conference-printed": (None, "letter_date", None),
    "tax-court-deficiency": ("snod_petition", "letter_date", Span(90, "calendar")),
    "exam-report": ("exam_30day", "letter_date", Span(30, "calendar")),
    "exam-documents": ("exam_docs", "letter_date", Span(30, "calendar")),
    "exam-appointment": ("field_call10", "letter_date", Span(10, "calendar")),
    "underreporter-response": ("aur_response", "letter_date", Span(30, "calendar")),
    "underreporter-inquiry": ("aur_response", "letter_date", Span(30, "calendar")),
    "answer-by-stated": (None, "letter_date", None),
    "field-meeting-printed": (None, "letter_date", None),
    "math-error-abatement": ("math_error_abatement", "letter_date", Span(60, "calendar")),
    "payment-mismatch": ("math_like_admin_60", "letter_date", Span(60, "calendar")),
    "credit-worksheet": ("credit_reply30", "letter_date", Span(30, "calendar")),
    "refund-documents": ("refund_docs30", "letter_date", Span(30, "calendar")),
    "identity-check": ("id_verify", "letter_date", Span(30, "calendar")),
    "direct-deposit-details": ("dd30", "letter_date", Span(30, "calendar")),
    "missing-information": ("info12c", "letter_date", Span(20, "calendar")),
    "substitute-return": ("asfr30", "letter_date", Span(30, "calendar")),
    "refund-suit": (None, "letter_date", Span(2, "years")),
    "innocent-spouse-appeal": ("is_appeal30", "letter_date", Span(30, "calendar")),
    "tax-court-innocent-spouse-determination": ("is_petition", "letter_date", Span(90, "calendar")),
    "penalty-appeal": ("pen_appeal", "letter_date", Span(30, "calendar")),
    "tax-court-interest": ("interest_petition", "letter_date", Span(180, "calendar")),
    "frivolous-return": ("frivolous30", "letter_date", Span(30, "calendar")),
    "employer-payment-response": ("esrp_response", "letter_date", Span(90, "calendar")),
    "employer-payment-response-before-2025": (None, "letter_date", Span(30, "calendar")),
    "information-penalty": ("infopen45", "letter_date", Span(45, "calendar")),
    "b-notice": ("bnotice15", "letter_date", Span(15, "business")),
    "itin-documents": ("itin45", "letter_date", Span(45, "calendar")),
    "tax-court-worker": ("worker_petition", "letter_date", Span(90, "calendar")),
    "exempt-status-suit": ("eo_declaratory", "letter_date", Span(90, "calendar")),
    "answer-in-10-days": ("LT16_10", "letter_date", Span(10, "calendar")),
    "answer-in-7-days": ("LT24_7", "letter_date", Span(7, "calendar")),
    "social-security-levy": (None, "letter_date", Span(29, "calendar")),  # the Service may levy on day 30
    "bank-levy": ("BANK21", "letter_date", Span(21, "calendar")),
    "wage-levy-statement": ("WAGE3", "event:levy-received", Span(3, "business")),
    "third-party-contact": (None, "letter_date", Span(44, "calendar")),  # the Service may ask on day 45
    "third-party-contact-before-2019": (None, "letter_date", Span(9, "calendar")),  # it may ask on day 10
    "payment-plan-review": ("CP522_10", "letter_date", Span(10, "calendar")),
    "offer-appeal": ("OIC_REJ30", "letter_date", Span(30, "calendar")),
    "offer-return": ("RETREC30", "letter_date", Span(30, "calendar")),
    "passport-call": ("PASS30", "letter_date", Span(30, "calendar")),
    "trust-fund-protest": ("TFRP60", "letter_date", Span(60, "calendar")),
    "trust-fund-talk": ("TFRP10", "letter_date", Span(10, "calendar")),
}
"""Each term: its key in the collected facts, what it is counted from, and how long it is."""


def test_the_table_of_spans_is_complete() -> None:
    assert set(SPANS) == set(load().law)


@pytest.mark.parametrize("key", sorted(SPANS))
def test_a_term_has_the_days_and_the_start_that_the_law_says(key: str) -> None:
    term = load().law[key]
    _, start, span = SPANS[key]
    assert (term.start, term.span) == (start, span)


def test_what_the_law_adds_to_a_span() -> None:
    law = load().law
    assert (law["cdp-lien-hearing"].lead, law["equivalent-hearing-lien"].lead) == (
        Span(5, "business"),
        Span(5, "business"),
    )
    assert {key for key, term in law.items() if term.lead} == {
        "cdp-lien-hearing",
        "equivalent-hearing-lien",
        "equivalent-hearing-lien-first",
    }
    bill = law["pay-without-more-interest"]
    assert (bill.large, bill.large_from) == (Span(10, "business"), Decimal(100_000))


def test_a_term_that_ends_a_right_rolls_and_one_of_business_days_does_not() -> None:
    """IRC 7503 moves what the law gives a taxpayer time to do. It moves no time that the Service itself must wait
    (IRC 6159(b)(5)), and the steps of the Collection Appeals Program are no law.
    """
    not_moved = {"installment-cure", "installment-change-appeal", "wrongful-levy-claim"}
    for term in load().law.values():
        if term.right and term.span:
            assert term.rolls is (term.id not in not_moved), term.id
        if term.span and term.span.unit == "business":
            assert not term.rolls, term.id
        if term.id.startswith("cap-"):
            assert not term.right, term.id


def test_no_printed_day_can_stretch_a_right_that_is_counted_from_the_letter() -> None:
    for term in load().law.values():
        if term.right and term.span and term.start == "letter_date":
            assert term.printed in {"earlier", "ignored", "protects"}, term.id


def test_only_some_terms_are_longer_abroad() -> None:
    """150 days are for notices of deficiency only; no other court waits longer for people abroad."""
    longer = {key: term.abroad for key, term in load().law.items() if term.abroad}
    assert longer == {
        "tax-court-deficiency": Span(150, "calendar"),
        "underreporter-response": Span(60, "calendar"),
        "trust-fund-protest": Span(75, "calendar"),
    }


def test_terms_that_took_turns_meet_without_a_gap() -> None:
    law = load().law
    for old, new in (
        ("employer-payment-response-before-2025", "employer-payment-response"),
        ("third-party-contact-before-2019", "third-party-contact"),
    ):
        ends, begins = law[old].effective_to, law[new].effective_from
        assert ends is not None
        assert begins is not None
        assert (begins - ends).days == 1


def test_only_a_printed_day_of_a_deficiency_protects() -> None:
    """IRC 6213(a), last sentence; no other law has such a one."""
    assert {key for key, term in load().law.items() if term.printed == "protects"} == {"tax-court-deficiency"}


def test_every_right_under_a_statute_was_read_by_a_second_person() -> None:
    for term in load().law.values():
        statute = any(each.startswith("IRC") for each in term.authority)
        assert not (term.right and term.checked and term.span and statute) or term.second_reading, term.id


def test_a_term_names_its_authority_and_a_source() -> None:
    for term in load().law.values():
        assert term.authority, term.id
        assert term.sources or term.span is None or not term.checked, term.id


def facts() -> dict[str, set[tuple[str, str]]]:
    """Of every deadline in the collected facts, by key: its length as ISO 8601 writes it, and its unit."""
    found: dict[str, set[tuple[str, str]]] = {}
    entry = regex.compile(r"(?m)^  - key: (?P<key>[A-Z_0-9]+)\n(?P<rest>(?:^    .*\n)+)")
    for each in entry.finditer(FACTS.read_text(encoding="utf-8")):
        told = dict(
            line.strip().split(": ", 1)
            for line in each["rest"].splitlines()
            if regex.match(r"^    (duration_iso|unit): ", line)
        )
        if "duration_iso" in told:
            found.setdefault(each["key"], set()).add((told["duration_iso"], told.get("unit", "")))
    rule = regex.compile(r"(?m)^  (?P<key>\w+):\n(?P<rest>(?:    .*\n)+)")
    text = OTHER_FACTS.read_text(encoding="utf-8")
    rules = text[text.index("\ndeadline_rules:") : text.index("\nletters:")]
    for each in rule.finditer(rules):
        days = regex.search(r"(?m)^    days: (\d+)$", each["rest"])
        if days:
            business = "business" if regex.search(r"(?m)^    day_count: business", each["rest"]) else "calendar"
            found.setdefault(each["key"], set()).add((f"P{days[1]}D", business))
    return found


@pytest.mark.skipif(not FACTS.exists(), reason="The collected facts are not here to compare with.")
@pytest.mark.parametrize("key", sorted(key for key, (fact, _, span) in SPANS.items() if fact and span))
def test_a_term_agrees_with_the_collected_facts(key: str) -> None:
    fact, _, span = SPANS[key]
    assert fact is not None
    assert span is not None
    if fact == "REFCLAIM":  # three years from filing or two from payment: only the shorter is computed
        return
    letter = {"calendar": "D", "business": "D", "months": "M", "years": "Y"}[span.unit]
    assert {iso for iso, _ in facts()[fact]} == {f"P{span.length}{letter}"}
    if span.unit in {"calendar", "business"}:
        assert {unit for _, unit in facts()[fact]} == {span.unit}
