"""Clients as CSV, as case management systems such as LegalServer write it and take it.

Headings are known by many names and in any order; columns that mean nothing here are passed over. Of a taxpayer's number the last
four digits are taken and the rest is never kept. A row at fault is told by its line and what is wrong with it, never by what
it says, and the others are taken. A case number that is there already brings that client up to date; an empty cell takes
nothing away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.docket import audit
from scanner.docket.clients import Particulars, add, change, whole_roll
from scanner.docket.suggest import suggest
from scanner.errors import UsageError
from scanner.render.cells import guarded, is_formula

if TYPE_CHECKING:
    from scanner.docket.clients import Client
    from scanner.docket.docket import Docket
    from scanner.notice import Language

__all__ = ["Imported", "RowFault", "clients_csv", "import_clients", "particulars", "plain", "table_csv"]

COLUMNS = {
    "case": ("caseid", "mattercaseid", "casenumber", "caseno", "case", "matterid", "matternumber"),
    "name": ("fullname", "clientname", "clientfullname", "name", "client"),
    "first": ("firstname", "first", "clientfirstname"),
    "middle": ("middle", "middlename", "middleinitial", "mi", "clientmiddlename"),
    "last": ("lastname", "last", "clientlastname", "surname"),
    "suffix": ("suffix", "clientsuffix"),
    "last4": ("ssnlast4", "last4ssn", "ssnlastfour", "last4ofssn", "last4", "tinlast4", "itinlast4"),
    "tin": ("ssn", "socialsecuritynumber", "socialsecurity", "ssnitin", "tin", "itin", "ein"),
    "street": ("streetaddress", "address", "address1", "addressline1", "street", "mailingaddress", "homeaddress"),
    "unit": ("address2", "addressline2", "apt", "aptnumber", "aptunit", "unit"),
    "city": ("city", "town"),
    "state": ("state", "stateprovince"),
    "zip": ("zipcode", "zip", "zippostalcode", "postalcode"),
    "language": ("language", "primarylanguage", "preferredlanguage", "clientlanguage"),
}
"""What each column can be headed, in small letters and figures alone."""
EXPORTED = ("Case ID", "Full Name", "SSN Last 4", "Street Address", "City", "State", "Zip Code", "Language")
LANGUAGES: Mapping[str, Language] = {
    "en": "en", "eng": "en", "english": "en", "inglés": "en",
    "es": "es", "spa": "es", "spanish": "es", "español": "es", "espanol": "es",
}  # fmt: skip
SOCIAL_SECURITY = re.compile(r"(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)")
"""Where columns are out of place, such a number could come to be kept as a name."""
CASE_NUMBER = 40
"""Characters of the longest case number."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was not taken: the line of the file on which it begins, from 1, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `suggested` counts letters for which the suggested client is a new one, or none any more."""

    added: int
    changed: int
    unchanged: int
    suggested: int
    faults: tuple[RowFault, ...]


def import_clients(docket: Docket, content: bytes, by: str) -> Imported:
    """Takes the clients of a CSV file in, and looks whose the letters are that nobody has filed, in one transaction.

    Raises `UsageError` for what is no table of clients.
    """
    rows = list(_rows(content))
    faults = [row for row in rows if isinstance(row, RowFault)]
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    with docket.database.writing() as connection:
        known = {client.case_number: client for client in whole_roll(connection)}
        for row in rows:
            if isinstance(row, Particulars):
                client = known.get(row.case_number)
                if client is None:
                    add(connection, row, by)
                    counts["added"] += 1
                else:
                    counts["changed" if change(connection, client, row, by) else "unchanged"] += 1
        suggested = suggest(connection)
        audit.record(connection, by, [("clients-imported", None, {**counts, "faults": len(faults)})])
    return Imported(**counts, suggested=suggested, faults=tuple(faults))


def clients_csv(clients: Iterable[Client]) -> bytes:
    """The clients as a file that `import_clients` takes, and a spreadsheet too."""
    return table_csv(EXPORTED, (_exported(client) for client in clients))


