"""The command line: what stands on standard output, what the exit status says, and that one bad file stops nobody."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scanner.catalogue import load
from scanner.catalogue.table import put_into
from scanner.cli import main
from scanner.render.contract import schema

SAMPLES = Path(__file__).parent.parent / "samples" / "letters"
FOUR = [
    SAMPLES / name
    for name in ("cp14-digital.pdf", "letter-4390-digital.pdf", "letter-7391-digital.pdf", "cp14-es-digital.pdf")
]
needs_samples = pytest.mark.skipif(not all(file.exists() for file in FOUR), reason="The fixed samples are not here.")


def scanner(*arguments: str | Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """One run of the program, in a process of its own."""
    program = "from scanner.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *map(str, arguments)],
        input=given if given is not None else b"",
        capture_output=True,
        timeout=180,
        check=False,
        env={**os.environ, "COLUMNS": "160", "TERM": "dumb"},
    )


@dataclass(frozen=True)
class Said:
    """One run inside this process: quicker, because the catalogue is loaded once."""

    status: int
    out: str
    err: str


Called = Callable[..., Said]


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Called:
    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["scanner", *arguments])
        try:
            main()
            status = 0
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


def reports(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The lines of standard output, each one checked against the published schema."""
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    for line in lines:
        jsonschema.validate(line, schema(), format_checker=jsonschema.FormatChecker())
    return lines


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of mail: three letters, one of them two folders down, and files that are none."""
    folder = tmp_path_factory.mktemp("mail")
    (folder / "b" / "deep").mkdir(parents=True)
    shutil.copy(FOUR[0], folder / "a.pdf")
    shutil.copy(FOUR[1], folder / "b" / "deep" / "c.pdf")
    shutil.copy(FOUR[2], folder / "z.pdf")
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\nthis is no PDF")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "notes.txt").write_text("nothing to read", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def triaged(mail: Path) -> subprocess.CompletedProcess[bytes]:
    return scanner("triage", "--json", "--today", "2026-11-22", "--jobs", "1", mail)


# Reading


@needs_samples
def test_json_is_one_report_or_error_for_each_letter_and_nothing_else(
    triaged: subprocess.CompletedProcess[bytes],
) -> None:
    lines = reports(triaged)
    assert sorted((Path(line["source"]["file"]).name, line["schema"]) for line in lines) == [
        ("a.pdf", "letter-report/1"),
        ("c.pdf", "letter-report/1"),
        ("damaged.pdf", "letter-error/1"),
        ("empty.pdf", "letter-error/1"),
        ("z.pdf", "letter-report/1"),
    ]


@needs_samples
def test_one_bad_file_makes_the_status_one_and_stops_no_other(triaged: subprocess.CompletedProcess[bytes]) -> None:
    assert triaged.returncode == 1
    errors = {Path(line["source"]["file"]).name: line["error"] for line in reports(triaged) if "error" in line}
    assert errors == {"damaged.pdf": "damaged", "empty.pdf": "empty"}


@needs_samples
def test_all_read_is_status_nought_with_the_answers_of_the_paper() -> None:
    run = scanner("triage", "--json", "--today", "2024-05-12", *FOUR[:2])
    assert run.returncode == 0
    by_id = {line["notice"]["id"]: line for line in reports(run)}
    assert set(by_id) == {"cp14", "letter-4390"}
    bill = by_id["cp14"]
    assert (bill["fields"]["letter_date"]["value"], bill["fields"]["amount_due"]["value"]) == ("2025-06-30", "3885.12")
    assert len(bill["source"]["sha256"]) == 64
    assert bill["source"]["pages"] == [1, 2]


@needs_samples
def test_days_left_count_from_the_day_that_was_given() -> None:
    for today, left in (("2025-07-01", 20), ("2025-08-01", -11)):
        (line,) = reports(scanner("triage", "--json", "--today", today, FOUR[0]))
        (deadline,) = line["deadlines"]
        assert (deadline["last_day"], deadline["days_left"]) == ("2025-07-21", left)


@needs_samples
def test_standard_input_is_a_letter_called_by_a_dash() -> None:
    run = scanner("triage", "--json", "-", given=FOUR[0].read_bytes())
    assert run.returncode == 0
    (line,) = reports(run)
    assert (line["source"]["file"], line["notice"]["id"]) == ("-", "cp14")


@needs_samples
def test_an_unknown_letter_is_an_answer_and_no_error() -> None:
    run = scanner("triage", "--json", FOUR[2])
    (line,) = reports(run)
    assert run.returncode == 0
    assert (line["outcome"], line["notice"]) == ("unknown", None)
    assert line["printed_number"].startswith("Letter 7391")
    assert line["doubts"]


@needs_samples
def test_the_table_has_a_row_for_every_letter_and_every_failure(mail: Path) -> None:
    run = scanner("triage", "--today", "2026-11-22", mail)
    table = run.stdout.decode()
    assert run.returncode == 1
    for shown in ("CP14", "Letter 4390", "damaged.pdf", "empty.pdf"):
        assert shown in table


@needs_samples
def test_read_gives_the_same_letters_and_writes_what_it_is_asked_for(tmp_path: Path) -> None:
    html, pdf, ics = tmp_path / "out.html", tmp_path / "out.pdf", tmp_path / "out.ics"
    run = scanner(
        "read", "--json", "--lang", "es", "--today", "2025-07-01", "--html", html, "--pdf", pdf, "--ics", ics, FOUR[0]
    )
    (line,) = reports(run)
    assert (run.returncode, line["explanation"]["language"]) == (0, "es")
    assert html.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR")


@needs_samples
def test_read_explains_a_letter_in_full_on_the_screen() -> None:
    text = " ".join(scanner("read", "--today", "2025-07-01", FOUR[0]).stdout.decode().split())
    for piece in ("CP14", "Monday, July 21, 2025", "20 days left", load().notices["cp14"].explanation["en"].bring[0]):
        assert piece in text


@needs_samples
def test_two_runs_say_the_same(triaged: subprocess.CompletedProcess[bytes], mail: Path) -> None:
    assert scanner("triage", "--json", "--today", "2026-11-22", "--jobs", "2", mail).stdout == triaged.stdout


# Wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("triage",),
        ("triage", "there-is-no-such-file.pdf"),
        ("triage", "--today", "tomorrow", "-"),
        ("triage", "--today", "2026-02-30", "-"),
        ("triage", "--today", "11/22/2026", "-"),
        ("triage", "--jobs", "0", "-"),
        ("read", "--lang", "fr", "-"),
        ("explain", "letter-9999"),
        ("explain", "cp14", "--event", "manager-conference=soon"),
        ("explain", "cp14", "--event", "manager-conference"),
        ("no-such-command",),
    ],
)
def test_wrong_usage_is_status_two_and_says_why_on_standard_error(arguments: tuple[str, ...], called: Called) -> None:
    said = called(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_an_event_that_no_term_knows_is_wrong_usage(called: Called) -> None:
    """A slip in its name must not look as if there were no last day."""
    assert called("explain", "form-9423", "--event", "manager-conferense=2026-11-20").status == 2


def test_a_bad_file_alone_is_status_one_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"just some words")
    run = scanner("triage", "--json", file)
    assert run.returncode == 1
    assert [line["error"] for line in reports(run)] == ["unsupported"]
    assert b"Traceback" not in run.stderr


def test_an_empty_folder_is_nothing_to_read(tmp_path: Path) -> None:
    run = scanner("triage", "--json", tmp_path)
    assert (run.returncode, run.stdout) == (0, b"")


# Explaining


@pytest.mark.parametrize("name", ["letter-4388", "Letter 4388", "LETTER 4388", "letter 4388", "LTR 4388"])
def test_a_notice_is_explained_by_its_id_and_by_every_name_of_it(name: str, called: Called) -> None:
    said = called("explain", name)
    assert said.status == 0
    assert "letter 4388" in said.out.lower()
    assert load().notices["letter-4388"].explanation["en"].bring[0].split(",")[0] in said.out


@pytest.mark.parametrize("station", ["collection-appeals-program", "balance-paid"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_station_is_explained_in_both_languages(station: str, language: str, called: Called) -> None:
    said = called("explain", station, "--lang", language)
    found = load().stations[station]
    assert said.status == 0
    assert (found.name_es if language == "es" else found.name).lower() in " ".join(said.out.split()).lower()


def test_a_name_that_is_near_is_suggested(called: Called) -> None:
    said = called("explain", "Brief 4388")
    assert said.status == 2
    assert "Letter 4388" in said.err


def test_an_event_gives_the_days_of_the_appeals_program(called: Called) -> None:
    said = called("explain", "form-9423", "--event", "manager-conference=2026-11-24")
    assert "2026-11-27" in said.out
    assert "2026-11-30" in said.out


def test_every_full_record_can_be_explained() -> None:
    from scanner.explain import explain, explain_station
    from scanner.render.record import Guide
    from scanner.render.telling import Letter
    from scanner.render.text import letter_text

    catalogue = load()
    guide = Guide(catalogue.stations, catalogue.help)
    for language in ("en", "es"):
        records = [explain(notice, catalogue, language) for notice in catalogue.notices.values()]
        records += [explain_station(station, catalogue, language) for station in catalogue.stations.values()]
        for record in records:
            text = " ".join(letter_text(Letter(None, record), date(2026, 11, 22), language, guide).split())
            assert record.name.lower() in text.lower()


# The catalogue


def test_notices_are_listed_one_object_each(called: Called) -> None:
    said = called("notices", "--json")
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert said.status == 0
    assert {row["id"] for row in rows} == set(load().notices)
    assert all(set(row) >= {"id", "name", "title", "full", "checked"} for row in rows)
    assert all(isinstance(row["full"], bool) and isinstance(row["checked"], bool) for row in rows)


def test_a_sound_catalogue_is_status_nought(called: Called) -> None:
    said = called("notices", "--check")
    assert said.status == 0
    assert "sound" in said.out


def test_the_check_tells_what_wants_care(called: Called) -> None:
    told = called("notices", "--check", "--today", "2028-01-01").out
    for heading in (
        "Facts that nobody could confirm",
        "Terms of law",
        "looked at for a year",
        "without a sample letter",
    ):
        assert heading in told
    assert "CP714: everything" in told
    assert "looked at for a year" not in called("notices", "--check", "--today", "2026-11-23").out


def test_notices_are_found_by_words(called: Called) -> None:
    found = called("notices", "deficiency").out
    assert "CP3219A" in found
    assert "CP14 " not in found


def test_the_readme_has_the_table_of_the_catalogue(called: Called) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert put_into(readme, called("notices", "--markdown").out) == readme, "write it again: make readme"


def test_a_catalogue_at_fault_is_status_one() -> None:
    program = (
        "import scanner.catalogue as c, pathlib, tempfile, shutil\n"
        "here = pathlib.Path(tempfile.mkdtemp()) / 'catalogue'; shutil.copytree(str(c.folder()), here)\n"
        "law = here / 'law.toml'; law.write_text(law.read_text(encoding='utf-8').replace('right = true', 'right = 30', 1), encoding='utf-8')\n"
        "c.folder = lambda: here\n"
        "from scanner.cli import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "notices", "--check"], capture_output=True, timeout=60, check=False
    )
    assert run.returncode == 1
    assert b"law.toml" in run.stderr
    assert b"Traceback" not in run.stderr


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['scanner', '--help']\n"
        "from scanner.cli import app\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'pypdfium2', 'PIL', 'pdfplumber', 'tesserocr', 'fpdf', 'holidays', 'pydantic'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert run.stderr.decode().strip() == "[]"
    for command in ("triage", "read", "show", "explain", "notices"):
        assert command in run.stdout.decode()


def test_the_version_is_printed(called: Called) -> None:
    said = called("--version")
    assert (said.status, said.out.split()[0]) == (0, "scanner")


# Evaluation


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two letters and their known answers, and one letter without any."""
    folder = tmp_path_factory.mktemp("answered")
    for file in (FOUR[0], FOUR[2]):
        shutil.copy(file, folder)
        shutil.copy(file.with_suffix(".truth.json"), folder)
    shutil.copy(FOUR[1], folder / "no-answers.pdf")
    return folder


