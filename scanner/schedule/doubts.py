"""What is in doubt about last days, in plain sentences: each makes a letter *check*, and none moves a day.

They stand apart from the counting, so that no doubt can ever change what was counted.
"""

from __future__ import annotations

from datetime import date, timedelta

from scanner.answers import LONGEST_ANSWER, Answers
from scanner.catalogue import Catalogue
from scanner.evidence import Unread
from scanner.notice import Language
from scanner.report import Deadline
from scanner.term import Term
from scanner.workdays import after

__all__ = ["LONGEST_PRINTED", "of_deadline", "postponed", "unclaimed"]

SLACK = timedelta(days=14)
LONGEST_PRINTED = timedelta(days=400)
"""A printed last day further than this from the letter's date is no last day of such a letter."""


def of_deadline(deadline: Deadline, answers: Answers, catalogue: Catalogue, language: Language) -> list[str]:
    """What is in doubt about one last day: an unchecked term, an unread amount, print and rule that differ, an odd day."""
    doubts: list[str] = []
    action = deadline.action[language]
    if not deadline.checked:
        doubts.append(catalogue.say("term-unchecked", language, action=action))
    if deadline.basis == "rule" and catalogue.law[deadline.term].large and answers.amount is None:
        doubts.append(catalogue.say("field-unread", language, field=catalogue.say("field-amount_due", language)))
    term = catalogue.law[deadline.term]
    if (
        deadline.basis == "rule"
        and "pay_by" in term.printed_fields
        and isinstance(answers.fields.get("pay_by"), Unread)
    ):
        # every bill prints its day, and it can be an earlier one than the rule's
        doubts.append(catalogue.say("field-unread", language, field=catalogue.say("field-pay_by", language)))
    both_by_rule = deadline.other is not None and deadline.other.basis == deadline.basis
    later = deadline.other is not None and deadline.other.last_day < deadline.last_day
    given = term.printed == "governs" and deadline.basis == "printed" and not answers.seen
    confirmed = _is_confirmed(term, answers)
    settled = both_by_rule or confirmed or _only_waiting(term, deadline)
    if deadline.other and not settled and (deadline.right or (later and not given)):
        days = {deadline.basis: deadline.last_day, deadline.other.basis: deadline.other.last_day}
        doubts.append(
            catalogue.say("printed-differs", language, action=action, printed=days["printed"], rule=days["rule"])
        )
    letter_date = answers.day("letter_date")
    if (
        deadline.basis == "printed"
        and letter_date
        and not confirmed
        and deadline.last_day > _latest(term, letter_date.value, seen=answers.seen)
    ):
        doubts.append(catalogue.say("printed-odd", language, action=action, printed=deadline.last_day))
    for field in term.printed_fields if term.printed != "ignored" else ():
        reading = answers.day(field)
        if reading and letter_date and not letter_date.value < reading.value <= letter_date.value + LONGEST_PRINTED:
            doubts.append(catalogue.say("printed-odd", language, action=action, printed=reading.value))
    return doubts


def postponed(deadline: Deadline, answers: Answers, catalogue: Catalogue, language: Language) -> list[str]:
    """What may move the day: a declared disaster or a closed court. The day itself stays, as the safe one."""
    return [
        catalogue.say(
            "postponed",
            language,
            action=deadline.action[language],
            what=each.what[language],
            until=each.until,
            where=each.where[language],
        )
        for each in catalogue.postponements
        if each.moves(deadline.term, deadline.last_day, answers.zip_code)
    ]


def unclaimed(deadlines: list[Deadline], answers: Answers, catalogue: Catalogue, language: Language) -> list[str]:
    """A day that a sentence calls a last one, that no field holds, and that comes before a right's day shown here."""
    letter_date = answers.day("letter_date")
    rights = [each.last_day for each in deadlines if each.right and catalogue.law[each.term].span]
    if not letter_date or not rights:
        return []
    doubts = {
        reading.value: catalogue.say("date-unclaimed", language, date=reading.value, quote=reading.evidence[0].quote)
        for reading in answers.unclaimed
        if letter_date.value < reading.value < min(rights)
    }
    return list(doubts.values())


def _latest(term: Term, letter_date: date, *, seen: bool) -> date:
    """The last day that such a letter can print, with room for a slow mail room: beyond it a digit was misread."""
    if term.span is None or (term.printed == "governs" and not seen):
        return letter_date + LONGEST_ANSWER
    begin = after(letter_date, term.lead) if term.lead else letter_date
    return after(begin, term.span) + SLACK


def _is_confirmed(term: Term, answers: Answers) -> bool:
    """Whether a person stands for every day that this time is counted from or printed by: then a day that is odd is so on
    the paper. A day that is not used at all because it cannot be one is told all the same.
    """
    given = {field for field in (term.start, *term.printed_fields) if answers.day(field)}
    return bool(given) and given <= answers.said


def _only_waiting(term: Term, deadline: Deadline) -> bool:
    """Whether the two days differ by the one day between the last safe one and the first on which the Service may act: its
    notices print the latter (IRC 6159(b)(5): a plan can end on day 30).
    """
    second = deadline.other
    if second is None or second.basis != "printed" or term.rolls:
        return False
    return second.last_day - deadline.last_day == timedelta(days=1)
