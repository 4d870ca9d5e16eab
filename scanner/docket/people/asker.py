"""Who is asking, as a connection of the docket knows it.

It is told to the connection and not to every function that reads, so that a page which forgets to ask whose letters it
shows shows too few and never too many. What there is for an asker is said in `scanner.docket.shown`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["ASKER", "NOBODY", "Asker", "asker_of"]

ASKER = "asker"
"""Under this name a connection knows who asks, as an option of its engine."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who looks at the docket. `user` is the account, None for who sits at this machine."""

    user: int | None
    name: str
    own_letters: bool = False


NOBODY = Asker(None, "", own_letters=True)
"""Whoever has not signed in: there is not one letter for them."""


def asker_of(connection: Connection) -> Asker | None:
    """Who asks by this connection; None for the program itself, at the command line and at the desk."""
    found: Asker | None = connection.get_execution_options().get(ASKER)
    return found
