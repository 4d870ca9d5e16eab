"""Which notice a letter is: by its sender, its printed number and its heading, in that order.

The number decides; the heading confirms it or casts doubt on it; neither is ever turned into a neighbour. Two numbers in
places that count are a doubt, not a choice. A number that the catalogue lacks makes the letter unidentified, whatever
its heading sounds like, and is reported as printed.

The confidences here are set by hand and not yet calibrated; they are ordered rightly, and what is *sure* does not rest on
them but on having nothing in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scanner.catalogue import Catalogue
from scanner.evidence import Evidence
from scanner.identify.language import language_of
from scanner.identify.numbers import Sign, signs_on
from scanner.identify.sender import sender_of
from scanner.identify.titles import Heading, headings_of
from scanner.letter import Letter
from scanner.notice import Language, Notice, Sender
from scanner.report import Identified, Rival, Unidentified

__all__ = ["identify"]

STRONG = 0.7
"""A single vote of this weight names a letter; anything less needs company."""
CLEAR_PRINT = 0.80
"""Words that the engine read with less than this confidence do not stand alone."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """All signs that speak for one number."""

    slug: str
    signs: tuple[Sign, ...]

    @property
    def weight(self) -> float:
        """The best vote, and a little for each further copy."""
        best = max(sign.weight for sign in self.signs)
        return best + 0.2 * min(len(self.signs) - 1, 3)

    @property
    def strongest(self) -> Sign:
        """The sign that counts most."""
        return max(self.signs, key=lambda sign: (sign.weight, sign.evidence.confidence))


def identify(letter: Letter, catalogue: Catalogue) -> Identified | Unidentified:
    """What the letter is."""
    sender, sender_evidence = sender_of(letter, catalogue)
    language = language_of(letter)
    signs = [sign for layout in letter.pages for sign in signs_on(layout)]
    candidates = _ranked(signs, letter, catalogue)
    if sender in ("treasury-bfs", "state", "court", "other"):
        evidence = (sender_evidence,) if sender_evidence else ()
        return Unidentified(catalogue.say("unknown-sender", language), _printed(candidates), evidence, sender, language)
    headings = headings_of(letter, catalogue)
    if candidates:
        return _by_number(candidates, headings, letter, catalogue, sender, language)
    return _by_heading(headings, catalogue, sender, language)


def _ranked(signs: list[Sign], letter: Letter, catalogue: Catalogue) -> list[Candidate]:
    """Candidates, the heaviest first. A form among a letter's pages is its enclosure and no rival."""
    by_slug: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        notice = catalogue.by_number.get(sign.number.slug)
        if sign.zone == "web-address" and notice is None:
            continue
        if sign.number.repaired and notice is None:
            continue
        by_slug[notice.id if notice else sign.number.slug].append(sign)
    candidates = [Candidate(slug, tuple(found)) for slug, found in by_slug.items()]
    candidates = [c for c in candidates if any(sign.zone != "web-address" for sign in c.signs)]
    strong_letters = [c for c in candidates if c.weight >= STRONG and c.strongest.number.kind != "form"]
    first_page = letter.first.page.number
    if strong_letters:
        candidates = [c for c in candidates if c.strongest.number.kind != "form" or _titles_page(c, first_page)]
        opened_by_form = [c for c in candidates if c.strongest.number.kind == "form"]
        if opened_by_form:
            candidates = opened_by_form + [c for c in candidates if c not in opened_by_form and c.weight >= STRONG]
            return candidates
    return sorted(candidates, key=lambda c: (-c.weight, c.slug))


def _titles_page(candidate: Candidate, page: int) -> bool:
    return any(sign.zone == "form-title" and sign.evidence.page == page for sign in candidate.signs)


def _printed(candidates: list[Candidate]) -> str | None:
    return candidates[0].strongest.evidence.quote if candidates else None


