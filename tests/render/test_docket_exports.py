"""What leaves the docket: tables, the calendar, the Monday print-out. Read back by other programs than made them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import icalendar
import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import event, insert
from typer.testing import CliRunner

from scanner.catalogue import load
from scanner.cli import app
from scanner.docket import Docket, Wanted, tables
from scanner.docket.entries import dated, undated
from scanner.render.cells import guarded, is_formula
from scanner.render.docket_groups import grouped
from scanner.render.docket_html import docket_page
from scanner.render.docket_ics import docket_calendar
from scanner.render.docket_pdf import docket_document
from scanner.render.docket_print import Besides, print_out
from scanner.render.docket_table import COLUMNS, docket_csv
from scanner.render.docket_xlsx import docket_xlsx
from scanner.render.event import identities
from scanner.render.ics import calendar
from scanner.render.initials import initials
from scanner.render.mask import hidden
from scanner.render.voice import Voice
from scanner.render.words import words

MONDAY = date(2026, 11, 23)
ADDED = "2026-11-20T15:00:00Z"
SSN = "900-12-3456"
FORMULA = '=HYPERLINK("http://900.example/","pay")'


class Clinic:
    """A docket that is filled by hand."""

    def __init__(self) -> None:
        self.docket = Docket.at()

    def add(self, table, **values) -> int:
        with self.docket.database.writing() as connection:
            return connection.scalar(insert(table).values(**values).returning(table.c.id))

    def client(self, name, case=None) -> int:
        return self.add(tables.clients, name=name, case_number=case, added_at=ADDED)

    def letter(self, days=(), file=None, **changes) -> int:
        """A letter of one file, with `days`, each (term, days from Monday, leads, is a right)."""
        with self.docket.database.reading() as connection:
            number = len(connection.execute(tables.files.select()).all()) + 1
        file = self.add(
            tables.files, sha256=f"{number:064x}", name=file or f"mail/scan-{number}.pdf", bytes=1, added_at=ADDED
        )
        values = {
            "file_id": file, "ordinal": 1, "pages": "[3, 4, 5]", "notice": "cp504", "name": "CP504", "outcome": "sure",
            "usual_urgency": "high", "station": "balance-due", "sender": "irs", "language": "en",
            "letter_date": MONDAY - timedelta(20), "taxpayer": "JOHN Q DOE", "tin_last4": "3456", "added_at": ADDED,
        }  # fmt: skip
        letter = self.add(tables.letters, **values | changes)
        with self.docket.database.writing() as connection:
            for term, left, leads, is_right in days:
                day = {"letter_id": letter, "term": term, "day": MONDAY + timedelta(left), "leads": leads}
                connection.execute(insert(tables.deadlines).values(**day, is_right=is_right, action="Pay or answer"))
        return letter

    def letters(self, **wanted):
        with self.docket.database.reading() as connection:
            return list(dated(connection, Wanted(**wanted), MONDAY))


@pytest.fixture
def clinic(tmp_path, monkeypatch):
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SCANNER_DATABASE_URL", raising=False)
    made = Clinic()
    yield made
    made.docket.database.close()


@pytest.fixture
def busy(clinic):
    """A Monday at the clinic: clients sure and guessed, a copy, a letter with two days, one without any, one that is closed."""
    maria, john = clinic.client("María Peña", "26-0012"), clinic.client("John Doe", "26-0033")
    clinic.letter(
        [("levy-warning", 2, True, False)], client_id=maria, client_sure=True, assigned_to="Ana", status="assigned"
    )
    clinic.letter(
        [("tax-court-deficiency", 4, True, True), ("exam-report", 40, True, False)], file=f"mail/doe {SSN}.pdf",
        name="Letter 3219", notice="letter-3219", usual_urgency="critical", client_id=john, outcome="check", station=None,
    )  # fmt: skip
    clinic.letter([("levy-warning", 2, True, False)], same_as=1, client_id=maria, client_sure=True)
    clinic.letter(
        [("respond-by-printed", -2, True, False), ("respond-by-printed", 6, False, False)], usual_urgency="low"
    )
    clinic.letter(notice=None, name=None, outcome="unknown", usual_urgency="none", taxpayer=None, station=None)
    clinic.letter([("levy-warning", 3, True, True)], status="closed")
    clinic.letter(
        [("levy-warning", -9, True, False)], taxpayer=FORMULA, assigned_to="+ana@example.org", usual_urgency="low"
    )
    return clinic


@pytest.fixture
def voice():
    catalogue = load()
    return Voice(MONDAY, words(), catalogue.law, catalogue.stations)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


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


# cells


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\uff1d1"])
def test_what_a_spreadsheet_would_reckon_out_gets_an_apostrophe(text):
    assert is_formula(text)
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "CP504", "a=b", "–", "26-0012", "'=1", " "])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text


# tables


def test_the_csv_reads_back_with_dates_numbers_and_one_row_a_letter(busy, voice):
    rows = rows_of(docket_csv(busy.letters(), voice))
    assert [row["No."] for row in rows] == ["3", "1", "2", "4", "5", "7"]
    first = rows[1]
    assert (first["Last day"], first["Days left on 2026-11-23"]) == ("2026-11-25", "2")
    assert (first["Client"], first["Client confirmed"], first["Case"]) == ("María Peña", "yes", "26-0012")
    assert (first["Pages"], first["Who has it"], first["Urgency"]) == ("pages 3-5", "Ana", "high")
    assert rows[2]["Client"] == "John Doe?"
    assert (rows[2]["A right ends"], rows[2]["Urgency"], rows[2]["How sure"]) == ("yes", "critical", "check")
    assert rows[2]["Further days"].startswith("2027-01-02: ")
    assert "the other one of two days" in rows[3]["What to do"].lower()
    assert rows[4]["What to do"] == "No last day is known: look at the paper"
    assert (rows[5]["Last day"], rows[5]["Days left on 2026-11-23"]) == ("2026-11-14", "-9")


def test_no_cell_of_the_csv_is_a_formula_and_none_has_a_taxpayer_number(busy, voice):
    text = docket_csv(busy.letters(), voice)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if is_formula(cell) and not re.fullmatch(r"-\d+", cell)] == []
    assert "'" + FORMULA in cells
    assert "'+ana@example.org" in cells
    assert "3456" not in text


def test_both_languages_have_a_name_for_every_column(busy, voice):
    spanish = rows_of(docket_csv(busy.letters(), Voice(MONDAY, words("es"), voice.law, voice.stations)))
    assert len(spanish[0]) == len(COLUMNS)
    assert spanish[1]["Qué hacer"] == voice.law["levy-warning"].action["es"]
    assert spanish[1]["Páginas"] == "páginas 3-5"


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(data):
    """The sheet of a workbook, its texts and its styles."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        read = {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")}
    texts = ["".join(node.itertext()) for node in read["xl/sharedStrings.xml"].iter(f"{MAIN}si")]
    return read["xl/worksheets/sheet1.xml"], texts, read["xl/styles.xml"], read["xl/workbook.xml"]


