"""Pages into letters, without separator sheets.

A page begins a letter where the paper says so: `Page 1 of n`, a number of its own that the letter so far does not carry,
another sender's letterhead, or a letterhead together with a greeting. Forms, inserts and pages without any of these stay
with the letter before them (a Letter 3172 comes with Form 668(Y)(c), a Letter 4388 with Form 12256). When in doubt pages
stay together: a letter that was cut in two loses its deadline.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
from rapidfuzz.distance import Levenshtein

from scanner.catalogue import Catalogue
from scanner.catalogue.number import PrintedNumber, as_print
from scanner.layout import Layout, laid_out
from scanner.letter import Letter
from scanner.letterhead import HEAD, letterhead_of
from scanner.notice import Sender
from scanner.page import Page
from scanner.signs import signs_on

__all__ = ["page_of", "split"]

PAGE_OF = regex.compile(r"(?i)\b(?:page|p[aá]gina)\s*(?P<at>\d{1,2})\s*(?:of|de)\s*(?P<total>\d{1,2})\b")
MOST_PAGES = 60
GREETING = regex.compile(r"(?i)^(?:dear\b|estimad[oa]\b|to whom it may concern)")
OPENS = regex.compile(
    r"(?i)^(?:notice date|fecha del aviso|date of this notice|letter date|in reply refer to|date:|dear\b|estimad[oa]\b)|\bltr \d"
)
CITY = regex.compile(r"^[\p{L}.'’ -]{2,40},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?$")
DATE = regex.compile(r"(?:\p{L}{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4})")
OPENS_ABOVE = 0.55
"""A greeting or a date that opens a letter stands in this upper share of the page."""
VOTES = 0.7


@dataclass(frozen=True)
class _Leaf:
    """A page with what tells whether it begins a letter. `numbers` are those of letters that have a vote on it; forms and
    inserts go with theirs. The `weak` ones were repaired (`CP1i1`) or are such as nobody could confirm (CP601).
    """

    layout: Layout
    position: tuple[int, int] | None
    numbers: frozenset[str]
    weak: frozenset[str]
    is_form: bool
    sender: Sender | None
    greets: bool
    opens: bool
    addressed: bool


def split(pages: tuple[Page, ...], catalogue: Catalogue) -> tuple[Letter, ...]:
    """The letters among `pages`, every page in exactly one, in the order of the file."""
    groups: list[list[_Leaf]] = []
    for page in pages:
        leaf = _leaf(page, catalogue)
        if not groups or _begins(leaf, groups[-1]):
            groups.append([leaf])
        else:
            groups[-1].append(leaf)
    return tuple(Letter(tuple(leaf.layout for leaf in group), _gap(group)) for group in groups)


def page_of(layout: Layout) -> tuple[int, int] | None:
    """M and n of a printed `Page m of n`; None where there is none or it cannot be."""
    found = PAGE_OF.search(layout.text)
    if not found:
        return None
    at, total = int(found["at"]), int(found["total"])
    return (at, total) if 1 <= at <= total <= MOST_PAGES else None


def _alike(one: str, other: str) -> bool:
    """Whether two numbers can be two prints of one: they differ by a character, or not at all in a bad scan."""
    return as_print(one) == as_print(other) or Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _leaf(page: Page, catalogue: Catalogue) -> _Leaf:
    layout = laid_out(page)
    signs = [sign for sign in signs_on(layout) if sign.weight >= VOTES]
    own = [sign.number for sign in signs if sign.number.kind not in ("form", "notice")]
    head = letterhead_of(layout, catalogue)
    upper = [run.text for run in layout.runs if run.box.top < OPENS_ABOVE * page.height]
    return _Leaf(
        layout=layout,
        position=page_of(layout),
        numbers=frozenset(number.slug for number in own),
        weak=frozenset(number.slug for number in own if number.repaired or _is_listed(number, catalogue)),
        is_form=any(sign.zone == "form-title" for sign in signs),
        sender=head[0].sender if head and head[1].box.top < HEAD * page.height else None,
        greets=any(GREETING.search(text) for text in upper),
        opens=any(OPENS.search(text) for text in upper),
        addressed=any(CITY.match(text) for text in upper) and any(DATE.fullmatch(text) for text in upper),
    )


def _begins(leaf: _Leaf, group: list[_Leaf]) -> bool:
    """Whether the page begins another letter than the one of `group`."""
    before = group[-1].position
    goes_on = leaf.position is not None and leaf.position[0] == (before[0] if before else len(group)) + 1
    known = frozenset[str]().union(*(earlier.numbers for earlier in group))
    fresh = leaf.numbers - known - _bad_copies(leaf, group)
    if leaf.is_form and not fresh:
        return False
    if goes_on:
        return bool(fresh) and bool(known) and leaf.opens
    senders = {earlier.sender for earlier in group if earlier.sender}
    if leaf.sender and senders and leaf.sender not in senders:
        return True
    if leaf.position and leaf.position[0] == 1:
        return True
    greeted = any(earlier.greets for earlier in group)
    complete = bool(known) or any(earlier.greets or earlier.addressed for earlier in group)
    if fresh and complete and (known or leaf.sender):
        return leaf.opens or leaf.sender is not None
    stranger = leaf.addressed and leaf.sender is None and not leaf.numbers
    return (leaf.greets and greeted) or (stranger and any(earlier.sender for earlier in group))


def _bad_copies(leaf: _Leaf, group: list[_Leaf]) -> frozenset[str]:
    """Numbers of a further page that may be bad copies of the letter's own; a page with an address or a greeting is none."""
    if leaf.addressed or leaf.greets:
        return frozenset()
    weak = leaf.weak.union(*(earlier.weak for earlier in group))
    own = frozenset[str]().union(*(earlier.numbers for earlier in group))
    return frozenset(n for n in leaf.numbers for k in own if _alike(n, k) and (n in weak or k in weak))


def _is_listed(number: PrintedNumber, catalogue: Catalogue) -> bool:
    notice = catalogue.by_number.get(number.slug)
    return notice is not None and notice.record == "listed"


def _gap(group: list[_Leaf]) -> tuple[int, int] | None:
    """What the printed `Page m of n` say against the pages that are here; None where they add up or are not printed.

    A form that is enclosed counts its own pages. A page whose line was not read may be the one that is missing.
    """
    own = [leaf for leaf in group if not leaf.is_form]
    printed = [leaf.position for leaf in own if leaf.position]
    if not printed:
        return None
    total = max(of for _, of in printed)
    numbers = {at for at, _ in printed}
    whole = len({of for _, of in printed}) == 1 and len(numbers) == len(printed) and len(own) >= total
    unread = len(own) - len(printed)
    return None if whole and total - len(numbers) <= unread else (total, len(own))
