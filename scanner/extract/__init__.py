"""What a letter says: one answer per field, each with the print it came from, or the plain sentence why there is none.

Fields are looked for by the rules of `catalogue/patterns.toml`. A field that such a letter should carry and that could not
be read is an `Unread`; one that it does not carry is absent; one that it carries beyond its record is still reported.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import regex

from scanner.answers import LONGEST_ANSWER, Answers, Fields
from scanner.catalogue import Catalogue
from scanner.correction import UNSAID, Correction
from scanner.evidence import Answer, Reading, Unread
from scanner.extract.amounts import amount_due, lines_add_up
from scanner.extract.choose import Choice
from scanner.extract.dates import letter_date, only_before, printed_date
from scanner.extract.find import Find, finds
from scanner.extract.insert import insert_of
from scanner.extract.people import addressed_abroad, last_four, taxpayer_name, text_field, zip_code
from scanner.extract.periods import tax_periods
from scanner.layout import Layout
from scanner.letter import Letter
from scanner.notice import Language, Notice
from scanner.report import Period
from scanner.values import date_in

__all__ = ["extract"]

CLEAR = 0.82
"""A value read with less confidence than this is shown with a doubt."""
CLEAR_DATE = 0.90
"""The same for the letter's own date, which all rights are counted from: a fax let NOV 21 be read as NOV 24 with 0.87."""
FEWEST_DAYS, MOST_DAYS = 5, 180
"""What a letter gives from its date; other counts are spans of interest and of mail."""
FOOT = 0.88
REVISION = regex.compile(r"(?i)letter\s*\d[^()]{0,20}(?:\([A-Z/]+\))?\s*\(rev\.?\s*(\d{1,2})\s?[-/]\s?(\d{4})\)")
PRINTED_DATES = ("pay_by", "respond_by", "hearing_by", "petition_by", "lien_filed", "conference_on")
TEXTS = ("contact_name", "contact_phone", "contact_fax", "employee_id", "caller_id", "reference")


def extract(
    letter: Letter,
    notice: Notice | None,
    catalogue: Catalogue,
    language: Language,
    today: date,
    correction: Correction = UNSAID,
) -> Answers:
    """The answers of one letter. `notice` says which fields it should carry; None where it is not known. What a person has
    said of a field stands in place of what is read there, and of every doubt about it.
    """
    work = _Extraction(letter, notice, catalogue, language, today, correction)
    return work.run()


