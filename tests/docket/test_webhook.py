"""The webhook: what it is told, that each letter is told once, and that no receiver can stop the work."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scanner.cli import main
from scanner.docket import Docket, audit
from scanner.docket.enrol import enrol
from scanner.docket.keep import Told, keep_letters
from scanner.docket.webhook import Announced, Webhook, announce
from scanner.errors import UsageError
from scanner.report import Deadline, Report, Unidentified

TODAY = date(2026, 11, 22)
SECRET = "a secret of the clinic"
PERSON = "ROSALBA M HARTIGAN"
CP14 = Path(__file__).parents[2] / "samples" / "letters" / "cp14-digital.pdf"


class Receiver(ThreadingHTTPServer):
    """The clinic's side. `told` is what it took; `statuses` are the next answers, 200 once they are used up."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.raw: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int | None] = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Receiver.Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?key=secret-in-the-address"

    class Handler(BaseHTTPRequestHandler):
        server: Receiver

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.raw.append((dict(self.headers), body))
            status = self.server.statuses.pop(0) if self.server.statuses else 200
            if status is None:
                self.server.over.wait(20)
                return
            if status == 200:
                self.server.told.append(json.loads(body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def hook(
    receiver: Receiver, secret: str | None = SECRET, timeout: float = 5.0, pauses: tuple[float, ...] = ()
) -> Webhook:
    return Webhook(receiver.url, secret, timeout, pauses)


def report(name: str, *days: date) -> Report:
    deadlines = tuple(
        Deadline(
            f"term-{at}", {"en": "Pay"}, day, "rule", None, None, None, (), {"en": ""}, {"en": ""}, False, True, 1.0, ()
        )
        for at, day in enumerate(days)
    )
    nobody = Unidentified("No number could be read.", None, (), "irs", "en")
    return Report(name, "0" * 64, (1, 2), nobody, {}, deadlines, (), "medium", None, (PERSON,))


def kept(docket: Docket, folder: Path, name: str, *letters: tuple[date, ...]) -> int:
    """A file with a letter for every tuple of days; gives the file's id."""
    path = folder / f"{PERSON} {name}.pdf"
    path.write_bytes(name.encode())
    file = enrol(docket, path, "maria").file
    told = [Told(report(str(path), *days), {"schema": "letter-report/1"}, PERSON, "medium") for days in letters]
    with docket.database.writing() as connection:
        keep_letters(connection, file, told, "scanner")
    return file


def test_a_letter_is_told_by_numbers_and_days_and_nothing_else(
    docket: Docket, tmp_path: Path, receiver: Receiver
) -> None:
    file = kept(docket, tmp_path, "a", (TODAY + timedelta(4), TODAY + timedelta(24)))
    assert announce(docket, [file], hook(receiver), TODAY) == Announced(1)
    assert receiver.told == [
        {
            "event": "letter.read",
            "letter": 1,
            "notice": None,
            "outcome": "unknown",
            "urgency": "medium",
            "last_day": "2026-11-26",
            "file_sha256": hashlib.sha256(b"a").hexdigest(),
            "pages": [1, 2],
        }
    ]
    assert PERSON.encode() not in receiver.raw[0][1]


@pytest.mark.parametrize(("days", "told"), [((-30, -2), "2026-11-20"), ((-2, 24), "2026-12-16"), ((), None)])
def test_a_day_that_has_passed_is_told_only_where_none_is_open(
    docket: Docket, tmp_path: Path, receiver: Receiver, days: tuple[int, ...], told: str | None
) -> None:
    file = kept(docket, tmp_path, "a", tuple(TODAY + timedelta(day) for day in days))
    announce(docket, [file], hook(receiver), TODAY)
    assert receiver.told[0]["last_day"] == told


def test_the_signature_is_that_of_the_body(docket: Docket, tmp_path: Path, receiver: Receiver) -> None:
    announce(docket, [kept(docket, tmp_path, "a", ())], hook(receiver), TODAY)
    headers, body = receiver.raw[0]
    signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Scanner-Signature"] == f"sha256={signed}"


def test_without_a_secret_nothing_is_signed(docket: Docket, tmp_path: Path, receiver: Receiver) -> None:
    announce(docket, [kept(docket, tmp_path, "a", ())], hook(receiver, None), TODAY)
    assert "X-Scanner-Signature" not in receiver.raw[0][0]


def test_every_letter_is_told_once_and_only_those_of_the_batch(
    docket: Docket, tmp_path: Path, receiver: Receiver
) -> None:
    first = kept(docket, tmp_path, "a", (), ())
    other = kept(docket, tmp_path, "b", ())
    assert announce(docket, [first], hook(receiver), TODAY) == Announced(2)
    assert announce(docket, [first], hook(receiver), TODAY) == Announced(0)
    assert announce(docket, [first, other], hook(receiver), TODAY) == Announced(1)
    assert sorted(each["letter"] for each in receiver.told) == [1, 2, 3]


def test_the_log_says_which_letters_were_told_and_holds(docket: Docket, tmp_path: Path, receiver: Receiver) -> None:
    announce(docket, [kept(docket, tmp_path, "a", ())], hook(receiver), TODAY)
    with docket.database.reading() as connection:
        assert [(act.what, act.detail) for act in audit.acts(connection, 1)] == [("webhook", "{}")]
        assert audit.broken_at(connection) is None


def test_a_number_that_came_again_after_its_letter_was_forgotten_is_told(
    docket: Docket, tmp_path: Path, receiver: Receiver
) -> None:
    with docket.database.writing() as connection:
        audit.record(connection, "scanner", [("webhook", 1, {})], at="2020-01-01T00:00:00Z")
    assert announce(docket, [kept(docket, tmp_path, "a", ())], hook(receiver), TODAY) == Announced(1)


def test_a_fault_that_passes_is_tried_again(docket: Docket, tmp_path: Path, receiver: Receiver) -> None:
    receiver.statuses = [503, 500]
    file = kept(docket, tmp_path, "a", ())
    assert announce(docket, [file], hook(receiver, pauses=(0.01, 0.01)), TODAY) == Announced(1)
    assert len(receiver.raw) == 3
    assert len({body for _, body in receiver.raw}) == 1


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "The webhook answered with status 401."),
        (500, "The webhook answered with status 500."),
        (302, "The webhook answered with status 302."),
        (None, "127.0.0.1 cannot be reached: no answer in 0.2 seconds."),
    ],
)
def test_a_letter_that_was_not_taken_waits_with_the_rest_and_is_told_next_time(
    docket: Docket, tmp_path: Path, receiver: Receiver, status: int | None, why: str
) -> None:
    receiver.statuses = [200, status]
    file = kept(docket, tmp_path, "a", (), (), ())
    assert announce(docket, [file], hook(receiver, timeout=0.2), TODAY) == Announced(1, 2, why)
    assert "secret" not in why
    assert announce(docket, [file], hook(receiver), TODAY) == Announced(2)
    assert sorted(each["letter"] for each in receiver.told) == [1, 2, 3]


