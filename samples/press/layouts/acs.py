"""Letters of the Automated Collection System (LT11 and its kin): the skeleton of a redesigned notice, a case number in its box."""

from samples.press.layouts.header_box import Skeleton
from samples.press.layouts.labels import english
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet


def draw(manuscript: Manuscript, sheet: Sheet, pages: int) -> None:
    """Draws the letter."""
    look = manuscript.look()
    Skeleton(manuscript, sheet, pages, english(look, acs=True), case_number=True).draw(look)
