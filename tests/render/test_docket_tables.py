"""The docket as CSV and workbook, read back by other programs than made them: no cell is a formula, none has a taxpayer number."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from render.clinic import FORMULA, MONDAY, rows_of
from scanner.render.cells import guarded, is_formula
from scanner.render.docket_table import COLUMNS, docket_csv
from scanner.render.docket_xlsx import docket_xlsx
from scanner.render.voice import Voice
from scanner.render.words import words


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\uff1d1"])
def test_what_a_spreadsheet_would_reckon_out_gets_an_apostrophe(text):
    assert is_formula(text)
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "CP504", "a=b", "–", "26-0012", "'=1", " "])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text


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