def table_csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as CSV in UTF-8, with the mark by which spreadsheets know it, and no cell that one would reckon out."""
    told = io.StringIO(newline="")
    writer = csv.writer(told)
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return told.getvalue().encode("utf-8-sig")


def _exported(client: Client) -> tuple[str, ...]:
    street, _, town = (client.address or "").partition("\n")
    city, _, state = town.partition(", ")
    language = "Spanish" if client.language == "es" else "English"
    return (client.case_number or "", client.name, client.tin_last4 or "", street, city, state,
            client.zip_code or "", language)  # fmt: skip


def _rows(content: bytes) -> Iterator[Particulars | RowFault]:
    """What each row says, or what is wrong with it."""
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    names: dict[str, tuple[int, str]] = {}
    line = 1
    try:
        headings = _headings(next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _once(_row(headings, cells, line), line, names)
            line = reader.line_num + 1
    except csv.Error:
        yield RowFault(line, "The file cannot be read as CSV from here on.")


def _once(row: Particulars | RowFault, line: int, names: dict[str, tuple[int, str]]) -> Particulars | RowFault:
    """The row, unless the file has given its case number to somebody else before."""
    if isinstance(row, RowFault):
        return row
    first, name = names.setdefault(row.case_number, (line, row.name))
    return row if name == row.name else RowFault(line, f"Line {first} has the same case number and another name.")


def _row(headings: tuple[str | None, ...], cells: list[str], line: int) -> Particulars | RowFault:
    if any(cell.strip() for cell in cells[len(headings) :]):
        return RowFault(line, "The row has more cells than there are headings.")
    told: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if heading and not told.get(heading):
            told[heading] = plain(cell)
    try:
        return particulars(told)
    except ValueError as fault:
        return RowFault(line, str(fault))


def particulars(told: Mapping[str, str]) -> Particulars:
    """What one row says of a client, by the keys of `COLUMNS`. Raises `ValueError` with a sentence that holds nothing of it."""
    if any(SOCIAL_SECURITY.search(cell) for column, cell in told.items() if column not in ("last4", "tin")):
        raise ValueError("A Social Security number stands in a column that is not for it.")
    case, name = told.get("case", ""), told.get("name", "")
    name = name or " ".join(filter(None, (told.get(part) for part in ("first", "middle", "last", "suffix"))))
    if not case:
        raise ValueError("The case number is missing.")
    if len(case) > CASE_NUMBER:
        raise ValueError(f"The case number is longer than {CASE_NUMBER} characters.")
    if not name:
        raise ValueError("The name is missing.")
    street = " ".join(filter(None, (told.get("street"), told.get("unit"))))
    town = ", ".join(filter(None, (told.get("city"), told.get("state"))))
    language = LANGUAGES.get(re.split(r"\W", told.get("language", "").casefold())[0])
    last4 = _last4(told.get("last4", ""), shortened=True) or _last4(told.get("tin", ""), shortened=False)
    address = f"{street}\n{town}" if town else street
    return Particulars(case, name, last4, address or None, _zip_code(told.get("zip", "")), language)


def _last4(cell: str, *, shortened: bool) -> str | None:
    """The last four digits of a taxpayer's number. A column of last four digits may have lost zeros to a spreadsheet."""
    digits = re.sub(r"\D", "", cell)
    if not digits:
        return None
    if len(digits) in (4, 8, 9):
        return digits[-4:]
    if shortened and cell.isdigit() and len(digits) < 4:
        return digits.zfill(4)
    raise ValueError("The taxpayer's number has neither four nor nine digits.")


def _zip_code(cell: str) -> str | None:
    """A ZIP code with the zero that a spreadsheet took; what is written otherwise abroad, as it is."""
    if re.fullmatch(r"\d{3,4}", cell):
        return cell.zfill(5)
    return f"{cell[:5]}-{cell[5:]}" if re.fullmatch(r"\d{9}", cell) else cell[:10] or None


def _headings(cells: list[str]) -> tuple[str | None, ...]:
    """Which column each is. Raises `UsageError` where there is neither a case number nor a name."""
    meant = {heading: column for column, headings in COLUMNS.items() for heading in headings}
    found = tuple(meant.get(re.sub(r"[\W_]", "", cell.casefold())) for cell in cells)
    if "case" not in found or not {"name", "last"} & set(found):
        raise UsageError(
            "This is no table of clients: its first line must name a column Case ID, and one Full Name or Last Name."
        )
    return found


def plain(cell: str) -> str:
    """The cell on one line, without the apostrophe that kept a spreadsheet from reckoning it out."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in cell).split())
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
