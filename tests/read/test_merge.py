from hypothesis import given
from hypothesis import strategies as st

from scanner.page import Box, Word
from scanner.read.merge import merged


def at(text: str, left: float, confidence: float, width: float = 30) -> Word:
    return Word(text, Box(left, 10, left + width, 20), confidence)


def test_the_surer_reading_of_the_same_ink_stays_in_its_place() -> None:
    first = (at("Letter", 0, 0.9), at("43B8", 40, 0.4), at("(Rev.", 80, 0.9))
    second = (at("4388", 41, 0.9),)
    assert [word.text for word in merged(first, second)] == ["Letter", "4388", "(Rev."]


def test_a_tie_keeps_the_first_reading() -> None:
    assert merged((at("a", 0, 0.9),), (at("b", 0, 0.91),))[0].text == "a"


def test_words_that_only_the_second_saw_are_added() -> None:
    assert [word.text for word in merged((at("a", 0, 0.9),), (at("b", 100, 0.5),))] == ["a", "b"]


def test_a_word_split_in_two_is_judged_as_one_place() -> None:
    whole, parts = (at("CP14", 0, 0.95, 40),), (at("CP", 0, 0.6, 18), at("14", 21, 0.6, 18))
    assert merged(whole, parts) == whole
    assert merged(parts, whole) == whole


BOXES = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    *(st.integers(0, 60), st.integers(0, 20), st.integers(5, 40), st.integers(5, 12)),
)
WORDS = st.lists(st.builds(Word, st.text("abc123", min_size=1, max_size=5), BOXES, st.floats(0, 1)), max_size=6)


@given(WORDS, WORDS)
def test_nothing_is_invented_and_no_place_is_lost(first: list[Word], second: list[Word]) -> None:
    result = merged(tuple(first), tuple(second))
    assert set(result) <= {*first, *second}
    assert bool(result) == bool(first or second)