class _Extraction:
    """One run over one letter: the fields found so far and the doubts about them."""

    def __init__(
        self,
        letter: Letter,
        notice: Notice | None,
        catalogue: Catalogue,
        language: Language,
        today: date,
        correction: Correction,
    ) -> None:
        self.insert = insert_of(letter, catalogue.fields["any_new_day"])
        pages = tuple(layout for layout in letter.pages if self.insert is None or layout is not self.insert.page)
        self.letter, self.notice, self.catalogue = replace(letter, pages=pages), notice, catalogue
        self.language, self.today = language, today
        self.correction = correction
        self.fields: Fields = {}
        self.before: set[str] = set()
        self.doubts: list[str] = []

    def say(self, key: str, **slots: object) -> str:
        return self.catalogue.say(key, self.language, **slots)

    def called(self, field: str) -> str:
        return self.say(f"field-{field}")

    def said(self, field: str) -> bool:
        """Whether a person has spoken of the field."""
        return field in self.correction.said

    def settle(self, field: str, read: Reading[object] | None) -> None:
        """What a person has said, in place of what was read. A day that was read here and is none may still be one of
        something else, so that it stays unclaimed.
        """
        if answer := self.correction.reading(field, read, self.letter.first.page.number):
            self.fields[field] = answer

    def is_own_word(self, field: str) -> bool:
        """Whether the field would be the taxpayer's own word: what is written on a form that does not ask us to read it."""
        is_form = self.notice is not None and self.notice.kind == "form"
        return is_form and not self.said(field) and self.notice is not None and field not in self.notice.fields

    def run(self) -> Answers:
        for field in PRINTED_DATES:
            if self.is_own_word(field):
                continue
            choice, before = printed_date(self.letter, self.catalogue.fields[field]) or (None, False)
            self.keep(field, choice, doubted=self.governs(field))
            if before:
                self.before.add(field)
        self.read_letter_date()
        self.drop_past_meeting()
        self.read_periods()
        self.read_amount()
        self.keep("tin_last4", last_four(self.letter, self.catalogue.fields["tin_last4"]))
        for field in TEXTS:
            if not self.is_own_word(field):
                self.keep(field, text_field(self.letter, self.catalogue.fields[field]))
        is_form = self.notice is not None and self.notice.kind == "form"
        name = taxpayer_name(self.letter, self.catalogue.fields["taxpayer_name"], is_form=is_form)
        self.keep("taxpayer_name", Choice(name, None) if name else None)
        unclaimed = self.unclaimed()
        self.read_other_last_day(unclaimed)
        self.note_unread()
        if self.insert:
            self.doubts.append(self.say("more-time", insert=self.insert.number))
        abroad, more_time = addressed_abroad(self.letter), self.insert.day if self.insert else None
        return Answers(
            self.fields,
            tuple(self.doubts),
            abroad,
            unclaimed,
            more_time,
            zip_code(self.letter),
            self.stated(),
            self.letter.seen,
            frozenset(self.correction.said),
            frozenset(self.before),
        )

    def stated(self) -> tuple[Reading[int], ...]:
        """The numbers of days that sentences give from the date of the letter; one that is hard to read is none."""
        found = {
            int(find.text): Reading(int(find.text), find.confidence, (find.evidence,))
            for find in finds(self.letter, self.catalogue.fields["any_day_count"])
            if find.text.isdecimal() and find.confidence >= CLEAR
        }
        return tuple(found[days] for days in sorted(found) if FEWEST_DAYS <= days <= MOST_DAYS)

    def read_other_last_day(self, unclaimed: tuple[Reading[date], ...]) -> None:
        """A day that a sentence calls a last one, for nothing that another field holds, is the day to answer by.

        It stays unclaimed as well: it may be the last day of a right, in words that no rule knows.
        """
        letter_date = self.fields.get("letter_date")
        if (
            "respond_by" in self.fields
            or self.said("respond_by")
            or not isinstance(letter_date, Reading)
            or not isinstance(letter_date.value, date)
        ):
            return
        horizon = letter_date.value + LONGEST_ANSWER
        later = [reading for reading in unclaimed if letter_date.value < reading.value <= horizon]
        if later:
            first = self.fields["respond_by"] = min(later, key=lambda reading: reading.value)
            if only_before([find for find in self.last_days() if date_in(find.text) == first.value]):
                self.before.add("respond_by")

    def last_days(self) -> tuple[Find, ...]:
        """The days that sentences call last ones."""
        return tuple(finds(self.letter, self.catalogue.fields["any_last_day"]))

    def unclaimed(self) -> tuple[Reading[date], ...]:
        claimed = self.days_read()
        found = {find: date_in(find.text) for find in self.last_days()}
        return tuple(
            Reading(day, find.confidence, (find.evidence,)) for find, day in found.items() if day and day not in claimed
        )

    def governs(self, field: str) -> bool:
        """Whether a deadline of this notice can rest on the field, so that a doubt about it is one about the deadline."""
        terms = [self.catalogue.law[key] for key in self.notice.deadlines] if self.notice else []
        return any(field in term.printed_fields or field == term.start for term in terms)

    def keep(self, field: str, choice: Choice[object] | None, *, doubted: bool = False) -> None:
        if self.said(field):
            self.settle(field, choice.reading if choice else None)
            return
        if choice is None:
            return
        self.fields[field] = choice.reading
        if not doubted:
            return
        value = choice.reading.value
        if choice.rival is not None:
            self.doubts.append(self.say("values-disagree", field=self.called(field), first=value, second=choice.rival))
        elif choice.reading.confidence < CLEAR:
            self.doubts.append(self.say("value-unclear", field=self.called(field).capitalize(), value=value))

    def days_read(self) -> set[date]:
        """The days that the fields read so far hold."""
        values = (answer.value for answer in self.fields.values() if isinstance(answer, Reading))
        return {value for value in values if isinstance(value, date)}

    def read_letter_date(self) -> None:
        if self.notice is not None and "letter_date" not in self.notice.fields and not self.said("letter_date"):
            return  # the date beside a signature on a form is no day that a right counts from
        choice, labelled = letter_date(self.letter, self.catalogue.fields["letter_date"], self.days_read())
        if self.said("letter_date"):
            self.settle("letter_date", choice.reading if choice else None)
            return
        if choice is None:
            return
        self.fields["letter_date"] = choice.reading
        day = choice.reading.value
        if choice.rival is not None:
            self.doubts.append(
                self.say("values-disagree", field=self.called("letter_date"), first=day, second=choice.rival)
            )
        elif choice.reading.confidence < CLEAR_DATE:
            self.doubts.append(self.say("date-unclear", date=day))
        if not labelled:
            self.doubts.append(self.say("date-unlabelled", date=day))
        if (revision := self.revision()) and day < revision:
            self.doubts.append(self.say("date-revision", date=day, revision=f"{revision:%m/%Y}"))
        if day > self.today + timedelta(days=1):
            self.doubts.append(self.say("date-future", date=day))

    def may_bill(self, notice: Notice) -> bool:
        """Whether an amount that such a letter prints can be one that is due: letters of collection, and those that say so.
        A form says so itself: the release of a lien prints what was owed.
        """
        billed = self.catalogue.stations[notice.station].line == "collection" and notice.kind != "form"
        return billed or notice.record != "full" or "amount_due" in notice.fields

    def drop_past_meeting(self) -> None:
        """A meeting on or before the day of the letter is none: the date belongs to something else."""
        meeting, day = self.fields.get("conference_on"), self.fields.get("letter_date")
        if self.said("conference_on"):
            return
        if isinstance(meeting, Reading) and isinstance(day, Reading) and meeting.value <= day.value:  # type: ignore[operator]
            del self.fields["conference_on"]

    def revision(self) -> date | None:
        """The month of the newest revision that the letter's own foot prints, `(Rev. 6-2023)`."""
        found = [date(int(year), int(month), 1) for layout in self.letter.pages for month, year in _revisions(layout)]
        return max(found, default=None)

    def read_periods(self) -> None:
        answer = self.fields.get("letter_date")
        day = answer.value if isinstance(answer, Reading) and isinstance(answer.value, date) else None
        periods = tax_periods(self.letter, self.catalogue.fields["tax_periods"], day)
        if self.said("tax_periods"):
            periods = self.correction.periods(periods, self.letter.first.page.number)
        if periods:
            self.fields["tax_periods"] = tuple(periods)
        ends = [p.value.ends for p in periods if isinstance(p.value, Period)]
        if day and ends and day < min(ends) and not self.said("letter_date"):
            self.doubts.append(self.say("date-early", date=day))

    def read_amount(self) -> None:
        if self.notice and not self.may_bill(self.notice) and not self.said("amount_due"):
            return  # what such a letter prints is a tax that it proposes, or a refund, and no amount due
        choice = amount_due(self.letter, self.catalogue.fields["amount_due"], self.catalogue.fields["tax_periods"])
        if self.said("amount_due"):
            self.settle("amount_due", choice.reading if choice else None)
            return
        if choice is None:
            return
        amount = choice.reading.value
        adds_up = lines_add_up(self.letter, amount)
        reading = choice.reading
        if adds_up:
            reading = Reading(amount, max(reading.confidence, 0.995), reading.evidence)
        self.fields["amount_due"] = reading
        if adds_up is False:
            self.doubts.append(self.say("amount-sum", amount=f"${amount:,.2f}"))
        elif choice.rival is not None and not adds_up:
            self.doubts.append(
                self.say(
                    "values-disagree",
                    field=self.called("amount_due"),
                    first=f"${amount:,.2f}",
                    second=f"${choice.rival:,.2f}",
                )
            )

    def note_unread(self) -> None:
        for field in self.notice.fields if self.notice else ():
            if field not in self.fields and not self.said(field):
                unread: Answer[object] = Unread(self.say("field-unread", field=self.called(field)))
                self.fields[field] = (unread,) if field == "tax_periods" else unread
        if self.notice and "letter_date" in self.notice.fields and isinstance(self.fields.get("letter_date"), Unread):
            self.doubts.append(self.say("date-unread"))


def _revisions(layout: Layout) -> list[tuple[str, str]]:
    foot = " ".join(run.text for run in layout.runs if run.box.bottom > FOOT * layout.page.height)
    return [(m, y) for m, y in REVISION.findall(foot) if 1 <= int(m) <= 12]
