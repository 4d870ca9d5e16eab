"""Putting letters of the docket right: the last word stands, all words are kept, and the last days follow at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper import TODAY, json_of, mail, seen
from sqlalchemy import select
from typer.testing import CliRunner

from docket.desk import Desk, Happens, driver, put
from scanner.catalogue import Catalogue, load
from scanner.classifier import NOTHING, Learned
from scanner.cli import app
from scanner.docket import Docket, Wanted, audit, tables
from scanner.docket import correct as correcting
from scanner.docket.clients import Particulars, add
from scanner.docket.correct import Corrected, confirm, correct, history
from scanner.docket.entries import entries, entry
from scanner.docket.keep import keep_version, newest_body
from scanner.docket.known import waiting, write_known
from scanner.docket.understanding import Understanding
from scanner.entry import Entry
from scanner.errors import DocketError, LetterError, MeanwhileError, UsageError
from scanner.evaluate import known_files
from scanner.scan import Scan

POOR = seen(mail("Letter 1058 (Rev. 5-2019)", day="November 24, 2025"), poor={"November": 0.6})
TRUE = "2026-11-05"
DAMAGED = LetterError("damaged", "The file cannot be cut apart.")
SECRET = "Rosalinda Delgado-Marchetti"


@pytest.fixture
def desk() -> Iterator[Desk]:
    files: dict[str, Sequence[Happens]] = {"poor": [POOR], "copy": [replace(POOR, ink=0.1)]}
    with Desk(files) as desk:
        yield desk


@pytest.fixture
def understanding(desk: Desk) -> Understanding:
    return Understanding(Scan(load(), desk, TODAY), json_of)


@pytest.fixture
def poor(docket: Docket, desk: Desk, tmp_path: Path) -> int:
    """The number of a letter whose date was read wrong, a year too early and barely."""
    put(docket, tmp_path / "mail", "poor")
    driver(docket, desk).run()
    return listed(docket)[0].id


def listed(docket: Docket) -> list[Entry]:
    with docket.database.reading() as connection:
        return list(entries(connection, Wanted(closed=True), TODAY))


def now(docket: Docket, letter: int) -> Entry:
    with docket.database.reading() as connection:
        found = entry(connection, letter, TODAY)
    assert found
    return found


def body(docket: Docket, letter: int) -> dict[str, Any]:
    with docket.database.reading() as connection:
        return newest_body(connection, letter)


def said_of(docket: Docket, letter: int) -> tuple[Corrected, ...]:
    with docket.database.reading() as connection:
        return history(connection, letter)


def versions(docket: Docket, letter: int) -> list[tuple[int, str, str]]:
    """Version, who made it and the letter's date in it."""
    with docket.database.reading() as connection:
        rows = connection.execute(
            select(tables.reports).where(tables.reports.c.letter_id == letter).order_by(tables.reports.c.version)
        ).all()
    return [(row.version, row.made_by, json.loads(row.body)["fields"]["letter_date"]["value"]) for row in rows]


