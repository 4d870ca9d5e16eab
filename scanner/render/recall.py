"""A report made again from its contract's JSON, so that a letter of the docket is told by the same words as a fresh one.

What the JSON leaves out on purpose (whose form letter a sender's mail is, sentences in the other language) is looked up in
the catalogue. What was once told as a day stays that day: nothing is counted anew.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scanner.evidence import Evidence, Reading, Unread
from scanner.letter import Aside
from scanner.page import Box
from scanner.report import Deadline, Identified, Other, Period, Report, Rival, Undated, Unidentified, Warned
from scanner.term import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from scanner.catalogue import Catalogue
    from scanner.evidence import Answer
    from scanner.notice import Language
    from scanner.term import Unit

__all__ = ["in_words_of", "recalled"]

DATES = ("letter_date", "pay_by", "respond_by", "hearing_by", "petition_by", "conference_on", "lien_filed")
SUMS = ("amount_due",)
UNITS: dict[str, Unit] = {"day": "calendar", "business day": "business", "month": "months", "year": "years"}
SLOT = re.compile(r"\\\{(\w+)\\\}")


def recalled(
    body: Mapping[str, Any],
    catalogue: Catalogue,
    second_days: Collection[tuple[str, date]] = (),
    language: Language = "en",
) -> Report:
    """The report that `report_json` made `body` of. `second_days` are terms with the other day that counts too.

    Doubts come in `language` where the catalogue has their sentence in it, else as they were told.
    """
    source = body["source"]
    return Report(
        file=source["file"],
        sha256=source["sha256"] or "",
        pages=tuple(source["pages"]),
        identity=_identity(body, catalogue, language),
        fields={name: _field(name, each) for name, each in body["fields"].items()},
        deadlines=tuple(_deadline(each, catalogue, second_days) for each in body["deadlines"]),
        undated=tuple(_undated(each, catalogue) for each in body["undated"]),
        urgency=body["urgency"],
        station=body["station"],
        doubts=tuple(in_words_of(doubt, catalogue, language) for doubt in _doubts(body, catalogue)),
        cautions=tuple(_warned(body["cautions"], catalogue)),
        aside=tuple(Aside(each["page"], each["kind"]) for each in source["set_aside"]),
    )


def in_words_of(sentence: str, catalogue: Catalogue, language: Language) -> str:
    """A sentence of the catalogue in another language, its own values put in their places; as it is where it is none."""
    if language == "en":
        return sentence
    for pattern, other in _sentences(catalogue):
        found = pattern.fullmatch(sentence)
        if found:
            return other[language].format(**found.groupdict())
    return sentence


def _sentences(catalogue: Catalogue) -> tuple[tuple[re.Pattern[str], dict[Language, str]], ...]:
    """Every sentence that the catalogue can say, as a pattern of its English, the longest first."""
    return _compiled(tuple((pair["en"], pair["es"]) for pair in catalogue.sentences.values()))


@lru_cache(maxsize=2)
def _compiled(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], dict[Language, str]], ...]:
    made: list[tuple[re.Pattern[str], dict[Language, str]]] = []
    for english, spanish in sorted(pairs, key=lambda pair: -len(pair[0])):
        slots = SLOT.findall(re.escape(english))
        if len(set(slots)) == len(slots):  # one that says a value twice is left in English
            pattern = SLOT.sub(r"(?P<\1>.+?)", re.escape(english))
            made.append((re.compile(pattern), {"en": english, "es": spanish}))
    return tuple(made)


def _doubts(body: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """The doubts about the letter; the first one of a letter that nobody knows is why it is unknown."""
    doubts: list[str] = body["doubts"]
    return doubts if _notice_id(body) in catalogue.notices else doubts[1:]


def _notice_id(body: Mapping[str, Any]) -> str | None:
    return body["notice"]["id"] if body["notice"] else None


def _identity(body: Mapping[str, Any], catalogue: Catalogue, language: Language) -> Identified | Unidentified:
    notice = catalogue.notices.get(_notice_id(body) or "")
    if notice is None:
        why = body["doubts"][0] if body["doubts"] else "The catalogue has no such notice any more."
        return Unidentified(
            why=in_words_of(why, catalogue, language),
            printed_number=body["printed_number"],
            evidence=_evidence(body["notice"]["evidence"]) if body["notice"] else (),
            sender=body["sender"],
            language=body["language"],
            mail=_mail(body, catalogue),
        )
    told = body["notice"]
    return Identified(
        notice=notice,
        confidence=told["confidence"],
        evidence=_evidence(told["evidence"]),
        rivals=tuple(Rival(each["id"], each["confidence"]) for each in told["rivals"]),
        printed_number=body["printed_number"],
        sender=body["sender"],
        language=body["language"],
    )


def _mail(body: Mapping[str, Any], catalogue: Catalogue) -> str | None:
    """The record of the sender whose words the letter was explained by."""
    told = body["explanation"]
    for key, record in catalogue.sender_records.items():
        own = record.explanation or {}
        if told and told["language"] in own and own[told["language"]].what == told["what"]:
            return key
    return None


def _field(name: str, told: Any) -> Answer[object] | tuple[Answer[object], ...]:
    if isinstance(told, list):
        return tuple(_answer(name, each) for each in told)
    return _answer(name, told)


def _answer(name: str, told: Mapping[str, Any]) -> Answer[object]:
    found = _evidence(told["evidence"])
    if told["value"] is None:
        return Unread(told.get("why") or "", found)
    return Reading(_value(name, told), told["confidence"], found)


def _value(name: str, told: Mapping[str, Any]) -> object:
    value = told["value"]
    if name == "tax_periods":
        amount = told.get("amount")
        return Period(date.fromisoformat(value), told["form"], told["printed"], Decimal(amount) if amount else None)
    if name in DATES:
        return date.fromisoformat(value)
    return Decimal(value) if name in SUMS else value


def _deadline(told: Mapping[str, Any], catalogue: Catalogue, second_days: Collection[tuple[str, date]]) -> Deadline:
    term = catalogue.law.get(told["id"])
    other = told["other"]
    second = Other(date.fromisoformat(other["last_day"]), other["basis"], ()) if other else None
    return Deadline(
        term=told["id"],
        action=_both(told["action"], term.action if term else {}),
        last_day=date.fromisoformat(told["last_day"]),
        basis=told["basis"],
        start=_day(told["start"]),
        span=_span(told["term"]),
        moved_from=_day(told["moved_from"]),
        authority=tuple(told["authority"]),
        if_missed=_both(told["if_missed"], term.if_missed if term else {}),
        note=_both(told["note"], term.note if term else {}),
        right=told["right"],
        checked=told["checked"],
        confidence=told["confidence"],
        evidence=_evidence(told["evidence"]),
        other=second,
        other_counts=second is not None and (told["id"], second.last_day) in second_days,
    )


def _undated(told: Mapping[str, Any], catalogue: Catalogue) -> Undated:
    term = catalogue.law.get(told["id"])
    return Undated(
        term=told["id"],
        action=_both(told["action"], term.action if term else {}),
        why={"en": told["why"], "es": in_words_of(told["why"], catalogue, "es")},
        span=_span(told["term"]),
        authority=tuple(told["authority"]),
        if_missed=_both(told["if_missed"], term.if_missed if term else {}),
    )


def _both(told: str, texts: Mapping[str, str]) -> dict[str, str]:
    """What was told, and the same in the other language where the law still says what was told."""
    return dict(texts) if told in texts.values() else {"en": told}


def _warned(told: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> Iterable[Warned]:
    for each in told:
        caution = catalogue.cautions.get(each["id"])
        evidence = _evidence(each["evidence"])
        if caution and evidence:
            yield Warned(caution, evidence[0])


def _evidence(told: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(each["page"], Box(*each["box"]), each["quote"], each["rule"], each["confidence"]) for each in told
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _span(told: str | None) -> Span | None:
    if not told:
        return None
    length, _, unit = told.partition(" ")
    return Span(int(length), UNITS[unit.removesuffix("s")])
