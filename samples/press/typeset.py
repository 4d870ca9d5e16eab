"""A letter drawn: its PDF and its truth."""

from collections.abc import Callable
from dataclasses import dataclass

from samples.press import terms
from samples.press.layouts import acs, contact_column, header_box
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
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter on paper, and what it says."""

    pdf: bytes
    truth: LetterTruth


def typeset(wording: Wording, seed: str, *, layout: str = "", variant: int | None = None, brief: bool = False) -> Printed:
    """Prints one letter of a notice."""
    pages = 1
    while True:
        manuscript = compose(wording, seed, layout=layout, variant=variant, brief=brief)
        sheet = Sheet()
        LAYOUTS[manuscript.layout](manuscript, sheet, pages)
        enclosures: tuple[Enclosure, ...] = ()
        if sheet.page == pages:
            return Printed(sheet.finish(), truth_of(manuscript, sheet.page, enclosures, seed))
        pages = sheet.page


def truth_of(manuscript: Manuscript, pages: int, enclosures: tuple[Enclosure, ...], seed: str) -> LetterTruth:
    """The truth of a drawn letter: what was printed and what follows from it."""
    wording, case, ink = manuscript.wording, manuscript.case, manuscript.ink
    printed = manuscript.number
    if manuscript.layout in ("field", "appeals"):
        printed = contact_column.footer_of(manuscript)[0]
    if manuscript.layout == "typewriter":
        printed = f"LTR {manuscript.number}"
    billed = "amount" in ink.printed
    return LetterTruth(
        pages=tuple(range(1, pages + 1)),
        outcome_allowed=wording.outcome,
        notice=wording.notice,
        printed_number=printed,
        sender=wording.sender,
        language=wording.language,
        layout=manuscript.layout,
        wording=manuscript.variant,
        fields=ink.fields(),
        deadlines=terms.last_days(wording.deadlines, case, ink.printed),
        enclosures=enclosures,
        billing=tuple(f"{amount:.2f}" for balance in case.balances for _, amount in balance.lines) if billed else (),
        seed=seed,
    )