def test_a_corrected_date_gives_the_last_day_at_once_and_a_further_version(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    before = now(docket, poor)
    assert (before.outcome, before.letter_date) == ("check", date(2025, 11, 24))
    assert correct(docket, understanding, poor, "letter_date", TRUE, "maria") == 2
    after = now(docket, poor)
    assert (after.outcome, after.letter_date) == ("sure", date(2026, 11, 5))
    assert after.due
    assert (after.due.term, after.due.day) == ("cdp-levy-hearing", date(2026, 12, 7))
    assert versions(docket, poor) == [(1, "scanner", "2025-11-24"), (2, "maria", TRUE)]


def test_nothing_is_read_again(docket: Docket, understanding: Understanding, desk: Desk, poor: int) -> None:
    seen_before = dict(desk.seen)
    docket.vault.path(*hashes(docket)).unlink()
    correct(docket, understanding, poor, "letter_date", TRUE, "maria")
    assert desk.seen == seen_before


def hashes(docket: Docket) -> list[str]:
    with docket.database.reading() as connection:
        return list(connection.scalars(select(tables.files.c.sha256)))


def test_of_two_corrections_the_last_stands_and_both_are_told(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    correct(docket, understanding, poor, "letter_date", "2026-11-20", "maria")
    correct(docket, understanding, poor, "taxpayer_name", SECRET, "maria")
    assert correct(docket, understanding, poor, "letter_date", TRUE, "jo") == 4
    assert now(docket, poor).letter_date == date(2026, 11, 5)
    assert now(docket, poor).taxpayer == SECRET
    told = [(each.by, each.field, each.value, each.before) for each in said_of(docket, poor)]
    assert told == [
        ("maria", "letter_date", "2026-11-20", "2025-11-24"),
        ("maria", "taxpayer_name", SECRET, "ROSA DELGADO"),
        ("jo", "letter_date", TRUE, "2026-11-20"),
    ]


def test_confirming_the_field_in_doubt_makes_the_letter_sure_and_changes_no_day(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    days = body(docket, poor)["deadlines"]
    confirm(docket, understanding, poor, ["letter_date"], "maria")
    assert now(docket, poor).outcome == "sure"
    assert [each["last_day"] for each in body(docket, poor)["deadlines"]] == [each["last_day"] for each in days]
    (told,) = said_of(docket, poor)
    assert (told.field, told.value, told.is_confirmation) == ("letter_date", "2025-11-24", True)


def test_a_letter_confirmed_as_a_whole_is_sure_and_all_of_it_stays_as_it_was_shown(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    shown = body(docket, poor)
    confirm(docket, understanding, poor, (), "maria")
    assert now(docket, poor).outcome == "sure"
    after = body(docket, poor)
    read = {name: each for name, each in shown["fields"].items() if name != "tax_periods" and each["value"]}
    assert read.keys() >= {"letter_date", "taxpayer_name"}
    for name, each in read.items():
        assert after["fields"][name]["value"] == each["value"]
        assert after["fields"][name]["confidence"] == 1.0
    assert {each.field for each in said_of(docket, poor)} == {*read, "notice", "tax_periods", "all"}
    correct(docket, understanding, poor, "contact_phone", "800-555-0100", "maria")
    assert now(docket, poor).outcome == "sure"


def test_a_value_that_cannot_be_is_refused_and_leaves_no_trace(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    for field, value in (("letter_date", "2026-11-31"), ("notice", "CP99999"), ("notice", "collection"), ("size", "9")):
        with pytest.raises(UsageError):
            correct(docket, understanding, poor, field, value, "maria")
    with pytest.raises(UsageError, match="was not read"):
        confirm(docket, understanding, poor, ["contact_phone"], "maria")
    with pytest.raises(UsageError, match="no letter 99"):
        correct(docket, understanding, 99, "letter_date", TRUE, "maria")
    assert said_of(docket, poor) == ()
    assert [each[0] for each in versions(docket, poor)] == [1]


def test_the_notice_is_named_as_people_say_it(docket: Docket, understanding: Understanding, poor: int) -> None:
    correct(docket, understanding, poor, "notice", "Letter 3172", "maria")
    assert now(docket, poor).notice == "letter-3172"
    assert now(docket, poor).outcome == "check"  # its date is as hard to read as before
    correct(docket, understanding, poor, "notice", "none", "maria")
    assert (now(docket, poor).notice, now(docket, poor).outcome) == (None, "unknown")
    with pytest.raises(UsageError, match="was not read"):
        confirm(docket, understanding, poor, ["notice"], "maria")


def test_the_log_names_the_fields_and_never_what_they_say(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    correct(docket, understanding, poor, "taxpayer_name", SECRET, "maria")
    confirm(docket, understanding, poor, (), "jo")
    with docket.database.reading() as connection:
        done = [act for act in audit.acts(connection, poor) if act.what in ("correct", "confirm")]
        everything = "".join(act.detail for act in audit.acts(connection))
        assert audit.broken_at(connection) is None
    assert [(act.by, act.what, json.loads(act.detail)) for act in done] == [
        ("maria", "correct", {"fields": ["taxpayer_name"], "version": 2}),
        ("jo", "confirm", {"fields": ["all"], "version": 3}),
    ]
    assert SECRET not in everything
    assert "2025-11-24" not in everything


def test_what_the_clinic_does_with_the_letter_stays(docket: Docket, understanding: Understanding, poor: int) -> None:
    docket.assign(poor, "jo", "maria")
    docket.note(poor, "She called.", "maria")
    correct(docket, understanding, poor, "letter_date", TRUE, "maria")
    after = now(docket, poor)
    assert (after.id, after.status, after.assigned_to) == (poor, "assigned", "jo")
    with docket.database.reading() as connection:
        found = [each.id for each in entries(connection, Wanted(words="maple street"), TODAY)]
    assert found == [poor]


def test_a_copy_is_no_copy_any_more_once_one_of_the_two_says_something_else(
    docket: Docket, desk: Desk, understanding: Understanding, poor: int, tmp_path: Path
) -> None:
    put(docket, tmp_path / "mail", "copy")
    driver(docket, desk).run()
    copy = max(each.id for each in listed(docket))
    assert now(docket, copy).same_as == poor
    correct(docket, understanding, poor, "letter_date", TRUE, "maria")
    assert now(docket, copy).same_as is None
    correct(docket, understanding, copy, "letter_date", TRUE, "maria")
    assert now(docket, copy).same_as == poor
    confirm(docket, understanding, poor, (), "maria")
    assert (now(docket, copy).same_as, now(docket, poor).same_as) == (poor, None)


def test_two_who_correct_one_letter_at_once_are_both_heard(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    faults: list[Exception] = []

    def say(field: str, value: str) -> None:
        try:
            correct(docket, understanding, poor, field, value, field)
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)

    words = {"letter_date": TRUE, "caller_id": "123456", "contact_name": "Ms. Ortiz", "reference": "0:12"}
    threads = [threading.Thread(target=say, args=each) for each in words.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    after = body(docket, poor)["fields"]
    assert {field: after[field]["value"] for field in words} == words
    assert [each[0] for each in versions(docket, poor)] == [1, 2, 3, 4, 5]


def test_a_letter_that_changes_under_ones_hands_is_given_up_and_nothing_is_kept(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    told = Understanding.of(understanding, *_all_of(docket, poor))[poor]

    def restless(report: Any) -> dict[str, object]:
        with docket.database.writing() as connection:
            keep_version(connection, poor, told, "jo")
        return json_of(report)

    with pytest.raises(DocketError, match="Nothing was changed"):
        correct(docket, replace(understanding, body=restless), poor, "letter_date", TRUE, "maria")
    assert said_of(docket, poor) == ()
    assert "maria" not in {by for _, by, _ in versions(docket, poor)}


def test_what_was_seen_is_what_is_confirmed(docket: Docket, understanding: Understanding, poor: int) -> None:
    assert confirm(docket, understanding, poor, ["letter_date"], "maria", seen=1) == 2
    with pytest.raises(MeanwhileError, match=f"changed letter {poor} meanwhile"):
        confirm(docket, understanding, poor, (), "jo", seen=1)
    assert [each.by for each in said_of(docket, poor)] == ["maria"]
    assert confirm(docket, understanding, poor, (), "jo", seen=2) == 3


def test_a_change_between_looking_and_keeping_is_seen_inside_the_transaction(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    """Another person corrects the letter while the confirmation is being worked out."""
    meddled: list[int] = []

    def meddling(report: Any) -> dict[str, object]:
        if not meddled:
            meddled.append(correct(docket, understanding, poor, "letter_date", TRUE, "jo"))
        return json_of(report)

    with pytest.raises(MeanwhileError):
        confirm(docket, replace(understanding, body=meddling), poor, (), "maria", seen=1)
    assert meddled == [2]
    assert [(each.by, each.field) for each in said_of(docket, poor)] == [("jo", "letter_date")]


def _all_of(docket: Docket, letter: int) -> tuple[Any, ...]:
    from scanner.docket.filed import file_of, filed

    with docket.database.reading() as connection:
        file = filed(connection, file_of(connection, letter))
    return docket.vault.path(file.sha256), file, file.arrangement, {letter}, {}


def test_the_classifier_is_opened_only_where_nobody_has_said_which_notice_it_is(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    opened: list[str] = []

    def learned() -> Learned:
        opened.append("learned")
        return NOTHING

    there = replace(understanding, scan=replace(understanding.scan, learned=learned))
    correct(docket, there, poor, "letter_date", TRUE, "maria")
    assert opened == ["learned"]
    correct(docket, there, poor, "notice", "LT11", "maria")
    correct(docket, there, poor, "letter_date", TRUE, "maria")
    assert opened == ["learned"]


def test_a_doubt_that_was_not_shown_is_not_confirmed(docket: Docket, understanding: Understanding, poor: int) -> None:
    """The program has learned to doubt something since the letter was read."""
    correct(docket, understanding, poor, "letter_date", TRUE, "maria")
    assert now(docket, poor).outcome == "sure"
    doubting = replace(understanding, scan=replace(understanding.scan, catalogue=Doubting.of(load())))
    confirm(docket, doubting, poor, (), "maria")
    assert now(docket, poor).outcome == "check"
    confirm(docket, doubting, poor, (), "maria")
    assert now(docket, poor).outcome == "sure"


class Doubting(Catalogue):
    """A catalogue in which nobody could confirm any law."""

    @classmethod
    def of(cls, known: Catalogue) -> Doubting:
        given = {field.name: getattr(known, field.name) for field in fields(Catalogue)}
        law = {key: replace(term, checked=False) for key, term in known.law.items()}
        return cls(**given | {"law": law})


def test_a_letter_whose_name_is_put_right_finds_its_client(
    docket: Docket, understanding: Understanding, poor: int
) -> None:
    with docket.database.writing() as connection:
        known = Particulars("24-001", "Winifred Q Abernathy", address="12 MAPLE STREET\nAUSTIN, TX", zip_code="78701")
        add(connection, known, "maria")
    assert now(docket, poor).client is None
    correct(docket, understanding, poor, "taxpayer_name", "WINIFRED Q ABERNATHY", "maria")
    assert (now(docket, poor).client, now(docket, poor).client_sure) == ("Winifred Q Abernathy", False)


def test_a_file_that_is_still_being_read_is_left_alone(docket: Docket, understanding: Understanding, poor: int) -> None:
    with docket.database.writing() as connection:
        waits = tables.ledger.update().where(tables.ledger.c.page == -1).values(state="waiting")
        connection.execute(waits)
    with pytest.raises(UsageError, match="still being read"):
        correct(docket, understanding, poor, "letter_date", TRUE, "maria")


# Letters to learn from


class Scissors:
    """Cuts nothing, and gives up on what it is told to."""

    def __init__(self, fault: LetterError | None = None) -> None:
        self.fault = fault
        self.pages: list[tuple[int, ...]] = []

    def cut(self, path: Path, parts: tuple[tuple[Path, tuple[int, ...]], ...]) -> Future[int]:
        assert path.is_file()
        done: Future[int] = Future()
        self.pages += [pages for _, pages in parts]
        if self.fault:
            done.set_exception(self.fault)
        else:
            for target, _ in parts:
                target.touch(exist_ok=False)
            done.set_result(len(parts))
        return done


def test_only_what_a_person_said_is_known_and_last_days_only_of_a_letter_that_is_sure(
    docket: Docket, understanding: Understanding, poor: int, tmp_path: Path
) -> None:
    correct(docket, understanding, poor, "notice", "Letter 1058", "maria")
    correct(docket, understanding, poor, "tin_last4", "1234", "maria")
    scissors = Scissors()
    done = write_known(docket, load(), scissors, tmp_path / "known", "maria")
    ((letter,),) = (known.letters for known in known_files(tmp_path / "known"))
    assert (done.letters, done.failed, done.unnamed, scissors.pages) == (1, 0, (), [(1,)])
    assert (letter.notice, letter.fields, letter.deadlines) == ("letter-1058", {"tin_last4": "1234"}, ())
    confirm(docket, understanding, poor, ["letter_date"], "maria")
    write_known(docket, load(), scissors, tmp_path / "known", "maria")
    ((letter,),) = (known.letters for known in known_files(tmp_path / "known"))
    assert {each.id for each in letter.deadlines} == {"cdp-levy-hearing", "equivalent-hearing-levy"}


def test_a_letter_that_cannot_be_cut_out_leaves_no_answers(
    docket: Docket, understanding: Understanding, poor: int, tmp_path: Path
) -> None:
    confirm(docket, understanding, poor, (), "maria")
    done = write_known(docket, load(), Scissors(DAMAGED), tmp_path / "known", "maria")
    assert (done.letters, done.failed) == (0, 1)
    assert list((tmp_path / "known").iterdir()) == []


# The commands, with a letter that is really read


@pytest.fixture
def lt11(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A docket at home with one digital letter in it, and no classifier."""
    import scanner.cli.mail

    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    monkeypatch.setattr(scanner.cli.mail, "what_was_learned", lambda: NOTHING)
    sample = Path(__file__).parents[2] / "samples" / "letters" / "lt11-digital.pdf"
    runner = CliRunner()
    assert runner.invoke(app, ["batch", str(sample), "--jobs", "1"]).exit_code == 0
    return runner


def test_a_letter_is_shown_corrected_confirmed_and_learned_from_by_commands(lt11: CliRunner, tmp_path: Path) -> None:
    assert lt11.invoke(app, ["docket", "correct", "1", "letter_date", TRUE, "--today", "2026-11-22"]).exit_code == 0
    learning = tmp_path / "learning"
    unnamed = lt11.invoke(app, ["docket", "learn", "--to", str(learning)])
    assert "nobody said which notice they are: 1." in unnamed.output
    assert list(learning.iterdir()) == []
    told = lt11.invoke(app, ["docket", "confirm", "1", "--today", "2026-11-22"])
    assert (told.exit_code, "2026-12-07" in told.output, "sure" in told.output) == (0, True, True)
    assert lt11.invoke(app, ["docket", "note", "1", "She called."]).exit_code == 0
    shown = lt11.invoke(app, ["docket", "show", "1", "--today", "2026-11-22"]).output
    for words in ("December 7, 2026", "She called.", f"Date of the letter: {TRUE}, before:", "all of it confirmed"):
        assert words in shown
    assert "todo confirmado" in lt11.invoke(app, ["docket", "show", "1", "--lang", "es"]).output
    assert lt11.invoke(app, ["docket", "learn", "--to", str(learning)]).exit_code == 0
    (known,) = known_files(learning)
    (letter,) = known.letters
    assert (known.path.name, letter.notice, letter.fields["letter_date"]) == ("letter-000001.pdf", "lt11", TRUE)
    assert {str(each.last_day) for each in letter.deadlines if each.id == "cdp-levy-hearing"} == {"2026-12-07"}
    assert known.path.read_bytes().startswith(b"%PDF")
    assert {file.stat().st_mode & 0o077 for file in learning.iterdir()} == {0}


def test_a_command_that_makes_no_sense_ends_with_status_2_and_one_sentence(lt11: CliRunner) -> None:
    for words in (
        ["correct", "1", "letter_date", "soon"],
        ["show", "7"],
        ["join", "1", "1"],
        ["cut", "1", "--before", "1"],
    ):
        ended = lt11.invoke(app, ["docket", *words])
        assert isinstance(ended.exception, UsageError), words


def test_letters_that_were_named_wait_until_they_are_written_to_be_learned_from(
    docket: Docket, understanding: Understanding, poor: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits() -> int:
        with docket.database.reading() as connection:
            return waiting(connection)

    clock = iter(f"2026-11-22T18:00:{second:02}Z" for second in range(60))
    for module in (audit, correcting):
        monkeypatch.setattr(module, "moment", lambda: next(clock))
    correct(docket, understanding, poor, "letter_date", TRUE, "maria")
    assert waits() == 0  # nobody has said which notice it is
    confirm(docket, understanding, poor, ["notice"], "maria")
    confirm(docket, understanding, poor, (), "maria")
    assert waits() == 1
    write_known(docket, load(), Scissors(), tmp_path / "lessons", "maria")
    assert waits() == 0
