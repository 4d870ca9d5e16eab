"""Feeds: a token opens one calendar, only while its owner has an account and nobody has ended it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from scanner.docket import audit
from scanner.docket.database import Database
from scanner.docket.people import feeds, sessions, tables, users
from scanner.docket.people.sessions import Session
from scanner.errors import UsageError

WORDS = "four quiet herons wading"


def signed_in(database: Database, name: str, role: str = "volunteer") -> Session:
    users.add(database, name, role, WORDS, "test")
    with database.reading() as connection:
        user = users.known(connection, name, WORDS)
    found = sessions.of_token(database, sessions.begin(database, name, user))
    assert found
    return found


def here(database: Database) -> Session:
    """Who came by the one-time link."""
    found = sessions.of_token(database, sessions.begin(database, "somebody"))
    assert found
    return found


def opens(database: Database, token: str, *, at_this_machine: bool = False) -> bool:
    return feeds.of_token(database, token, at_this_machine=at_this_machine) is not None


def test_a_token_is_long_opens_its_feed_and_is_kept_as_a_hash_alone(database: Database) -> None:
    maria = signed_in(database, "maria")
    token = feeds.make(database, maria, "  Wall   calendar ", "es")
    found = feeds.of_token(database, token, at_this_machine=False)
    assert found
    assert (found.name, found.owner, found.language, found.user) == ("Wall calendar", "maria", "es", maria.user)
    assert len(token) >= 43  # 256 bits, six to a sign
    assert feeds.make(database, maria, "Wall calendar", "es") != token
    with database.reading() as connection:
        rows = connection.execute(select(tables.feeds)).all()
    assert all(token not in str(tuple(row)) for row in rows)


@pytest.mark.parametrize("token", ["", "x", "%00", "\ud800", "a" * 100_000])
def test_what_is_no_token_opens_nothing(database: Database, token: str) -> None:
    feeds.make(database, here(database), "Wall", "en")
    assert not opens(database, token, at_this_machine=True)


def test_a_feed_that_was_ended_opens_nothing_any_more(database: Database) -> None:
    maria = signed_in(database, "maria")
    token, other = (feeds.make(database, maria, name, "en") for name in ("one", "other"))
    with database.reading() as connection:
        number = {each.name: each.id for each in feeds.running(connection)}
    assert feeds.end(database, number["one"], maria)
    assert (opens(database, token), opens(database, other)) == (False, True)
    assert not feeds.end(database, number["one"], maria)


def test_only_its_owner_or_an_administrator_ends_it(database: Database) -> None:
    maria, jo, ada = (signed_in(database, *who) for who in (("maria",), ("jo", "reviewer"), ("ada", "administrator")))
    token = feeds.make(database, maria, "Wall", "en")
    with database.reading() as connection:
        (feed,) = feeds.running(connection)
    assert not feeds.end(database, feed.id, jo)
    assert opens(database, token)
    assert feeds.end(database, feed.id, ada)
    assert not opens(database, token)


def test_a_feed_goes_with_the_account_of_its_owner_and_stays_through_a_new_password(database: Database) -> None:
    token = feeds.make(database, signed_in(database, "maria"), "Wall", "en")
    users.add(database, "maria", "volunteer", WORDS + "!", "test")
    assert opens(database, token)
    users.remove(database, "maria", "test")
    assert not opens(database, token)
    users.add(database, "maria", "volunteer", WORDS, "test")  # another one of that name
    assert not opens(database, token)


def test_a_feed_without_an_account_is_for_this_machine_alone(database: Database) -> None:
    token = feeds.make(database, here(database), "Mine", "en")
    assert opens(database, token, at_this_machine=True)
    assert not opens(database, token, at_this_machine=False)


def test_making_and_ending_are_logged_without_token_or_name(database: Database) -> None:
    maria = signed_in(database, "maria")
    token = feeds.make(database, maria, "Rosalinda's", "en")
    with database.reading() as connection:
        (feed,) = feeds.running(connection)
    feeds.end(database, feed.id, maria)
    with database.reading() as connection:
        done = [act for act in audit.acts(connection) if act.what.startswith("feed")]
        assert audit.broken_at(connection) is None
    assert [(act.by, act.what, act.detail) for act in done] == [
        ("maria", "feed", f'{{"feed": {feed.id}}}'),
        ("maria", "feed-ended", f'{{"feed": {feed.id}}}'),
    ]
    assert token not in "".join(act.detail for act in done)


def test_that_it_was_fetched_is_written_down_to_the_hour(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    token = feeds.make(database, signed_in(database, "maria"), "Wall", "en")
    seen = []
    for now in ("2026-11-22T18:04:10Z", "2026-11-22T18:59:59Z", "2026-11-22T19:00:00Z"):
        monkeypatch.setattr(feeds, "moment", lambda now=now: now)
        assert opens(database, token)
        with database.reading() as connection:
            seen += [each.seen_at for each in feeds.running(connection)]
    assert seen == ["2026-11-22T18:04:10Z", "2026-11-22T18:04:10Z", "2026-11-22T19:00:00Z"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_a_name_that_is_none_is_refused(database: Database, name: str) -> None:
    with pytest.raises(UsageError, match="1 to 80"):
        feeds.make(database, here(database), name, "en")
