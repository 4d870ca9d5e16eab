"""From the plain data of the files to the frozen types inside.

The data has been checked for shape (`files.py`) before it comes here, either just now or when it was kept (`kept.py`), so
that nothing here looks for faults and a kept catalogue loads without the checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from scanner.catalogue.number import numbers_in
from scanner.notice import Caution, Explanation, Help, Language, Notice, Publication, SenderRecord, Signs, Station
from scanner.source import Source
from scanner.term import Postponement, Span, Term

__all__ = [
    "Data",
    "a_caution",
    "a_help",
    "a_notice",
    "a_postponement",
    "a_publication",
    "a_sender",
    "a_station",
    "a_term",
    "explanations",
    "variants_of",
]

Data = Mapping[str, Any]
"""One table of a file, as JSON could hold it."""

LANGUAGES: tuple[Language, ...] = ("en", "es")


def _span(data: Data | None) -> Span | None:
    return Span(data["length"], data["unit"]) if data else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def a_term(key: str, data: Data, sentences: Mapping[str, Mapping[Language, str]]) -> Term:
    """An entry of law.toml; `sentences` name the event it is counted from, and say who can give more time."""
    return Term(
        id=key,
        action=data["action"],
        if_missed=data["if_missed"],
        start=data["start"],
        span=_span(data["span"]),
        printed_fields=tuple(data["printed_field"]),
        printed=data["printed"],
        rolls=data["rolls"],
        right=data["right"],
        authority=tuple(data["authority"]),
        checked=data["checked"],
        note=_note(data, sentences),
        extends=data["extends"],
        lead=_span(data["lead"]),
        abroad=_span(data["abroad"]),
        large=_span(data["large"]),
        large_from=Decimal(data["large_from"]) if data["large_from"] else None,
        effective_from=_day(data["effective_from"]),
        effective_to=_day(data["effective_to"]),
        sources=tuple(data["sources"]),
        second_reading=_source(data["second_reading"]) if data["second_reading"] else None,
        event_words={str(lang): words for lang, words in sentences.get(data["start"].replace(":", "-"), {}).items()},
    )


def _note(data: Data, sentences: Mapping[str, Mapping[Language, str]]) -> dict[str, str]:
    """The note of the law, who can give more time, and what has saved late ones."""
    key = f"extends-{data['extends']}" + ("-right" if data["extends"] == "nobody" and data["right"] else "")
    tolling = data["tolling"] or {}
    return {
        lang: " ".join(filter(None, (data["note"][lang], sentences.get(key, {}).get(lang, ""), tolling.get(lang, ""))))
        for lang in LANGUAGES
    }


def a_postponement(data: Data) -> Postponement:
    """An entry of postponements.toml."""
    return Postponement(
        id=data["id"],
        what=data["what"],
        where=data["where"],
        zips=tuple(data["zips"]),
        terms=tuple(data["terms"]),
        begins=date.fromisoformat(data["begins"]),
        until=date.fromisoformat(data["until"]),
        authority=tuple(data["authority"]),
        source=_source(data["source"]),
    )


def _explanation(data: Data) -> Explanation:
    return Explanation(
        what=data["what"],
        why=data["why"],
        next_steps=tuple(data["next_steps"]),
        if_nothing=data["if_nothing"],
        rights=tuple(data["rights"]),
        gives_up=tuple(data["gives_up"]),
        bring=tuple(data["bring"]),
    )


def explanations(data: Data) -> dict[Language, Explanation]:
    """The words of both languages."""
    return {lang: _explanation(data[lang]) for lang in LANGUAGES}


def _source(data: Data) -> Source:
    return Source(data["url"], date.fromisoformat(data["checked"]), data["note"])


def a_notice(data: Data, standard: Mapping[str, Data]) -> Notice:
    """One file of notices/. `standard` are the words of short.toml, which complete a record that is not *full*."""
    return Notice(
        id=data["id"],
        name=data["name"],
        kind=data["kind"],
        record=data["record"],
        reply=data["reply"],
        title=data["title"],
        title_es=data["title_es"],
        sender=data["sender"],
        issued_by=data["issued_by"],
        audience=tuple(data["audience"]),
        urgency=data["urgency"],
        station=data["station"],
        signs=Signs(tuple(data["signs"]["numbers"]), tuple(data["signs"]["titles"]), tuple(data["signs"]["titles_es"])),
        fields=tuple(data["fields"]),
        deadlines=tuple(data["deadlines"]),
        explanation=_completed(data, standard),
        forms=tuple(data["forms"]),
        publications=tuple(data["publications"]),
        before=tuple(data["before"]),
        after=tuple(data["after"]),
        related=tuple(data["related"]),
        unchecked=tuple(data["unchecked"]),
        sources=tuple(map(_source, data["sources"])),
    )


def _completed(data: Data, standard: Mapping[str, Data]) -> dict[Language, Explanation]:
    """The words of the record; what a light or listed one does not say itself is said as for all of its kind."""
    own = explanations(data["explanation"]) if data["explanation"] else {}
    if data["record"] == "full":
        return own
    key = "listed" if data["record"] == "listed" else f"light-{data['reply']}"
    return {lang: _filled(own.get(lang), given, data["name"]) for lang, given in explanations(standard[key]).items()}


def _filled(own: Explanation | None, given: Explanation, name: str) -> Explanation:
    whole = replace(given, what=given.what.format(name=name))
    if own is None:
        return whole
    return replace(
        whole,
        what=own.what,
        why=own.why or whole.why,
        next_steps=own.next_steps or whole.next_steps,
        if_nothing=own.if_nothing or whole.if_nothing,
        rights=own.rights or whole.rights,
        gives_up=own.gives_up or whole.gives_up,
        bring=own.bring or whole.bring,
    )


def variants_of(notice: Notice, names: list[str]) -> tuple[Notice, ...]:
    """The notices that share a record and have a number of their own (CP53B, Letter 566-S).

    A suffix is meaning, so each keeps its own id and name, and no number is ever shortened to its family's.
    """
    found = []
    for name in names:
        number = next(numbers_in(name))
        signs = replace(notice.signs, numbers=(name,))
        found.append(replace(notice, id=number.slug, name=name, kind=number.kind, signs=signs, variant_of=notice.id))
    return tuple(found)


def a_station(key: str, data: Data) -> Station:
    """An entry of stations.toml."""
    return Station(
        id=key,
        name=data["name"],
        name_es=data["name_es"],
        about={"en": data["about"], "es": data["about_es"]},
        line=data["line"],
        leads_to=tuple(data["leads_to"]),
        notices=tuple(data["notices"]),
        explanation=explanations(data["explanation"]) if data["explanation"] else None,
        deadlines=tuple(data["deadlines"]),
        forms=tuple(data["forms"]),
        publications=tuple(data["publications"]),
        sources=tuple(map(_source, data["sources"])),
    )


def a_publication(key: str, data: Data) -> Publication:
    """An entry of forms.toml."""
    return Publication(key, data["number"], data["title"], data["title_es"], data["url"])


def a_help(data: Data) -> Help:
    """An entry of help.toml."""
    return Help(data["id"], data["name"], data["name_es"], data["text"], data["text_es"], data["phone"], data["url"])


def a_caution(key: str, data: Data) -> Caution:
    """An entry of cautions.toml."""
    return Caution(key, data["sign"], data["act"], tuple(map(_source, data["sources"])))


def a_sender(key: str, data: Data) -> SenderRecord:
    """An entry of senders.toml, without its patterns."""
    return SenderRecord(
        id=key,
        sender=data["sender"],
        name=data["name"],
        name_es=data["name_es"],
        explanation=explanations(data["explanation"]) if data["explanation"] else None,
        publications=tuple(data["publications"]),
        sources=tuple(map(_source, data["sources"])),
    )
