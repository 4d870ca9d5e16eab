"""The wire: where nothing is sent, and that neither a redirect nor a proxy carries a token away."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scanner.errors import UsageError, WireError
from scanner.wire import MOST, address, sent


@pytest.mark.parametrize(
    "url",
    [
        "https://paperless.example/archive/",
        "http://localhost:8000",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000",
        "http://paperless.localhost",
    ],
)
def test_https_and_this_machine_are_allowed(url: str) -> None:
    assert address(f" {url}\n") == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    ["http://paperless.example", "http://192.168.1.4:8000", "http://127.0.0.1.example", "http://localhost.example"],
)
def test_plain_http_to_another_machine_is_refused_unless_it_is_asked_for(url: str) -> None:
    with pytest.raises(UsageError, match="can be read on the way"):
        address(url)
    assert address(url, plain=True) == url


@pytest.mark.parametrize(
    "url", ["", "localhost:8000", "file:///etc/passwd", "ftp://localhost", "https://", "https://[x"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="An address is needed"):
        address(url)


@pytest.mark.parametrize("url", ["https://maria:secret@paperless.example", "https://secret@paperless.example"])
def test_an_address_with_a_password_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        address(url)
    assert "secret" not in str(refused.value)


class Asked(ThreadingHTTPServer):
    """A server that remembers the headers it was sent and answers with what `reply` gives."""

    def __init__(self) -> None:
        self.heard: list[dict[str, str]] = []
        self.replies: list[tuple[int, dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), Asked.Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    class Handler(BaseHTTPRequestHandler):
        server: Asked

        def do_GET(self) -> None:
            self.server.heard.append(dict(self.headers))
            status, headers, body = self.server.replies.pop(0) if self.server.replies else (200, {}, b"fine")
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""


@pytest.fixture
def servers() -> Iterator[tuple[Asked, Asked]]:
    both = (Asked(), Asked())
    threads = [threading.Thread(target=each.serve_forever, args=(0.02,), daemon=True) for each in both]
    for thread in threads:
        thread.start()
    yield both
    for server, thread in zip(both, threads, strict=True):
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_redirect_is_a_reply_and_takes_the_token_nowhere(servers: tuple[Asked, Asked]) -> None:
    near, far = servers
    near.replies.append((302, {"Location": far.url}, b""))
    reply = sent("GET", near.url, {"Authorization": "Token t"}, timeout=5)
    assert (reply.status, reply.is_fine) == (302, False)
    assert far.heard == []


def test_no_proxy_is_asked(servers: tuple[Asked, Asked], monkeypatch: pytest.MonkeyPatch) -> None:
    near, far = servers
    monkeypatch.setenv("http_proxy", far.url)
    monkeypatch.delenv("no_proxy", raising=False)
    assert sent("GET", near.url, {"Authorization": "Token t"}, timeout=5).body == b"fine"
    assert far.heard == []


def test_what_may_pass_is_tried_again_and_what_may_not_is_not(servers: tuple[Asked, Asked]) -> None:
    near, _ = servers
    near.replies += [(503, {}, b""), (429, {}, b"")]
    assert sent("GET", near.url, {}, timeout=5, pauses=(0, 0, 0)).status == 200
    near.replies += [(400, {}, b"")]
    assert sent("GET", near.url, {}, timeout=5, pauses=(0, 0, 0)).status == 400
    assert len(near.heard) == 4


def test_nobody_there_is_an_error_that_names_the_host_alone() -> None:
    with pytest.raises(WireError) as gone:
        sent("GET", "http://localhost:1/secret-path", {"Authorization": "Token t"}, timeout=5, pauses=(0,))
    assert str(gone.value) == "localhost cannot be reached: Connection refused."


def test_a_header_that_cannot_be_sent_is_an_error_that_does_not_show_it(servers: tuple[Asked, Asked]) -> None:
    with pytest.raises(WireError) as refused:
        sent("GET", servers[0].url, {"Authorization": "Token secret\nX: 1"}, timeout=5)
    assert "secret" not in str(refused.value)


def test_a_reply_without_end_is_not_read_to_its_end(servers: tuple[Asked, Asked]) -> None:
    servers[0].replies.append((200, {}, b"x" * (MOST + 2)))
    with pytest.raises(WireError, match="more than 8 MB"):
        sent("GET", servers[0].url, {}, timeout=5)
