"""Letters of the Automated Collection System (LT11 and its kin): the skeleton of a redesigned notice, with a case number."""

from samples.press.layouts import header_box
from samples.press.layouts.labels import english
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet


def draw(manuscript: Manuscript, sheet: Sheet, pages: int) -> None:
    """Draws the letter."""
    look = manuscript.look()
    header_box.draw_with(manuscript, sheet, pages, look, english(look, acs=True), case_number=True)
