"""The catalogue is sound, and each of its checks stops a catalogue that is not."""

from __future__ import annotations

import shutil
import string
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import regex

import scanner.catalogue
from scanner.catalogue import Catalogue, folder, load
from scanner.catalogue.checks import STARTS
from scanner.catalogue.heading import plain, rank
from scanner.catalogue.number import numbers_in
from scanner.catalogue.vocabulary import compiled, spelled_out
from scanner.errors import CatalogueError, UsageError
from scanner.notice import Explanation
from scanner.term import Span

FACTS = Path(__file__).parent.parent.parent / "shared" / "facts" / "collection.yaml"
OTHER_FACTS = FACTS.with_name("other.yaml")
TOLD = [(key, notice.explanation) for key, notice in load().notices.items() if notice.variant_of is None] + [
    (key, station.explanation) for key, station in load().stations.items() if station.explanation
]

# It is sound


def family(id_: str) -> set[str]:
    """The notice of a file, and those that share its record and have a number of their own (CP575A)."""
    return {key for key, notice in load().notices.items() if notice.family == id_}


FILES = sorted(
    file.name.removesuffix(".toml") for file in (folder() / "notices").iterdir() if file.name.endswith(".toml")
)


def test_it_loads_and_every_file_is_named_as_its_notice() -> None:
    assert set(load().notices) == {member for id_ in FILES for member in family(id_)}
    assert set(load().examples) == set(FILES)


@pytest.mark.parametrize("id_", FILES)
def test_every_example_fits_its_notice_and_no_other(id_: str) -> None:
    for example in load().examples[id_]:
        fits = {load().by_number[number.slug].id for number in numbers_in(example) if number.slug in load().by_number}
        assert fits, example
        assert fits <= family(id_), example
    assert load().examples[id_] or load().title_examples[id_]


@pytest.mark.parametrize("id_", [id_ for id_ in FILES if load().title_examples[id_]])
def test_every_title_example_fits_its_own_notice_best(id_: str) -> None:
    for example in load().title_examples[id_]:
        found = [(rank(score, title.length), title.notices) for title, score in load().titles.near(plain(example))]
        assert found, example
        assert id_ in max(found)[1], example


@pytest.mark.parametrize("id_", sorted(load().notices))
def test_every_spelling_of_a_number_is_read_as_one(id_: str) -> None:
    """A spelling that no pattern reads is a line that looks like data and does nothing."""
    unread = [spelling for spelling in load().notices[id_].signs.numbers if not list(numbers_in(spelling))]
    assert unread == []


@pytest.mark.parametrize("name", sorted(load().fields))
def test_every_field_has_examples_or_takes_its_value_from_a_sentence(name: str) -> None:
    file = tomllib.loads((folder() / "patterns.toml").read_text(encoding="utf-8"))["fields"][name]
    assert file.get("examples") or name == "any_last_day"


