"""The contract's shapes (`letter-report/1`, `letter-error/1`) as pydantic models, and the JSON schema made from them.

Unknown keys are refused, so that a slip of a key is a failing test here and not a broken script at somebody's clinic.
A field that a letter does not carry is absent, not null: hence the typed dictionaries, whose keys may be missing.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict  # what pydantic needs before Python 3.12

from scanner.errors import Fault
from scanner.letter import AsideKind
from scanner.notice import Language, Record, Reply, Sender, Urgency

__all__ = ["LetterError", "LetterReport", "schema"]

STRICT = ConfigDict(extra="forbid")
Share = Annotated[float, Field(ge=0, le=1)]
PageNumber = Annotated[int, Field(ge=1)]
Boxed = Annotated[list[float], Field(min_length=4, max_length=4, description="left, top, right, bottom in PDF points")]


class Shape(BaseModel):
    """A part of the contract: exactly these keys."""

    model_config = STRICT


class EvidenceShape(Shape):
    """A place on the paper."""

    page: PageNumber
    box: Boxed
    quote: str
    rule: str
    confidence: Share


class Read(Shape):
    """An answer that was read."""

    value: str
    confidence: Share
    evidence: list[EvidenceShape]


class NotRead(Shape):
    """An answer that the letter should give and that could not be read."""

    value: None
    why: str
    evidence: list[EvidenceShape]


@with_config(STRICT)
class PeriodRead(TypedDict):
    """A tax period: the day it ends, the return's number, as printed, and its amount where the letter gives one."""

    value: str
    form: str | None
    printed: str
    amount: NotRequired[str]
    confidence: Share
    evidence: list[EvidenceShape]


Answered = Read | NotRead


@with_config(STRICT)
class Fields(TypedDict, total=False):
    """What the letter carries; a field that this kind of letter lacks is absent."""

    letter_date: Answered
    tax_periods: list[PeriodRead | NotRead]
    amount_due: Answered
    pay_by: Answered
    respond_by: Answered
    hearing_by: Answered
    petition_by: Answered
    conference_on: Answered
    lien_filed: Answered
    tin_last4: Answered
    taxpayer_name: Answered
    contact_name: Answered
    contact_phone: Answered
    contact_fax: Answered
    employee_id: Answered
    caller_id: Answered
    reference: Answered


class RivalShape(Shape):
    """Another notice that the print could mean."""

    id: str
    confidence: Share


class NoticeShape(Shape):
    """Which notice it is."""

    id: str
    name: str
    title: str
    record: Record
    reply: Reply
    confidence: Share
    evidence: list[EvidenceShape]
    rivals: list[RivalShape]


class OtherShape(Shape):
    """The date that does not lead: the printed one beside the rule's, or the other way round."""

    last_day: date
    basis: Literal["printed", "rule"]


class DeadlineShape(Shape):
    """The last day on which something is in time."""

    id: str
    action: str
    last_day: date
    basis: Literal["printed", "rule"]
    start: date | None
    term: str | None
    moved_from: date | None
    authority: list[str]
    if_missed: str
    days_left: int
    confidence: Share
    evidence: list[EvidenceShape]
    other: OtherShape | None
    checked: bool
    note: str
    right: bool


class UndatedShape(Shape):
    """A right whose last day the paper does not tell."""

    id: str
    action: str
    why: str
    term: str | None
    authority: list[str]
    if_missed: str


class CautionShape(Shape):
    """A warning sign that the paper carries, what it is and what can be done; never a verdict."""

    id: str
    sign: str
    act: str
    evidence: list[EvidenceShape]


class Paper(Shape):
    """A form or publication."""

    number: str
    title: str


class HelpShape(Shape):
    """Somebody who helps for free."""

    name: str
    text: str
    phone: str
    url: str


class SourceShape(Shape):
    """Where a fact was seen and when it was checked."""

    url: str
    checked: date


class ExplanationShape(Shape):
    """What a person is told, in one language."""

    language: Language
    what: str
    why: str
    next_steps: list[str]
    if_nothing: str
    rights: list[str]
    rights_given_up: list[str]
    bring: list[str]
    forms: list[Paper]
    publications: list[Paper]
    help: list[HelpShape]
    related: list[str]
    unchecked: list[str]
    sources: list[SourceShape]


class AsideShape(Shape):
    """A page of the file that belongs to no letter, and why."""

    page: PageNumber
    kind: AsideKind


class SourceFile(Shape):
    """The file a letter was found in, which of its pages it is in the order in which to read them, and the pages beside it
    that belong to no letter. Over all letters of a file every page stands once.
    """

    file: str
    sha256: str
    pages: list[PageNumber]
    set_aside: list[AsideShape] = Field(default_factory=list)


class LetterReport(Shape):
    """The report of one letter."""

    schema_: Literal["letter-report/1"] = Field(alias="schema")
    source: SourceFile
    outcome: Literal["sure", "check", "unknown"]
    doubts: list[str]
    notice: NoticeShape | None
    printed_number: str | None
    sender: Sender
    language: Language
    fields: Fields
    deadlines: list[DeadlineShape]
    undated: list[UndatedShape]
    cautions: list[CautionShape]
    urgency: Urgency
    station: str | None
    explanation: ExplanationShape | None


class FileName(Shape):
    """The file that could not be read."""

    file: str


class LetterError(Shape):
    """A file that could not be read."""

    schema_: Literal["letter-error/1"] = Field(alias="schema")
    source: FileName
    error: Fault
    message: str


def schema() -> dict[str, Any]:
    """The JSON schema of one line of `--json`: a report of a letter, or an error for a file."""
    either = Annotated[LetterReport | LetterError, Field(discriminator="schema_")]
    line: TypeAdapter[LetterReport | LetterError] = TypeAdapter(either)
    made = line.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "letter-report/1", **made}


if __name__ == "__main__":
    import json
    from pathlib import Path

    kept = Path(__file__).with_name("letter-report-1.schema.json")
    kept.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
