"""What cannot be done is said in the reader's language, and by the same words for everybody."""

from __future__ import annotations

import ast
import pickle
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scanner.correction import value_of
from scanner.errors import DocketError, UsageError
from scanner.render.refusal import refused
from scanner.render.words import pairs, words

SCANNER = Path(__file__).parents[2] / "scanner"
SEEN_ON_PAGES = (
    "correction.py", "docket/again.py", "docket/arrangement.py", "docket/correct.py", "docket/docket.py", "docket/filed.py",
    "docket/recut.py", "docket/unlock.py", "read/unlocked.py", "web/cuts.py",
)  # fmt: skip
"""Where errors are raised that somebody at the web page can meet."""


def raised(source: str) -> Iterator[tuple[str, set[str], int]]:
    """Every refusal of a module: its word, the names of its values, its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("UsageError", "DocketError"):
            given = {each.arg or "": each.value for each in node.keywords}
            word = given.pop("word", None)
            yield str(word.value) if isinstance(word, ast.Constant) else "", set(given), node.lineno


def faults(source: str) -> list[tuple[str, int]]:
    """The refusals that have no sentence, or whose sentence has other places than they have values."""
    found = []
    for word, values, line in raised(source):
        told = pairs().get(f"refused.{word}", {}).get("en", "")
        if {name for _, name, _, _ in string.Formatter().parse(told) if name} != values or not told:
            found.append((word, line))
    return found


@pytest.mark.parametrize("module", SEEN_ON_PAGES)
def test_every_refusal_that_a_page_can_show_has_its_sentence(module: str) -> None:
    assert faults((SCANNER / module).read_text("utf-8")) == []


def test_a_refusal_without_its_sentence_is_caught() -> None:
    assert faults('raise UsageError("No.")') == [("", 1)]
    assert faults('raise UsageError("No.", word="unheard_of")') == [("unheard_of", 1)]
    assert faults('raise UsageError("No.", word="no_letter", number=3)') == [("no_letter", 1)]
    assert faults('raise UsageError("No.", word="no_letter", letter=3)') == []


def test_every_sentence_is_used() -> None:
    used = {word for module in SEEN_ON_PAGES for word, _, _ in raised((SCANNER / module).read_text("utf-8"))}
    assert {key.removeprefix("refused.") for key in pairs() if key.startswith("refused.")} == used


def test_the_field_is_called_as_the_page_calls_it() -> None:
    with pytest.raises(UsageError) as error:
        value_of("letter_date", "soon", date(2024, 11, 4))
    assert refused(error.value, words("en")).startswith("Date of the letter is a day of the calendar")
    assert refused(error.value, words("es")).startswith("Fecha de la carta: es un día del calendario")
    assert str(error.value).startswith("letter_date is a day")  # at the terminal, by the name that it is typed with


def test_what_has_no_sentence_of_its_own_is_still_spanish_on_a_spanish_page() -> None:
    for error in (UsageError("Only in English."), DocketError("Only in English.")):
        assert refused(error, words("en")) == "Only in English."
        assert "English" not in refused(error, words("es"))


def test_an_error_that_comes_from_a_child_still_knows_its_sentence() -> None:
    error = pickle.loads(pickle.dumps(UsageError("No.", word="no_letter", letter=3)))
    assert (str(error), refused(error, words("es"))) == ("No.", "No hay ninguna carta 3 en el registro.")
