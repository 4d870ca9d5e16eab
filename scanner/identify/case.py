"""One letter under question: its number weighed against its heading and its text, and what is in doubt about each.

The number decides, the heading confirms it or stands in for it, the text is the second opinion of both and speaks alone last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scanner.catalogue import Catalogue
from scanner.classifier import Learned, Opinion
from scanner.correction import Value, by_person
from scanner.evidence import Evidence
from scanner.identify.candidates import CLEAR_PRINT, STRONG, Candidate
from scanner.identify.grounds import Grounds, of_heading, of_number, of_text
from scanner.identify.sender import Mail
from scanner.identify.titles import Heading
from scanner.letter import Letter
from scanner.notice import URGENCIES, Language, Notice
from scanner.report import Identified, Rival, Unidentified

__all__ = ["Case"]

CLEAR_HEADING = 93.0
"""From this score on another notice's heading contradicts a number."""
LONG_HEADING = 28
"""Characters; a shorter phrase is one that any letter may print."""
WORTH_TELLING = 0.01
"""From this probability on another notice that the text could be is told."""
TOLD_APART = ("form", "insert", "other-sender")
"""Kinds of paper that are no letter of the Service, and are called by what they are."""
SHORTEST_HEADING = 16
"""Characters; a shorter heading names no letter whose number is lost."""


