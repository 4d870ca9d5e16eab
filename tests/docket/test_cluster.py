"""Work on a real cluster: whoever of it is killed, every letter is stored once, or is still to be read."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from scanner.catalogue import load
from scanner.docket import Docket, tables
from scanner.docket.cluster import ClusterReaders, readers
from scanner.docket.cluster.there import done_there
from scanner.docket.cluster.trust import secured
from scanner.docket.docket import whoever
from scanner.docket.enrol import enrol
from scanner.docket.proof import proved
from scanner.docket.work import Driver
from scanner.errors import DocketError, LetterError, UsageError
from scanner.explain import explain_report
from scanner.read import Opened, Readers
from scanner.read.errand import Errand
from scanner.render.contract import report_json
from scanner.scan import Reader, Scan

from .cluster import ROOT, Crew

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

LETTERS = sorted((ROOT / "samples" / "letters").glob("*-digital.pdf"))[:16]
TODAY = date(2026, 11, 22)


@pytest.fixture
def docket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Docket:
    """A docket with letters to read, and one file that cannot be read by anybody."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    made = Docket.at()
    for path in (*LETTERS, broken):
        enrol(made, path, whoever())
    return made


def driver(docket: Docket, reader: Reader, window: int | Callable[[], int], told: Callable[[], None]) -> Driver:
    catalogue = load()
    scan = Scan(catalogue, reader, TODAY)
    return Driver(
        docket,
        reader,
        scan,
        lambda report: report_json(report, explain_report(report, catalogue, "en"), TODAY),
        window=window,
        told=told,
    )


def counted(docket: Docket, *states: str) -> int:
    with docket.database.reading() as connection:
        query = select(func.count()).select_from(tables.ledger).where(tables.ledger.c.state.in_(states))
        return connection.scalar(query) or 0


def at(crew: Crew) -> ClusterReaders:
    return ClusterReaders(crew.url, secured(crew.url))


def peopled(cluster: ClusterReaders, threads: int) -> ClusterReaders:
    """The same, once so many threads of it are there."""
    for _ in range(300):
        cluster._looked = 0.0
        if cluster.window() == readers.DEEP * threads and cluster._threads == threads:
            return cluster
        time.sleep(0.1)
    pytest.fail("the workers did not come")


def test_a_worker_is_killed_in_the_midst_and_every_letter_is_stored_once(docket: Docket) -> None:
    with Crew().work(2) as crew, at(crew) as cluster:
        peopled(cluster, 2)

        def kill() -> None:
            """Held fast first, so that it is lost with work in its hands."""
            if counted(docket, "done") >= 6 and not doomed:
                crew.workers[0].send_signal(signal.SIGSTOP)
                doomed.append(threading.Timer(1.0, crew.workers[0].kill))
                doomed[0].start()

        doomed: list[threading.Timer] = []
        driver(docket, cluster, cluster.window, kill).run()
        assert crew.workers[0].wait(5) == -9
        assert crew.workers[1].poll() is None
    with docket.database.reading() as connection:
        proof = proved(connection)
        faults = connection.scalar(select(func.max(tables.ledger.c.faults)))
    assert (proof.letters, proof.unfinished, proof.unopened, proof.astray) == (len(LETTERS), 0, 1, ())
    assert faults == 0
    assert counted(docket, "waiting", "leased") == 0


def test_the_scheduler_is_killed_in_the_midst_and_the_next_run_goes_on(docket: Docket) -> None:
    with Crew().work() as crew, at(crew) as cluster:
        peopled(cluster, 1)

        def kill() -> None:
            if counted(docket, "done") >= 6:
                crew.scheduler.kill()

        with pytest.raises(DocketError, match=r"is gone\. Nothing was lost"):
            driver(docket, cluster, cluster.window, kill).run()
    assert counted(docket, "leased") == 0
    assert counted(docket, "waiting") > 0
    with Readers(1) as here:
        driver(docket, here, 4, lambda: None).run()
    with docket.database.reading() as connection:
        proof = proved(connection)
    assert (proof.letters, proof.unfinished, proof.astray) == (len(LETTERS), 0, ())


def test_a_cluster_reads_what_readers_here_read(docket: Docket, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "folder").mkdir()
    with Crew().work() as crew, at(crew) as cluster, Readers(1) as here:
        assert [cluster.open(path).result(60) for path in LETTERS] == [here.open(path).result(60) for path in LETTERS]
        for bad in ("broken.pdf", "empty.pdf", "folder", "not-there.pdf"):
            with pytest.raises(LetterError) as there:
                cluster.open(tmp_path / bad).result(60)
            with pytest.raises(LetterError) as local:
                here.open(tmp_path / bad).result(60)
            assert there.value.args == local.value.args


