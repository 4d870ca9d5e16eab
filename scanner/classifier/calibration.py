"""How sure a thing is, from what speaks for it: numbers that were fitted on letters with known answers, and not by hand.

What names a letter (a number in the header, a second copy, a heading that agrees, the classifier) is weighed by one logistic
function into one probability. The confidence of an answer is mapped by the share of such answers that were right. Both were
fitted by `scanner.train` on letters in other wordings than the classifier knew, and are checked by `scanner evaluate`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from pathlib import Path

__all__ = ["FILE", "Calibration", "calibration_from"]

FILE = "confidence.toml"
HIGHEST = 0.9995
"""Nothing is surer than what a few thousand letters can show."""
Knots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of what speaks for a notice, and for each field the share of right answers by the reader's own confidence.

    `sure_at` is the confidence below which a letter is to be checked although nothing else is in doubt: above it less than
    one letter in a thousand was wrong.
    """

    identity: Mapping[str, float]
    sure_at: float
    answers: Mapping[str, Knots]

    def identified(self, grounds: Mapping[str, float]) -> float:
        """The probability that a notice is the right one, from its grounds by name."""
        total = sum(self.identity.get(name, 0.0) * value for name, value in grounds.items())
        return round(min(HIGHEST, 1 / (1 + exp(-total))), 4)

    def answered(self, field: str, confidence: float) -> float:
        """The probability that an answer is right, from the reader's own confidence in it."""
        knots = self.answers.get(field)
        if not knots:
            return confidence
        if confidence <= knots[0][0]:
            return knots[0][1]
        for (left, low), (right, high) in pairwise(knots):
            if confidence <= right:
                return round(low + (high - low) * (confidence - left) / (right - left), 4)
        return knots[-1][1]


def calibration_from(folder: Path) -> Calibration:
    """The calibration of one folder. Raises OSError, ValueError or KeyError where there is none that can be read."""
    told = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    answers = {field: tuple((knot[0], knot[1]) for knot in knots) for field, knots in told["answers"].items()}
    return Calibration(told["identity"], told["sure_at"], answers)
