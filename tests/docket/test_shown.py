"""What is shown to an account that is limited to its own letters, where the machine only surmises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from docket.mail import taken_in
from scanner.docket import Docket, Wanted, clients, tables
from scanner.docket.clients import Particulars, all_clients, letters_of
from scanner.docket.entries import entries, entry, matching, unreadable
from scanner.docket.people import users
from scanner.docket.people.asker import Asker
from scanner.errors import UsageError

TODAY = date(2024, 5, 26)
NAME, CASE, STREET = "ROSA ELENA MARTINEZ", "C-20260017", "12 ELM STREET"
WORDS = "four quiet herons wading"


@pytest.fixture
def guests(docket: Docket, tmp_path: Path) -> Docket:
    """The docket as the guest has it: letter 1 is the clinic's own, letter 2 the guest's, made up after the name of a client."""
    users.add(docket.database, "guest", "reviewer", WORDS, "test", own_letters=True)
    with docket.database.writing() as connection:
        clients.add(connection, Particulars(CASE, NAME, address=STREET), "test")
    taken_in(docket, tmp_path / "clinics.pdf", [f"{NAME} {STREET}"], NAME)
    with docket.database.reading() as connection:
        (user,) = users.all_users(connection)
    theirs = docket.asked_by(Asker(user.id, user.name, own_letters=True))
    taken_in(theirs, tmp_path / "theirs.pdf", [f"{NAME} {STREET} again"], NAME)
    return theirs


def test_a_client_is_told_once_a_person_has_confirmed_it(docket: Docket, guests: Docket) -> None:
    """Else a letter that somebody makes up would ask whether the clinic has such a client."""
    with docket.database.reading() as connection:
        assert getattr(entry(connection, 2, TODAY), "client", None) == NAME  # the clinic sees the suggestion
    with guests.database.reading() as connection:
        (own,) = entries(connection, Wanted(), TODAY)
        assert (own.id, own.client, own.case_number) == (2, None, None)
        assert matching(connection, Wanted(client=1), TODAY) == 0
        assert matching(connection, Wanted(words=CASE), TODAY) == 0
        assert matching(connection, Wanted(client_named=NAME), TODAY) == 0
        assert (list(all_clients(connection)), letters_of(connection)) == ([], {})
    clients.confirm(docket, 2, CASE, "maria")
    with guests.database.reading() as connection:
        (own,) = entries(connection, Wanted(words=CASE), TODAY)
        assert (own.client, own.case_number) == (NAME, CASE)
        assert [client.name for client in all_clients(connection)] == [NAME]
        assert letters_of(connection) == {1: (1, 0)}


def test_the_machine_goes_on_comparing_with_all_clients(docket: Docket, guests: Docket) -> None:
    """Who brings a letter in is shown no client; the clinic finds the suggestion there all the same."""
    with docket.database.reading() as connection:
        assert letters_of(connection) == {1: (2, 2)}


def test_of_which_strangers_letter_theirs_is_a_copy_is_not_told(docket: Docket, guests: Docket) -> None:
    with docket.database.writing() as connection:
        connection.execute(update(tables.letters).where(tables.letters.c.id == 2).values(same_as=1))
    for theirs, told in ((docket, 1), (guests, None)):
        with theirs.database.reading() as connection:
            found = entry(connection, 2, TODAY)
            assert found is not None
            assert found.same_as == told
    docket.assign(1, "guest", "maria")
    with guests.database.reading() as connection:
        assert getattr(entry(connection, 2, TODAY), "same_as", None) == 1


def test_files_that_others_brought_are_not_told_of_when_they_cannot_be_read(docket: Docket, guests: Docket) -> None:
    with docket.database.writing() as connection:
        connection.execute(update(tables.files).values(fault="damaged", message="It is damaged."))
    with docket.database.reading() as connection:
        assert len(list(unreadable(connection))) == 2
    with guests.database.reading() as connection:
        assert [each.file.rpartition("/")[2] for each in unreadable(connection)] == ["theirs.pdf"]


def test_acts_on_a_strangers_letter_find_no_letter(guests: Docket) -> None:
    for act in (
        lambda: guests.set_status(1, "closed", "guest"),
        lambda: guests.assign(1, "guest", "guest"),
        lambda: guests.note(1, "mine", "guest"),
    ):
        with pytest.raises(UsageError, match="no letter 1"):
            act()


def test_whose_letters_goes_with_the_account_and_with_the_file(docket: Docket, guests: Docket) -> None:
    with guests.database.reading() as connection:
        assert matching(connection, Wanted(), TODAY) == 1
    users.remove(docket.database, "guest", "test")
    with guests.database.reading() as connection:
        assert matching(connection, Wanted(), TODAY) == 0


def test_an_administrator_is_not_limited(docket: Docket) -> None:
    with pytest.raises(UsageError, match="whole docket"):
        users.add(docket.database, "ada", "administrator", WORDS, "test", own_letters=True)
    users.add(docket.database, "ada", "volunteer", WORDS, "test", own_letters=True)
    with pytest.raises(UsageError, match="whole docket"):
        users.add(docket.database, "ada", "administrator", WORDS, "test")
    users.add(docket.database, "ada", "administrator", WORDS, "test", own_letters=False)
    with pytest.raises(UsageError, match="whole docket"):
        users.limit(docket.database, "ada", "test", own_letters=True)


def test_a_new_password_does_not_lift_the_limit(docket: Docket) -> None:
    users.add(docket.database, "guest", "volunteer", WORDS, "test", own_letters=True)
    users.add(docket.database, "guest", "volunteer", WORDS + "!", "test")
    with docket.database.reading() as connection:
        assert [user.own_letters for user in users.all_users(connection)] == [True]