def test_every_sentence_has_the_same_slots_in_both_languages() -> None:
    def slots(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    wrong = [key for key, words in load().sentences.items() if slots(words["en"]) != slots(words["es"])]
    assert wrong == []


def test_every_event_and_every_start_has_a_name_that_a_person_can_read() -> None:
    for term in load().law.values():
        key = f"event-{term.event}" if term.event else f"field-{term.start}"
        assert key in load().sentences, term.id


def test_every_notice_and_station_has_a_place_on_the_roadmap() -> None:
    stations = load().stations
    reached = {key for station in stations.values() for key in station.leads_to} | set(STARTS)
    assert set(stations) - reached == set()
    assert {notice.station for notice in load().notices.values()} <= set(stations)


def test_neighbours_name_each_other() -> None:
    """What comes before and after: the one notice's `after` is the other's `before`, where both say so at all."""
    notices = load().notices
    itself = [notice.id for notice in notices.values() if notice.id in notice.before + notice.after + notice.related]
    assert itself == []


def test_find_knows_ids_names_and_stations() -> None:
    catalogue = load()
    for notice in catalogue.notices.values():
        assert catalogue.find(notice.id) is notice, notice.id
        assert catalogue.find(notice.name) is notice, notice.name
        assert catalogue.find(notice.name.upper()) is notice, notice.name
    for station in catalogue.stations.values():
        assert catalogue.find(station.id) is station
    with pytest.raises(UsageError, match="Did you mean Letter 4388"):
        catalogue.find("Brief 4388")
    with pytest.raises(UsageError, match="scanner notices"):
        catalogue.find("my letter")


# The law

SPANS: dict[str, tuple[str | None, str | None, Span | None]] = {
    "cdp-levy-hearing": ("CDP_LEVY", "letter_date", Span(30, "calendar")),
    "equivalent-hearing-levy": ("EH_LEVY", "letter_date", Span(1, "years")),
    "cdp-lien-hearing": ("CDP_LIEN", "lien_filed", Span(30, "calendar")),
    "equivalent-hearing-lien": ("EH_LIEN", "lien_filed", Span(1, "years")),
    "cap-conference": ("CAP_CONF", "event:action-stated", None),
    "cap-notify": ("CAP_TELL2", "event:manager-conference", Span(2, "business")),
    "cap-form-9423": ("CAP_9423", "event:manager-conference", Span(3, "business")),
    "cap-no-call": ("CAP_NOCALL4", "event:conference-asked", Span(4, "business")),
    "cap-seizure": ("CAP_SEIZE10", "event:seizure", Span(10, "business")),
    "jeopardy-review": ("J_REQ30", "letter_date", Span(30, "calendar")),
    "jeopardy-suit": ("J_SUIT90", "event:review-answered", Span(90, "calendar")),
    "wrongful-levy-claim": (None, "event:levy", Span(729, "calendar")),  # the Service counts the day of the levy too
    "pay-without-more-interest": ("ND21", "letter_date", Span(21, "calendar")),
    "levy-warning": (None, "letter_date", Span(29, "calendar")),  # the Service may levy on day 30
    "installment-change-appeal": (None, "letter_date", Span(29, "calendar")),  # the Service may act on day 30
    "equivalent-hearing-lien-first": ("EH_LIEN", "event:first-lien-filed", Span(1, "years")),
    "installment-cure": (None, "letter_date", Span(29, "calendar")),  # the Service may act on day 30
    "installment-termination-appeal": ("IA_TERMAPP", "event:plan-ended", Span(30, "calendar")),
    "installment-rejection-appeal": ("IA_REJ30", "letter_date", Span(30, "calendar")),
    "frivolous-amend": ("FRIV30", "letter_date", Span(30, "calendar")),
    "tax-court-cdp": ("TC_CDP", "letter_date", Span(30, "calendar")),
    "tax-court-innocent-spouse": ("TC_INNOCENT", "letter_date", Span(90, "calendar")),
    "refund-claim": ("REFCLAIM", "event:tax-paid", Span(2, "years")),
    "pay-by-printed": (None, "letter_date", None),
    "respond-by-printed": (None, "letter_date", None),
    "hearing-by-printed": (None, "letter_date", None),
    "petition-by-printed": (None, "letter_date", None),
    "conference-printed": (None, "letter_date", None),
    "tax-court-deficiency": ("snod_petition", "letter_date", Span(90, "calendar")),
    "exam-report": ("exam_30day", "letter_date", Span(30, "calendar")),
    "exam-documents": ("exam_docs", "letter_date", Span(30, "calendar")),
    "exam-appointment": ("field_call10", "letter_date", Span(10, "calendar")),
    "underreporter-response": ("aur_response", "letter_date", Span(30, "calendar")),
    "underreporter-inquiry": ("aur_response", "letter_date", Span(30, "calendar")),
    "answer-by-stated": (None, "letter_date", None),
    "field-meeting-printed": (None, "letter_date", None),
    "math-error-abatement": ("math_error_abatement", "letter_date", Span(60, "calendar")),
    "payment-mismatch": ("math_like_admin_60", "letter_date", Span(60, "calendar")),
    "credit-worksheet": ("credit_reply30", "letter_date", Span(30, "calendar")),
    "refund-documents": ("refund_docs30", "letter_date", Span(30, "calendar")),
    "identity-check": ("id_verify", "letter_date", Span(30, "calendar")),
    "direct-deposit-details": ("dd30", "letter_date", Span(30, "calendar")),
    "missing-information": ("info12c", "letter_date", Span(20, "calendar")),
    "substitute-return": ("asfr30", "letter_date", Span(30, "calendar")),
    "refund-suit": (None, "letter_date", Span(2, "years")),
    "innocent-spouse-appeal": ("is_appeal30", "letter_date", Span(30, "calendar")),
    "tax-court-innocent-spouse-determination": ("is_petition", "letter_date", Span(90, "calendar")),
    "penalty-appeal": ("pen_appeal", "letter_date", Span(30, "calendar")),
    "tax-court-interest": ("interest_petition", "letter_date", Span(180, "calendar")),
    "frivolous-return": ("frivolous30", "letter_date", Span(30, "calendar")),
    "employer-payment-response": ("esrp_response", "letter_date", Span(90, "calendar")),
    "employer-payment-response-before-2025": (None, "letter_date", Span(30, "calendar")),
    "information-penalty": ("infopen45", "letter_date", Span(45, "calendar")),
    "b-notice": ("bnotice15", "letter_date", Span(15, "business")),
    "itin-documents": ("itin45", "letter_date", Span(45, "calendar")),
    "tax-court-worker": ("worker_petition", "letter_date", Span(90, "calendar")),
    "exempt-status-suit": ("eo_declaratory", "letter_date", Span(90, "calendar")),
    "answer-in-10-days": ("LT16_10", "letter_date", Span(10, "calendar")),
    "answer-in-7-days": ("LT24_7", "letter_date", Span(7, "calendar")),
    "social-security-levy": (None, "letter_date", Span(29, "calendar")),  # the Service may levy on day 30
    "bank-levy": ("BANK21", "letter_date", Span(21, "calendar")),
    "wage-levy-statement": ("WAGE3", "event:levy-received", Span(3, "business")),
    "third-party-contact": (None, "letter_date", Span(44, "calendar")),  # the Service may ask on day 45
    "third-party-contact-before-2019": (None, "letter_date", Span(9, "calendar")),  # it may ask on day 10
    "payment-plan-review": ("CP522_10", "letter_date", Span(10, "calendar")),
    "offer-appeal": ("OIC_REJ30", "letter_date", Span(30, "calendar")),
    "offer-return": ("RETREC30", "letter_date", Span(30, "calendar")),
    "passport-call": ("PASS30", "letter_date", Span(30, "calendar")),
    "trust-fund-protest": ("TFRP60", "letter_date", Span(60, "calendar")),
    "trust-fund-talk": ("TFRP10", "letter_date", Span(10, "calendar")),
}
"""Each term: its key in the collected facts, what it is counted from, and how long it is."""


def test_the_table_of_spans_is_complete() -> None:
    assert set(SPANS) == set(load().law)


@pytest.mark.parametrize("key", sorted(SPANS))
def test_a_term_has_the_days_and_the_start_that_the_law_says(key: str) -> None:
    term = load().law[key]
    _, start, span = SPANS[key]
    assert (term.start, term.span) == (start, span)


def test_what_the_law_adds_to_a_span() -> None:
    law = load().law
    assert (law["cdp-lien-hearing"].lead, law["equivalent-hearing-lien"].lead) == (
        Span(5, "business"),
        Span(5, "business"),
    )
    assert {key for key, term in law.items() if term.lead} == {
        "cdp-lien-hearing",
        "equivalent-hearing-lien",
        "equivalent-hearing-lien-first",
    }
    bill = law["pay-without-more-interest"]
    assert (bill.large, bill.large_from) == (Span(10, "business"), Decimal(100_000))


def test_a_term_that_ends_a_right_rolls_and_one_of_business_days_does_not() -> None:
    """IRC 7503 moves what the law gives a taxpayer time to do. It moves no time that the Service itself must wait
    (IRC 6159(b)(5)), and the steps of the Collection Appeals Program are no law.
    """
    not_moved = {"installment-cure", "installment-change-appeal", "wrongful-levy-claim"}
    for term in load().law.values():
        if term.right and term.span:
            assert term.rolls is (term.id not in not_moved), term.id
        if term.span and term.span.unit == "business":
            assert not term.rolls, term.id
        if term.id.startswith("cap-"):
            assert not term.right, term.id


def test_no_printed_day_can_stretch_a_right_that_is_counted_from_the_letter() -> None:
    for term in load().law.values():
        if term.right and term.span and term.start == "letter_date":
            assert term.printed in {"earlier", "ignored", "protects"}, term.id


def test_only_some_terms_are_longer_abroad() -> None:
    """150 days are for notices of deficiency only; no other court waits longer for people abroad."""
    longer = {key: term.abroad for key, term in load().law.items() if term.abroad}
    assert longer == {
        "tax-court-deficiency": Span(150, "calendar"),
        "underreporter-response": Span(60, "calendar"),
        "trust-fund-protest": Span(75, "calendar"),
    }


def test_terms_that_took_turns_meet_without_a_gap() -> None:
    law = load().law
    for old, new in (
        ("employer-payment-response-before-2025", "employer-payment-response"),
        ("third-party-contact-before-2019", "third-party-contact"),
    ):
        ends, begins = law[old].effective_to, law[new].effective_from
        assert ends is not None
        assert begins is not None
        assert (begins - ends).days == 1


def test_only_a_printed_day_of_a_deficiency_protects() -> None:
    """IRC 6213(a), last sentence; no other law has such a one."""
    assert {key for key, term in load().law.items() if term.printed == "protects"} == {"tax-court-deficiency"}


def test_every_right_under_a_statute_was_read_by_a_second_person() -> None:
    for term in load().law.values():
        statute = any(each.startswith("IRC") for each in term.authority)
        assert not (term.right and term.checked and term.span and statute) or term.second_reading, term.id


def test_a_term_names_its_authority_and_a_source() -> None:
    for term in load().law.values():
        assert term.authority, term.id
        assert term.sources or term.span is None or not term.checked, term.id


def facts() -> dict[str, set[tuple[str, str]]]:
    """Of every deadline in the collected facts, by key: its length as ISO 8601 writes it, and its unit."""
    found: dict[str, set[tuple[str, str]]] = {}
    entry = regex.compile(r"(?m)^  - key: (?P<key>[A-Z_0-9]+)\n(?P<rest>(?:^    .*\n)+)")
    for each in entry.finditer(FACTS.read_text(encoding="utf-8")):
        told = dict(
            line.strip().split(": ", 1)
            for line in each["rest"].splitlines()
            if regex.match(r"^    (duration_iso|unit): ", line)
        )
        if "duration_iso" in told:
            found.setdefault(each["key"], set()).add((told["duration_iso"], told.get("unit", "")))
    rule = regex.compile(r"(?m)^  (?P<key>\w+):\n(?P<rest>(?:    .*\n)+)")
    text = OTHER_FACTS.read_text(encoding="utf-8")
    rules = text[text.index("\ndeadline_rules:") : text.index("\nletters:")]
    for each in rule.finditer(rules):
        days = regex.search(r"(?m)^    days: (\d+)$", each["rest"])
        if days:
            business = "business" if regex.search(r"(?m)^    day_count: business", each["rest"]) else "calendar"
            found.setdefault(each["key"], set()).add((f"P{days[1]}D", business))
    return found


@pytest.mark.skipif(not FACTS.exists(), reason="The collected facts are not here to compare with.")
@pytest.mark.parametrize("key", sorted(key for key, (fact, _, span) in SPANS.items() if fact and span))
def test_a_term_agrees_with_the_collected_facts(key: str) -> None:
    fact, _, span = SPANS[key]
    assert fact is not None
    assert span is not None
    if fact == "REFCLAIM":  # three years from filing or two from payment: only the shorter is computed
        return
    letter = {"calendar": "D", "business": "D", "months": "M", "years": "Y"}[span.unit]
    assert {iso for iso, _ in facts()[fact]} == {f"P{span.length}{letter}"}
    if span.unit in {"calendar", "business"}:
        assert {unit for _, unit in facts()[fact]} == {span.unit}


# Both languages say the same


def pieces(words: Explanation) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "what", (words.what,)
    yield "why", (words.why,)
    yield "if_nothing", (words.if_nothing,)
    for name in ("next_steps", "rights", "gives_up", "bring"):
        yield name, getattr(words, name)


def figures(text: str) -> Counter[str]:
    return Counter(found.rstrip(".,") for found in regex.findall(r"\d[\d,.]*", text))


@pytest.mark.parametrize(("id_", "told"), TOLD, ids=[key for key, _ in TOLD])
def test_both_languages_have_the_same_pieces_with_the_same_figures(id_: str, told: dict[str, Explanation]) -> None:
    for (name, english), (_, spanish) in zip(pieces(told["en"]), pieces(told["es"]), strict=True):
        assert len(english) == len(spanish), name
        for one, other in zip(english, spanish, strict=True):
            assert bool(one) == bool(other), name
            assert figures(one) == figures(other), (name, one, other)


@pytest.mark.parametrize("key", sorted(SPANS))
def test_both_languages_of_a_term_have_the_same_figures(key: str) -> None:
    term = load().law[key]
    for told in (term.action, term.if_missed, term.note):
        assert figures(told["en"]) == figures(told["es"])


@pytest.mark.parametrize(("id_", "told"), TOLD, ids=[key for key, _ in TOLD])
def test_no_explanation_says_which_choice_to_take(id_: str, told: dict[str, Explanation]) -> None:
    """Choices and rights, never advice."""
    advice = {
        "en": r"(?i)\b(?:you should|we recommend|we advise|your best option|it is best to)\b",
        "es": r"(?i)\b(?:usted debería|le recomendamos|le aconsejamos|lo mejor es)\b",
    }
    for language, pattern in advice.items():
        for name, texts in pieces(told[language]):
            assert not [text for text in texts if regex.search(pattern, text)], name


# They can be read


def prose(words: Explanation) -> str:
    sentences = (words.what, words.why, *words.next_steps, words.if_nothing, *words.rights, *words.gives_up)
    return " ".join(each if each[-1] in ".!?" else f"{each}." for each in sentences if each)


def measured(text: str, language: str) -> float:
    """Flesch and Kincaid's school year in English, Fernández Huerta's ease (0 to 100) in Spanish."""
    import textstat

    textstat.set_lang("en_US" if language == "en" else "es")
    return float(textstat.flesch_kincaid_grade(text) if language == "en" else textstat.fernandez_huerta(text))


def test_the_measure_of_reading_ease_tells_easy_from_hard() -> None:
    hard = "Notwithstanding the aforementioned administrative determination, jurisdictional prerequisites constitute considerations."
    assert measured("This is a bill. It says that you owe tax. You can pay it by mail.", "en") < 3
    assert measured(hard, "en") > 18


@pytest.mark.parametrize(("id_", "told"), TOLD, ids=[key for key, _ in TOLD])
def test_english_is_no_harder_than_the_eighth_grade(id_: str, told: dict[str, Explanation]) -> None:
    assert measured(prose(told["en"]), "en") <= 8


@pytest.mark.parametrize(("id_", "told"), TOLD, ids=[key for key, _ in TOLD])
def test_spanish_is_at_least_fairly_easy(id_: str, told: dict[str, Explanation]) -> None:
    assert measured(prose(told["es"]), "es") >= 60


# Every check, with something broken

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


# The vocabulary


def test_words_within_words_are_spelled_out() -> None:
    assert spelled_out("$a$b", {"a": "1$b", "b": "2"}, "here") == "(?:1(?:2))(?:2)"


def test_a_space_of_a_pattern_is_any_white_space() -> None:
    pattern = compiled("amount due", {}, "here")
    assert pattern.search("the Amount\n due")
    assert not pattern.search("amountdue")
    assert compiled("Rev. ?5", {}, "here").search("Rev.5")


def test_a_word_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(CatalogueError, match=r"here: there is no word \$day in patterns.toml. Known words: \$date"):
        spelled_out("$day", {"date": "x"}, "here")
