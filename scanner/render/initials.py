"""The initials of a name: what may stand of a client where others can see it, on a calendar or in an alarm."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["initials"]

MOST = 3
SECOND_PERSON = re.compile(r"&|/|;|\b(?:and|or|y|e)\b", re.IGNORECASE)
"""A joint return has two names; the first one is enough."""
BEHIND = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?\s*$", re.IGNORECASE)


def initials(name: str) -> str:
    """`J.D.` for John Doe, for `DOE, JOHN` and for John and Jane Doe; at most three. Empty where no word begins with a
    Latin letter: in other scripts one sign can be a whole name.
    """
    first = BEHIND.sub("", SECOND_PERSON.split(name.strip(), maxsplit=1)[0])
    family, comma, given = first.partition(",")
    words = re.findall(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", f"{given} {family}" if comma else first)
    letters = [bare for word in words if len(word) > 1 or len(words) > 1 if (bare := _bare(word[0]))]
    return "".join(f"{letter}." for letter in letters[:MOST])


def _bare(letter: str) -> str:
    """The letter as a capital, where it is a Latin one."""
    return letter.upper() if unicodedata.name(letter, "").startswith("LATIN") else ""
