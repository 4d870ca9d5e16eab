"""A small fake of paperless-ngx's REST API, run in a thread: it holds to the rules that `scanner.paperless` relies on.

Tokens, versions, pages, unique names, and what values its serializers take (`documents/serialisers`). `fail_next` makes it
fail as servers do. Everything that it was asked is in `asked`.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "0123456789abcdef0123456789abcdef01234567"
A_PAGE = 3
"""Things on a page, whatever is asked for: so that every list has several."""
NAMED = ("document_types", "tags", "custom_fields")


class RefusedError(Exception):
    def __init__(self, status: int, told: object) -> None:
        super().__init__(status)
        self.status, self.told = status, told


@dataclass
class FakePaperless:
    """What it holds, and what it was asked: (method, path with its query, body)."""

    url: str = ""
    documents: dict[int, dict[str, Any]] = field(default_factory=dict)
    kept: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {what: [] for what in NAMED})
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    heard: list[dict[str, str]] = field(default_factory=list)
    faults: list[tuple[str, str, int | None]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def add_document(self, number: int, **more: object) -> None:
        self.documents[number] = {
            "id": number, "title": "scan", "document_type": None, "tags": [], "created": "2026-11-20",
            "custom_fields": [], **more,
        }  # fmt: skip

    def add(self, what: str, name: str, **more: object) -> int:
        number = len(self.kept[what]) + 1
        self.kept[what].append({"id": number, "name": name, **more})
        return number

    def fail_next(self, method: str, path: str, status: int | None) -> None:
        """The next request of that method whose path holds `path` fails with the status; None: nobody ever answers."""
        self.faults.append((method, path, status))

    def names(self, what: str) -> list[str]:
        return [each["name"] for each in self.kept[what]]

    def values(self, number: int) -> dict[str, Any]:
        """The custom fields of a document by their names, a select's by its label."""
        found = {}
        for instance in self.documents[number]["custom_fields"]:
            kept = next(each for each in self.kept["custom_fields"] if each["id"] == instance["field"])
            labels = {each["id"]: each["label"] for each in (kept.get("extra_data") or {}).get("select_options", ())}
            found[kept["name"]] = labels.get(instance["value"], instance["value"])
        return found

    def tags(self, number: int) -> list[str]:
        return [each["name"] for each in self.kept["tags"] if each["id"] in self.documents[number]["tags"]]

    def type_of(self, number: int) -> str | None:
        found = (e["name"] for e in self.kept["document_types"] if e["id"] == self.documents[number]["document_type"])
        return next(found, None)

    # what a request comes to

    def answer(self, method: str, path: str, headers: dict[str, str], body: Any) -> tuple[int, object]:
        self.asked.append((method, path, body))
        self.heard.append(headers)
        for at, (wanted, part, status) in enumerate(self.faults):
            if wanted == method and part in path:
                del self.faults[at]
                if status is None:
                    self.done.wait(20)
                    raise RefusedError(504, {})
                return status, {"detail": "ROSALBA M HARTIGAN 900-12-3456"}  # what must never reach a log
        if headers.get("Authorization") != f"Token {TOKEN}":
            return 401, {"detail": "Invalid token."}
        if headers.get("Accept") not in ("application/json; version=9", "application/json; version=10"):
            return 406, {"detail": 'Invalid version in "Accept" header.'}
        parts = urlsplit(path)
        what, _, number = parts.path.removeprefix("/api/").strip("/").partition("/")
        if what == "documents" and int(number) in self.documents:
            return 200, self._document(int(number), body if method == "PATCH" else None)
        if what in NAMED and method == "POST":
            return 201, self._made(what, body)
        if what in NAMED:
            return 200, self._page(what, parse_qs(parts.query))
        return 404, {"detail": "Not found."}

    def _page(self, what: str, query: dict[str, list[str]]) -> object:
        wanted = query.get("name__iexact", [""])[0].casefold()
        # custom fields are not filtered here, as in older releases
        all_ = [each for each in self.kept[what] if what == "custom_fields" or each["name"].casefold() == wanted]
        number = int(query["page"][0])
        shown = all_[(number - 1) * A_PAGE : number * A_PAGE]
        more = number * A_PAGE < len(all_)
        return {"count": len(all_), "next": "http://elsewhere.invalid/?page=2" if more else None, "results": shown}

    def _made(self, what: str, body: dict[str, Any]) -> object:
        if body["name"] in self.names(what):
            raise RefusedError(400, {"error": "Object violates owner / name unique constraint"})
        for option in (body.get("extra_data") or {}).get("select_options", ()):
            option["id"] = f"id-of-{option['label']}"
        return self.kept[what][self.add(what, **body) - 1]

    def _document(self, number: int, changes: dict[str, Any] | None) -> object:
        document = self.documents[number]
        for key, value in (changes or {}).items():
            getattr(self, f"_check_{key}")(value)
        document.update(changes or {})
        return document

    def _check_document_type(self, value: int) -> None:
        if not any(each["id"] == value for each in self.kept["document_types"]):
            raise RefusedError(400, {"document_type": [f'Invalid pk "{value}" - object does not exist.']})

    def _check_tags(self, value: list[int]) -> None:
        if not all(any(each["id"] == tag for each in self.kept["tags"]) for tag in value):
            raise RefusedError(400, {"tags": ["Invalid pk - object does not exist."]})

    def _check_created(self, value: str) -> None:
        date.fromisoformat(value)

    def _check_custom_fields(self, instances: list[dict[str, Any]]) -> None:
        for instance in instances:
            kept = next(each for each in self.kept["custom_fields"] if each["id"] == instance["field"])
            if instance["value"] is not None and not _holds(kept, instance["value"]):
                raise RefusedError(400, {"custom_fields": [{"non_field_errors": [f"not so: {instance['value']}"]}]})


def _holds(kept: dict[str, Any], value: Any) -> bool:
    if kept["data_type"] == "string":
        return len(value) <= 128
    if kept["data_type"] == "monetary":
        return bool(re.fullmatch(r"[A-Z]{3}-?\d+(\.\d{1,2})", value))
    if kept["data_type"] == "date":
        return bool(date.fromisoformat(value))
    return any(option["id"] == value for option in kept["extra_data"]["select_options"])


@contextmanager
def running() -> Iterator[FakePaperless]:
    """The fake, answering at its `url` until it is left."""
    fake = FakePaperless()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            try:
                status, told = fake.answer(self.command, self.path, dict(self.headers), body)
            except RefusedError as refused:
                status, told = refused.status, refused.told
            if fake.done.is_set():
                return  # whoever asked has gone
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = _do  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.done.set()
        server.shutdown()
        server.server_close()
        thread.join()