@dataclass(frozen=True, slots=True)
class Case:
    """One letter under question, with what is known of it before its number is weighed."""

    letter: Letter
    catalogue: Catalogue
    learned: Learned
    mail: Mail
    language: Language
    headings: tuple[Heading, ...]
    opinion: Opinion | None

    def say(self, key: str, **slots: object) -> str:
        """A sentence of the catalogue in the language of the letter."""
        return self.catalogue.say(key, self.language, **slots)

    def unknown(self, why: str, printed: str | None, evidence: tuple[Evidence, ...] = ()) -> Unidentified:
        """None of the notices that the catalogue describes; `why` is the key of a sentence."""
        proof = (*evidence, self.mail.evidence) if self.mail.evidence else evidence
        sender = self.mail.sender if self.mail.surely or self.mail.sender != "irs" or printed else "unknown"
        return Unidentified(self.say(why, number=printed), printed, proof, sender, self.language, self.mail.record)

    def by_number(self, candidates: tuple[Candidate, ...]) -> Identified | Unidentified:
        """What the heaviest number says; a number that nobody describes stays as printed."""
        best = candidates[0]
        notice = self.catalogue.by_number.get(best.slug)
        if notice is None:
            if best.weight < STRONG and self.headings:
                return self.by_heading()
            return self.unknown("unknown-number", best.printed, best.evidence)
        rivals = best.contested_by(candidates[1:])
        own = next((heading for heading in self.headings if heading.notice.id == notice.family), None)
        twin = self.twin_of(own, notice)
        against = self.contrary_heading(own, notice)
        grounds = of_number(
            best,
            notice,
            self.opinion,
            seen=self.letter.seen,
            titled=own is not None,
            contradicted=against is not None,
            rivals=len(rivals),
            twin=twin is not None,
        )
        confidence = self.learned.calibration.identified(grounds)
        doubts = tuple(self.doubts_about(best, rivals, own, notice, twin))
        if not doubts and confidence < self.learned.calibration.sure_at:
            doubts = (self.say("confidence-low", name=notice.name),)
        left = round(1 - confidence, 4)
        others = [*(rival.slug for rival in rivals), *((twin.id,) if twin else ())]
        return Identified(
            notice=notice,
            confidence=confidence,
            evidence=(*best.evidence, own.evidence) if own else best.evidence,
            rivals=tuple(Rival(other, round(left / len(others), 4)) for other in others),
            printed_number=best.printed,
            sender=self.mail.sender,
            language="es" if best.spanish else self.language,
            doubts=doubts,
            grounds=tuple(grounds.items()),
        )

    def by_person(self, said: Value, candidates: tuple[Candidate, ...]) -> Identified | Unidentified:
        """What a person says, by its id; None for none that the catalogue describes. Their word settles which notice it is,
        and not what nobody could confirm about such a notice.
        """
        notice = self.catalogue.notices.get(str(said))
        if notice is None:
            printed = candidates[0].printed if candidates else None
            return self.unknown("said-none" if said is None else "unknown-number", printed or str(said or ""))
        own = next((each for each in candidates if each.slug == notice.id), None)
        headings = (each.evidence for each in self.headings if each.notice.id == notice.family)
        return Identified(
            notice=notice,
            confidence=1.0,
            evidence=(*(own.evidence if own else ()), *headings, by_person(self.letter.first.page.number)),
            rivals=(),
            printed_number=own.printed if own else None,
            sender=notice.sender,
            language="es" if own and own.spanish else self.language,
            doubts=tuple(self.doubts_about_record(notice)),
        )

    def contrary_heading(self, own: Heading | None, notice: Notice) -> Heading | None:
        """The clear heading of another notice, where this one's is not on the paper."""
        first = self.headings[0] if self.headings else None
        clear = first is not None and first.score >= CLEAR_HEADING and first.length >= LONG_HEADING
        return first if own is None and first and clear and not _kin(first.notice, notice) else None

    def text_says(self, notice: Notice) -> bool:
        """Whether the text alone would name this notice."""
        classifier, opinion = self.learned.classifier, self.opinion
        return bool(classifier and opinion and opinion.of(notice.family) >= classifier.name_at)

    def contrary_text(self, own: Heading | None, notice: Notice) -> Notice | None:
        """The notice that the text speaks for against the number, where no heading confirms the number."""
        classifier, opinion = self.learned.classifier, self.opinion
        if (
            own
            or not classifier
            or not opinion
            or not opinion.names_notice
            or opinion.probability < classifier.doubt_at
        ):
            return None
        other = self.catalogue.notices.get(opinion.label)
        return other if other and other.id != notice.family and not _kin(other, notice) else None

    def doubts_about(
        self, best: Candidate, rivals: tuple[Candidate, ...], own: Heading | None, notice: Notice, twin: Notice | None
    ) -> Iterator[str]:
        """A sentence for each reason to look at the letter again."""
        for rival in rivals:
            other = self.catalogue.by_number.get(rival.slug)
            yield self.say("two-numbers", first=notice.name, second=other.name if other else rival.printed)
        if best.weight < STRONG:
            yield self.say("number-weak", name=notice.name)
        confirmed = own is not None or len(best.signs) > 1 or self.text_says(notice)
        if best.strongest.number.repaired and not confirmed:
            yield self.say("number-repaired", name=notice.name)
        elif self.letter.seen and best.strongest.evidence.confidence < CLEAR_PRINT and not confirmed:
            yield self.say("number-once", name=notice.name)
        if twin:
            yield self.say("number-twin", name=notice.name, other=twin.name)
        if against := self.contrary_heading(own, notice):
            yield self.say("title-disagrees", name=notice.name, other=against.notice.name)
        if other := self.contrary_text(own, notice):
            yield self.say("text-disagrees", name=notice.name, other=other.name)
        if self.mail.sender == "unknown":
            yield self.say("sender-unread")
        yield from self.doubts_about_record(notice)

    def twin_of(self, own: Heading | None, notice: Notice) -> Notice | None:
        """The notice that a scan cannot tell from this one, where no heading and no text speaks for this one.

        A second copy does not: the same print is misread the same way each time (CP14I as CP141, in the box and on the stub).
        """
        if not self.letter.seen or own is not None or self.text_says(notice):
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
            return self.by_text()
        near = [other for other in self.headings if other.rank > 0.9 * self.headings[0].rank]
        best = min(
            near,
            key=lambda heading: (
                not self.text_says(heading.notice),
                -round(heading.rank, 6),
                *self.gravity(heading.notice),
            ),
        )
        rivals = [other.notice for other in near if other is not best]
        doubts = [self.say("title-only", name=best.notice.name)]
        if rivals:
            doubts.append(self.say("title-shared", others=_named(rivals)))
        if other := self.contrary_text(None, best.notice):
            doubts.append(self.say("text-disagrees", name=best.notice.name, other=other.name))
        grounds = of_heading(best.notice, self.opinion, shared=len(rivals))
        return self.to_be_checked(best.notice, grounds, (best.evidence,), rivals, doubts)

    def by_text(self) -> Identified | Unidentified:
        """Number and heading are lost: the text can name the letter, and a person is asked to look."""
        opinion, classifier = self.opinion, self.learned.classifier
        if opinion is None or classifier is None or opinion.probability < classifier.name_at:
            return self.unknown("unknown-nothing", None)
        notice = self.catalogue.notices.get(opinion.label)
        if notice is None or self.mail.sender not in ("irs", "unknown"):
            why = f"reads-as-{opinion.label}" if opinion.label in TOLD_APART else "unknown-nothing"
            return self.unknown(why, None)
        named = (self.catalogue.notices.get(label) for label, chance in opinion.ranking[1:4] if chance >= WORTH_TELLING)
        rivals = [other for other in named if other]
        doubts = [self.say("text-only", name=notice.name)]
        if rivals:
            doubts.append(self.say("text-others", others=_named(rivals)))
        return self.to_be_checked(notice, of_text(notice, opinion), opinion.evidence, rivals, doubts)

    def to_be_checked(
        self,
        notice: Notice,
        grounds: Grounds,
        evidence: tuple[Evidence, ...],
        rivals: list[Notice],
        doubts: list[str],
    ) -> Identified:
        """A name that no number gives."""
        confidence = self.learned.calibration.identified(grounds)
        left = 1 - confidence
        return Identified(
            notice=notice,
            confidence=confidence,
            evidence=evidence,
            rivals=tuple(Rival(other.id, round(left / len(rivals), 4)) for other in rivals),
            printed_number=None,
            sender=self.mail.sender,
            language=self.language,
            doubts=(*doubts, *self.doubts_about_record(notice)),
            grounds=tuple(grounds.items()),
        )


def _named(notices: list[Notice]) -> str:
    return ", ".join(notice.name for notice in notices[:6])


def _kin(first: Notice, second: Notice) -> bool:
    """Whether two notices share a heading, so that the one's heading is no word against the other."""
    return bool({title.lower() for title in first.signs.titles} & {title.lower() for title in second.signs.titles})
