"""Clients: likeness of names and letters, suggestions, what a person says, CSV in and out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import TODAY, json_of, lines, notice, report_of
from sqlalchemy import insert, select
from typer.testing import CliRunner

from samples.press.people import FAMILY, GIVEN, Taxpayer, address, taxpayer
from scanner.cli import app
from scanner.docket import Docket, Wanted, tables
from scanner.docket.audit import acts, broken_at
from scanner.docket.client_csv import clients_csv, import_clients
from scanner.docket.clients import Client, Particulars, add, all_clients, by_case_number, change, confirm, take_back
from scanner.docket.entries import entries
from scanner.docket.entries import entry as entry_of
from scanner.docket.keep import Told, keep_letters
from scanner.docket.letter_csv import letters_csv
from scanner.docket.likeness import Addressee, Roll, likeness
from scanner.docket.naming import Name
from scanner.docket.suggest import suggest
from scanner.entry import Due, Entry
from scanner.errors import UsageError
from scanner.layout import laid_out

BY = "maria"
STREET, ZIP = "12 Maple Street", "78701"
HEADINGS = "Matter/Case ID#,First Name,Middle,Last Name,SSN,Street Address,City,State,Zip Code,Language\n"
ROSA = "24-001,Rosa,M,Delgado,000-12-1234,12 Maple Street,Austin,TX,78701,Spanish\n"


def client(
    name: str = "Rosa Delgado",
    last4: str | None = None,
    street: str | None = None,
    code: str | None = None,
    number: int = 1,
) -> Client:
    return Client(number, f"24-{number:03}", name, last4, street, code, "en", "2026-11-22T10:00:00Z")


def letter(
    name: str = "ROSA DELGADO", last4: str | None = None, street: str = "9 ELM CT", town: str = "ERIE PA 16501"
) -> Addressee:
    print_ = (
        f"Internal Revenue Service\nAndover, MA 01810-9041\n{name}\n{street}\n{town}\nYou have unpaid taxes for 2023"
    )
    return Addressee(name, last4, print_)


def suggested(*clients: Client, to: Addressee) -> int | None:
    found = Roll.of(clients).suggested(to)
    return found.client if found else None


def kept(docket: Docket, name: str = "ROSA M DELGADO", last4: str = "1234", sha: str = "a") -> int:
    """A letter of the docket, by its id."""
    page = notice(
        window=lines(name, "12 MAPLE STREET", "AUSTIN TX 78701", left=72, top=130),
        rows={"Social Security number": f"XXX-XX-{last4}"},
    )
    report = report_of(page)
    told = Told(report, json_of(report), laid_out(page).text, "high")
    with docket.database.writing() as connection:
        file = connection.scalar(
            insert(tables.files)
            .values(sha256=sha * 64, name=f"{sha}.pdf", bytes=1, added_at="2026-11-22T10:00:00Z")
            .returning(tables.files.c.id)
        )
        return keep_letters(connection, file, [told], BY)[0]


def seen(docket: Docket, number: int) -> Entry:
    with docket.database.reading() as connection:
        found = entry_of(connection, number, TODAY)
    assert found is not None
    return found


def taken_in(docket: Docket, *rows: Particulars) -> None:
    with docket.database.writing() as connection:
        for row in rows:
            add(connection, row, BY)


def log(docket: Docket) -> list[tuple[str, int | None, dict[str, object]]]:
    with docket.database.reading() as connection:
        assert broken_at(connection) is None
        return [(act.what, act.letter, json.loads(act.detail)) for act in acts(connection)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DOE JOHN", "John Doe"),
        ("DOE, JOHN", "John Doe"),
        ("JOHN & MARY DOE", "Mary Doe"),
        ("JOHN & MARY DOE", "Doe Mary & John"),
        ("DOE JOHN & MARY", "Mary Doe"),
        ("JUAN Y MARIA DOE", "María Doe"),
        ("JOHN 8 MARY DOE", "John Doe"),
        ("MARIA E GARCIA", "Maria Elena Garcia"),
        ("MARIA GARCIA", "Maria E Garcia"),
        ("MARIA DE LA CRUZ", "Maria Delacruz"),
        ("MARISOL ABERNATHY COLE", "Marisol Abernathy-Cole"),
        ("MARISOL ABERNATHYCOLE", "Marisol Abernathy-Cole"),
        ("PATRICK O BRIEN DECD", "Patrick O'Brien"),
        ("R0SA DE1GADO", "Rosa Delgado"),
        ("MARNIE DOE", "MAMIE DOE"),
        ("KOWALCHUK TRUCKING INCORPORATED", "Kowalchuk Trucking, Inc."),
    ],
)
def test_one_name_is_known_however_it_is_written(one: str, other: str) -> None:
    assert Name(one).likeness(Name(other)) == Name(other).likeness(Name(one)) > 0.89


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JOHN DOE", "Mary Doe"),
        ("JOHN & MARY DOE", "John Mary"),
        ("JOHN DOE", "Doe"),
        ("JOHN DOE SR", "John Doe Jr"),
        ("FERREIRA CATERING LLC", "Ferreira Catering Inc"),
        ("MARIA ELENA GARCIA", "Maria Teresa Garcia"),
        ("MARIA ABERNATHY-COLE", "Jose Abernathy-Cole"),
        ("JOHN DOE C/O MARY ROE", "Mary Roe"),
        ("ANN LEE", "Ann Lew"),
        ("", "John Doe"),
        ("& /", "John Doe"),
    ],
)
def test_another_name_is_not_alike_at_all(one: str, other: str) -> None:
    assert Name(one).likeness(Name(other)) == Name(other).likeness(Name(one)) == 0


given_name, family = st.sampled_from(GIVEN), st.sampled_from(FAMILY)
initial = st.sampled_from(["", "B", "M", "T"])


@st.composite
def slipped(draw: st.DrawFn, name: str) -> str:
    """The name with its words in another order, and with one letter that OCR took for another."""
    words = draw(st.permutations(name.upper().split()))
    at = draw(st.sampled_from([number for number, word in enumerate(words) if len(word) > 3]))
    letter = draw(st.sampled_from([number for number, sign in enumerate(words[at]) if sign.isalpha()]))
    other = draw(st.sampled_from("ABCDEFGHIJKLMNOPRSTUVWXYZ0158"))
    slip = words[at][:letter] + other + words[at][letter + 1 :]
    return " ".join([*words[:at], slip, *words[at + 1 :]])


@settings(deadline=None)
@given(st.data(), given_name, initial, family)
def test_a_name_in_another_order_and_with_one_slip_is_still_found_by_its_number(
    data: st.DataObject, first: str, middle: str, last: str
) -> None:
    printed = data.draw(slipped(f"{first} {middle} {last}"))
    assert suggested(client(f"{first} {middle} {last}", "4321"), to=letter(printed, "4321")) == 1
    assert suggested(client(f"{first} {last}", "4321", STREET), to=letter(printed, "4321", STREET)) == 1


@settings(deadline=None)
@given(st.data(), given_name, given_name, family, family)
def test_a_stranger_is_never_suggested_whatever_else_agrees(
    data: st.DataObject, first: str, other: str, last: str, another: str
) -> None:
    if (first, last) == (other, another):
        return
    printed = data.draw(slipped(f"{first} {last}"))
    known = client(f"{other} {another}", "4321", STREET, ZIP)
    assert likeness(known, letter(printed, "4321", STREET, f"AUSTIN TX {ZIP}")) == 0


@settings(deadline=None)
@given(given_name, given_name, initial, family)
def test_each_of_a_couple_is_found_in_a_joint_letter(first: str, second: str, middle: str, last: str) -> None:
    joint = letter(f"{first} & {second} {last}".upper(), "4321")
    assert suggested(client(f"{first} {middle} {last}", "4321"), to=joint) == 1
    assert suggested(client(f"{last}, {second} {middle}", "4321"), to=joint) == 1


def test_a_name_of_two_words_needs_something_else() -> None:
    assert suggested(client(street=STREET), to=letter()) is None
    assert suggested(client(last4="1234"), to=letter()) is None
    assert suggested(client(), to=letter()) is None
    assert suggested(client(last4="1234"), to=letter(last4="1234")) == 1
    assert suggested(client(street=STREET), to=letter(street="12 MAPLE ST")) == 1


def test_a_whole_name_is_enough_only_where_nothing_can_be_compared() -> None:
    whole = letter("ROSA M DELGADO")
    assert suggested(client("Rosa M Delgado"), to=whole) == 1
    assert suggested(client("Rosa M Delgado", street=STREET), to=whole) is None
    assert suggested(client("Rosa M Delgado", code="16501"), to=whole) == 1
    assert suggested(client("Rosa M Delgado", code=ZIP), to=whole) is None
    assert suggested(client("Rosa M Delgado"), client("Rosa N Delgado", number=2), to=letter("ROSA DELGADO")) is None


def test_digits_that_differ_are_another_person() -> None:
    known = client("Rosa M Delgado", "1235", STREET, ZIP)
    assert likeness(known, letter("ROSA M DELGADO", "1234", STREET, f"AUSTIN TX {ZIP}")) == 0


def test_another_middle_initial_or_a_mark_asks_for_the_digits() -> None:
    for known, printed in (
        ("Rosa N Delgado", "ROSA M DELGADO"),
        ("Juan Roe", "JUAN ROE JR"),
        ("Maria Roe", "MARIO ROE"),
    ):
        assert suggested(client(known, street=STREET), to=letter(printed, street=STREET)) is None
        assert suggested(client(known, "1234", STREET), to=letter(printed, "1234", STREET)) == 1


def test_two_clients_who_are_near_each_other_are_no_suggestion() -> None:
    father, son = client("Juan Roe", street=STREET), client("Juan P Roe", street=STREET, number=2)
    assert suggested(father, son, to=letter("JUAN ROE", street=STREET)) is None
    two_cases = client(last4="1234"), client(last4="1234", number=2)
    assert suggested(*two_cases, to=letter(last4="1234")) is None
    namesake = client(last4="9876", number=2)
    assert suggested(client(last4="1234"), namesake, to=letter(last4="1234")) == 1


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ("12 N. Maple Street Apt 3", "12 MAPLE ST APT 3"),
        ("12 Maple Street", "12 NORTH MAP1E ST"),
        ("P.O. Box 158", "PO BOX I58"),
        ("4 45th Ave", "4 45TH AVE"),
    ],
)
def test_a_street_is_known_by_its_number_and_name(known: str, printed: str) -> None:
    assert suggested(client(street=known), to=letter(street=printed)) == 1


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ("12 Maple Street", "13 MAPLE ST"),
        ("12 Maple Street", "12 ELM ST"),
        ("P.O. Box 158", "PO BOX 159"),
        ("4 45th Ave", "4 46TH AVE"),
        ("Maple Street", "12 MAPLE ST"),
    ],
)
def test_another_street_is_not(known: str, printed: str) -> None:
    assert suggested(client(street=known), to=letter(street=printed)) is None


def test_the_address_of_an_office_is_nobodys() -> None:
    far = Addressee("ROSA DELGADO", None, f"{STREET}\n" + "Internal Revenue Service " * 30 + "ROSA DELGADO\n9 ELM CT")
    assert suggested(client(street=STREET), to=far) is None


def world(chance: Random) -> tuple[list[tuple[Taxpayer, Client]], list[tuple[int | None, Addressee]]]:
    """Two hundred clients, of whom the clinic does not know everything, and five hundred letters, two fifths of them strangers'."""
    people = [taxpayer(chance, business=chance.random() < 0.1) for _ in range(200)]
    known = [
        (
            who,
            client(
                who.name, who.last4 if chance.random() < 0.85 else None, who.address.street, who.address.postcode, at
            ),
        )
        for at, who in enumerate(people, 1)
    ]
    mail: list[tuple[int | None, Addressee]] = []
    for _ in range(500):
        at = chance.randrange(1, 201) if chance.random() < 0.6 else None
        who = people[at - 1] if at else taxpayer(chance, business=chance.random() < 0.1)
        where = who.address if chance.random() < 0.85 else address(chance)
        name = spoiled(who.name.upper(), chance)
        last4 = who.last4 if chance.random() < 0.88 else None
        mail.append((at, letter(name, last4, spoiled(where.street.upper(), chance), where.last_line.upper())))
    return known, mail


