"""The vocabulary of patterns: `$date`, `$money`, `$period`, written once in `patterns.toml` and used by name.

Substitution is strict: a word that does not exist stops the load, because a pattern with a slip in it compiles, loads
and then never matches. Phrases, which are searched for in a whole page, run under a time limit, so that no letter, however
odd its text, can make the reader hang; the letter then counts as not understood.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from scanner.errors import CatalogueError

__all__ = ["TIME_LIMIT", "Pattern", "compiled", "spelled_out"]

Pattern = regex.Pattern[str]

TIME_LIMIT = 2.0
"""Seconds that one pattern may take on one page."""

WORD = regex.compile(r"\$(\w+)")


def spelled_out(pattern: str, words: Mapping[str, str], place: str) -> str:
    """`pattern` with every `$word` replaced, words within words too.

    Raises CatalogueError, naming `place`, where a word does not exist.
    """

    def replaced(found: regex.Match[str]) -> str:
        name = found[1]
        if name not in words:
            known = ", ".join(f"${word}" for word in sorted(words))
            message = f"{place}: there is no word ${name} in patterns.toml. Known words: {known}."
            raise CatalogueError(message)
        return f"(?:{words[name]})"

    for _ in range(8):
        if not WORD.search(pattern):
            return pattern
        pattern = WORD.sub(replaced, pattern)
    message = f"{place}: words of the vocabulary name each other in a circle."
    raise CatalogueError(message)


def compiled(pattern: str, words: Mapping[str, str], place: str) -> Pattern:
    """`pattern` spelled out and compiled, blind to case; one space in it stands for any white space, a line's end too, and ` ?` for any or none.

    Raises CatalogueError where it is no valid expression.
    """
    whole = spelled_out(pattern, words, place).replace(" ?", r"\s*").replace(" ", r"\s+")
    try:
        return regex.compile(whole, regex.IGNORECASE)
    except regex.error as error:
        message = f"{place}: not a valid expression: {error}."
        raise CatalogueError(message) from None
