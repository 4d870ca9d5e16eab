"""What was learned from letters with known answers: the classifier, if one can be believed, and how sure to be of what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scanner.classifier.calibration import Calibration, calibration_from
from scanner.classifier.classifier import Classifier
from scanner.classifier.load import NoClassifier, in_use, load_from

__all__ = ["BY_HAND", "NOTHING", "Learned", "learned", "learned_from", "measured"]

BY_HAND = Calibration(
    identity={
        "number": 5.3,
        "copies": 1.0,
        "titled": 2.0,
        "weak": -3.6,
        "repaired": -3.6,
        "unclear": -3.6,
        "rivals": -4.9,
        "twin": -3.6,
        "other-title": -3.6,
        "heading": 0.85,
        "shared": -1.25,
        "text": -1.0,
    },
    sure_at=0.0,
    answers={},
)
"""Ordered rightly and not measured: for the time before the first fitting, and where no fitted file can be read. Then what is
*sure* rests on having nothing in doubt, and on no limit."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The second opinion and the measure of sureness. `trouble` says why there is no classifier, where there is none."""

    classifier: Classifier | None
    calibration: Calibration
    trouble: str = ""


NOTHING = Learned(None, BY_HAND)
"""Nothing learned: letters are named by printed numbers and headings alone."""


@cache
def learned() -> Learned:
    """What this program has learned; opened once."""
    return learned_from(in_use())


@cache
def measured() -> Learned:
    """The measure of sureness alone, which is there at once: for a letter of which a person has said what it is."""
    return Learned(None, _calibration(in_use()))


def learned_from(folder: Path) -> Learned:
    """What stands in one folder."""
    found, calibration = load_from(folder), _calibration(folder)
    if isinstance(found, NoClassifier):
        return Learned(None, calibration, found.why)
    return Learned(found, calibration)


def _calibration(folder: Path) -> Calibration:
    try:
        return calibration_from(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return BY_HAND
