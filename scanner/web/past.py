"""The past of a letter: what persons said of it, every version of its report with its last days, and what was done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from scanner.docket import audit, tables
from scanner.docket.correct import history
from scanner.render.mask import clean
from scanner.render.put_right import put_right_told

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.audit import Act
    from scanner.render.words import Words

__all__ = ["Past", "Said", "Version", "past_of"]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a letter, in words."""

    at: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """The report as it was at a time. `days` are its last days, the earliest first."""

    number: int
    at: str
    by: str
    name: str
    outcome: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """All of it, the newest version first, the rest oldest first. `last` says who had the last word on a field."""

    said: tuple[Said, ...]
    versions: tuple[Version, ...]
    acts: tuple[Act, ...]
    last: Mapping[str, str]


def past_of(connection: Connection, letter: int, say: Words) -> Past:
    """What became of a letter up to now."""
    rows = tables.reports
    kept = connection.execute(rows.select().where(rows.c.letter_id == letter).order_by(rows.c.version.desc()))
    corrected = history(connection, letter)
    return Past(
        tuple(Said(each.at, each.by, put_right_told(each, say)) for each in corrected),
        tuple(_version(row.version, row.made_at, row.made_by, json.loads(row.body), say) for row in kept),
        tuple(audit.acts(connection, letter)),
        {each.field: each.by for each in corrected},
    )


def _version(number: int, at: str, by: str, body: dict[str, Any], say: Words) -> Version:
    days = sorted({day for each in body.get("deadlines", ()) if (day := each.get("last_day"))})
    name = clean((body.get("notice") or {}).get("name") or say("triage.unknown"))
    told = tuple(say.plain_day(date.fromisoformat(day)) for day in days)
    return Version(number, at, by, name, str(body.get("outcome", "unknown")), told)
