"""A letter drawn: its PDF and its truth."""

from collections.abc import Callable
from dataclasses import dataclass

from samples.press import terms
from samples.press.layouts import (
    acs,
    contact_column,
    header_box,
    lien_notice,
    older_cp,
    plain,
    reference_box,
    typewriter,
)
from samples.press.layouts.forms import FORMS, form_data
from samples.press.manuscript import Manuscript, compose
from samples.press.sheet import Sheet
from samples.press.truth import Enclosure, LetterTruth
from samples.press.wording import Wording

Draw = Callable[[Manuscript, Sheet, int], None]
LAYOUTS: dict[str, Draw] = {
    "header-box": header_box.draw,
    "acs": acs.draw,
    "field": contact_column.draw,
    "appeals": contact_column.draw,
    "reference-box": reference_box.draw,
    "older-cp": older_cp.draw,
    "typewriter": typewriter.draw,
    "plain": plain.draw,
    "form-668-y": lien_notice.draw,
    **FORMS,
}
REVISIONS = {"form-668-y": "Rev. 02-04"} | {key: form_data(key)["short"] for key in FORMS}


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter on paper, and what it says."""

    pdf: bytes
    truth: LetterTruth


def typeset(
    wording: Wording, seed: str, *, layout: str = "", variant: int | None = None, brief: bool = False
) -> Printed:
    """Prints one letter of a notice."""
    pages = 1
    while True:
        manuscript = compose(wording, seed, layout=layout, variant=variant, brief=brief)
        sheet = Sheet()
        LAYOUTS[manuscript.layout](manuscript, sheet, pages)
        if sheet.page == pages:
            enclosures = attach(manuscript, sheet)
            return Printed(sheet.finish(), truth_of(manuscript, sheet.page, enclosures, seed))
        pages = sheet.page


def attach(manuscript: Manuscript, sheet: Sheet) -> tuple[Enclosure, ...]:
    """Draws the form that comes with the letter, if one does."""
    form = manuscript.wording.attached
    if not form:
        return ()
    sheet.new_page()
    LAYOUTS[form](manuscript, sheet, 1)
    return (Enclosure(form, (sheet.page,)),)


def truth_of(manuscript: Manuscript, pages: int, enclosures: tuple[Enclosure, ...], seed: str) -> LetterTruth:
    """The truth of a drawn letter: what was printed and what follows from it."""
    wording, case, ink = manuscript.wording, manuscript.case, manuscript.ink
    fields = ink.fields()
    if wording.audience == "other_party":
        del fields["taxpayer_name"]
    billed = "amount" in ink.printed
    return LetterTruth(
        pages=tuple(range(1, pages + 1)),
        outcome_allowed=wording.outcome,
        notice=wording.notice,
        printed_number=printed_number(manuscript),
        sender=wording.sender,
        language=wording.language,
        layout=manuscript.layout,
        wording=manuscript.variant,
        fields=fields,
        deadlines=terms.last_days(wording.deadlines, case, ink.printed),
        enclosures=enclosures,
        billing=tuple(f"{amount:.2f}" for balance in case.balances for _, amount in balance.lines) if billed else (),
        seed=seed,
        kind=kind_of(manuscript),
        edition=wording.key,
        quotes=manuscript.quotes,
        hand=wording.hand,
    )


def kind_of(manuscript: Manuscript) -> str:
    """What kind of paper it is: letter, form, insert, other (mail of somebody else)."""
    if manuscript.wording.bare:
        return "insert"
    if manuscript.layout in REVISIONS:
        return "form"
    return "letter" if manuscript.wording.sender == "irs" else "other"


def printed_number(manuscript: Manuscript) -> str | None:
    """The number as the paper prints it; none on the mail of others."""
    match manuscript.layout:
        case _ if not manuscript.number:
            return None
        case "field" | "appeals":
            return contact_column.footer_of(manuscript)[0]
        case "typewriter":
            return f"LTR {manuscript.number}"
        case layout if layout in REVISIONS:
            return f"{manuscript.number} ({REVISIONS[layout]})"
    return manuscript.number
