"""What Schemathesis asks of the JSON API after its own description: sense and nonsense, and never is there a fault of ours.

Nothing is read here, so that every run asks the same and finds the same: the letters are there, and what is put in stays.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scanner.docket import Docket
from scanner.docket.people import sessions
from scanner.docket.pictures import Pictures
from scanner.errors import LetterError
from scanner.read import Readers
from scanner.web import api
from scanner.web.app import app_of
from scanner.web.copies import Copies
from scanner.web.desk import Desk
from scanner.web.house import House
from web.conftest import SAMPLES, opened, put_in

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

HOST = {"host": "127.0.0.1"}
EXAMPLES = 25
"""Requests of each kind to each operation; a third of them where a password is tried, which is slow on purpose."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
THERE = {"client": [1], "letter": [1, 2], "page": [1, 2], "file": [1, 2]}
"""Numbers that are there; without them hardly any request would get as far as a letter."""


CONFLICT = 409
"""Understood, and cannot be: hardly a word made up by chance is a date, or a page that can be cut off."""
ONLY_ONCE_BEGUN = {("/api/letters/{letter}/court-copy", "GET"), ("/api/letters/{letter}/court-copy.pdf", "GET")}
"""There is none to be fetched before it was asked for."""


class Still:
    """A desk at which nothing is read; what was read is understood anew when somebody puts it right."""

    trouble = None

    def __init__(self, desk: Desk, readers: Readers) -> None:
        self.understanding = partial(desk._understanding, readers)
        self.unlock = readers.unlock

    def wake(self) -> None:
        """Nobody comes."""

    def court_copy(self, *_: object) -> None:
        """Nobody makes one."""
        raise LetterError("damaged", "Nothing is read here.")


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCANNER_HOME", str(home))
        with opened(home) as open_:
            browser = open_.entered()
            for name in ("cp14", "lt11"):
                put_in(browser, SAMPLES / f"{name}-digital.pdf")
            for letter in THERE["letter"]:
                for page in browser.get(f"/api/letters/{letter}").json()["source"]["pages"]:
                    assert (
                        browser.get(f"/api/letters/{letter}/pages/{page}").status_code == 200
                    )  # drawn once, then kept
            kept = open_.house
            assert (
                browser.post("/api/clients", json={"name": "Rosa Delgado", "case_number": "26-0012"}).status_code < 300
            )
        with Readers(jobs=1) as readers:
            yield replace(kept, desk=Still(kept.desk, readers), most_upload=1_000_000)  # type: ignore[arg-type]


@pytest.fixture
def house(read_once: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house of each test's own, so that what one has joined or cut is there for the next."""
    kept = Path(str(read_once.docket.database.engine.url.database)).parent
    shutil.copytree(kept, tmp_path / "home")
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    docket = Docket.at(f"sqlite:///{tmp_path / 'home' / 'docket.sqlite3'}")
    yield replace(read_once, docket=docket, pictures=Pictures(tmp_path / "home" / "pictures"), copies=Copies())
    docket.database.close()


def operations() -> Iterator[tuple[str, str, schemathesis.GenerationMode]]:
    """Every operation that the API describes, with sense and, where it takes anything, with nonsense."""
    app = FastAPI()
    app.include_router(api.router)
    for path, described in app.openapi()["paths"].items():
        for method, told in described.items():
            yield path, method.upper(), schemathesis.GenerationMode.POSITIVE
            if told.get("parameters") or told.get("requestBody"):
                yield path, method.upper(), schemathesis.GenerationMode.NEGATIVE


@pytest.mark.parametrize(("path", "method", "mode"), list(operations()))
def test_nothing_that_is_asked_for_is_a_fault_of_ours(
    house: House, path: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", app_of(house), headers=HOST)
    operation, ends, answered = described[path][method], method == "DELETE", set()

    @settings(
        max_examples=EXAMPLES // 3 if path == "/api/session" else EXAMPLES, derandomize=True, database=None, deadline=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans(), data=st.data())
    def asked(case: Any, known: bool, data: st.DataObject) -> None:
        if known:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = data.draw(st.sampled_from(THERE.get(name, [1])), name)
        token = sessions.begin(house.docket.database, "maria") if ends else kept
        sent = {**HOST, "authorization": f"Bearer {token}"}
        answered.add(case.call_and_validate(headers=sent, checks=CHECKS).status_code)

    kept = sessions.begin(house.docket.database, "maria")
    asked()
    if (
        mode == schemathesis.GenerationMode.POSITIVE
        and path != "/api/session"
        and (path, method) not in ONLY_ONCE_BEGUN
    ):
        assert answered & {200, 201, 202, 204, CONFLICT}, "Nothing of what was asked made sense to it."
