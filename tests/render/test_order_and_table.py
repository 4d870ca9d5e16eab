"""The most urgent letter stands first, and its day survives a narrow terminal and a pipe."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from rich.console import Console

from scanner.evidence import Unread
from scanner.render.order import by_urgency, next_open, open_day
from scanner.render.table import Triage
from scanner.render.words import words
from scanner.report import Failure, Other

LOCKED = Failure("mail/locked.pdf", "encrypted", "It needs a password. Save a copy without one.")


@pytest.fixture
def printed(today):
    def make(reports, failures=(), width=80, language="en"):
        out = io.StringIO()
        Console(file=out, width=width).print(Triage(reports, failures, today, words(language)))
        return out.getvalue()

    return make


def test_letters_stand_by_class_then_by_their_next_last_day(report, deadline, unknown, today):
    def letter(file, urgency, *days):
        return report(file=file, urgency=urgency, deadlines=tuple(deadline(today + timedelta(day)) for day in days))

    wanted = [
        letter("a", "critical", 3),
        letter("b", "critical", -40, 9),
        letter("c", "critical"),
        letter("d", "critical", -2),
        letter("e", "critical", -9),
        letter("f", "high", 0),
        replace(unknown, file="g"),
        letter("h", "medium", 1),
        letter("i", "low", 1),
        letter("j", "none"),
    ]
    mixed = list(wanted)
    random.Random(7).shuffle(mixed)
    assert [each.file for each in by_urgency(mixed, today)] == list("abcdefghij")


def test_a_right_without_a_day_stands_before_letters_that_have_none(report, undated, today):
    silent, open_right = report(file="a", deadlines=()), report(file="b", deadlines=(), undated=(undated,))
    assert [each.file for each in by_urgency((silent, open_right), today)] == ["b", "a"]


def test_a_deadline_is_open_while_its_other_date_is(deadline, report, today):
    later = Other(today + timedelta(4), "printed", ())
    passed = deadline(today - timedelta(1), other=later, other_counts=True)
    assert open_day(passed, today) == today + timedelta(4)
    assert open_day(deadline(today - timedelta(1), other=later), today) is None
    assert next_open(report(deadlines=(passed,)), today) is passed
    assert open_day(deadline(today), today) == today
    assert open_day(deadline(today - timedelta(1)), today) is None


def test_eighty_columns_keep_day_notice_outcome_and_file(report, printed):
    text = printed([report(file="/home/clinic/mail/a/very/long/way/down/a_scan_of_the_mail_of_monday.pdf")])
    assert all(len(line) <= 80 for line in text.splitlines())
    row = next(line for line in text.splitlines() if line.startswith("2026-12-01"))
    for wanted in ("9 days", "Letter 4390", "✓ sure"):
        assert wanted in row
    assert "3-4" in text
    assert "urgency: critical · letter of 2026-11-01 · for 2018 · $1,075.21" in text
    assert "Petition the Tax Court (collection)" in text
    assert "\x1b" not in text


def test_a_wide_terminal_has_columns_for_date_period_and_amount(report, printed):
    row = next(line for line in printed([report()], width=140).splitlines() if line.startswith("2026-12-01"))
    for wanted in ("2026-11-01", "2018", "$1,075.21"):
        assert wanted in row


def test_doubts_stand_under_their_letter_and_the_unknown_is_named(report, unknown, printed):
    text = printed([unknown, report(doubts=("Two dates stand in the header.",))])
    assert "? check" in text
    assert "check: Two dates stand in the header." in text
    assert "unknown" in text
    assert "Letter 9999-Z" in text
    nameless = replace(unknown, identity=replace(unknown.identity, printed_number=None))
    assert "not from the IRS" in printed([nameless])
    ours = replace(nameless, identity=replace(nameless.identity, sender="irs"))
    assert "not a letter this program" in printed([ours])


def test_the_summary_counts_outcomes_failures_and_says_what_comes_next(report, unknown, deadline, printed):
    sooner = report(file="mail/b.pdf", urgency="low", deadlines=(deadline(date(2026, 11, 25)),))
    text = " ".join(printed([report(), sooner, unknown, report(doubts=("Look.",))], [LOCKED]).split())
    assert (
        "4 letters: 2 sure, 1 to check, 1 not known; 1 file could not be read. Next: 2026-11-25 (3 days left)" in text
    )
    assert "Could not be read ✗ locked.pdf It needs a password." in text


def test_passed_days_are_said_as_passed(report, deadline, undated, today, printed):
    text = printed([report(deadlines=(deadline(today - timedelta(3)),))])
    assert "passed" in text
    assert "No open last day was found." in text
    assert "passed; other day 2026-12-02" in printed(
        [
            report(
                deadlines=(
                    deadline(today - timedelta(3), other=Other(date(2026, 12, 2), "printed", ()), other_counts=True),
                )
            )
        ]
    )
    assert "no date: Send Form 9423" in printed([report(deadlines=(), undated=(undated,))])


def test_the_table_speaks_spanish(report, printed):
    text = printed([report()], [LOCKED], language="es")
    for wanted in ("Último día", "9 días", "✓ seguro", "1 carta", "No se pudieron leer", "contraseña"):
        assert wanted in text


def test_hostile_file_names_cannot_steer_the_terminal(report, printed):
    text = printed([report(file="mail/\x1b[2J[red]evil.pdf", fields={"tax_periods": Unread("none")})], width=140)
    assert "\x1b" not in text
    assert "[red]evil.pdf" in text


def test_nothing_to_show_is_still_a_sentence(printed):
    assert "0 letters" in printed([])
    assert "strange" in printed([], [replace(LOCKED, file="-"), replace(LOCKED, file="/mail/strange.pdf")])
