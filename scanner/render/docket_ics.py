"""Every open last day of the docket as one calendar file, for a clinic's shared calendar.

Such a calendar is on the wall of the office and in many pockets. A title has the notice, the action, and of the client
initials and a case number at most; what comes from the paper itself is in none of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.render.event import LastDay, calendar_file, identities
from scanner.render.initials import initials
from scanner.render.mask import hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.entry import Dated, Due, Entry
    from scanner.render.voice import Voice
    from scanner.render.words import Words
    from scanner.term import Term

__all__ = ["docket_calendar", "whose"]


def docket_calendar(letters: Iterable[Dated], voice: Voice) -> bytes:
    """The calendar of every open day of every letter that is not closed. A letter that lies in the docket twice comes once,
    where both copies say the same.
    """
    running = [letter for letter in letters if letter.entry.status != "closed"]
    shown = {(letter.entry.id, due.term, due.day) for letter in running for due in letter.open(voice.today)}
    days = (
        day
        for letter in running
        for due, day in _days(letter, voice)
        if (letter.entry.same_as, due.term, due.day) not in shown
    )
    return calendar_file(days, voice.today, voice.say)


def whose(entry: Entry, say: Words) -> str:
    """Whose letter it is for all to see: `J.D., case 26-0012`; with a question mark until a person has confirmed it."""
    name = entry.client or entry.taxpayer or ""
    told = ", ".join(filter(None, (initials(name), _case(entry.case_number or "", name, say))))
    return told if entry.client_sure or not told else say("docket.maybe", client=told)


def _case(number: str, name: str, say: Words) -> str:
    """The case by its number; nothing, where the office writes the client's name into its numbers."""
    named = any(word in number.casefold() for word in re.findall(r"[^\W\d_]{3,}", name.casefold()))
    return "" if named or not number else say("docket.case", number=hidden(number))


def _days(letter: Dated, voice: Voice) -> Iterator[tuple[Due, LastDay]]:
    say, entry, client = voice.say, letter.entry, whose(letter.entry, voice.say)
    name = (entry.name if entry.notice else None) or say("head.letter")
    known_as = say("calendar.of_client", name=name, client=client) if client else name
    terms = (due.term if due.leads else f"{due.term}|other" for due in letter.days)
    for due, identity in zip(letter.days, identities(letter.sha256, entry.pages, terms), strict=True):
        if due.day >= voice.today:
            action = voice.action(due)
            key = "docket_title" if due.leads else "docket_title_other"
            title = say(f"calendar.{key}", name=name, action=action)
            title = say("calendar.of_client", name=title, client=client) if client else title
            told = _description(entry, due, voice.law.get(due.term), say)
            yield due, LastDay(identity, due.day, title, known_as, action, told)


def _description(entry: Entry, due: Due, term: Term | None, say: Words) -> str:
    lines = (
        say("docket.letter_number", number=entry.id),
        "" if entry.outcome == "sure" else say(f"outcome.{entry.outcome}_long"),
        "" if due.leads else say("docket.second_day"),
        say("deadline.right" if due.is_right else "deadline.courtesy"),
        *(_of_law(term, say) if term else ()),
        say("page.not_irs"),
    )
    return "\n".join(line for line in lines if line)


def _of_law(term: Term, say: Words) -> Iterator[str]:
    if term.authority:
        yield f"{say('deadline.law')}: {'; '.join(term.authority)}"
    if missed := say.of(term.if_missed):
        yield f"{say('deadline.if_missed')}: {missed}"
    if not term.checked:
        yield say("deadline.unchecked")
    yield say.of(term.note)
