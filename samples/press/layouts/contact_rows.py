"""The contact column of Appeals and field letters: who writes, how to reach him, what the letter is about, in the usual order."""

from dataclasses import dataclass
from random import Random

from samples.press import ink as inks
from samples.press.manuscript import Manuscript

PETITION = (
    "Last day to file a petition with the United States Tax Court:",
    "Last Date to Petition Tax Court:",
    "Last Day to File a Petition With the United States Tax Court:",
)
KINDS = {
    "CIVPEN": "Civil penalty",
    "941": "Employment/941",
    "940": "Employment/940",
    **{form: f"Employment/{form}" for form in ("943", "944", "945")},
    "990": "Exempt organization/990",
    "1094-C": "Employer shared responsibility/4980H",
}
STAMPED = "\0"
"""Begins a value that a rubber stamp prints."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label of the contact column and what stands under it."""

    label: str
    values: tuple[str, ...]


def rows_of(manuscript: Manuscript, look: Random, style: str) -> list[Row]:
    """The contact column, in the order such letters keep."""
    ink, case = manuscript.ink, manuscript.case
    modern = style == "modern"
    stamped = style == "typewriter" or (style == "older" and look.random() < 0.4)
    date = f"{STAMPED}{inks.write_date(case.letter_date, 'stamp')}" if stamped else ink["date"]
    ink["date"]
    person = look.choice(("Person to contact:", "Person to Contact:", "Contact Person:", "Contact person:"))
    rows = [Row(look.choice(("Date:", "Letter Date:", "Date:")), (date,))]
    single_tin = "Employer ID number:" if case.taxpayer.business else "Social Security number:"
    tin = Row(
        look.choice((single_tin, "Taxpayer ID number:", "SSN/EIN Number:" if not modern else "Taxpayer ID number:")),
        (ink["tin"],),
    )
    if look.random() < 0.2:
        tin = Row("Taxpayer ID number (last 4 digits):", (ink["tin"][-4:],))
    if modern:
        values = [
            f"Name: {ink['contact']}",
            f"{look.choice(('ID number', 'Employee ID'))}: {ink['employee_id']}",
            f"Telephone: {ink['officer_phone']}",
        ]
        if look.random() < 0.7:
            values.append(f"Fax: {ink['fax']}")
        if look.random() < 0.4:
            values.append("Hours: 8:00 a.m. - 4:30 p.m.")
        rows += [tin, Row(person, tuple(values))]
    else:
        rows.append(Row(person, (ink["contact"],)))
        rows.append(
            Row(look.choice(("Employee ID Number:", "Employee Identification Number:", "ID#")), (ink["employee_id"],))
        )
        rows.append(
            Row(look.choice(("Tel:", "Contact Telephone Number:", "Telephone Number:")), (ink["officer_phone"],))
        )
        if look.random() < 0.7:
            rows.append(Row("Fax:", (ink["fax"],)))
        rows.append(tin)
    if manuscript.wording.office == "appeals" and look.random() < 0.8:
        rows.append(
            Row(
                "Refer reply to:" if modern else "Refer Reply to:",
                (ink["symbols"],),
            )
        )
    rows.extend(case_rows(manuscript, look, modern=modern))
    return rows


def case_rows(manuscript: Manuscript, look: Random, *, modern: bool) -> list[Row]:
    """What the letter is about: subject, periods, type of tax, and a date that governs."""
    ink, case = manuscript.ink, manuscript.case
    rows: list[Row] = []
    if manuscript.subject:
        rows.append(Row("Re:" if modern else "In Re:", tuple(manuscript.subject.split("\n"))))
    if "stray" in case.printed_days:
        rows.append(Row("", (ink["stray"],)))
    if ink.has("petition_by") and look.random() < 0.75:
        rows.append(Row(look.choice(PETITION), (ink["petition_by"],)))
    elif "tax-court-deficiency" in manuscript.wording.deadlines and look.random() < 0.4:
        rows.append(Row(look.choice(PETITION), ("",)))  # some notices go out with the day left blank
    if not manuscript.wording.billed and not manuscript.wording.no_period:
        label = look.choice(("Tax period(s) ended:", "Tax Period(s) Ended:", "Tax periods ended:"))
        periods = [inks.write_period(balance.period, ink.style.period) for balance in case.balances]
        ink["periods"]
        rows.append(
            Row(label, (" ".join(periods),) if ink.style.period in ("month-year", "yyyymm") else tuple(periods))
        )
        if look.random() < 0.7:
            kind = KINDS.get(ink["form"], f"Income/{ink['form']}")
            rows.append(Row(look.choice(("Tax type/form number:", "Type of tax / form:")), (kind,)))
    if ink.has("hearing_by") and manuscript.wording.key == "letter-3172":
        rows.append(
            Row(
                look.choice(
                    (
                        "You must request your hearing by:",
                        "Last day to request a hearing:",
                        "You must file your request by:",
                    )
                ),
                (ink["hearing_by"],),
            )
        )
    return rows