def spoiled(text: str, chance: Random) -> str:
    """One letter in a hundred is taken for another."""
    return "".join(
        chance.choice("ABCDEIKLMNORSTU015") if chance.random() < 0.01 and sign != " " else sign for sign in text
    )


@pytest.mark.parametrize("seed", range(3))
def test_of_five_hundred_letters_none_is_given_to_the_wrong_client(seed: int) -> None:
    known, mail = world(Random(seed))
    roll = Roll.of(each for _, each in known)
    found = [(at, roll.suggested(to)) for at, to in mail]
    wrong = [(at, of) for at, of in found if of and known[of.client - 1][0].name != (at and known[at - 1][0].name)]
    right = sum(of is not None and of.client == at for at, of in found)
    assert wrong == []
    assert right > 0.85 * sum(at is not None for at, _ in mail)


def test_a_letter_is_suggested_for_its_client_as_it_is_kept(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234"))
    found = seen(docket, kept(docket))
    assert (found.client, found.case_number, found.client_sure) == ("Rosa Delgado", "24-001", False)
    assert log(docket)[-1] == ("client-suggested", found.id, {"before": None, "client": 1})


def test_a_letter_that_was_there_before_its_client_is_suggested_by_the_import(docket: Docket) -> None:
    number = kept(docket)
    done = import_clients(docket, (HEADINGS + ROSA).encode(), BY)
    assert (done.added, done.changed, done.unchanged, done.suggested, done.faults) == (1, 0, 0, 1, ())
    assert seen(docket, number).client == "Rosa M Delgado"


def test_a_suggestion_falls_when_a_second_client_is_as_like(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234"))
    number = kept(docket)
    taken_in(docket, Particulars("24-002", "Rosa Delgado", "1234"))
    with docket.database.writing() as connection:
        assert suggest(connection) == 1
    assert seen(docket, number).client is None


def test_what_a_person_confirmed_stays_through_imports(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234"), Particulars("24-009", "Amara Okonjo"))
    number = kept(docket)
    confirm(docket, number, "24-009", BY)
    import_clients(docket, (HEADINGS + ROSA).encode(), BY)
    found = seen(docket, number)
    assert (found.client, found.client_sure) == ("Amara Okonjo", True)
    assert ("client-confirmed", number, {"before": 1, "client": 2}) in log(docket)


def test_a_client_taken_back_is_not_suggested_again(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234"))
    number = kept(docket)
    take_back(docket, number, BY)
    with docket.database.writing() as connection:
        assert suggest(connection) == 0
    assert seen(docket, number).client is None
    assert log(docket)[-1] == ("client-taken-back", number, {"before": 1})


def test_confirming_the_suggestion_keeps_how_alike_they_were(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234"))
    number = kept(docket)
    confirm(docket, number, "24-001", BY)
    with docket.database.reading() as connection:
        row = connection.execute(select(tables.letters.c.client_sure, tables.letters.c.client_likeness)).one()
    assert row.client_sure
    assert row.client_likeness > 0.8


def test_no_such_letter_and_no_such_client_are_told_and_nothing_is_logged(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado"))
    number, before = kept(docket, last4="9999"), len(log(docket))
    with pytest.raises(UsageError, match="no letter 77"):
        confirm(docket, 77, "24-001", BY)
    with pytest.raises(UsageError, match="no client") as told:
        confirm(docket, number, "Delgado", BY)
    with pytest.raises(UsageError, match="no letter 77"):
        take_back(docket, 77, BY)
    assert "Delgado" not in str(told.value)
    assert len(log(docket)) == before


def test_only_what_is_known_is_changed_and_the_log_names_fields_alone(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234", STREET, ZIP, "es"))
    with docket.database.writing() as connection:
        before = by_case_number(connection, "24-001")
        assert not change(connection, before, Particulars("24-001", "Rosa Delgado"), BY)
        assert change(connection, before, Particulars("24-001", "Rosa Delgado Ruiz"), BY)
        now = by_case_number(connection, "24-001")
    assert (now.name, now.tin_last4, now.address, now.language) == ("Rosa Delgado Ruiz", "1234", STREET, "es")
    assert log(docket)[-1] == ("client-changed", None, {"client": 1, "fields": ["name"]})


def test_nothing_of_a_client_is_in_the_log(docket: Docket) -> None:
    number = kept(docket)
    import_clients(docket, (HEADINGS + ROSA).encode(), BY)
    confirm(docket, number, "24-001", BY)
    told = repr(log(docket))
    assert [word for word in ("Rosa", "Delgado", "1234", "Maple", "78701", "24-001") if word in told] == []


def test_the_same_case_number_again_brings_up_to_date(docket: Docket) -> None:
    import_clients(docket, (HEADINGS + ROSA).encode(), BY)
    moved = ROSA.replace("12 Maple Street", "9 Elm Court")
    done = import_clients(docket, (HEADINGS + moved).encode(), BY)
    again = import_clients(docket, (HEADINGS + moved).encode(), BY)
    assert (done.added, done.changed, again.changed, again.unchanged) == (0, 1, 0, 1)
    with docket.database.reading() as connection:
        assert [each.address for each in all_clients(connection)] == ["9 Elm Court\nAustin, TX"]


def test_only_the_last_four_digits_of_a_number_are_kept(docket: Docket) -> None:
    import_clients(docket, (HEADINGS + ROSA).encode(), BY)
    with docket.database.reading() as connection:
        told = repr([*connection.execute(select(tables.clients)), *connection.execute(select(tables.audit))])
    assert "'1234'" in told
    assert "000-12" not in told
    assert "00012" not in told


@pytest.mark.parametrize(
    ("heading", "cell", "last4"),
    [
        ("SSN", "000-12-1234", "1234"),
        ("SSN", "000121234", "1234"),
        ("SSN", "***-**-1234", "1234"),
        ("SSN", "N/A", None),
        ("SSN Last 4", "1234", "1234"),
        ("SSN Last 4", "234", "0234"),
        ("Last 4 SSN", "", None),
    ],
)
def test_a_number_is_read_however_it_is_written(docket: Docket, heading: str, cell: str, last4: str | None) -> None:
    import_clients(docket, f"Case ID,Full Name,{heading}\n24-001,Rosa Delgado,{cell}\n".encode(), BY)
    with docket.database.reading() as connection:
        assert by_case_number(connection, "24-001").tin_last4 == last4


def test_a_row_at_fault_is_told_by_its_line_and_the_others_are_taken(docket: Docket) -> None:
    rows = (
        HEADINGS + ROSA + ",Nadine,,Okonjo,,,,,,\n"
        '24-003,,,,,"9 Elm\nApt 2",,,,\n'
        "24-004,Farid,,Tresham,12-345,,,,,\n\n"
        "24-005,Greta,,Carrow,,,,,,,one more\n"
        "24-001,Greta,,Carrow,,,,,,\n"
        "24-006,000-12-3456,,Carrow,,,,,,\n"
        f"{'9' * 41},Greta,,Carrow,,,,,,\n"
        "24-008,Imani,,Urrutia,,,,,4401,English\n"
    )
    done = import_clients(docket, rows.encode(), BY)
    assert [fault.line for fault in done.faults] == [3, 4, 6, 8, 9, 10, 11]
    with docket.database.reading() as connection:
        known = {each.case_number: each for each in all_clients(connection)}
    assert set(known) == {"24-001", "24-008"}
    assert known["24-008"].zip_code == "04401"
    told = " ".join(fault.why for fault in done.faults)
    assert [word for word in ("Okonjo", "Tresham", "Carrow", "3456", "24-0") if word in told] == []


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffcase id;Full Name;language\r\n24-001;Nuñez, Íñigo;Español\r\n".encode(),
        'Case Number,Client Name,Primary Language\n24-001,"Nuñez, Íñigo",spanish\n'.encode("cp1252"),
        "MATTER ID\tName\tLanguage\n24-001\tNuñez, Íñigo\tes\n".encode("utf-16"),
    ],
)  # fmt: skip
def test_a_table_is_read_as_each_spreadsheet_writes_it(docket: Docket, content: bytes) -> None:
    assert import_clients(docket, content, BY).added == 1
    with docket.database.reading() as connection:
        known = by_case_number(connection, "24-001")
    assert (known.name, known.language) == ("Nuñez, Íñigo", "es")


@pytest.mark.parametrize(
    "content", [b"", b"Full Name\nRosa Delgado\n", b"Case ID,City\n1,Erie\n", b"%PDF-1.7\n\x00\xff"]
)
def test_what_is_no_table_of_clients_is_refused(docket: Docket, content: bytes) -> None:
    with pytest.raises(UsageError, match="no table of clients"):
        import_clients(docket, content, BY)
    assert log(docket) == []


def test_clients_go_out_and_come_back_the_same(docket: Docket) -> None:
    taken_in(
        docket,
        Particulars("24-001", "Íñigo Nuñez", "0234", "12 Maple Street Apt 3\nAustin, TX", "04401-1234", "es"),
        Particulars("24-002", '=HYPERLINK("http://x","y")'),
        Particulars("-24", "@Carrow, Greta", None, "+9 Elm Court"),
    )
    with docket.database.reading() as connection:
        before = list(all_clients(connection))
    done = import_clients(docket, clients_csv(before), BY)
    assert (done.unchanged, done.faults) == (3, ())


def listed(**changed: object) -> Entry:
    told: dict[str, object] = {
        "id": 12, "file": "mail.pdf", "pages": (1, 2), "notice": "cp14", "name": "CP14", "outcome": "sure", "urgency": "high",
        "station": None, "sender": "irs", "language": "en", "letter_date": date(2026, 11, 2), "taxpayer": "ROSA DELGADO",
        "tin_last4": "1234", "due": Due("pay", date(2026, 11, 30), "Pay", is_right=False), "last_past": None,
        "same_as": None, "client": "Rosa Delgado", "client_sure": True, "case_number": "23-0123456", "status": "new",
        "assigned_to": None, "added_at": "2026-11-22T10:00:00Z",
    }  # fmt: skip
    return Entry(**{**told, **changed})  # type: ignore[arg-type]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_letters_go_out_under_the_headings_of_case_management() -> None:
    (row,) = rows_of(letters_csv([listed()], TODAY))
    assert row["Case ID"] == "23-0123456"
    assert row["Client Name"] == "Rosa Delgado"
    assert (row["Notice"], row["Notice Date"], row["Deadline"]) == ("CP14", "2026-11-02", "2026-11-30")
    assert (row["Deadline Description"], row["Days Left"], row["Status"]) == ("Pay", "8", "new")


def test_a_client_who_is_only_suggested_is_never_in_the_columns_that_are_loaded() -> None:
    (row,) = rows_of(letters_csv([listed(client_sure=False)], TODAY))
    assert (row["Case ID"], row["Client Name"]) == ("", "")
    assert (row["Suggested Case ID"], row["Suggested Client"]) == ("23-0123456", "Rosa Delgado")


def test_a_day_that_is_only_the_second_says_so_and_one_that_passed_is_no_deadline() -> None:
    second = Due("petition", date(2026, 11, 30), "Petition", is_right=True, leads=False)
    rows = rows_of(letters_csv([listed(due=second), listed(due=None, last_past=date(2026, 11, 1))], TODAY))
    assert rows[0]["Deadline Description"] == "Petition (second date; the first has passed)"
    assert (rows[1]["Deadline"], rows[1]["Days Left"], rows[1]["Last Day Passed"]) == ("", "", "2026-11-01")


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", " =1+1"])
def test_no_cell_is_a_formula(bad: str) -> None:
    worst = listed(client=bad, case_number=bad, taxpayer=bad, assigned_to=bad, file=bad, name=bad)
    clients = client(bad, street=f"{bad}\n{bad}, {bad}", code=bad)
    for row in rows_of(letters_csv([worst], TODAY)) + rows_of(clients_csv([clients])):
        assert [cell for cell in row.values() if cell.lstrip()[:1] in ("=", "+", "-", "@")] == []


def test_the_list_can_be_narrowed_to_one_client(docket: Docket) -> None:
    taken_in(docket, Particulars("24-001", "Rosa Delgado", "1234"))
    own, _ = kept(docket), kept(docket, "AMARA OKONJO", "9999", "b")
    with docket.database.reading() as connection:
        found = list(entries(connection, Wanted(client=by_case_number(connection, "24-001").id), TODAY))
    assert [each.id for each in found] == [own]


def test_the_commands_take_clients_from_file_to_letter_and_back(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SCANNER_DATABASE_URL", raising=False)
    number, run = kept(Docket.at()), CliRunner().invoke
    (tmp_path / "in.csv").write_text(HEADINGS + ROSA + "24-002,,,,,,,,,\n")
    done = run(app, ["docket", "clients-import", str(tmp_path / "in.csv")])
    assert done.exit_code == 1
    assert "1 added, 0 brought up to date, 0 as before, 1 at fault. Letters whose suggestion changed: 1." in done.output
    assert "Line 3: The name is missing." in done.output
    assert run(app, ["docket", "client", str(number), "24-001"]).exit_code == 0
    assert "Rosa M Delgado" in run(app, ["docket", "clients"]).output
    assert run(app, ["docket", "letters-export", str(tmp_path / "letters.csv")]).exit_code == 0
    assert rows_of((tmp_path / "letters.csv").read_bytes())[0]["Case ID"] == "24-001"
    assert run(app, ["docket", "clients-export", str(tmp_path / "out.csv")]).exit_code == 0
    assert rows_of((tmp_path / "out.csv").read_bytes())[0]["SSN Last 4"] == "1234"
    assert run(app, ["docket", "client", str(number), ""]).exit_code == 0
    assert seen(Docket.at(), number).client is None
    assert [act[0] for act in log(Docket.at())][-4:] == [
        "client-confirmed", "letters-exported", "clients-exported", "client-taken-back",
    ]  # fmt: skip
