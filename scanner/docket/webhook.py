"""The webhook: an address of the clinic's that is told of every letter once it is in the docket.

::

    POST https://…
    X-Scanner-Signature: sha256=<HMAC-SHA256 of the body with SCANNER_WEBHOOK_SECRET, hexadecimal>

    {"event": "letter.read", "letter": 12, "notice": "cp504", "outcome": "sure", "urgency": "high",
     "last_day": "2026-12-03", "file_sha256": "…", "pages": [1, 2]}

No name, no TIN, no text: who needs more asks the docket by the letter's number. The log remembers which letters were told,
so each is told once, a run after a failure tells the rest, and nothing is told of a letter that was not kept. Between
a reply and the log's row the machine can stop: then a letter is told twice, with the same number.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from sqlalchemy import and_, func, select

from scanner.docket import audit, tables
from scanner.docket.entries import Wanted, entries
from scanner.errors import WireError
from scanner.wire import address, sent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from scanner.docket.docket import Docket
    from scanner.entry import Entry

__all__ = ["Announced", "Webhook", "announce"]

ACT = "webhook"
BY = "scanner"


@dataclass(frozen=True, slots=True)
class Announced:
    """How many letters were told and how many were left for the next time; `why` they were left, None where none was."""

    told: int
    left: int = 0
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where letters are told, and the secret that signs what is told. Neither is shown: an address can be a secret too."""

    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    timeout: float = 10.0
    pauses: tuple[float, ...] = (1.0, 2.0, 4.0)

    @classmethod
    def at(cls, url: str, secret: str | None, *, plain: bool = False) -> Self:
        """The webhook at an address. Raises `UsageError` for one that is none, or that `http` would show to others."""
        return cls(address(url, plain=plain), secret or None)

    def tell(self, body: bytes) -> None:
        """Posts what is to be told. Raises `WireError` where it was not taken, after some tries."""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            signed = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
            headers["X-Scanner-Signature"] = f"sha256={signed}"
        reply = sent("POST", self.url, headers, body, timeout=self.timeout, pauses=self.pauses)
        if not reply.is_fine:
            raise WireError(f"The webhook answered with status {reply.status}.")


def announce(docket: Docket, files: Sequence[int], webhook: Webhook, today: date) -> Announced:
    """Tells of the letters of some files that were not told yet, in the order of the list as seen on `today`.

    Never raises for what is on the other side: after the first letter that is not taken the rest waits for the next time,
    for a receiver that is down would hold up the work letter by letter. Raises `DocketError`.
    """
    with docket.database.reading() as connection:
        hashes = _untold(connection, files)
        listed = entries(connection, Wanted(files=tuple(files), closed=True), today)
        waiting = [(entry, hashes[entry.id]) for entry in listed if entry.id in hashes]
    for told, (entry, sha256) in enumerate(waiting):
        try:
            webhook.tell(_body(entry, sha256))
        except WireError as error:
            return Announced(told, len(waiting) - told, str(error))
        with docket.database.writing() as connection:
            audit.record(connection, BY, [(ACT, entry.id, {})])
    return Announced(len(waiting))


def _untold(connection: Connection, files: Sequence[int]) -> dict[int, str]:
    """The letters of those files of which the log does not say that they were told, each with its file's hash."""
    letters, kept, log = tables.letters, tables.files, tables.audit
    told = (
        select(log.c.letter_id, func.max(log.c.at).label("at"))
        .where(log.c.what == ACT)
        .group_by(log.c.letter_id)
        .subquery()
    )
    query = (
        select(letters.c.id, kept.c.sha256)
        .join(kept, kept.c.id == letters.c.file_id)
        # a number can come again after its letter was forgotten: what was told before this letter came was another's
        .outerjoin(told, and_(told.c.letter_id == letters.c.id, told.c.at >= letters.c.added_at))
        .where(letters.c.file_id.in_(files), told.c.letter_id.is_(None))
    )
    return {row.id: row.sha256 for row in connection.execute(query)}


def _body(entry: Entry, sha256: str) -> bytes:
    """`last_day` is the next day that is open; where all have passed, the last of them; null where there is none."""
    day = entry.due.day if entry.due else entry.last_past
    told = {
        "event": "letter.read",
        "letter": entry.id,
        "notice": entry.notice,
        "outcome": entry.outcome,
        "urgency": entry.urgency,
        "last_day": day.isoformat() if day else None,
        "file_sha256": sha256,
        "pages": list(entry.pages),
    }
    return json.dumps(told).encode()
