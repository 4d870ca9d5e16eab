"""Answers held against the truth: how often each measure is met, of how many letters.

A way that knows no terms can give a day but not say of what, so that a day is held against the letter's first last day. One
that is later than it is *late*: whoever acts by it may act in vain. *Stated and wrong* is what is said without a doubt while
the notice, the sender or the letter's date is wrong, or the day late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from compare.answer import Answer
from scanner.evaluate import KnownLetter, Share

__all__ = ["MEASURES", "marks"]

Case = tuple[KnownLetter, Answer]


def _has_notice(known: KnownLetter) -> bool:
    return known.notice is not None


def _dated(known: KnownLetter) -> bool:
    return "letter_date" in known.fields


def _timed(known: KnownLetter) -> bool:
    return bool(known.deadlines)


def _first(known: KnownLetter) -> date:
    return min(deadline.last_day for deadline in known.deadlines)


def _right_date(known: KnownLetter, answer: Answer) -> bool:
    return answer.letter_date is not None and answer.letter_date.isoformat() == known.fields.get("letter_date")


def _misnamed(known: KnownLetter, answer: Answer) -> bool:
    return answer.notice not in (None, known.notice)


def _impostor(known: KnownLetter, answer: Answer) -> bool:
    return known.sender != "irs" and answer.irs


def _late(known: KnownLetter, answer: Answer) -> bool:
    return _timed(known) and answer.first_day is not None and answer.first_day > _first(known)


def _wrongly_dated(known: KnownLetter, answer: Answer) -> bool:
    return _dated(known) and answer.letter_date is not None and not _right_date(known, answer)


def _stated_wrong(known: KnownLetter, answer: Answer) -> bool:
    return answer.sure and any(wrong(known, answer) for wrong in (_misnamed, _impostor, _wrongly_dated, _late))


MEASURES: dict[str, tuple[Callable[[KnownLetter], bool], Callable[[KnownLetter, Answer], bool]]] = {
    "notice right": (_has_notice, lambda known, answer: answer.notice == known.notice),
    "notice wrong": (_has_notice, _misnamed),
    "left to a person": (_has_notice, lambda _, answer: answer.notice is None),
    "stated and wrong": (lambda _: True, _stated_wrong),
    "unknown number taken for a known notice": (
        lambda known: known.notice is None and known.sender == "irs",
        _misnamed,
    ),
    "other sender taken for the IRS": (lambda known: known.sender != "irs", _impostor),
    "letter date right": (_dated, _right_date),
    "first last day right": (_timed, lambda known, answer: answer.first_day == _first(known)),
    "first last day early": (_timed, lambda known, answer: bool(answer.first_day and answer.first_day < _first(known))),
    "first last day late": (_timed, _late),
    "first last day missing": (_timed, lambda _, answer: answer.first_day is None),
    "amount due right": (
        lambda known: "amount_due" in known.fields,
        lambda known, answer: answer.amount == Decimal(str(known.fields["amount_due"])),
    ),
}
"""By name: of which letters it is asked, and whether an answer meets it."""


def marks(cases: Iterable[Case]) -> dict[str, Share]:
    """The share of each measure."""
    cases = list(cases)
    return {name: _share(cases, asked, met) for name, (asked, met) in MEASURES.items()}


def _share(
    cases: list[Case], asked: Callable[[KnownLetter], bool], met: Callable[[KnownLetter, Answer], bool]
) -> Share:
    of = [(known, answer) for known, answer in cases if asked(known)]
    return Share(sum(met(known, answer) for known, answer in of), len(of))
