"""What speaks for a notice and what against it, by name, as the calibration weighs it.

Each ground is a number: 1 where it holds, a count of copies, or the log odds that the classifier gives. Which weight each has is
not decided here and not by hand (`classifier.calibration`).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from scanner.classifier import Opinion
from scanner.identify.candidates import CLEAR_PRINT, STRONG, Candidate
from scanner.notice import Notice

__all__ = ["Grounds", "of_heading", "of_number", "of_text"]

Grounds = Mapping[str, float]
MOST_COPIES = 3
FURTHEST = 4.0
"""Log odds beyond this say nothing more."""


def of_number(
    best: Candidate,
    notice: Notice,
    opinion: Opinion | None,
    *,
    seen: bool,
    titled: bool,
    contradicted: bool,
    rivals: int,
    twin: bool,
) -> Grounds:
    """The grounds for a printed number. `seen` says that it was read from a picture."""
    strongest = best.strongest
    return {
        "number": 1.0,
        "copies": min(len(best.signs) - 1, MOST_COPIES),
        "weak": best.weight < STRONG,
        "repaired": strongest.number.repaired,
        "seen": seen,
        "unclear": seen and strongest.evidence.confidence < CLEAR_PRINT,
        "titled": titled,
        "other-title": contradicted,
        "rivals": rivals > 0,
        "twin": twin,
        "text-of-number": _odds(opinion, notice),
    }


def of_heading(notice: Notice, opinion: Opinion | None, *, shared: int) -> Grounds:
    """The grounds for a heading whose number is lost; `shared` is how many other notices carry it."""
    return {"heading": 1.0, "shared": shared > 0, "text-of-heading": _odds(opinion, notice)}


def of_text(notice: Notice, opinion: Opinion) -> Grounds:
    """The grounds for a name that only the text gives."""
    return {"text": 1.0, "text-alone": _odds(opinion, notice)}


def _odds(opinion: Opinion | None, notice: Notice) -> float:
    """The log odds of the notice in the opinion; none is no word for it or against it."""
    if opinion is None:
        return 0.0
    chance = min(max(opinion.of(notice.family), 1e-9), 1 - 1e-9)
    return max(-FURTHEST, min(FURTHEST, log(chance / (1 - chance))))