def test_nobody_there_stops_nothing(docket: Docket, tmp_path: Path) -> None:
    file = kept(docket, tmp_path, "a", (), ())
    done = announce(docket, [file], Webhook("http://127.0.0.1:1/hook", SECRET, 5, (0.01,)), TODAY)
    assert done == Announced(0, 2, "127.0.0.1 cannot be reached: Connection refused.")


def test_neither_the_address_nor_the_secret_is_shown(receiver: Receiver) -> None:
    assert "secret" not in repr(hook(receiver))


def test_plain_http_to_another_machine_is_refused() -> None:
    with pytest.raises(UsageError, match="can be read on the way"):
        Webhook.at("http://hooks.example/irs", None)
    assert Webhook.at("http://hooks.example/irs", "", plain=True).secret is None


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one digital letter, a docket of its own, and no classifier, which takes seconds to open."""
    if not CP14.exists():
        pytest.skip("The fixed samples are not here.")
    from scanner.classifier import NOTHING

    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SCANNER_DATABASE_URL", raising=False)
    monkeypatch.setenv("SCANNER_WEBHOOK_SECRET", SECRET)
    monkeypatch.setattr("scanner.cli.mail.what_was_learned", lambda: NOTHING)
    folder = tmp_path / "mail"
    folder.mkdir()
    shutil.copy(CP14, folder)
    return folder


def batch(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["scanner", "batch", "--today", str(TODAY), "--jobs", "1", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_batch_tells_of_the_letters_that_it_kept(
    mail: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCANNER_WEBHOOK", receiver.url)
    assert batch(monkeypatch, str(mail)) == 0
    assert [(each["letter"], each["notice"]) for each in receiver.told] == [(1, "cp14")]
    assert receiver.told[0]["file_sha256"] == hashlib.sha256(CP14.read_bytes()).hexdigest()
    assert batch(monkeypatch, str(mail)) == 0
    assert len(receiver.told) == 1
    assert "webhook" not in capsys.readouterr().err


def test_a_batch_whose_webhook_refuses_has_read_its_letters_all_the_same(
    mail: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver.statuses = [403]
    assert batch(monkeypatch, str(mail), "--json", "--webhook", receiver.url) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["letter"] == 1
    assert "told of 0 letters, 1 wait for the next run: The webhook answered with status 403." in said.err
    assert "secret" not in said.err


def test_an_address_that_is_none_is_refused_before_anything_is_read(
    mail: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(monkeypatch, str(mail), "--webhook", "hooks.example") == 2
    assert "An address is needed" in capsys.readouterr().err
    assert not (mail.parent / "home").exists()
