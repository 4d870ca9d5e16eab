"""Pages into letters, without separator sheets.

A page begins a new letter where the paper says so: `Page 1 of n`, or a number of its own in the header or foot that the
letter so far does not carry, on a page with a letterhead and a salutation or date. Forms, inserts and pages without a
number stay with the letter before them (a Letter 3172 comes with Form 668(Y)(c), a Letter 4388 with Form 12256). When in
doubt pages stay together: a letter cut in two loses its deadline, two letters under one cover make it *check*.
"""

from __future__ import annotations

import regex

from scanner.identify.numbers import Sign, signs_on
from scanner.layout import Layout, laid_out
from scanner.letter import Letter
from scanner.page import Page

__all__ = ["split"]

PAGE_OF = regex.compile(r"(?i)\b(?:page|p[aá]gina)\s*(?P<at>\d{1,2})\s*(?:of|de)\s*(?P<total>\d{1,2})\b")
SALUTATION = regex.compile(
    r"(?i)\bdear\b|\bestimad[oa]\b|notice date|fecha del aviso|\bltr \d|in reply refer to|letter date|^date:|date of this notice"
)
FIRST_SIGN = 0.7


def split(pages: tuple[Page, ...]) -> tuple[Letter, ...]:
    """The letters among `pages`, every page in exactly one, in the order of the file."""
    groups: list[list[Layout]] = []
    numbers: set[str] = set()
    for page in pages:
        layout = laid_out(page)
        signs = [sign for sign in signs_on(layout) if sign.weight >= FIRST_SIGN]
        own = {sign.number.slug for sign in signs if sign.number.kind != "form"}
        if not groups or _begins(layout, signs, own, numbers, groups[-1]):
            groups.append([layout])
            numbers = own
        else:
            groups[-1].append(layout)
            numbers = numbers | own
    return tuple(Letter(tuple(group), _printed_total(group)) for group in groups)


def page_of(layout: Layout) -> tuple[int, int] | None:
    """M and n of a printed `Page m of n`."""
    found = PAGE_OF.search(layout.text)
    if not found:
        return None
    at, total = int(found["at"]), int(found["total"])
    return (at, total) if 1 <= at <= total <= 60 else None


def _begins(layout: Layout, signs: list[Sign], own: set[str], numbers: set[str], group: list[Layout]) -> bool:
    position = page_of(layout)
    if position:
        before = page_of(group[-1])
        if position[0] == 1:
            return not (before and before[0] < before[1]) or bool(own - numbers)
        if before and position == (before[0] + 1, before[1]):
            return False
    if not own or own & numbers:
        return (
            bool(own)
            and position is None
            and _opens_like_a_letter(layout)
            and _opens_like_a_letter(group[0])
            and page_of(group[-1]) is None
            and bool(_first_page_again(layout, group[0]))
        )
    return not numbers or _opens_like_a_letter(layout)


def _opens_like_a_letter(layout: Layout) -> bool:
    return any(SALUTATION.search(run.text) for run in layout.runs if run.box.top < 0.55 * layout.page.height)


def _first_page_again(layout: Layout, first: Layout) -> bool:
    """Whether two pages with the same number are the first pages of two letters: both greet somebody."""
    greets = regex.compile(r"(?i)^dear\b|^estimad[oa]\b")
    return any(greets.match(run.text) for run in layout.runs) and any(greets.match(run.text) for run in first.runs)


def _printed_total(group: list[Layout]) -> int | None:
    totals = {position[1] for layout in group if (position := page_of(layout))}
    return totals.pop() if len(totals) == 1 else None
