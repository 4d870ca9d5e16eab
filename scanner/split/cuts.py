"""How sure a cut is: the signs at the border of two pages, weighed by a logistic regression.

Whether there is a cut is decided by rules that can be read (`boundary`); this says how often a decision with such signs was
right, on days of mail that the press's feeder drew. The weights are data (`models/cuts.toml`), written by `make model`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["FILE", "Cuts", "cuts_in_use"]

FILE = "cuts.toml"
MODELS = (Path(__file__).resolve().parents[1] / "_models", Path(__file__).resolve().parents[2] / "models")


@dataclass(frozen=True, slots=True)
class Cuts:
    """The weight of each sign, and below which confidence a decision is in doubt: in a file that is most likely one letter, and
    in a heap of them, where a page that goes to the wrong letter is as good as lost.
    """

    weights: Mapping[str, float]
    sure_at: float
    sure_in_heaps: float = 0.0

    def confidence(self, signs: Mapping[str, float], *, cut: bool) -> float:
        """How likely it is, 0 to 1, that a decision with such signs is right."""
        told = self.weights.get("", 0.0) + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, told))))
        return chance if cut else 1 - chance

    def is_doubtful(self, confidence: float, *, heap: bool) -> bool:
        """Whether a person should look at it."""
        return confidence < (max(self.sure_at, self.sure_in_heaps) if heap else self.sure_at)


UNWEIGHED = Cuts({}, 0.0)
"""Where nobody has measured, nothing is called doubtful by measure: the rules' own doubts still stand."""


@cache
def cuts_in_use() -> Cuts:
    """The weights that came with the program."""
    for folder in MODELS:
        if (folder / FILE).is_file():
            told = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
            return Cuts(told["weights"], told["sure_at"], told["sure_in_heaps"])
    return UNWEIGHED