def cell_of(sheet, place):
    return next(cell for cell in sheet.iter(f"{MAIN}c") if cell.get("r") == place)


def look_of(styles, cell):
    return styles.find(f"{MAIN}cellXfs")[int(cell.get("s"))]


def fill_of(styles, cell):
    fill = styles.find(f"{MAIN}fills")[int(look_of(styles, cell).get("fillId"))]
    return next((node.get("rgb") for node in fill.iter(f"{MAIN}fgColor")), None)


def test_the_workbook_has_real_dates_and_urgent_rows_in_words_and_colour(busy, voice):
    sheet, texts, styles, _ = opened(docket_xlsx(busy.letters(), voice))
    day = cell_of(sheet, "C3")
    assert int(day.findtext(f"{MAIN}v")) == (MONDAY + timedelta(2) - date(1899, 12, 30)).days
    formats = {node.get("numFmtId"): node.get("formatCode") for node in styles.iter(f"{MAIN}numFmt")}
    assert formats[look_of(styles, day).get("numFmtId")] == "yyyy-mm-dd"
    told = [texts[int(cell_of(sheet, f"B{row}").findtext(f"{MAIN}v"))] for row in (3, 4, 5)]
    assert told == ["high", "critical", "low"]
    high, critical, low = (fill_of(styles, cell_of(sheet, f"A{row}")) for row in (3, 4, 5))
    assert high
    assert critical
    assert high != critical
    assert low is None