@needs_samples
def test_evaluate_gives_one_object_and_counts_what_it_had_no_answers_for(answered: Path) -> None:
    run = scanner("evaluate", answered, "--json", "--jobs", "1")
    told = json.loads(run.stdout)
    assert run.returncode == 0
    assert (told["schema"], told["letters"], told["files_without_answers"]) == ("evaluation/1", 2, 1)
    assert told["rights"]["notice"]["count"] == told["rights"]["unknown left unknown"]["count"] == 1
    assert {share["count"] for share in told["harms"].values()} == {0}


@needs_samples
def test_evaluate_says_a_wrong_answer_is_wrong(answered: Path, tmp_path: Path, called: Called) -> None:
    letter = next(answered.glob("cp14*.pdf"))
    shutil.copy(letter, tmp_path)
    truth = letter.with_suffix(".truth.json").read_text(encoding="utf-8")
    (tmp_path / f"{letter.stem}.truth.json").write_text(truth.replace('"cp14"', '"cp501"'), encoding="utf-8")
    run = called("evaluate", str(tmp_path), "--jobs", "1", "--html", str(tmp_path / "page.html"))
    assert run.status == 0
    assert "✗ taken for another notice" in run.out
    assert "taken for cp14, truly cp501" in run.out
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "taken for cp14, truly cp501" in page
    assert page.count("<img ") == 1


