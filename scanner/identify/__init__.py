"""Which notice a letter is: by its sender, its printed number and its heading, in that order.

The number decides; the heading confirms it or casts doubt on it; neither is ever turned into a neighbour. Two numbers in
places that count are a doubt, not a choice. A number that the catalogue lacks makes the letter unidentified, whatever
its heading sounds like, and is reported as printed.

The text is the second opinion: a classifier that never reads the number. It casts doubt on a number that it contradicts, and
where number and heading are lost it can name a letter as one to be checked, never as *sure*. All that speaks for a name is
weighed into one calibrated confidence (`grounds`).
"""

from __future__ import annotations

from scanner.catalogue import Catalogue
from scanner.classifier import NOTHING, Learned
from scanner.correction import NOTICE, UNSAID, Correction
from scanner.identify.candidates import STRONG, candidates_of
from scanner.identify.case import Case
from scanner.identify.language import language_of
from scanner.identify.sender import Mail, sender_of
from scanner.identify.titles import headings_of
from scanner.letter import Letter
from scanner.report import Identified, Unidentified

__all__ = ["identify"]


def identify(
    letter: Letter, catalogue: Catalogue, learned: Learned = NOTHING, correction: Correction = UNSAID
) -> Identified | Unidentified:
    """What the letter is; what a person says that it is, where one has spoken."""
    mail = sender_of(letter, catalogue)
    candidates = candidates_of(letter, catalogue)
    foreign = mail.sender in ("treasury-bfs", "state", "court", "other")
    if (
        foreign
        and not mail.surely
        and any(each.weight >= STRONG and each.slug in catalogue.notices for each in candidates)
    ):
        mail, foreign = Mail("unknown", None, mail.evidence, surely=False), False
    told = correction.names_notice
    opinion = learned.classifier.opinion(letter.pages) if learned.classifier and not (foreign or told) else None
    case = Case(letter, catalogue, learned, mail, language_of(letter), headings_of(letter, catalogue), opinion)
    if told:
        return case.by_person(correction.said[NOTICE], candidates)
    if foreign:
        return case.unknown("unknown-sender", candidates[0].printed if candidates else None)
    if candidates:
        return case.by_number(candidates)
    return case.by_heading()