def test_the_workbook_stays_readable_on_screen_and_on_paper(busy, voice):
    sheet, _, _, book = opened(docket_xlsx(busy.letters(), voice))
    pane = next(sheet.iter(f"{MAIN}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert sheet.find(f"{MAIN}autoFilter").get("ref") == "A1:V7"
    setup = sheet.find(f"{MAIN}pageSetup")
    assert (setup.get("orientation"), setup.get("fitToHeight"), setup.get("paperSize")) == ("landscape", "0", "1")
    assert sheet.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr").get("fitToPage") == "1"
    names = {node.get("name"): node.text for node in book.iter(f"{MAIN}definedName")}
    assert names["_xlnm.Print_Titles"] == "Docket!$1:$1"
    assert names["_xlnm.Print_Area"] == "Docket!$A$1:$N$7"
    assert all(float(column.get("width")) > 5 for column in sheet.iter(f"{MAIN}col"))


def test_the_workbook_holds_no_formula_and_no_taxpayer_number(busy, voice):
    data = docket_xlsx(busy.letters(), voice)
    sheet, texts, styles, _ = opened(data)
    assert list(sheet.iter(f"{MAIN}f")) == []
    number = texts.index(FORMULA)
    cell = next(c for c in sheet.iter(f"{MAIN}c") if c.get("t") == "s" and c.findtext(f"{MAIN}v") == str(number))
    assert look_of(styles, cell).get("quotePrefix") == "1"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not any(b"12-3456" in book.read(name) for name in book.namelist())


def test_the_same_docket_makes_the_same_workbook(busy, voice):
    assert docket_xlsx(busy.letters(), voice) == docket_xlsx(busy.letters(), voice)


def test_a_workbook_of_nothing_is_a_header(clinic, voice):
    sheet, texts, _, _ = opened(docket_xlsx(clinic.letters(), voice))
    assert len(texts) == len(COLUMNS) == len(list(sheet.iter(f"{MAIN}c")))


# the calendar


def events_of(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_every_open_day_of_every_letter_is_one_event_with_its_alarms(busy, voice):
    events = events_of(docket_calendar(busy.letters(), voice))
    pay, petition = (voice.law[term].action["en"] for term in ("levy-warning", "tax-court-deficiency"))
    assert [(str(each["summary"]), (each["dtstart"].dt - MONDAY).days) for each in events] == [
        (f"CP504 – {pay} (M.P., case 26-0012)", 2),
        (f"Letter 3219 – {petition} (J.D., case 26-0033?)", 4),
        (f"Letter 3219 – {voice.law['exam-report'].action['en']} (J.D., case 26-0033?)", 40),
        (f"CP504 – by the other date, check: {voice.law['respond-by-printed'].action['en']} (J.Q.D.?)", 6),
    ]
    alarms = [[alarm["trigger"].dt.days for alarm in each.walk("VALARM")] for each in events]
    assert alarms == [[-1], [-3, -1], [-14, -7, -3, -1], [-3, -1]]
    assert "Letter 2 of the docket" in events[1]["description"]
    assert "A person should look" in events[1]["description"]


def test_a_closed_letter_is_in_no_calendar_even_when_closed_letters_are_asked_for(busy, voice):
    closed = [letter for letter in busy.letters(closed=True) if letter.entry.status == "closed"]
    assert [letter.entry.id for letter in closed] == [6]
    assert events_of(docket_calendar(closed, voice)) == []


def test_a_calendar_says_nothing_of_the_taxpayer(busy, voice):
    for language in ("en", "es"):
        text = docket_calendar(busy.letters(), Voice(MONDAY, words(language), voice.law)).decode().replace("\r\n ", "")
        for leak in ("Peña", "María", "Doe", "DOE", "3456", "scan-", "Ana", f"{2:064x}"):
            assert leak not in text, leak


def test_a_copy_whose_days_differ_is_not_dropped(clinic, voice):
    clinic.letter([("levy-warning", 9, True, False)])
    clinic.letter([("levy-warning", 2, True, False)], same_as=1)
    assert len(events_of(docket_calendar(clinic.letters(), voice))) == 2


def test_a_copy_stands_in_for_its_closed_twin(clinic, voice):
    clinic.letter([("levy-warning", 2, True, False)], status="closed")
    clinic.letter([("levy-warning", 2, True, False)], same_as=1)
    assert len(events_of(docket_calendar(clinic.letters(closed=True), voice))) == 1


def test_an_event_is_the_same_when_its_day_is_put_right_and_differs_for_every_day_of_a_letter(clinic, voice):
    days = [
        ("answer-by-stated", 5, True, False),
        ("answer-by-stated", 9, True, False),
        ("answer-by-stated", 7, False, False),
    ]
    clinic.letter(days)
    clinic.letter([(*day[:1], day[1] + 1, *day[2:]) for day in days])
    first, moved = clinic.letters()
    known = [str(each["uid"]) for each in events_of(docket_calendar([first], voice))]
    assert len(set(known)) == 3
    same = type(first)(first.entry, first.sha256, moved.days)
    assert [str(each["uid"]) for each in events_of(docket_calendar([same], voice))] == known
    later = Voice(MONDAY + timedelta(6), voice.say, voice.law)
    assert [str(each["uid"]) for each in events_of(docket_calendar([first], later))] == known[1:]


def test_reading_a_letter_and_listing_it_give_the_same_event(clinic, voice, report, deadline):
    clinic.letter([("tax-court-cdp", 8, True, True)])
    (read,) = events_of(calendar([report(sha256=f"{1:064x}", pages=(3, 4, 5))], MONDAY, "en"))
    (listed,) = events_of(docket_calendar(clinic.letters(), voice))
    assert read["uid"] == listed["uid"]


def test_two_days_of_one_term_are_two_events_of_a_letter_just_read(report, deadline):
    days = (deadline(), deadline(date(2026, 12, 8)))
    assert len({str(each["uid"]) for each in events_of(calendar([report(deadlines=days)], MONDAY, "en"))}) == 2
    assert len(set(identities("ab", (1,), ["x", "x", "y"]))) == 3


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("John Doe", "J.D."),
        ("DOE, JOHN Q", "J.Q.D."),
        ("John Doe & Jane Roe", "J.D."),
        ("Juan y Ana Peña", "J."),
        ("Ángel Ñúñez Jr.", "Á.Ñ."),
        ("Mary-Ann O'Neil", "M.O."),
        ("Maria de la Luz Peña", "M.D.L."),
        ("Cher", "C."),
        ("李明", ""),
        ("Ω", ""),
        ("X", ""),
        (SSN, ""),
        ("", ""),
    ],
)
def test_initials_give_no_name_away(name, told):
    assert initials(name) == told


def test_a_case_number_that_is_made_of_the_name_is_left_out(clinic, voice):
    clinic.letter([("levy-warning", 2, True, False)], client_id=clinic.client("José Peña", "PEÑA-26"), client_sure=True)
    (found,) = events_of(docket_calendar(clinic.letters(), voice))
    assert str(found["summary"]).endswith("(J.P.)")


# the print-out


def test_the_print_out_says_what_dies_when_grouped_by_day(busy, voice):
    told = print_out(busy.letters(due=7), voice, Besides(undated=1, unreadable=2), within_days=7)
    assert told.span == "Monday, November 23, 2026 to Monday, November 30, 2026"
    assert told.counted == "4 last days; 1 of them ends a legal right."
    assert [(group.heading, group.left, [item.number for item in group.items]) for group in told.groups] == [
        ("Wednesday, November 25, 2026", "2 days left", [3, 1]),
        ("Friday, November 27, 2026", "4 days left", [2]),
        ("Sunday, November 29, 2026", "6 days left", [4]),
    ]
    doe = told.groups[1].items[0]
    assert (doe.client, doe.who, doe.paper) == ("John Doe?, case 26-0033", "", "doe ***.pdf, pages\u00a03-5")
    assert doe.marks == ("A legal right ends on this day", "Look at the paper first")
    assert told.groups[0].items[0].marks == ("Another copy of letter 1",)
    assert told.folder == "Files are in mail"
    assert [line.split(" ", 1)[0] for line in told.besides] == ["1", "2"]


def test_without_days_asked_for_every_letter_is_on_the_print_out(busy, voice):
    told = print_out(busy.letters(), voice, Besides(undated=1))
    assert {item.number for group in told.groups for item in group.items} == {1, 2, 3, 4, 5, 7}
    assert [group.heading for group in told.groups[-2:]] == [
        "No last day is known: look at the paper",
        "All days have passed",
    ]
    assert told.besides == ()


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("client", ["María Peña, case 26-0012", "John Doe?, case 26-0033", "No client yet"]),
        ("station", ["Collection: You owe a balance", "No place on the roadmap"]),
    ],
)
def test_the_print_out_goes_by_client_or_station_too(busy, voice, by, headings):
    told = print_out(busy.letters(), voice, Besides(), by)
    named = voice.stations["balance-due"].name
    assert [group.heading for group in told.groups] == [
        heading.replace("You owe a balance", named) for heading in headings
    ]
    first = told.groups[0].items[0]
    assert (first.day, first.left) == ("Wednesday, November 25, 2026", "2 days left")


