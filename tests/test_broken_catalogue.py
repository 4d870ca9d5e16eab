"""Every check of the catalogue stops one that is broken, and names the file, the place and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import scanner.catalogue
from scanner.catalogue import Catalogue, folder, load
from scanner.errors import CatalogueError

Break = Callable[[Path], None]


def replaced(file: str, old: str, new: str) -> Break:
    def broken(here: Path) -> None:
        text = (here / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} to break"
        (here / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return broken


def appended(file: str, text: str) -> Break:
    def broken(here: Path) -> None:
        with (here / file).open("a", encoding="utf-8") as open_file:
            open_file.write(text)

    return broken


def copied(file: str, name: str) -> Break:
    return lambda here: (here / name).write_bytes((here / file).read_bytes())  # type: ignore[func-returns-value]


def cut(file: str, start: str, end: str | None) -> Break:
    def broken(here: Path) -> None:
        text = (here / file).read_text(encoding="utf-8")
        at = text.index(start)
        (here / file).write_text(text[:at] + (text[text.index(end) :] if end else ""), encoding="utf-8")

    return broken


CP14, LAW, PATTERNS, STATIONS, SENDERS, CAUTIONS, MOVED = (
    "notices/cp14.toml",
    "law.toml",
    "patterns.toml",
    "stations.toml",
    "senders.toml",
    "cautions.toml",
    "postponements.toml",
)
POSTPONED = """
[[postponements]]
id = "storm"
what = {{ en = "Storm", es = "Tormenta" }}
where = {{ en = "here", es = "aquí" }}
terms = [{term}]
begins = 2031-01-01
until = {until}
authority = ["IRC 7508A"]
source = {{ url = "https://www.irs.gov/newsroom", checked = 2031-01-01 }}
"""

FAULTS: dict[str, tuple[Break, str]] = {
    "a file that is no TOML": (replaced(CP14, 'id = "cp14"', 'id = "cp14'), "cp14.toml: cannot be read as TOML"),
    "a key that does not exist": (replaced(CP14, "[signs]", "[signs]\nnumber = []"), "cp14.toml: signs.number"),
    "a key that is missing": (
        replaced(CP14, 'title = "Notice of Tax Due and Demand for Payment"\n', ""),
        "cp14.toml: title",
    ),
    "a word where a list belongs": (
        replaced(CP14, 'audience = ["individual"]', 'audience = "individual"'),
        "cp14.toml: audience",
    ),
    "an urgency that does not exist": (
        replaced(CP14, 'urgency = "medium"', 'urgency = "urgent"'),
        "cp14.toml: urgency",
    ),
    "only one language": (replaced(CP14, "[explanation.es]", "[explanation.fr]"), "cp14.toml: explanation"),
    "a date that is none": (replaced(CP14, "checked = 2026-11-22", 'checked = "soon"'), "cp14.toml: sources.0.checked"),
    "days as a word": (
        replaced(LAW, 'length = 30, unit = "calendar"', 'length = "thirty", unit = "calendar"'),
        "law.toml: cdp-levy-hearing.span.length",
    ),
    "days in quotes": (
        replaced(LAW, 'length = 30, unit = "calendar"', 'length = "30", unit = "calendar"'),
        "law.toml: cdp-levy-hearing.span.length",
    ),
    "a unit that does not exist": (
        replaced(LAW, 'unit = "calendar"', 'unit = "working"'),
        "law.toml: cdp-levy-hearing.span.unit",
    ),
    "no days at all": (
        replaced(LAW, 'length = 30, unit = "calendar"', 'length = 0, unit = "calendar"'),
        "law.toml: cdp-levy-hearing.span.length",
    ),
    "a policy that does not exist": (
        replaced(LAW, 'printed = "earlier"', 'printed = "later"'),
        "law.toml: cdp-levy-hearing.printed",
    ),
    "a start that is no field": (
        replaced(LAW, 'start = "letter_date"', 'start = "letter_day"'),
        "law.toml: cdp-levy-hearing.start: 'letter_day' does not exist",
    ),
    "a printed field that is none": (
        replaced(LAW, 'printed_field = ["hearing_by"]', 'printed_field = ["heard_by"]'),
        "'heard_by' does not exist",
    ),
    "an event that nobody has named": (
        replaced(LAW, 'start = "event:levy"', 'start = "event:levied"'),
        "law.toml: wrongful-levy-claim",
    ),
    "a term that does not exist": (
        replaced(CP14, '"pay-without-more-interest"', '"pay-at-once"'),
        "cp14.toml: deadlines: 'pay-at-once' does not exist in law.toml",
    ),
    "a station that does not exist": (
        replaced(CP14, 'station = "balance-due"', 'station = "limbo"'),
        "cp14.toml: station: 'limbo' does not exist in stations.toml",
    ),
    "a form that does not exist": (replaced(CP14, '"form-9465"', '"form-1"'), "'form-1' does not exist in forms.toml"),
    "a field that does not exist": (
        replaced(CP14, '"pay_by"', '"pay_before"'),
        "'pay_before' does not exist in patterns.toml",
    ),
    "a printed day that no field holds": (
        replaced("notices/cp59.toml", ', "respond_by"]', "]"),
        "cp59.toml: fields: only the paper can say the day of 'respond-by-printed'",
    ),
    "a neighbour that does not exist": (
        replaced(CP14, 'related = ["cp501"', 'related = ["cp502z"'),
        "'cp502z' does not exist in notices/",
    ),
    "a station that leads nowhere": (
        replaced(STATIONS, 'leads_to = ["processing", "unfiled-return"]', 'leads_to = ["heaven"]'),
        "stations.toml: filing.leads_to: 'heaven' does not exist",
    ),
    "a station that nothing reaches": (
        appended(
            STATIONS,
            '\n[limbo]\nname = "Limbo"\nname_es = "Limbo"\nabout = "x"\nabout_es = "x"\nline = "court"\n',
        ),
        "limbo: no station leads here",
    ),
    "a station's notice that does not exist": (
        replaced(STATIONS, '"letter-4390"', '"letter-4392"'),
        "'letter-4392' does not exist in notices/",
    ),
    "a number that two notices have": (
        replaced(CP14, '"CP 14", "Notice CP14"', '"CP 501", "Notice CP14"'),
        "is already the number of",
    ),
    "a file copied and left as it was": (copied(CP14, "notices/cp15.toml"), "cp1"),
    "a file not named as its notice": (replaced(CP14, 'id = "cp14"', 'id = "cp-14"'), "cp"),
    "an example of another notice": (
        replaced(CP14, 'examples = ["Notice CP14"', 'examples = ["Notice CP501"'),
        "'Notice CP501' fits cp501; it must fit cp14 alone",
    ),
    "an example of a neighbour with a suffix": (
        replaced("notices/cp90.toml", 'examples = ["', 'examples = ["CP90C", "'),
        "it must fit cp90 alone",
    ),
    "an example of two notices": (
        replaced(CP14, 'examples = ["Notice CP14"', 'examples = ["CP14 or CP501"'),
        "it must fit cp14 alone",
    ),
    "an example that fits nothing": (
        replaced(CP14, 'examples = ["Notice CP14"', 'examples = ["Notice"'),
        "fits no notice at all",
    ),
    "no example": (
        replaced(CP14, 'examples = ["Notice CP14", "CP 14", "CP-14", "CP14 (SP)"]', "examples = []"),
        "cp14.toml",
    ),
    "a title example that its titles do not fit": (
        replaced(
            CP14,
            'title_examples = ["You have a balance due for 2017"',
            'title_examples = ["You have won a prize in the lottery"',
        ),
        "cp14.toml: signs.title_examples",
    ),
    "a spelling that is no number": (
        replaced(CP14, 'numbers = ["CP14"', 'numbers = ["The bill", "CP14"'),
        "cp14.toml: signs.numbers",
    ),
    "a word that the vocabulary lacks": (
        replaced(PATTERNS, "value = '$date'", "value = '$day'"),
        "patterns.toml: fields.letter_date.value: there is no word $day",
    ),
    "an expression that is none": (replaced(PATTERNS, "'Date mailed',", "'Date (mailed',"), "not a valid expression"),
    "words that go in a circle": (replaced(PATTERNS, "year = '(?:19|20)", "year = '$year(?:19|20)"), "in a circle"),
    "a phrase that holds no value": (
        replaced(PATTERNS, "phrases = ['(?P<value>$date) LTR", "phrases = ['(?P<val>$date) LTR"),
        "patterns.toml: fields.letter_date.phrases",
    ),
    "an example of a field that does not come out": (
        replaced(PATTERNS, "'Letter Date 05/14/2021' = '2021-05-14'", "'Letter Date 05/14/2021' = '2021-05-15'"),
        "patterns.toml",
    ),
    "a letterhead that its example does not fit": (
        replaced(SENDERS, 'examples = ["Bureau of the Fiscal Service"', 'examples = ["Bureau of Nothing"'),
        "no pattern of fiscal-service fits 'Bureau of Nothing'",
    ),
    "a full record without a part": (
        replaced(CP14, 'if_nothing = "Interest', 'if_nothing = ""\n# "Interest'),
        "a full record has why, next_steps, if_nothing, rights and bring",
    ),
    "no explanation at all": (
        cut(CP14, "[explanation.en]", "[[sources]]"),
        "a full or light record has an explanation in both languages",
    ),
    "no source": (cut(CP14, "[[sources]]", None), "at least one source"),
    "a source that is no address": (
        replaced(CP14, 'url = "https://www.taxconnections', 'url = "taxconnections'),
        "cp14.toml: sources.0.url",
    ),
    "a group of facts that does not exist": (
        replaced(CP14, 'unchecked = ["issued_by"]', 'unchecked = ["postage"]'),
        "cp14.toml: unchecked: 'postage' does not exist",
    ),
    "a heading that fits another notice as well": (
        replaced(
            "notices/letter-4388.toml",
            'title_examples = ["Withdrawal Solicitation"',
            'title_examples = ["Notice of Tax Due and Demand for Payment", "Withdrawal Solicitation"',
        ),
        "letter-4388.toml: signs.title_examples",
    ),
    "a heading of two notices": (
        replaced("notices/letter-4388.toml", 'titles = ["', 'titles = ["Notice of Tax Due and Demand for Payment", "'),
        "fits the title 'notice of tax due and demand for payment' of letter-4388 as well",
    ),
    "neither a number nor a heading": (
        replaced(
            CP14, 'numbers = ["CP14", "CP 14", "Notice CP14", "CP14 (SP)"]\ntitles = [', "titles = []\ntitles_es = [] #"
        ),
        "cp14.toml",
    ),
    "a variant that has a file of its own": (
        replaced(CP14, 'kind = "cp"\n', 'kind = "cp"\nvariants = ["CP501"]\n'),
        "the id 'cp501' is given twice",
    ),
    "a statute that only one person has read": (
        replaced(LAW, "second_reading = ", "# second_reading = "),
        "needs a second person's reading",
    ),
    "a postponement that ends before it begins": (
        appended(MOVED, POSTPONED.format(until="2030-01-01", term="")),
        "until",
    ),
    "a postponement of a term that does not exist": (
        appended(MOVED, POSTPONED.format(until="2032-01-01", term='"never"')),
        "'never' does not exist in law.toml",
    ),
    "a warning sign that its example does not show": (
        replaced(CAUTIONS, 'examples = ["Pay with', 'examples = ["A quiet line", "Pay with'),
        "no pattern of gift-cards fits 'A quiet line'",
    ),
    "a warning sign that an honest line shows": (
        replaced(CAUTIONS, 'counterexamples = ["We never', 'counterexamples = ["gift cards", "We never'),
        "'gift cards' must not fit, and does",
    ),
    "a sender that does not exist": (
        replaced(SENDERS, 'sender = "state"', 'sender = "county"'),
        "senders.toml: states.sender",
    ),
}


def loaded_from(here: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setattr(scanner.catalogue, "folder", lambda: here)
    monkeypatch.setattr(scanner.catalogue, "kept", lambda _: None)
    monkeypatch.setattr(scanner.catalogue, "keep", lambda *_: None)
    return load.__wrapped__()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    data = tmp_path / "catalogue"
    shutil.copytree(str(folder()), data, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return data


def test_an_unbroken_copy_loads(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded_from(here, monkeypatch).notices == load().notices


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_stops_the_load_and_says_where(fault: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, said = FAULTS[fault]
    broken(here)
    with pytest.raises(CatalogueError) as caught:
        loaded_from(here, monkeypatch)
    assert said in str(caught.value)


def test_a_missing_file_is_a_fault_of_the_catalogue(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "law.toml").unlink()
    with pytest.raises(CatalogueError, match=r"law\.toml"):
        loaded_from(here, monkeypatch)
