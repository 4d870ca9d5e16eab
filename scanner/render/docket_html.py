"""The Monday print-out as one HTML file: to tick on the screen or on paper, and nothing outside it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.render.template import templates

if TYPE_CHECKING:
    from datetime import date

    from scanner.render.docket_print import PrintOut
    from scanner.render.words import Words

__all__ = ["docket_page"]


def docket_page(told: PrintOut, today: date, say: Words) -> str:
    """The whole HTML file of the print-out."""
    return templates().get_template("docket.html.j2").render(told=told, today=say.day(today), say=say)
