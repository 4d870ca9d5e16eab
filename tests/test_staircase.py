"""Imports go one way. A module may import from the steps above its own, from its own package, and what is listed here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SCANNER = Path(__file__).parent.parent / "scanner"

STEPS = (
    {"source", "home"},
    {"errors", "page", "term"},
    {"layout", "values", "workdays", "wire"},
    {"evidence", "notice", "letter"},
    {"report", "answers", "urgency"},
    {"entry", "correction"},
    {"catalogue"},
    {"signs", "letterhead", "classifier"},
    {"read", "split", "identify", "extract", "schedule", "warn", "explain", "evaluate", "blackout"},
    {"scan", "render", "court"},
    {"docket"},
    {"train"},
    {"web"},
    {"cli", "paperless"},
)
"""From the top of the staircase down; modules of one step do not know each other."""

ALLOWED = {
    ("render", "explain"): "the doors show an explanation and need its type",
}
"""Imports within a step or against it, each with its reason."""

DRAWERS = {"utils", "helpers", "common", "manager", "base", "misc", "core"}
"""Names that say nothing about what is inside."""


def step_of(module: str) -> int | None:
    top = module.split(".", maxsplit=1)[0]
    return next((at for at, names in enumerate(STEPS) if top in names), None)


def imported(source: str) -> Iterator[str]:
    """Every module of scanner that the source imports, wherever in the file: lazily or for the type checker too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                yield "." * node.level + (node.module or "")
            elif node.module == "scanner":
                yield from (alias.name for alias in node.names if alias.name != "__version__")
            elif (node.module or "").startswith("scanner."):
                yield (node.module or "").removeprefix("scanner.")
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("scanner.") for alias in node.names if alias.name.startswith("scanner.")
            )


def faults(module: str, source: str) -> list[str]:
    """What is wrong with the imports of `module` (`identify.titles`), one sentence each."""
    own, found = step_of(module), []
    top = module.split(".", maxsplit=1)[0]
    if own is None:
        return [f"{module} stands on no step"]
    for other in imported(source):
        other_top, other_step = other.split(".", maxsplit=1)[0], step_of(other)
        if other_top == top or any(
            top == who and (other == what or other.startswith(f"{what}.")) for who, what in ALLOWED
        ):
            continue
        if other_step is None or other_step >= own:
            found.append(f"{module} imports {other}, which does not stand above it")
    return found


def modules() -> Iterator[tuple[str, Path]]:
    for file in sorted(SCANNER.rglob("*.py")):
        parts = file.relative_to(SCANNER).with_suffix("").parts
        if parts not in {("__init__",), ("__main__",)}:
            yield ".".join(part for part in parts if part != "__init__"), file


def test_every_module_imports_only_from_the_steps_above_it() -> None:
    assert [fault for module, file in modules() for fault in faults(module, file.read_text(encoding="utf-8"))] == []


def test_every_exception_to_the_order_is_still_needed() -> None:
    used = {
        (module.split(".", maxsplit=1)[0], other)
        for module, file in modules()
        for other in imported(file.read_text(encoding="utf-8"))
    }
    unneeded = [
        (who, what)
        for who, what in ALLOWED
        if not any(user == who and f"{other}.".startswith(f"{what}.") for user, other in used)
    ]
    assert unneeded == []


def test_no_module_is_a_drawer() -> None:
    assert [module for module, _ in modules() if module.split(".")[-1].strip("_") in DRAWERS] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("extract.dates", "from scanner.schedule import schedule"),
        ("identify", "from scanner.extract.find import finds"),
        ("page", "def lazy():\n    import scanner.layout"),
        ("notice", "if TYPE_CHECKING:\n    from scanner.report import Report"),
        ("render.text", "from scanner.cli import app"),
        ("catalogue.files", "from scanner import scan"),
        ("letter", "from .report import Report"),
        ("helpers", "import os"),
        ("split", "from scanner.identify import identify"),
    ],
)
def test_an_import_up_the_staircase_is_caught(module: str, source: str) -> None:
    assert faults(module, source) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("extract.dates", "from scanner.extract.find import finds\nfrom scanner.values import date_in\nimport re"),
        ("cli", "from scanner import __version__\ndef run():\n    from scanner.scan import Scan"),
        ("split", "from scanner.signs import signs_on\nfrom scanner.letterhead import letterhead_of"),
    ],
)
def test_an_import_down_the_staircase_is_not(module: str, source: str) -> None:
    assert faults(module, source) == []
