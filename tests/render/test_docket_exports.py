"""What leaves the docket, by the command and as a whole."""

from __future__ import annotations

import json

from sqlalchemy import event
from typer.testing import CliRunner

from render.clinic import MONDAY, rows_of
from scanner.cli import app
from scanner.docket import Wanted
from scanner.docket.entries import undated


def test_a_letter_comes_with_all_its_days_in_few_queries(clinic):
    for _ in range(30):
        clinic.letter(
            [("exam-report", 9, True, False), ("tax-court-deficiency", 3, True, True), ("b-notice", -1, True, False)]
        )
    asked = []
    event.listen(clinic.docket.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    letters = clinic.letters()
    assert (
        len([query for query in asked if query.lower().startswith("select")]) == 3
    )  # ids in their turn, letters, days
    assert [[due.term for due in letter.days] for letter in letters] == [
        ["b-notice", "tax-court-deficiency", "exam-report"]
    ] * 30
    assert [due.term for due in letters[0].open(MONDAY)] == ["tax-court-deficiency", "exam-report"]
    assert len({letter.sha256 for letter in letters}) == 30


def test_letters_without_a_day_are_counted_whatever_days_are_asked_for(busy):
    with busy.docket.database.reading() as connection:
        assert undated(connection, Wanted(due=7), MONDAY) == 1
        assert undated(connection, Wanted(due=7, client_named="Doe"), MONDAY) == 0


def test_a_client_is_found_by_a_part_of_the_name_or_by_the_case(busy):
    assert [letter.entry.id for letter in busy.letters(client_named="doe")] == [2]
    assert {letter.entry.id for letter in busy.letters(client_named="26-0012")} == {1, 3}


def run(*arguments):
    return CliRunner().invoke(app, ["docket", "--today", MONDAY.isoformat(), *map(str, arguments)])


def test_the_command_writes_every_file_and_says_so(busy, tmp_path):
    files = [tmp_path / name for name in ("d.csv", "d.xlsx", "d.ics", "d.pdf")]
    told = run("--due", 7, "--csv", files[0], "--xlsx", files[1], "--ics", files[2], "--print", files[3])
    assert told.exit_code == 0, told.output
    assert told.stdout == ""
    assert [file.read_bytes()[:4] for file in files] == [b"\xef\xbb\xbfN", b"PK\x03\x04", b"BEGI", b"%PDF"]
    assert [row["No."] for row in rows_of(files[0].read_text("utf-8-sig"))] == ["3", "1", "2", "4"]
    assert run("--print", tmp_path / "d.html", "--by", "client").exit_code == 0
    assert "María Peña, case 26-0012" in (tmp_path / "d.html").read_text("utf-8")


def test_csv_goes_to_standard_output_and_json_beside_files_too(busy, tmp_path):
    rows = rows_of(run("--csv", "-", "--client", "doe").stdout)
    assert [row["No."] for row in rows] == ["2"]
    told = run("--json", "--ics", tmp_path / "d.ics").stdout.splitlines()
    assert [json.loads(line)["letter"] for line in told] == [3, 1, 2, 4, 5, 7]


def test_what_is_written_is_whole_and_the_list_says_what_it_leaves_out(busy, monkeypatch):
    monkeypatch.setattr("scanner.cli.docket.listing.MOST", 2)
    assert len(rows_of(run("--csv", "-").stdout)) == 6
    assert len(rows_of(run("--csv", "-", "--most", 3).stdout)) == 3
    assert "2 of 6 letters" in run().stdout
    assert "6 letters" in run("--most", 0).stdout


def test_the_list_is_grouped_by_day_client_or_station(busy):
    assert "Wednesday, November 25, 2026" in run("--by", "day").stdout
    told = run("--by", "client").stdout
    assert told.index("María Peña, case 26-0012") < told.index("John Doe?, case 26-0033") < told.index("No client yet")
    assert "Cobro: " in run("--by", "station", "--lang", "es").stdout


def test_wrong_use_is_said_before_anything_is_written(busy, tmp_path):
    assert run("--print", tmp_path / "d.docx").exit_code == 2
    assert run("--csv", tmp_path / "no" / "d.csv").exit_code == 2
    assert run("--by", "moon").exit_code == 2
