"""The JSON is the contract's, key by key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

import scanner.render
from scanner.evidence import Reading, Unread
from scanner.render.contract import failure_json, report_json, schema
from scanner.render.shape import LetterReport
from scanner.report import Failure, Other

TOP = {
    "schema", "source", "outcome", "doubts", "notice", "printed_number", "sender", "language", "fields", "deadlines",
    "undated", "cautions", "urgency", "station", "explanation",
}  # fmt: skip
DEADLINE = {
    "id", "action", "last_day", "basis", "start", "term", "moved_from", "authority", "if_missed", "days_left",
    "confidence", "evidence", "other", "checked", "note", "right",
}  # fmt: skip
EXPLANATION = {
    "what", "why", "next_steps", "rights", "forms", "publications", "help", "related", "sources", "if_nothing",
    "rights_given_up", "bring", "unchecked", "language",
}  # fmt: skip


def check(line):
    jsonschema.validate(line, schema(), format_checker=jsonschema.FormatChecker())
    return line


def test_a_sure_letter_has_every_key_of_the_contract(report, explained, today):
    line = check(report_json(report(), explained(), today))
    assert set(line) == TOP
    assert set(line["deadlines"][0]) == DEADLINE
    assert set(line["explanation"]) == EXPLANATION
    assert set(line["notice"]) == {"id", "name", "title", "record", "reply", "confidence", "evidence", "rivals"}
    assert set(line["notice"]["evidence"][0]) == {"page", "box", "quote", "rule", "confidence"}
    assert line["outcome"] == "sure"
    assert line["doubts"] == []


def test_values_are_iso_dates_and_strings_of_dollars_and_cents(report, explained, today):
    line = report_json(report(), explained(), today)
    fields = line["fields"]
    assert fields["letter_date"]["value"] == "2026-11-01"
    assert fields["amount_due"]["value"] == "1075.21"
    period = fields["tax_periods"][0]
    assert {key: period[key] for key in ("value", "form", "printed", "amount")} == {
        "value": "2018-12-31",
        "form": "1040",
        "printed": "2018",
        "amount": "1075.21",
    }
    assert line["deadlines"][0]["term"] == "30 days"
    assert line["deadlines"][0]["days_left"] == 9
    assert line["deadlines"][0]["last_day"] == "2026-12-01"
    assert line["notice"]["evidence"][0]["box"] == [36.1, 72.0, 180.5, 84.0]


def test_a_field_that_could_not_be_read_is_null_and_says_why(report, explained, today):
    answer = report_json(report(), explained(), today)["fields"]["contact_phone"]
    assert answer == {"value": None, "why": "No phone number stands beside its label.", "evidence": []}


def test_a_field_that_the_letter_does_not_carry_is_absent(report, explained, today):
    assert "caller_id" not in check(report_json(report(), explained(), today))["fields"]


def test_unread_periods_are_a_list_too(report, today):
    line = check(report_json(report(fields={"tax_periods": Unread("No period was found.")}), None, today))
    assert line["fields"]["tax_periods"] == [{"value": None, "why": "No period was found.", "evidence": []}]


def test_no_more_than_four_digits_of_a_taxpayer_number_ever_leave(report, explained, today):
    loud = report(
        doubts=("The number 123-45-6789 is printed twice.",),
        fields={
            "tin_last4": Reading("123-45-6789", 0.9, report().fields["tin_last4"].evidence),
            "taxpayer_name": Reading("ACME 12-3456789", 0.9, ()),
            "reference": Reading("SSN 123456789", 0.9, ()),
        },
    )
    text = json.dumps(check(report_json(loud, explained(), today)))
    assert "6789" in text
    for leak in ("123-45", "12345", "12-345", "45-6789"):
        assert leak not in text
    assert report_json(loud, None, today)["fields"]["tin_last4"]["value"] == "6789"


def test_an_unknown_letter_keeps_its_number_and_has_no_explanation(unknown, today):
    line = check(report_json(unknown, None, today))
    assert (line["outcome"], line["notice"], line["explanation"]) == ("unknown", None, None)
    assert line["printed_number"] == "Letter 9999-Z"
    assert line["doubts"] == ["No notice in the catalogue has this number."]
    assert line["fields"]["letter_date"]["value"] == "2026-11-01"


def test_a_letter_in_doubt_is_to_check(report, explained, today):
    line = check(report_json(report(doubts=("Two dates stand in the header.",)), explained(), today))
    assert (line["outcome"], line["doubts"]) == ("check", ["Two dates stand in the header."])


def test_the_second_date_of_a_deadline_is_shown_and_a_printed_day_has_no_term(report, deadline, today):
    both = deadline(basis="printed", start=None, span=None, other=Other(date(2026, 12, 4), "rule", ()))
    line = check(report_json(report(deadlines=(both,)), None, today))["deadlines"][0]
    assert line["other"] == {"last_day": "2026-12-04", "basis": "rule"}
    assert (line["start"], line["term"], line["moved_from"]) == (None, None, None)


def test_sentences_are_in_the_language_of_the_explanation(report, explained, undated, today):
    line = check(report_json(report(undated=(undated,)), explained("es"), today))
    assert line["explanation"]["language"] == "es"
    assert line["explanation"]["help"][0]["name"] == "Clínicas tributarias"
    assert line["deadlines"][0]["action"].startswith("Presentar")
    assert line["undated"][0] == {
        "id": "cap-form-9423",
        "action": "Enviar el Formulario 9423",
        "why": "Corre desde una conversación con un gerente.",
        "term": "3 business days",
        "authority": ["Pub. 1660"],
        "if_missed": "El cobro puede seguir.",
    }


@pytest.mark.parametrize(
    "fault", ["encrypted", "damaged", "empty", "unsupported", "too-large", "timed-out", "no-pages"]
)
def test_an_unreadable_file_is_an_error_line(fault):
    line = check(failure_json(Failure("mail/locked.pdf", fault, "It needs a password.", "cd" * 32)))
    assert line == {
        "schema": "letter-error/1",
        "source": {"file": "mail/locked.pdf"},
        "error": fault,
        "message": "It needs a password.",
    }


def test_an_unknown_fault_or_key_is_refused(report, today):
    with pytest.raises(ValidationError):
        failure_json(Failure("a.pdf", "lazy", "No."))
    line = report_json(report(), None, today)
    with pytest.raises(ValidationError):
        LetterReport.model_validate({**line, "mood": "bad"})
    with pytest.raises(jsonschema.ValidationError):
        check({**line, "mood": "bad"})
    with pytest.raises(ValidationError):
        report_json(replace(report(), fields={"shoe_size": Reading("9", 0.9, ())}), None, today)


def test_the_committed_schema_is_the_one_the_models_give():
    kept = Path(scanner.render.__file__).with_name("letter-report-1.schema.json")
    assert json.loads(kept.read_text("utf-8")) == schema(), "write it again: python -m scanner.render.shape"
