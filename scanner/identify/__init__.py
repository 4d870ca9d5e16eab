"""Which notice a letter is: by its sender, its printed number and its heading, in that order.

The number decides; the heading confirms it or casts doubt on it; neither is ever turned into a neighbour. Two numbers in
places that count are a doubt, not a choice. A number that the catalogue lacks makes the letter unidentified, whatever
its heading sounds like, and is reported as printed.

The confidences here are set by hand and not yet calibrated; they are ordered rightly, and what is *sure* does not rest on
them but on having nothing in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scanner.catalogue import Catalogue
from scanner.evidence import Evidence
from scanner.identify.candidates import CLEAR_PRINT, STRONG, Candidate, candidates_of
from scanner.identify.language import language_of
from scanner.identify.sender import Mail, sender_of
from scanner.identify.titles import Heading, headings_of
from scanner.letter import Letter
from scanner.notice import URGENCIES, Language, Notice
from scanner.report import Identified, Rival, Unidentified

__all__ = ["identify"]

CLEAR_HEADING = 93.0
"""From this score on another notice's heading contradicts a number."""
LONG_HEADING = 28
"""Characters; a shorter phrase is one that any letter may print."""
SHORTEST_HEADING = 16
"""Characters; a shorter heading names no letter whose number is lost."""


def identify(letter: Letter, catalogue: Catalogue) -> Identified | Unidentified:
    """What the letter is."""
    mail = sender_of(letter, catalogue)
    candidates = candidates_of(letter, catalogue)
    foreign = mail.sender in ("treasury-bfs", "state", "court", "other")
    if (
        foreign
        and not mail.surely
        and any(each.weight >= STRONG and each.slug in catalogue.notices for each in candidates)
    ):
        mail, foreign = Mail("unknown", None, mail.evidence, surely=False), False
    case = _Case(letter, catalogue, mail, language_of(letter), headings_of(letter, catalogue))
    if foreign:
        return case.unknown("unknown-sender", candidates[0].printed if candidates else None)
    if candidates:
        return case.by_number(candidates)
    return case.by_heading()


@dataclass(frozen=True, slots=True)
class _Case:
    """One letter under question, with what is known of it before its number is weighed."""

    letter: Letter
    catalogue: Catalogue
    mail: Mail
    language: Language
    headings: tuple[Heading, ...]

    def say(self, key: str, **slots: object) -> str:
        return self.catalogue.say(key, self.language, **slots)

    def unknown(self, why: str, printed: str | None, evidence: tuple[Evidence, ...] = ()) -> Unidentified:
        proof = (*evidence, self.mail.evidence) if self.mail.evidence else evidence
        sender = self.mail.sender if self.mail.surely or self.mail.sender != "irs" or printed else "unknown"
        return Unidentified(self.say(why, number=printed), printed, proof, sender, self.language, self.mail.record)

    def by_number(self, candidates: tuple[Candidate, ...]) -> Identified | Unidentified:
        best = candidates[0]
        notice = self.catalogue.by_number.get(best.slug)
        if notice is None:
            if best.weight < STRONG and self.headings:
                return self.by_heading()
            return self.unknown("unknown-number", best.printed, best.evidence)
        rivals = best.contested_by(candidates[1:])
        own = next((heading for heading in self.headings if heading.notice.id == notice.family), None)
        twin = self.twin_of(best, own, notice)
        doubts = tuple(self.doubts_about(best, rivals, own, notice, twin))
        return Identified(
            notice=notice,
            confidence=0.995 if not doubts else 0.6 if rivals else 0.85,
            evidence=(*best.evidence, own.evidence) if own else best.evidence,
            rivals=(
                *(Rival(rival.slug, round(0.3 / len(rivals), 3)) for rival in rivals),
                *((Rival(twin.id, 0.2),) if twin else ()),
            ),
            printed_number=best.printed,
            sender=self.mail.sender,
            language="es" if best.spanish else self.language,
            doubts=doubts,
        )

    def doubts_about(
        self, best: Candidate, rivals: tuple[Candidate, ...], own: Heading | None, notice: Notice, twin: Notice | None
    ) -> Iterator[str]:
        for rival in rivals:
            other = self.catalogue.by_number.get(rival.slug)
            yield self.say("two-numbers", first=notice.name, second=other.name if other else rival.printed)
        if best.weight < STRONG:
            yield self.say("number-weak", name=notice.name)
        confirmed = own is not None or len(best.signs) > 1
        if best.strongest.number.repaired and not confirmed:
            yield self.say("number-repaired", name=notice.name)
        elif self.letter.seen and best.strongest.evidence.confidence < CLEAR_PRINT and not confirmed:
            yield self.say("number-once", name=notice.name)
        if twin:
            yield self.say("number-twin", name=notice.name, other=twin.name)
        first = self.headings[0] if self.headings else None
        clear = first is not None and first.score >= CLEAR_HEADING and first.length >= LONG_HEADING
        if own is None and first and clear and not _kin(first.notice, notice):
            yield self.say("title-disagrees", name=notice.name, other=first.notice.name)
        if self.mail.sender == "unknown":
            yield self.say("sender-unread")
        yield from self.doubts_about_record(notice)

    def twin_of(self, best: Candidate, own: Heading | None, notice: Notice) -> Notice | None:
        """The notice that a bad scan cannot tell from this one, where no copy and no heading speaks for either."""
        if not self.letter.seen or own is not None or len(best.signs) > 1:
            return None
        return self.catalogue.notices.get(self.catalogue.twins.get(notice.id, ""))

    def doubts_about_record(self, notice: Notice) -> Iterator[str]:
        """The number may be read beyond doubt and its meaning not: then a person looks at the letter."""
        if notice.record == "listed":
            yield self.say("notice-listed", name=notice.name)
        elif not notice.known:
            yield self.say("notice-unchecked", name=notice.name)

    def gravity(self, notice: Notice) -> tuple[int, int]:
        """Of notices that share a heading the gravest is named, and of those the first on the way through its station."""
        way = self.catalogue.stations[notice.station].notices
        return URGENCIES.index(notice.urgency), way.index(notice.id) if notice.id in way else len(way)

    def by_heading(self) -> Identified | Unidentified:
        """The number is lost: the heading names the letter, and a person is asked to look."""
        if not self.headings or self.headings[0].length < SHORTEST_HEADING:
            return self.unknown("unknown-nothing", None)
        near = [other for other in self.headings if other.rank > 0.9 * self.headings[0].rank]
        best = min(near, key=lambda heading: (-round(heading.rank, 6), *self.gravity(heading.notice)))
        rivals = [other for other in near if other is not best]
        doubts = [self.say("title-only", name=best.notice.name)]
        if rivals:
            others = ", ".join(other.notice.name for other in rivals[:6])
            doubts.append(self.say("title-shared", others=others))
        doubts += self.doubts_about_record(best.notice)
        return Identified(
            notice=best.notice,
            confidence=0.4 if rivals else 0.7,
            evidence=(best.evidence,),
            rivals=tuple(Rival(other.notice.id, round(0.4 / len(rivals), 3)) for other in rivals),
            printed_number=None,
            sender=self.mail.sender,
            language=self.language,
            doubts=tuple(doubts),
        )


def _kin(first: Notice, second: Notice) -> bool:
    """Whether two notices share a heading, so that the one's heading is no word against the other."""
    return bool({title.lower() for title in first.signs.titles} & {title.lower() for title in second.signs.titles})
