"""What a person is told: the same in both languages, easy to read, and never advice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import regex

from scanner.catalogue import load
from scanner.notice import Explanation

TOLD = [(key, notice.explanation) for key, notice in load().notices.items() if notice.variant_of is None] + [
    (key, station.explanation) for key, station in load().stations.items() if station.explanation
]


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


@pytest.mark.parametrize("key", sorted(load().law))
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
