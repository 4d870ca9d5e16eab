"""From the shapes of the files to the frozen types inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scanner.catalogue.files import (
    ExplanationFile,
    ExplanationsFile,
    HelpEntry,
    NoticeFile,
    PublicationFile,
    SourceFile,
    SpanFile,
    StationFile,
    TermFile,
)
from scanner.notice import Explanation, Help, Language, Notice, Publication, Signs, Source, Station
from scanner.term import Span, Term

__all__ = ["a_help", "a_notice", "a_publication", "a_station", "a_term", "variants_of"]


def _span(file: SpanFile | None) -> Span | None:
    return Span(file.length, file.unit) if file else None


def a_term(key: str, file: TermFile, event_words: Mapping[Language, str]) -> Term:
    """An entry of law.toml. `event_words` say what it is counted from, where no letter tells that."""
    return Term(
        id=key,
        action=file.action.model_dump(),
        if_missed=file.if_missed.model_dump(),
        start=file.start,
        span=_span(file.span),
        printed_fields=tuple(file.printed_field),
        printed=file.printed,
        rolls=file.rolls,
        right=file.right,
        authority=tuple(file.authority),
        checked=file.checked,
        note=file.note.model_dump(),
        lead=_span(file.lead),
        abroad=_span(file.abroad),
        large=_span(file.large),
        large_from=file.large_from,
        effective_from=file.effective_from,
        effective_to=file.effective_to,
        sources=tuple(file.sources),
        event_words={str(language): words for language, words in event_words.items()},
    )


def _explanation(file: ExplanationFile) -> Explanation:
    return Explanation(
        what=file.what,
        why=file.why,
        next_steps=tuple(file.next_steps),
        if_nothing=file.if_nothing,
        rights=tuple(file.rights),
        gives_up=tuple(file.gives_up),
        bring=tuple(file.bring),
    )


def _explanations(file: ExplanationsFile) -> dict[Language, Explanation]:
    return {"en": _explanation(file.en), "es": _explanation(file.es)}


def _sources(files: list[SourceFile]) -> tuple[Source, ...]:
    return tuple(Source(file.url, file.checked, file.note) for file in files)


def a_notice(file: NoticeFile) -> Notice:
    """One file of notices/."""
    return Notice(
        id=file.id,
        name=file.name,
        kind=file.kind,
        record=file.record,
        title=file.title,
        title_es=file.title_es,
        sender=file.sender,
        issued_by=file.issued_by,
        audience=tuple(file.audience),
        urgency=file.urgency,
        station=file.station,
        signs=Signs(tuple(file.signs.numbers), tuple(file.signs.titles), tuple(file.signs.titles_es)),
        fields=tuple(file.fields),
        deadlines=tuple(file.deadlines),
        explanation=_explanations(file.explanation),
        forms=tuple(file.forms),
        publications=tuple(file.publications),
        before=tuple(file.before),
        after=tuple(file.after),
        related=tuple(file.related),
        unchecked=tuple(file.unchecked),
        sources=_sources(file.sources),
    )


def variants_of(notice: Notice, suffixes: list[str]) -> tuple[Notice, ...]:
    """The notices that share a record and differ by a suffix (CP575A, CP575B): each has an id and a name of its own."""
    return tuple(
        replace(
            notice,
            id=f"{notice.id}{suffix.lower()}",
            name=f"{notice.name}{suffix}",
            signs=replace(notice.signs, numbers=(f"{notice.name}{suffix}",)),
        )
        for suffix in suffixes
    )


def a_station(key: str, file: StationFile) -> Station:
    """An entry of stations.toml."""
    return Station(
        id=key,
        name=file.name,
        name_es=file.name_es,
        line=file.line,
        leads_to=tuple(file.leads_to),
        notices=tuple(file.notices),
        explanation=_explanations(file.explanation) if file.explanation else None,
        deadlines=tuple(file.deadlines),
        forms=tuple(file.forms),
        publications=tuple(file.publications),
        sources=_sources(file.sources),
    )


def a_publication(key: str, file: PublicationFile) -> Publication:
    """An entry of forms.toml."""
    return Publication(key, file.number, file.title, file.title_es, file.url)


def a_help(file: HelpEntry) -> Help:
    """An entry of help.toml."""
    return Help(file.id, file.name, file.name_es, file.text, file.text_es, file.phone, file.url)
