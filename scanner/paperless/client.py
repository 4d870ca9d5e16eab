"""A small client of paperless-ngx's REST API: a document, and the types, tags and custom fields that it may be given.

What is looked for by name is made where it lacks, so that a second run finds what the first one made. Several consumers
may run at once: who comes second is refused (names are unique) and finds what the first one made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from scanner.errors import UsageError, WireError
from scanner.paperless.fields import Field
from scanner.wire import Reply, sent

__all__ = ["Document", "Kept", "Paperless"]

VERSION = 9
"""The version of the API that is spoken: the first in which `created` is a day, and the oldest that 3.x still speaks."""
A_PAGE = 100
NONE = 0
"""The matching algorithm by which paperless assigns nothing by itself."""
RED = "#e31a1c"
WHY = {
    401: "does not know the token",
    403: "does not let the token's user do this",
    404: "has no such thing, or the token's user may not see it",
    406: f"does not speak version {VERSION} of its API; it is too old or too new",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is filed; `values` are those of its custom fields, by the field's id."""

    id: int
    document_type: int | None
    tags: tuple[int, ...]
    values: Mapping[int, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """A custom field of paperless; `choices` are a select's ids by their labels."""

    id: int
    kind: str
    choices: Mapping[str, str]

    def value(self, wanted: Field, given: str) -> str | None:
        """A value as this field takes it; None where the field is of another kind or has no such choice."""
        if self.kind != wanted.kind:
            return None
        return self.choices.get(given) if wanted.choices else given


@dataclass(frozen=True, slots=True)
class Paperless:
    """One paperless-ngx by its address, and the token of a user of it. The token is never shown.

    Every method raises `WireError` where it does not answer or refuses.
    """

    url: str
    token: str = field(repr=False)
    timeout: float = 20.0
    pauses: tuple[float, ...] = (1.0, 3.0)

    def __post_init__(self) -> None:
        """Refuses a token that no header can carry, before an error message of a library shows it."""
        if not (self.token.isascii() and self.token.isalnum()):
            raise UsageError("The token of paperless-ngx is letters and digits only. Copy it again from My Profile.")

    def document(self, number: int) -> Document:
        """A document by its id."""
        told = self._asked("GET", f"documents/{number}/")
        values = {each["field"]: each["value"] for each in told.get("custom_fields", ())}
        return Document(number, told["document_type"], tuple(told["tags"]), values)

    def change(self, number: int, changes: Mapping[str, object]) -> None:
        """Changes a document. Lists (tags, custom fields) replace what was there."""
        self._asked("PATCH", f"documents/{number}/", changes)

    def document_type(self, name: str) -> int:
        """The id of a document type, which is made for everybody where it lacks."""
        return int(self._found_or_made("document_types", name, {"matching_algorithm": NONE, "owner": None})["id"])

    def tag(self, name: str) -> int:
        """The id of a tag, which is made for everybody where it lacks."""
        making = {"matching_algorithm": NONE, "owner": None, "color": RED, "is_inbox_tag": False}
        return int(self._found_or_made("tags", name, making)["id"])

    def custom_field(self, wanted: Field) -> Kept:
        """The custom field of that name, whatever its kind; it is made where it lacks."""
        making: dict[str, object] = {"data_type": wanted.kind}
        if wanted.choices:
            making["extra_data"] = {"select_options": [{"label": choice} for choice in wanted.choices]}
        told = self._found_or_made("custom_fields", wanted.name, making)
        options = (told.get("extra_data") or {}).get("select_options") or ()
        return Kept(told["id"], told["data_type"], {each["label"]: each["id"] for each in options if each})

    def _found_or_made(self, what: str, name: str, making: Mapping[str, object]) -> dict[str, Any]:
        found = self._found(what, name)
        if found is not None:
            return found
        reply = self._sent("POST", f"{what}/", {"name": name, **making})
        if reply.status == 400 and (found := self._found(what, name)) is not None:
            return found  # another consumer was quicker
        return self._told(reply)

    def _found(self, what: str, name: str) -> dict[str, Any] | None:
        """The one of that name; of several, for each user can have one, always the same."""
        alike = [each for each in self._listed(what, name) if each["name"].casefold() == name.casefold()]
        return min(alike, key=lambda each: (each["name"] != name, each["id"]), default=None)

    def _listed(self, what: str, name: str) -> Iterator[dict[str, Any]]:
        """Page after page by number: the address of the next page is the server's idea, and the token stays with ours."""
        number, more = 1, True
        while more:
            page = self._asked("GET", f"{what}/?name__iexact={quote(name)}&page_size={A_PAGE}&page={number}")
            yield from page["results"]
            number, more = number + 1, bool(page["next"])

    def _asked(self, method: str, path: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
        return self._told(self._sent(method, path, body))

    def _sent(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Reply:
        headers = {
            "Accept": f"application/json; version={VERSION}",
            "Authorization": f"Token {self.token}",
            "Content-Type": "application/json",
        }
        content = None if body is None else json.dumps(body).encode()
        url = f"{self.url}/api/{path}"
        return sent(method, url, headers, content, timeout=self.timeout, pauses=self.pauses)

    def _told(self, reply: Reply) -> dict[str, Any]:
        """The JSON of a reply. Of a refusal only the names of its keys are told: its sentences may quote a letter."""
        try:
            told = json.loads(reply.body)
        except ValueError:
            told = None
        if reply.is_fine and isinstance(told, dict):
            return told
        if reply.is_fine:
            raise WireError("The address does not answer as paperless-ngx does.")
        if reply.status in WHY:
            raise WireError(f"paperless-ngx {WHY[reply.status]} ({reply.status}).")
        keys = f" because of {', '.join(map(str, told))}" if isinstance(told, dict) and told else ""
        raise WireError(f"paperless-ngx refused{keys} ({reply.status}).")