@needs_samples
def test_evaluate_groups_by_stations_of_the_roadmap_and_draws_the_chart(
    answered: Path, tmp_path: Path, called: Called
) -> None:
    picture, drawing = tmp_path / "chart.PNG", tmp_path / "chart.svg"
    run = called("evaluate", str(answered), "--jobs", "1", "--json", "--chart", str(picture))
    told = json.loads(run.out)
    assert run.status == 0
    assert {"balance-due", "unknown number"} == set(told["by_family"])
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert called("evaluate", str(answered), "--jobs", "1", "--chart", str(drawing)).status == 0
    assert drawing.read_text(encoding="utf-8").startswith("<svg xmlns=")


@pytest.mark.parametrize("name", ["chart.jpg", "chart", "chart.svgz"])
def test_evaluate_refuses_a_chart_of_another_ending_before_it_reads(tmp_path: Path, called: Called, name: str) -> None:
    run = called("evaluate", str(tmp_path / "nowhere"), "--chart", str(tmp_path / name))
    assert run.status == 2
    assert "a chart is written as .svg or .png." in run.err
    assert not (tmp_path / name).exists()


@needs_samples
def test_evaluate_ends_with_one_where_a_letter_cannot_be_read(answered: Path, tmp_path: Path, called: Called) -> None:
    letter = next(answered.glob("cp14*.pdf"))
    shutil.copy(letter.with_suffix(".truth.json"), tmp_path)
    (tmp_path / letter.name).write_bytes(b"%PDF-1.7\nthis is no PDF")
    run = called("evaluate", str(tmp_path), "--jobs", "1")
    assert run.status == 1
    assert "✗ page lost" in run.out


def test_evaluate_of_a_folder_without_answers_is_wrong_usage(tmp_path: Path, called: Called) -> None:
    assert called("evaluate", str(tmp_path)).status == 2
    assert called("evaluate", str(tmp_path / "nowhere")).status == 2