def _by_number(
    candidates: list[Candidate],
    headings: tuple[Heading, ...],
    letter: Letter,
    catalogue: Catalogue,
    sender: Sender,
    language: Language,
) -> Identified | Unidentified:
    best = candidates[0]
    printed = _number_as_printed(best)
    evidence = tuple(sign.evidence for sign in best.signs)
    notice = catalogue.by_number.get(best.slug)
    if notice is None:
        if best.weight < STRONG and headings:
            return _by_heading(headings, catalogue, sender, language)
        why = catalogue.say("unknown-number", language, number=printed)
        return Unidentified(why, printed, evidence, sender, language)
    rivals = [
        c for c in candidates[1:] if c.weight >= STRONG or (c.weight >= 0.5 * best.weight and best.weight < STRONG)
    ]
    own = next((h for h in headings if h.notice is notice), None)
    doubts = _doubts(best, rivals, own, headings, notice, letter, catalogue, sender, language)
    if own:
        evidence = (*evidence, own.evidence)
    confidence = 0.995 if not doubts else 0.6 if rivals else 0.85
    return Identified(
        notice=notice,
        confidence=confidence,
        evidence=evidence,
        rivals=tuple(Rival(c.slug, round(0.3 / len(rivals), 3)) for c in rivals),
        printed_number=printed,
        sender="irs" if sender == "unknown" and not doubts else sender,
        language="es" if any(sign.number.spanish for sign in best.signs) else language,
        doubts=doubts,
    )


def _doubts(
    best: Candidate,
    rivals: list[Candidate],
    own: Heading | None,
    headings: tuple[Heading, ...],
    notice: Notice,
    letter: Letter,
    catalogue: Catalogue,
    sender: Sender,
    language: Language,
) -> tuple[str, ...]:
    doubts: list[str] = []
    sign = best.strongest
    for rival in rivals:
        other = catalogue.by_number.get(rival.slug)
        second = other.name if other else rival.strongest.evidence.quote
        doubts.append(catalogue.say("two-numbers", language, first=notice.name, second=second))
    if best.weight < STRONG:
        doubts.append(catalogue.say("number-weak", language, name=notice.name))
    unclear = sign.number.repaired or sign.evidence.confidence < CLEAR_PRINT
    confirmed = own is not None or len(best.signs) > 1
    if sign.number.repaired and not confirmed:
        doubts.append(catalogue.say("number-repaired", language, name=notice.name))
    elif letter.seen and unclear and not confirmed:
        doubts.append(catalogue.say("number-once", language, name=notice.name))
    if own is None and headings and headings[0].score >= 93 and not _kin(headings[0].notice, notice):
        doubts.append(catalogue.say("title-disagrees", language, name=notice.name, other=headings[0].notice.name))
    if sender == "unknown":
        doubts.append(catalogue.say("sender-unread", language))
    return tuple(doubts)


def _kin(first: Notice, second: Notice) -> bool:
    """Whether two notices share a heading, so that the one's heading is no word against the other."""
    return bool({t.lower() for t in first.signs.titles} & {t.lower() for t in second.signs.titles})


def _number_as_printed(best: Candidate) -> str:
    quotes = [
        sign.evidence.quote
        for sign in best.signs
        if sign.zone in ("foot", "form-title") and len(sign.evidence.quote) < 60
    ]
    return quotes[0] if quotes else best.strongest.number.text


def _by_heading(
    headings: tuple[Heading, ...], catalogue: Catalogue, sender: Sender, language: Language
) -> Identified | Unidentified:
    if not headings or headings[0].length < 16:
        return Unidentified(catalogue.say("unknown-nothing", language), None, (), sender, language)
    best = headings[0]
    rivals = [h for h in headings[1:] if h.score * h.length > 0.9 * best.score * best.length]
    evidence: tuple[Evidence, ...] = (best.evidence,)
    doubts = [catalogue.say("title-only", language, name=best.notice.name)]
    doubts += [catalogue.say("two-numbers", language, first=best.notice.name, second=h.notice.name) for h in rivals[:1]]
    return Identified(
        notice=best.notice,
        confidence=0.7 if not rivals else 0.4,
        evidence=evidence,
        rivals=tuple(Rival(h.notice.id, round(0.4 / len(rivals), 3)) for h in rivals),
        printed_number=None,
        sender=sender,
        language=language,
        doubts=tuple(doubts),
    )
