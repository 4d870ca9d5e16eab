"""How right the program is, measured on letters with known answers: known answers + reports -> a tally.

::

    known       NAME.truth.json beside NAME.ext -> what each letter is and says
    score       one letter: its known answers against its report, harm by harm
    tally       scores summed, each share with its 95 % interval

The harms are counted apart and in their order, because one figure for all would let a late day hide behind ninety-nine
right names: a last day later than the true one, a wrong answer shown as *sure*, a page lost. What a person is asked to
look at is counted too, and is no fault. Nothing here reads paper or knows the catalogue: it only compares.
"""

from __future__ import annotations

from scanner.evaluate.known import KnownFile, KnownLetter, known_files
from scanner.evaluate.score import Given, Score, scores_of
from scanner.evaluate.tally import Calibration, Share, Tally, calibration, tallies_by, tally

__all__ = [
    "Calibration",
    "Given",
    "KnownFile",
    "KnownLetter",
    "Score",
    "Share",
    "Tally",
    "calibration",
    "known_files",
    "scores_of",
    "tallies_by",
    "tally",
]
