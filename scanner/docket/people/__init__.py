"""Who may open the docket: users with their roles, the sessions of those who signed in, and the tries of those who failed.

`tables` holds them beside the docket's own tables, `users` knows names and passwords, `sessions` who is signed in,
`tries` when somebody has guessed often enough, `feeds` which calendars their owners' programs may fetch.
"""

from __future__ import annotations

from scanner.docket.people.sessions import Session
from scanner.docket.people.users import ROLES, Role, User

__all__ = ["ROLES", "Role", "Session", "User"]
