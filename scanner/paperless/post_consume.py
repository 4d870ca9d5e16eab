"""What happens when paperless-ngx has consumed a document: it is read here, and filed there by what it is.

A document that was filed before may have been put right by a person since. So a second run fills what is empty and
replaces nothing; where it reads something else than what stands there, it asks for a person's look. `again` replaces.
Whatever goes wrong, the document keeps what it has, and gets the tag if paperless can still be reached.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scanner.errors import ScannerError, WireError
from scanner.paperless.client import Document, Paperless
from scanner.paperless.fields import FIELDS, HOW_SURE, Field
from scanner.paperless.filing import Filing, filing_of

__all__ = ["TAG", "Filed", "file_away", "triaged"]

TAG = "irs: check"
"""The tag of a document at which a person should look."""
PATIENCE = 900.0
"""Seconds that triage may take. Paperless gives a whole consumption half an hour."""
TRIAGE = "from scanner.cli import main; main()"
SECRETS = ("SCANNER_PAPERLESS_TOKEN", "SCANNER_PAPERLESS_TOKEN_FILE")
"""What the reader of a stranger's file has no need to know."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What was done: the document type, if one was set, whether the tag was, and what a person should know."""

    document_type: str | None
    tagged: bool
    remarks: tuple[str, ...] = ()


@dataclass
class _Changes:
    """The changes of one document, as they come together."""

    values: dict[int, object]
    look: bool
    remarks: list[str] = field(default_factory=list)

    def remark(self, said: str) -> None:
        self.remarks.append(said)
        self.look = True


def triaged(file: Path) -> tuple[dict[str, Any], ...]:
    """What `scanner triage --json` prints about a file, line by line. Raises `ScannerError` where it prints nothing.

    It runs in a process of its own, so that nothing a file does can reach the token. What it says on standard error is
    dropped: it can name files, and paperless keeps it in a log.
    """
    program = [sys.executable, "-c", TRIAGE, "triage", "--json", "--jobs", "1", "--", str(file)]
    environment = {name: value for name, value in os.environ.items() if name not in SECRETS}
    try:
        ran = subprocess.run(  # noqa: S603  (our own program)
            program, capture_output=True, check=False, timeout=PATIENCE, env=environment, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise ScannerError(f"Reading took longer than {PATIENCE:g} seconds.") from None
    except OSError as error:
        raise ScannerError(f"scanner triage could not be started ({error.strerror}).") from None
    try:
        lines = tuple(json.loads(line) for line in ran.stdout.splitlines())
    except ValueError:
        lines = ()
    if not lines:
        raise ScannerError(f"scanner triage found nothing to tell (it ended with status {ran.returncode}).")
    return lines


def file_away(paperless: Paperless, number: int, lines: Sequence[Mapping[str, Any]], *, again: bool = False) -> Filed:
    """Files a document by what triage said of it. Raises `WireError` where paperless does not answer or refuses; if it
    refuses the filing as a whole, the document still gets the tag.
    """
    filing = filing_of(lines)
    try:
        return _filed(paperless, paperless.document(number), filing, again=again)
    except WireError as error:
        _tagged(paperless, number, error)
        raise


def _filed(paperless: Paperless, document: Document, filing: Filing, *, again: bool) -> Filed:
    kept = {each: paperless.custom_field(each) for each in FIELDS}
    again = again and filing.values.keys() != {HOW_SURE.name}  # what cannot be read today replaces nothing
    fresh = again or not document.values.get(kept[HOW_SURE].id)
    changes = _Changes(dict(document.values), filing.look)
    for each, place in kept.items():
        given = filing.values.get(each.name)
        value = None if given is None else place.value(each, given)
        if given is not None and value is None:
            changes.remark(f"The custom field {each.name!r} is of another kind in paperless-ngx and was left alone.")
        else:
            _put(changes, each, place.id, value, fresh=fresh, again=again)
    told: dict[str, object] = {}
    if filing.document_type and (fresh or document.document_type is None):
        told["document_type"] = paperless.document_type(filing.document_type)
    if filing.created and fresh:
        told["created"] = filing.created
    if changes.look:
        told["tags"] = _with(paperless.tag(TAG), document)
    told["custom_fields"] = [{"field": number, "value": value} for number, value in changes.values.items()]
    paperless.change(document.id, told)
    return Filed(filing.document_type if "document_type" in told else None, changes.look, tuple(changes.remarks))


def _put(changes: _Changes, each: Field, place: int, value: str | None, *, fresh: bool, again: bool) -> None:
    """Puts a value in its place. What a former run left there and this one does not read goes too, if so asked: a last
    day that no longer holds is worse than none.
    """
    there = changes.values.get(place)
    if value is None:
        if again and there is not None:
            changes.values[place] = None
    elif fresh or there in (None, "", value):
        changes.values[place] = value
    else:
        changes.remark(f"{each.name!r} says something else now and was left as it stands; --again replaces it.")


def _tagged(paperless: Paperless, number: int, because: WireError) -> None:
    """Asks for a person's look after the filing failed. That this fails too is no news: the first error is told."""
    try:
        paperless.change(number, {"tags": _with(paperless.tag(TAG), paperless.document(number))})
    except WireError as error:
        because.add_note(str(error))


def _with(tag: int, document: Document) -> list[int]:
    return sorted({*document.tags, tag})
