"""A letter as the API tells it: the contract's report with the docket's keys, and the version of which a program may speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.docket.body import docket_json
from scanner.web.letter import there, version_of

if TYPE_CHECKING:
    from scanner.web.house import House

__all__ = ["report"]


def report(house: House, letter: int) -> dict[str, Any]:
    """The newest report of a letter; 404 where the docket has no such letter."""
    today = house.today()
    with house.docket.database.reading() as connection:
        entry = there(connection, letter, today)
        return docket_json(connection, entry, today) | {"version": version_of(connection, letter)}
