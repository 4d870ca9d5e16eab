"""paperless-ngx: what a document gets there, that a second run adds nothing twice, and that no failure costs a document."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from fake_paperless import TOKEN, FakePaperless, running

from scanner.errors import ScannerError, UsageError, WireError
from scanner.paperless import TAG, Paperless, file_away, filing_of, triaged
from scanner.paperless import __main__ as script
from scanner.paperless.fields import FIELDS

CP504 = Path(__file__).parent.parent / "samples" / "letters" / "cp504-digital.pdf"
PERSON = "ROSALBA M HARTIGAN"
NUMBER = 7


def due(day: str, left: int, action: str = "Pay, or call about the bill", *, right: bool = False) -> dict[str, Any]:
    return {"last_day": day, "days_left": left, "action": action, "right": right}


def letter(name: str | None = "CP504", outcome: str = "sure", **more: Any) -> dict[str, Any]:
    """The keys of a `letter-report/1` that a filing is made from."""
    return {
        "schema": "letter-report/1",
        "outcome": outcome,
        "notice": {"name": name} if name else None,
        "printed_number": name,
        "fields": {
            "letter_date": {"value": "2026-11-16"},
            "amount_due": {"value": "3661.08"},
            "tax_periods": [{"value": "2018-12-31", "form": "1040", "printed": "December 31, 2018"}],
            "taxpayer_name": {"value": PERSON},
        },
        "deadlines": [due("2026-12-16", 24, "Appeal", right=True), due("2026-11-26", 4)],
        "undated": [],
        "cautions": [],
        "doubts": [] if outcome == "sure" else ["Two numbers could be meant."],
        "explanation": {"next_steps": ["Find the date."]},
        **more,
    }


ERROR = {"schema": "letter-error/1", "error": "encrypted", "message": "It has a password."}


@pytest.fixture
def fake() -> Iterator[FakePaperless]:
    with running() as server:
        server.add_document(NUMBER)
        yield server


@pytest.fixture
def paperless(fake: FakePaperless) -> Paperless:
    return Paperless(fake.url, TOKEN, timeout=5, pauses=())


# what a document gets


def test_a_sure_letter_gives_type_date_and_fields_and_no_tag(fake: FakePaperless, paperless: Paperless) -> None:
    filed = file_away(paperless, NUMBER, [letter()])
    assert (filed.document_type, filed.tagged, filed.remarks) == ("IRS CP504", False, ())
    assert fake.type_of(NUMBER) == "IRS CP504"
    assert fake.documents[NUMBER]["created"] == "2026-11-16"
    assert fake.tags(NUMBER) == []
    assert fake.values(NUMBER) == {
        "IRS notice": "CP504",
        "Last day": "2026-11-26",
        "What to do": "Pay, or call about the bill; next day 2026-12-16",
        "How sure": "sure",
        "Tax periods": "1040 December 31, 2018",
        "Amount due": "USD3661.08",
        "Letter date": "2026-11-16",
    }


@pytest.mark.parametrize("outcome", ["check", "unknown"])
def test_a_letter_in_doubt_is_tagged(fake: FakePaperless, paperless: Paperless, outcome: str) -> None:
    file_away(paperless, NUMBER, [letter("CP504" if outcome == "check" else None, outcome)])
    assert fake.tags(NUMBER) == [TAG]
    assert fake.values(NUMBER)["How sure"] == outcome


def test_a_letter_that_nobody_could_name_gets_no_type(fake: FakePaperless, paperless: Paperless) -> None:
    file_away(paperless, NUMBER, [letter(None, "unknown", deadlines=[], fields={})])
    assert fake.documents[NUMBER]["document_type"] is None
    assert fake.documents[NUMBER]["created"] == "2026-11-20"
    assert fake.values(NUMBER) == {
        "How sure": "unknown",
        "What to do": "Look at the paper. Two numbers could be meant.",
    }


def test_a_letter_date_that_was_not_read_leaves_the_created_date_alone(
    fake: FakePaperless, paperless: Paperless
) -> None:
    unread = {"letter_date": {"value": None, "why": "Not there."}}
    file_away(paperless, NUMBER, [letter(outcome="check", fields=unread)])
    assert fake.documents[NUMBER]["created"] == "2026-11-20"
    assert "Letter date" not in fake.values(NUMBER)


def test_several_letters_give_the_first_last_day_and_all_notices() -> None:
    cp14 = letter("CP14", deadlines=[due("2026-11-24", 2, "Pay")])
    filing = filing_of([letter(), cp14, letter()])
    assert filing.document_type == "IRS CP504"
    assert filing.values["IRS notice"] == "CP504, CP14"
    assert filing.values["Last day"] == "2026-11-24"
    assert filing.values["What to do"] == "CP14: Pay; next day 2026-11-26"


def test_a_document_is_as_sure_as_its_least_sure_letter() -> None:
    assert filing_of([letter(), letter(outcome="check")]).values["How sure"] == "check"
    assert filing_of([letter(), letter(None, "unknown")]).values["How sure"] == "unknown"
    assert filing_of([letter(), ERROR]).values["How sure"] == "check"
    assert filing_of([letter(), ERROR]).look


def test_the_type_is_that_of_the_most_urgent_letter_that_has_a_name() -> None:
    assert filing_of([letter(None, "unknown"), letter("CP14"), letter("CP504")]).document_type == "IRS CP14"


def test_a_day_that_has_passed_does_not_lead_while_another_is_open() -> None:
    filing = filing_of([letter(deadlines=[due("2026-11-20", -2), due("2026-12-16", 24, "Appeal")])])
    assert (filing.values["Last day"], filing.values["What to do"]) == ("2026-12-16", "Appeal")


def test_where_all_days_have_passed_the_field_says_so() -> None:
    filing = filing_of([letter(deadlines=[due("2026-10-20", -33), due("2026-11-20", -2, "Appeal")])])
    assert (filing.values["Last day"], filing.values["What to do"]) == ("2026-11-20", "PASSED. Appeal")


def test_of_two_steps_on_one_day_the_right_that_dies_is_named() -> None:
    filing = filing_of([letter(deadlines=[due("2026-11-26", 4, "Pay"), due("2026-11-26", 4, "Petition", right=True)])])
    assert filing.values["What to do"] == "Petition"


def test_a_right_without_a_day_is_said() -> None:
    filing = filing_of([letter(outcome="check", deadlines=[], undated=[{"action": "Petition the Tax Court"}])])
    assert "Last day" not in filing.values
    assert filing.values["What to do"] == "Last day not known. Petition the Tax Court"


def test_a_warning_sign_comes_before_every_other_thing_to_do() -> None:
    filing = filing_of([letter(), letter(outcome="check", cautions=[{"act": "Do not pay that way."}])])
    assert filing.values["What to do"] == "Careful: Do not pay that way."


def test_texts_fit_the_field_and_keep_their_end(fake: FakePaperless, paperless: Paperless) -> None:
    long = [due("2026-11-26", 4, "Pay or appeal " * 20), due("2026-12-16", 24)]
    many = [{"value": "2018-12-31", "form": "1040", "printed": f"December 31, {year}"} for year in range(2000, 2020)]
    file_away(paperless, NUMBER, [letter(deadlines=long, fields={"tax_periods": many})])
    values = fake.values(NUMBER)
    assert 100 < len(values["What to do"]) <= 128
    assert values["What to do"].endswith(" or…; next day 2026-12-16")
    assert 100 < len(values["Tax periods"]) <= 128
    assert values["Tax periods"].endswith("…")


def test_no_name_of_the_taxpayer_goes_into_a_field() -> None:
    assert PERSON not in str(filing_of([letter()]))


# running twice


def test_a_second_run_makes_nothing_twice_and_changes_nothing(fake: FakePaperless, paperless: Paperless) -> None:
    file_away(paperless, NUMBER, [letter(outcome="check")])
    before = fake.documents[NUMBER] | {}
    made = {what: fake.names(what) for what in fake.kept}
    file_away(paperless, NUMBER, [letter(outcome="check")])
    assert fake.documents[NUMBER] == before
    assert {what: fake.names(what) for what in fake.kept} == made
    assert made == {"document_types": ["IRS CP504"], "tags": [TAG], "custom_fields": [each.name for each in FIELDS]}


def test_a_type_of_that_name_in_other_capitals_is_taken(fake: FakePaperless, paperless: Paperless) -> None:
    fake.add("document_types", "irs cp504")
    file_away(paperless, NUMBER, [letter()])
    assert fake.names("document_types") == ["irs cp504"]


def test_a_field_is_found_on_a_later_page(fake: FakePaperless, paperless: Paperless) -> None:
    for number in range(7):
        fake.add("custom_fields", f"Other {number}", data_type="string")
    last_day = fake.add("custom_fields", "Last day", data_type="date")
    file_away(paperless, NUMBER, [letter()])
    assert {"field": last_day, "value": "2026-11-26"} in fake.documents[NUMBER]["custom_fields"]


def test_two_consumers_at_once_share_what_the_first_one_made(fake: FakePaperless, paperless: Paperless) -> None:
    fake.fail_next("GET", "/api/tags/", 200)  # as if the list had been asked for before the other made the tag
    kept = fake.add("tags", TAG)
    unseen = {"count": 0, "next": None, "results": []}
    answer = fake.answer

    def late(method: str, path: str, headers: dict[str, str], body: Any) -> tuple[int, object]:
        status, told = answer(method, path, headers, body)
        return status, unseen if told == {"detail": "ROSALBA M HARTIGAN 900-12-3456"} else told

    fake.answer = late  # type: ignore[method-assign]
    assert paperless.tag(TAG) == kept
    assert [method for method, _, _ in fake.asked] == ["GET", "POST", "GET"]
    assert fake.names("tags") == [TAG]


def test_types_and_tags_are_everybodys_and_match_nothing_by_themselves(
    fake: FakePaperless, paperless: Paperless
) -> None:
    file_away(paperless, NUMBER, [letter(outcome="check")])
    for kept in (*fake.kept["document_types"], *fake.kept["tags"]):
        assert (kept["owner"], kept["matching_algorithm"]) == (None, 0)


def test_what_others_put_on_the_document_stays(fake: FakePaperless, paperless: Paperless) -> None:
    tag = fake.add("tags", "inbox")
    box = fake.add("custom_fields", "Box", data_type="string")
    fake.add_document(NUMBER, tags=[tag], custom_fields=[{"field": box, "value": "12"}])
    file_away(paperless, NUMBER, [letter(outcome="check")])
    assert fake.tags(NUMBER) == ["inbox", TAG]
    assert fake.values(NUMBER)["Box"] == "12"


def put_right(fake: FakePaperless, field: str, value: str) -> None:
    number = next(each["id"] for each in fake.kept["custom_fields"] if each["name"] == field)
    for instance in fake.documents[NUMBER]["custom_fields"]:
        if instance["field"] == number:
            instance["value"] = value


def test_what_a_person_put_right_is_not_replaced(fake: FakePaperless, paperless: Paperless) -> None:
    file_away(paperless, NUMBER, [letter()])
    put_right(fake, "Last day", "2026-11-23")
    fake.documents[NUMBER]["created"] = "2026-11-01"
    fake.documents[NUMBER]["document_type"] = fake.add("document_types", "Levy")
    filed = file_away(paperless, NUMBER, [letter()])
    assert fake.values(NUMBER)["Last day"] == "2026-11-23"
    assert (fake.type_of(NUMBER), fake.documents[NUMBER]["created"]) == ("Levy", "2026-11-01")
    assert fake.tags(NUMBER) == [TAG]
    assert [remark for remark in filed.remarks if "'Last day'" in remark]


def test_again_replaces_and_takes_away_what_no_longer_holds(fake: FakePaperless, paperless: Paperless) -> None:
    file_away(paperless, NUMBER, [letter()])
    file_away(paperless, NUMBER, [letter("CP14", deadlines=[])], again=True)
    assert fake.type_of(NUMBER) == "IRS CP14"
    assert fake.values(NUMBER)["Last day"] is None


def test_again_on_a_file_that_cannot_be_read_takes_nothing_away(fake: FakePaperless, paperless: Paperless) -> None:
    file_away(paperless, NUMBER, [letter()])
    before = fake.values(NUMBER)
    file_away(paperless, NUMBER, [ERROR], again=True)
    assert fake.values(NUMBER) == before
    assert fake.tags(NUMBER) == [TAG]


def test_a_field_of_another_kind_is_left_alone_and_a_person_asked(fake: FakePaperless, paperless: Paperless) -> None:
    fake.add("custom_fields", "Amount due", data_type="float")
    fake.add(
        "custom_fields", "How sure", data_type="select", extra_data={"select_options": [{"id": "a", "label": "yes"}]}
    )
    filed = file_away(paperless, NUMBER, [letter()])
    assert {"Amount due", "How sure"}.isdisjoint(fake.values(NUMBER))
    assert fake.values(NUMBER)["Last day"] == "2026-11-26"
    assert (filed.tagged, len(filed.remarks)) == (True, 2)


# when paperless does not do as asked


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "does not know the token"),
        (403, "does not let"),
        (404, "no such thing"),
        (406, "version 9"),
        (500, "refused"),
    ],
)
def test_a_refusal_is_an_error_that_quotes_nothing(
    fake: FakePaperless, paperless: Paperless, status: int, said: str
) -> None:
    fake.fail_next("GET", "/api/documents/", status)
    fake.fail_next("GET", "/api/documents/", status)
    with pytest.raises(WireError, match=said) as refused:
        file_away(paperless, NUMBER, [letter()])
    assert PERSON not in str(refused.value)
    assert TOKEN not in str(refused.value)


def test_a_wrong_token_is_told_apart(fake: FakePaperless) -> None:
    with pytest.raises(WireError, match="does not know the token"):
        file_away(Paperless(fake.url, "f" * 40, pauses=()), NUMBER, [letter()])


def test_a_value_that_paperless_refuses_leaves_the_tag_and_names_the_field(
    fake: FakePaperless, paperless: Paperless
) -> None:
    odd = letter(fields={"amount_due": {"value": f"12.345 {PERSON}"}})
    with pytest.raises(WireError, match=r"refused because of custom_fields \(400\)") as refused:
        file_away(paperless, NUMBER, [odd])
    assert PERSON not in str(refused.value)
    assert fake.tags(NUMBER) == [TAG]
    assert fake.documents[NUMBER]["custom_fields"] == []


def test_a_fault_that_passes_is_waited_out(fake: FakePaperless) -> None:
    for path in ("/api/documents/", "/api/tags/"):
        fake.fail_next("GET", path, 503)
    fake.fail_next("PATCH", "/api/documents/", 500)
    file_away(Paperless(fake.url, TOKEN, pauses=(0.01,)), NUMBER, [letter(outcome="check")])
    assert fake.tags(NUMBER) == [TAG]


def test_silence_ends_and_says_how_long_it_was(fake: FakePaperless) -> None:
    fake.fail_next("GET", "/api/documents/", None)
    fake.fail_next("GET", "/api/tags/", None)
    with pytest.raises(WireError, match=r"localhost cannot be reached: no answer in 0.2 seconds"):
        file_away(Paperless(fake.url, TOKEN, timeout=0.2, pauses=()), NUMBER, [letter()])


def test_another_program_at_that_address_is_recognised(fake: FakePaperless, paperless: Paperless) -> None:
    fake.answer = lambda *_: (200, ["hello"])  # type: ignore[method-assign]
    with pytest.raises(WireError, match="does not answer as paperless-ngx does"):
        paperless.document(NUMBER)


@pytest.mark.parametrize("token", [f"{TOKEN}\nX-Evil: 1", f"{TOKEN}é", ""])
def test_a_token_that_no_header_can_carry_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(UsageError) as refused:
        Paperless("https://paperless.example", token)
    assert TOKEN not in str(refused.value)


def test_the_token_is_not_in_what_the_client_prints_of_itself(paperless: Paperless) -> None:
    assert TOKEN not in repr(paperless)


# the script


@pytest.fixture
def consumed(fake: FakePaperless, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakePaperless:
    """The environment in which paperless runs its script; triage finds one sure letter."""
    monkeypatch.setenv("DOCUMENT_ID", str(NUMBER))
    monkeypatch.setenv("DOCUMENT_SOURCE_PATH", str(tmp_path / f"{PERSON}.pdf"))
    monkeypatch.setenv("SCANNER_PAPERLESS_URL", fake.url)
    monkeypatch.setenv("SCANNER_PAPERLESS_TOKEN", TOKEN)
    monkeypatch.delenv("SCANNER_PAPERLESS_TOKEN_FILE", raising=False)
    monkeypatch.setattr(script, "triaged", lambda _: (letter(),))
    monkeypatch.setattr(Paperless, "__init__", quick(Paperless.__init__))
    return fake


def quick(make: Any) -> Any:
    return lambda self, url, token: make(self, url, token, 5.0, ())


def run(*, strict: bool = False) -> int:
    with pytest.raises(typer.Exit) as ended:
        script.post_consume(strict=strict, again=False)
    return ended.value.exit_code


def test_the_script_files_the_document_and_says_so(consumed: FakePaperless, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(strict=True) == 0
    assert consumed.type_of(NUMBER) == "IRS CP504"
    assert capsys.readouterr().out == "Document 7: type 'IRS CP504' set.\n"


def test_the_token_can_come_from_a_file(
    consumed: FakePaperless, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    monkeypatch.delenv("SCANNER_PAPERLESS_TOKEN")
    monkeypatch.setenv("SCANNER_PAPERLESS_TOKEN_FILE", str(secret))
    assert run(strict=True) == 0


def test_a_file_that_triage_cannot_read_is_tagged(
    consumed: FakePaperless, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: Path) -> Any:
        raise ScannerError("Reading took longer than 900 seconds.")

    monkeypatch.setattr(script, "triaged", fails)
    assert (run(), run(strict=True)) == (0, 1)
    assert consumed.tags(NUMBER) == [TAG]
    assert "Reading took longer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "strict"),
    [
        ("SCANNER_PAPERLESS_TOKEN", "", 2),
        ("SCANNER_PAPERLESS_TOKEN", "f" * 40, 1),
        ("SCANNER_PAPERLESS_TOKEN_FILE", "/nowhere/token", 2),
        ("SCANNER_PAPERLESS_URL", "http://192.0.2.1:8000", 2),
        ("SCANNER_PAPERLESS_URL", "http://localhost:1", 1),
        ("DOCUMENT_ID", "", 2),
        ("DOCUMENT_ID", "999", 1),
    ],
)
def test_a_failure_ends_with_0_and_a_message_unless_strict(
    consumed: FakePaperless,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    strict: int,
) -> None:
    monkeypatch.setenv(name, value)
    assert run() == 0
    said = capsys.readouterr().err
    assert said.startswith("scanner: ")
    assert PERSON not in said
    assert TOKEN not in said
    assert run(strict=True) == strict


def test_a_fault_of_our_own_does_not_show_as_a_failed_consumption(
    consumed: FakePaperless, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "triaged", lambda _: ({"schema": "letter-report/1", "outcome": PERSON},))
    assert run() == 0
    assert capsys.readouterr().err == "scanner: a fault of this program (KeyError). The document is safe.\n"


def test_triage_of_a_file_that_is_not_there_is_an_error_that_does_not_name_it(tmp_path: Path) -> None:
    with pytest.raises(ScannerError, match="ended with status 2") as ended:
        triaged(tmp_path / f"{PERSON}.pdf")
    assert PERSON not in str(ended.value)


@pytest.mark.skipif(not CP504.exists(), reason="The fixed samples are not here.")
def test_the_whole_script_reads_a_real_letter(fake: FakePaperless, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "scanner.paperless", "--strict"],
        capture_output=True,
        check=False,
        timeout=120,
        env={
            **os.environ,
            "DOCUMENT_ID": str(NUMBER),
            "DOCUMENT_SOURCE_PATH": str(CP504),
            "SCANNER_HOME": str(tmp_path),
            "SCANNER_PAPERLESS_URL": f"{fake.url}/",
            "SCANNER_PAPERLESS_TOKEN": TOKEN,
        },
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert fake.type_of(NUMBER) == "IRS CP504"
    assert fake.documents[NUMBER]["created"] == "2020-10-19"
    values = fake.values(NUMBER)
    assert values.pop("What to do").startswith("PASSED. ")
    assert values == {
        "IRS notice": "CP504",
        "Last day": "2020-11-17",
        "How sure": "sure",
        "Tax periods": "1040 December 31, 2018",
        "Amount due": "USD3661.08",
        "Letter date": "2020-10-19",
    }
