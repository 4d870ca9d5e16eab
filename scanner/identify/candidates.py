"""The numbers that a letter could be, weighed: the signs that speak for each, the heaviest first.

A form among a letter's pages is its enclosure and no rival; a web address (`irs.gov/cp14`) confirms a number and never
names one; a number with a repaired character counts only where it exists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scanner.catalogue import Catalogue
from scanner.evidence import Evidence
from scanner.letter import Letter
from scanner.signs import Sign, signs_on

__all__ = ["CLEAR_PRINT", "STRONG", "Candidate", "candidates_of"]

STRONG = 0.7
"""A single vote of this weight names a letter; anything less needs company."""
CLEAR_PRINT = 0.80
"""Words that the engine read with less than this confidence do not stand alone."""
COPY = 0.2
"""What each further copy of a number adds, up to three."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """All signs that speak for one number. `slug` is the notice's id, or the number's own where nobody describes it."""

    slug: str
    signs: tuple[Sign, ...]

    @property
    def weight(self) -> float:
        """The best vote, and a little for each further copy. Copies confirm a strong vote and never make one: a number
        that three lines of the body repeat is still one that the body quotes.
        """
        votes = [sign.weight for sign in self.signs if sign.zone != "web-address"] or [0.0]
        copies = COPY * min(len(self.signs) - 1, 3)
        return max(votes) + copies if max(votes) >= STRONG else min(max(votes) + copies, STRONG - 0.05)

    @property
    def strongest(self) -> Sign:
        """The sign that counts most."""
        return max(self.signs, key=lambda sign: (sign.weight, sign.evidence.confidence))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where it is printed."""
        return tuple(sign.evidence for sign in self.signs)

    @property
    def spanish(self) -> bool:
        """Whether it is printed as a Spanish edition, `CP523 (SP)`."""
        return any(sign.number.spanish for sign in self.signs)

    @property
    def printed(self) -> str:
        """The number as printed, with its revision where the foot gives it: `Letter 4388 (Rev. 5-2019)`."""
        feet = [sign.evidence.quote for sign in self.signs if sign.zone in ("foot", "form-title")]
        short = [quote for quote in feet if len(quote) < 60]
        return short[0] if short else self.strongest.number.text

    @property
    def is_form(self) -> bool:
        """Whether it is a form's number."""
        return self.strongest.number.kind == "form"

    def opens(self, page: int) -> bool:
        """Whether it is the title of a form on this page."""
        return any(sign.zone == "form-title" and sign.evidence.page == page for sign in self.signs)

    def is_enclosed_behind(self, first_page: int) -> bool:
        """Whether it is the title of a form on a later page only: what comes with a letter whose own number is lost."""
        pages = {sign.evidence.page for sign in self.signs}
        return first_page not in pages and any(self.opens(page) for page in pages)

    def contested_by(self, others: Iterable[Candidate]) -> tuple[Candidate, ...]:
        """Those of `others` that have as good a claim."""
        weak = self.weight < STRONG
        return tuple(o for o in others if o.weight >= STRONG or (weak and o.weight >= 0.5 * self.weight))


def candidates_of(letter: Letter, catalogue: Catalogue) -> tuple[Candidate, ...]:
    """The numbers that the letter could be, the heaviest first."""
    by_slug: dict[str, list[Sign]] = defaultdict(list)
    for layout in letter.pages:
        for sign in signs_on(layout):
            notice = catalogue.by_number.get(sign.number.slug)
            if notice or not (sign.zone == "web-address" or sign.number.repaired or sign.number.kind == "notice"):
                by_slug[notice.id if notice else sign.number.slug].append(sign)
    found = [Candidate(slug, tuple(signs)) for slug, signs in by_slug.items()]
    found = [each for each in found if any(sign.zone != "web-address" for sign in each.signs)]
    listed = {key for key, notice in catalogue.notices.items() if notice.record == "listed"}
    found.sort(key=lambda each: (-each.weight, each.slug in listed, each.slug))
    first_page = letter.first.page.number
    if not any(each.weight >= STRONG and not each.is_form for each in found):
        return tuple(each for each in found if not (each.is_form and each.is_enclosed_behind(first_page)))
    forms = [each for each in found if each.is_form and each.opens(first_page)]
    letters = [each for each in found if not each.is_form]
    return (*forms, *(each for each in letters if not forms or each.weight >= STRONG))