def pdf_text(data):
    with PdfDocument(data) as made:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in made).split()), len(made)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_print_holds_every_item_and_nothing_of_a_taxpayer_number(busy, voice, language):
    say = words(language)
    told = print_out(busy.letters(), Voice(MONDAY, say, voice.law, voice.stations), Besides(1, 2, unfinished=True))
    text, pages = pdf_text(docket_document(told, MONDAY, say))
    page = re.sub(r"<style>.*</style>", "", docket_page(told, MONDAY, say), flags=re.DOTALL)
    assert page.count('type="checkbox"') == len([item for group in told.groups for item in group.items]) == 7
    for wanted in ("CP504", "26-0012", "scan-1.pdf", "Ana", say("printout.right"), say("printout.check")):
        assert wanted in text, wanted
        assert wanted in page, wanted
    for leak in (SSN, "12-3456", "3456"):
        assert leak not in text
        assert leak not in page
    assert say("page.page_of", n=1, total=pages) in text


def test_a_day_that_goes_on_overleaf_is_said_again_there(clinic, voice):
    for _ in range(12):
        clinic.letter([("levy-warning", 2, True, False)])
    told = print_out(clinic.letters(), voice, Besides())
    with PdfDocument(docket_document(told, MONDAY, words())) as made:
        pages = [page.get_textpage().get_text_range() for page in made]
    assert len(pages) > 1
    assert all("Wednesday, November 25, 2026" in page for page in pages)
    assert all("2 days left" in page for page in pages)
    assert sum(page.count("Who has it") for page in pages) == 12


def test_a_hostile_name_is_shown_and_not_obeyed(clinic, voice):
    clinic.letter([("levy-warning", 2, True, False)], client_id=clinic.client("<script>alert(1)</script>"))
    page = docket_page(print_out(clinic.letters(), voice, Besides()), MONDAY, words())
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_print_out_of_nothing_says_so(clinic, voice):
    told = print_out([], voice, Besides(), within_days=7)
    assert told.counted == "No last day falls in this time."
    assert "No last day falls" in pdf_text(docket_document(told, MONDAY, words()))[0]


def test_groups_keep_the_order_in_which_their_rows_come():
    assert grouped([3, 1, 4, 6, 5], lambda number: "odd" if number % 2 else "even") == {
        "odd": [3, 1, 5],
        "even": [4, 6],
    }


def test_a_number_is_hidden_with_all_its_digits():
    assert hidden(f"doe {SSN}.pdf") == "doe ***.pdf"
    assert hidden("SSN ***-**-3456, XX-XXX3456") == "SSN ***, ***"
    assert hidden("XXX 3456, case 26-0012") == "XXX 3456, case 26-0012"


# the command


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