def test_the_bytes_of_a_file_are_sent_once(docket: Docket, monkeypatch: pytest.MonkeyPatch) -> None:
    with Crew().work() as crew, at(crew) as cluster:
        scatter, sent = cluster._client.scatter, []
        monkeypatch.setattr(cluster._client, "scatter", lambda *a, **k: (sent.append(a), scatter(*a, **k))[1])
        asked = [cluster.open(LETTERS[0]), *(cluster.read(LETTERS[0], 1, "bands") for _ in range(2))]
        for future in asked:
            future.result(60)
        assert len(sent) == 1


def test_without_a_worker_for_too_long_the_run_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 1.0)
    monkeypatch.setattr(readers, "GLANCE", 0.0)
    with Crew() as crew, at(crew) as cluster:
        assert cluster.window() == readers.DEEP
        time.sleep(0.6)
        assert cluster.window() == readers.DEEP
        time.sleep(0.6)
        with pytest.raises(DocketError, match="has no worker"):
            cluster.window()


def test_where_no_cluster_is_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "CONNECT", 0.5)
    with pytest.raises(DocketError, match="cannot be reached"), at(Crew()):
        pass


def test_leaving_cancels_what_is_still_waited_for() -> None:
    with Crew() as crew, at(crew) as cluster:
        waiting = cluster.open(LETTERS[0])
    assert waiting.cancelled()


def test_what_workers_are_lost_over_again_and_again_is_a_fault_of_the_page_and_no_verdict_on_the_file() -> None:
    cluster = ClusterReaders("tcp://127.0.0.1:1", secured("tcp://127.0.0.1:1"))
    cluster._client = SimpleNamespace(status="running")
    lost: Future[Opened] = Future()
    lost.cancel()
    errand = Errand(done_there, (LETTERS[0], None, "whole"), 0, tries=readers.TRIES)
    cluster._ended(errand, lost)
    with pytest.raises(LetterError) as caught:
        errand.waiting.result(0)
    assert caught.value.fault == "too-large"


def test_a_worker_of_another_version_does_not_read() -> None:
    answer = done_there(b"", None, "whole", "0.0.1/pages-0")
    assert isinstance(answer, DocketError)
    assert "same one on every machine" in str(answer)


def certify(folder: Path, *names: str) -> None:
    """Certificates as GROWING.md has them made."""
    growing = (ROOT / "scanner" / "docket" / "GROWING.md").read_text(encoding="utf-8")
    commands = [line for line in growing.splitlines() if line.startswith(("openssl req", "openssl x509"))]
    assert len(commands) == 3
    folder.mkdir()
    for command in (commands[0], *(one.replace("NAME", name) for name in names for one in commands[1:])):
        subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True)
    for name in names:
        own = folder / name
        own.mkdir()
        for given, kept in (("ca.pem", "ca.pem"), (f"{name}.pem", "cert.pem"), (f"{name}.key", "key.pem")):
            shutil.copy(folder / given, own / kept)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_with_certificates_a_stranger_is_not_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "CONNECT", 5.0)
    certify(tmp_path / "ours", "desk")
    certify(tmp_path / "theirs", "stranger")
    own, strange = tmp_path / "ours" / "desk", tmp_path / "theirs" / "stranger"
    with Crew("tls", "--tls", str(own)).work() as crew:
        with ClusterReaders(crew.url, secured(crew.url, own)) as cluster:
            assert cluster.open(LETTERS[0]).result(60).pages
        with (
            pytest.raises(DocketError, match="certificates"),
            ClusterReaders(crew.url, secured(crew.url, strange)),
        ):
            pass


@pytest.mark.parametrize(
    "url", ["tcp://10.0.0.5:8786", "tcp://example.org:8786", "http://127.0.0.1:1", "127.0.0.1:8786", "tls://h"]
)
def test_an_address_that_is_not_safe_or_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        secured(url)


def test_a_tunnel_must_be_named_as_such() -> None:
    assert not secured("tcp://10.0.0.5:8786", in_the_clear=True).require_encryption


def test_certificates_must_be_there_and_be_used(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name their folder with --tls"):
        secured("tls://10.0.0.5:8786")
    with pytest.raises(UsageError, match=r"ca\.pem and cert\.pem and key\.pem must lie there"):
        secured("tls://10.0.0.5:8786", tmp_path)
    with pytest.raises(UsageError, match="begins with tls"):
        secured("tcp://127.0.0.1:8786", tmp_path)
    for name in ("ca.pem", "cert.pem", "key.pem"):
        (tmp_path / name).touch()
    assert secured("tls://10.0.0.5:8786", tmp_path).require_encryption
