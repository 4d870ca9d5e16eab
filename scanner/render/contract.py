"""The contract's JSON of one letter or one unreadable file: dates in ISO form, amounts as strings, boxes in points.

Every key of the contract is always there; only a field that this kind of letter does not carry is absent. The result
goes through the strict models of `shape` before it leaves, and no text leaves with more than four digits of a TIN.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scanner.evidence import Unread
from scanner.render.mask import clean, last_four
from scanner.render.shape import LetterError, LetterReport, schema
from scanner.render.words import words
from scanner.report import Identified, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.evidence import Answer, Evidence
    from scanner.explain import Explained
    from scanner.notice import Publication
    from scanner.render.words import Words
    from scanner.report import Deadline, Failure, Report, Undated, Warned

__all__ = ["doubts", "failure_json", "report_json", "schema"]


def report_json(report: Report, explained: Explained | None, today: date) -> dict[str, Any]:
    """The `letter-report/1` of one letter; sentences are in the explanation's language, English without one."""
    say = words(explained.language if explained else "en")
    identity = report.identity
    made = {
        "schema": "letter-report/1",
        "source": {
            "file": report.file,
            "sha256": report.sha256,
            "pages": list(report.pages),
            "set_aside": [{"page": each.page, "kind": each.kind} for each in report.aside],
        },
        "outcome": report.outcome,
        "doubts": list(doubts(report)),
        "notice": _notice(identity, say) if isinstance(identity, Identified) else None,
        "printed_number": None if identity.printed_number is None else clean(identity.printed_number),
        "sender": identity.sender,
        "language": identity.language,
        "fields": {name: _field(name, answer) for name, answer in report.fields.items()},
        "deadlines": [_deadline(deadline, today, say) for deadline in report.deadlines],
        "undated": [_undated(undated, say) for undated in report.undated],
        "cautions": [_caution(warned, say) for warned in report.cautions],
        "urgency": report.urgency,
        "station": report.station,
        "explanation": _explanation(explained, say) if explained else None,
    }
    return LetterReport.model_validate(made).model_dump(mode="json", by_alias=True)


def failure_json(failure: Failure) -> dict[str, Any]:
    """The `letter-error/1` of one file."""
    made = {
        "schema": "letter-error/1",
        "source": {"file": failure.file},
        "error": failure.fault,
        "message": failure.message,
    }
    return LetterError.model_validate(made).model_dump(mode="json", by_alias=True)


def doubts(report: Report) -> tuple[str, ...]:
    """Every reason for a person to look, as plain sentences; empty when, and only when, the letter is sure."""
    why = () if isinstance(report.identity, Identified) else (report.identity.why,)
    return tuple(dict.fromkeys(clean(doubt) for doubt in (*why, *report.doubts)))


def _notice(identity: Identified, say: Words) -> dict[str, Any]:
    notice = identity.notice
    return {
        "id": notice.id,
        "name": notice.name,
        "title": say.either(notice.title, notice.title_es),
        "record": notice.record,
        "reply": notice.reply,
        "confidence": _share(identity.confidence),
        "evidence": _evidence(identity.evidence),
        "rivals": [{"id": rival.notice, "confidence": _share(rival.confidence)} for rival in identity.rivals],
    }


def _field(name: str, answer: Answer[object] | tuple[Answer[object], ...]) -> Any:
    if name == "tax_periods":
        return [_answer(name, each) for each in (answer if isinstance(answer, tuple) else (answer,))]
    return _answer(name, answer[0] if isinstance(answer, tuple) else answer)


def _answer(name: str, answer: Answer[object]) -> dict[str, Any]:
    found = _evidence(answer.evidence)
    if isinstance(answer, Unread):
        return {"value": None, "why": clean(answer.why), "evidence": found}
    return {**_value(name, answer.value), "confidence": _share(answer.confidence), "evidence": found}


def _value(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, Period):
        amount = {} if value.amount is None else {"amount": _amount(value.amount)}
        return {"value": value.ends.isoformat(), "form": value.form, "printed": clean(value.printed), **amount}
    if name == "tin_last4":
        return {"value": last_four(str(value))}
    if isinstance(value, date):
        return {"value": value.isoformat()}
    if isinstance(value, Decimal):
        return {"value": _amount(value)}
    return {"value": clean(str(value))}


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _deadline(deadline: Deadline, today: date, say: Words) -> dict[str, Any]:
    other = deadline.other
    return {
        "id": deadline.term,
        "action": say.of(deadline.action),
        "last_day": deadline.last_day,
        "basis": deadline.basis,
        "start": deadline.start,
        "term": None if deadline.span is None else str(deadline.span),
        "moved_from": deadline.moved_from,
        "authority": list(deadline.authority),
        "if_missed": say.of(deadline.if_missed),
        "days_left": deadline.days_left(today),
        "confidence": _share(deadline.confidence),
        "evidence": _evidence(deadline.evidence),
        "other": {"last_day": other.last_day, "basis": other.basis} if other else None,
        "checked": deadline.checked,
        "note": say.of(deadline.note),
        "right": deadline.right,
    }


def _undated(undated: Undated, say: Words) -> dict[str, Any]:
    return {
        "id": undated.term,
        "action": say.of(undated.action),
        "why": say.of(undated.why),
        "term": None if undated.span is None else str(undated.span),
        "authority": list(undated.authority),
        "if_missed": say.of(undated.if_missed),
    }


def _caution(warned: Warned, say: Words) -> dict[str, Any]:
    return {
        "id": warned.caution.id,
        "sign": say.of(warned.caution.sign),
        "act": say.of(warned.caution.act),
        "evidence": _evidence((warned.evidence,)),
    }


def _explanation(explained: Explained, say: Words) -> dict[str, Any]:
    told = explained.words
    return {
        "language": explained.language,
        "what": told.what,
        "why": told.why,
        "next_steps": list(told.next_steps),
        "if_nothing": told.if_nothing,
        "rights": list(told.rights),
        "rights_given_up": list(told.gives_up),
        "bring": list(told.bring),
        "forms": _papers(explained.forms, say),
        "publications": _papers(explained.publications, say),
        "help": [
            {
                "name": say.either(help_.name, help_.name_es),
                "text": say.either(help_.text, help_.text_es),
                "phone": help_.phone,
                "url": help_.url,
            }
            for help_ in explained.help
        ],
        "related": [notice.id for notice in explained.related],
        "unchecked": list(explained.unchecked),
        "sources": [{"url": source.url, "checked": source.checked} for source in explained.sources],
    }


def _papers(papers: Iterable[Publication], say: Words) -> list[dict[str, str]]:
    return [{"number": paper.number, "title": say.either(paper.title, paper.title_es)} for paper in papers]


def _evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "page": each.page,
            "box": [round(side, 1) for side in (each.box.left, each.box.top, each.box.right, each.box.bottom)],
            "quote": clean(each.quote),
            "rule": each.rule,
            "confidence": _share(each.confidence),
        }
        for each in evidence
    ]


def _share(confidence: float) -> float:
    return round(confidence, 4)
