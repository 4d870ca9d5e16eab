"""The explanation of one notice, roadmap station or other sender, with all that hangs on it looked up: forms, help, what
comes next.

It takes a notice, not a letter, so that `scanner explain` answers with no letter in hand and a report gives the same
words. Dates stand in the report beside it: the sentences themselves never carry a date of one letter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scanner.catalogue import Catalogue
from scanner.notice import Explanation, Help, Language, Notice, Publication, Reply, Station
from scanner.report import Report, Unidentified
from scanner.source import Source
from scanner.term import Term

__all__ = ["Explained", "explain", "explain_report", "explain_sender", "explain_station"]

NOTHING = Explanation("", "", (), "", (), (), ())


@dataclass(frozen=True, slots=True)
class Explained:
    """All that a person is told about one notice, station or sender, in one language. A sender has no
    station; `reply` says whether such a letter needs an answer, where somebody knows.
    """

    id: str
    name: str
    title: str
    language: Language
    words: Explanation
    terms: tuple[Term, ...]
    forms: tuple[Publication, ...]
    publications: tuple[Publication, ...]
    station: Station | None
    before: tuple[Notice, ...]
    after: tuple[Notice, ...]
    related: tuple[Notice, ...]
    help: tuple[Help, ...]
    unchecked: tuple[str, ...]
    sources: tuple[Source, ...]
    not_irs: str
    reply: Reply | None = None


def explain(notice: Notice, catalogue: Catalogue, language: Language) -> Explained:
    """The explanation record of `notice` in `language`."""
    return Explained(
        id=notice.id,
        name=notice.name,
        title=notice.title_es if language == "es" else notice.title,
        language=language,
        words=notice.explanation.get(language, NOTHING),
        terms=tuple(catalogue.law[key] for key in notice.deadlines),
        forms=tuple(catalogue.publications[key] for key in notice.forms),
        publications=tuple(catalogue.publications[key] for key in notice.publications),
        station=catalogue.stations[notice.station],
        before=tuple(catalogue.notices[key] for key in notice.before),
        after=tuple(catalogue.notices[key] for key in notice.after),
        related=tuple(catalogue.notices[key] for key in notice.related),
        help=catalogue.help,
        unchecked=notice.unchecked,
        sources=notice.sources,
        not_irs=catalogue.not_irs[language],
        reply=notice.reply if notice.record != "listed" else None,
    )


def explain_station(station: Station, catalogue: Catalogue, language: Language) -> Explained:
    """What a place on the roadmap means, in `language`; a station without a full record says it in a sentence."""
    words = (station.explanation or {}).get(language) or replace(NOTHING, what=station.about[language])
    return Explained(
        id=station.id,
        name=station.name_es if language == "es" else station.name,
        title=station.name_es if language == "es" else station.name,
        language=language,
        words=words,
        terms=tuple(catalogue.law[key] for key in station.deadlines),
        forms=tuple(catalogue.publications[key] for key in station.forms),
        publications=tuple(catalogue.publications[key] for key in station.publications),
        station=station,
        before=(),
        after=(),
        related=catalogue.at(station.id),
        help=catalogue.help,
        unchecked=(),
        sources=station.sources,
        not_irs=catalogue.not_irs[language],
    )


def explain_sender(mail: str | None, catalogue: Catalogue, language: Language) -> Explained | None:
    """What mail of a sender that is not the IRS is and wants; `mail` is its id in senders.toml. None where the catalogue
    has no words for it.
    """
    record = catalogue.sender_records.get(mail or "")
    if record is None or record.explanation is None:
        return None
    name = record.name_es if language == "es" else record.name
    return Explained(
        id=record.id,
        name=name,
        title=name,
        language=language,
        words=record.explanation[language],
        terms=(),
        forms=(),
        publications=tuple(catalogue.publications[key] for key in record.publications),
        station=None,
        before=(),
        after=(),
        related=(),
        help=catalogue.help,
        unchecked=(),
        sources=record.sources,
        not_irs=catalogue.not_irs[language],
    )


def explain_report(report: Report, catalogue: Catalogue, language: Language) -> Explained | None:
    """The explanation that belongs to a letter: of its notice, else of its sender, else none."""
    if report.notice:
        return explain(report.notice, catalogue, language)
    mail = report.identity.mail if isinstance(report.identity, Unidentified) else None
    return explain_sender(mail, catalogue, language)
