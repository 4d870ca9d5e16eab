"""A leaf: one page with all that tells which letter it belongs to. What it says is read once, and never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import regex

from scanner.catalogue import Catalogue
from scanner.catalogue.number import PrintedNumber
from scanner.layout import Layout, laid_out
from scanner.letterhead import HEAD, letterhead_of
from scanner.notice import Sender
from scanner.page import Page
from scanner.signs import signs_on

__all__ = ["Leaf", "leaf_of", "page_of"]

PAGE_OF = regex.compile(r"(?i)\b(?:page|p[aá]gina)\s*(?P<at>\d{1,2})\s*(?:of|de)\s*(?P<total>\d{1,2})\b")
MOST_PAGES = 60
ALONE = regex.compile(r"(?i)^(?:(?:page|p[aá]gina)\s*(?P<named>\d{1,2})|-\s*(?P<dashed>\d{1,2})\s*-|(?P<bare>[2-9]))$")
GREETING = regex.compile(r"(?i)^(?:dear\b|estimad[oa]\b|to whom it may concern)")
CLOSING = regex.compile(r"(?i)^(?:sincerely|respectfully|very truly yours|atentamente|cordialmente)\b")
OPENS = regex.compile(
    r"(?i)^(?:notice date|fecha del aviso|date of this notice|letter date|in reply refer to|date:|dear\b|estimad[oa]\b)|\bltr \d"
)
CITY = regex.compile(r"^[\p{L}.'’ -]{2,40},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?$")
DATE = regex.compile(
    r"(?:\p{L}{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2} de \p{L}{4,10} de \d{4}|(?<![\d-])\d{1,2}[-/]\d{1,2}[-/]\d{4})(?!\d)"
)
TIN = regex.compile(
    r"(?<![\dXx*-])(?:[\dXx*]{3}-[\dXx*]{2}-(?P<person>\d{4})|[\dXx*]{2}-[\dXx*]{3}(?P<business>\d{4}))(?!\d)"
)
ENVELOPE = regex.compile(r"(?i)official business.{0,40}penalty for private use", regex.DOTALL)
OPENS_ABOVE = 0.55
"""A greeting or a date that opens a letter stands in this upper share of the page."""
HEADER = 0.35
"""The copies of the header, with date and taxpayer's number, stand in this upper share."""
FOOT = 0.9
"""Below it older notices repeat number, date and taxpayer in one line."""
NUMBERED_ABOVE = 0.09
"""A page number without a total is believed in this upper share only: below it `2` can be the second of a list."""
VOTES = 0.7
LONG, ENOUGH = 5, 12
"""Letters of a word, and words of a page, from which on its type face can be told."""


@dataclass(frozen=True)
class Leaf:
    """A page with what tells whose it is. `numbers` are those of letters that have a vote on it; forms and inserts go with
    theirs. The `weak` ones were repaired (`CP1i1`) or are such as nobody could confirm (CP601); those in the `foot` are the
    page's own, for nothing is quoted there. `position` is m and n of
    `Page m of n`, `later` the number of a further page that is printed without a total (`Page 2`, `- 2 -`); `dates` and `tins`
    (last four digits) are those of its header, or of the line in its foot that repeats it; `closes` says that somebody signs there;
    `face` is how wide its letters are, in points, None where there are too few.
    """

    layout: Layout
    position: tuple[int, int] | None
    later: int | None
    numbers: frozenset[str]
    weak: frozenset[str]
    foot: frozenset[str]
    is_form: bool
    is_envelope: bool
    sender: Sender | None
    greets: bool
    closes: bool
    opens: bool
    addressed: bool
    dates: frozenset[str]
    tins: frozenset[str]
    face: float | None

    @property
    def number(self) -> int:
        """The number of its page in the file, from 1."""
        return self.layout.page.number


def leaf_of(page: Page, catalogue: Catalogue) -> Leaf:
    """The page as a leaf."""
    layout = laid_out(page)
    signs = [sign for sign in signs_on(layout) if sign.weight >= VOTES]
    own = [sign.number for sign in signs if sign.number.kind not in ("form", "notice")]
    head = letterhead_of(layout, catalogue)
    upper = [run.text for run in layout.runs if run.box.top < OPENS_ABOVE * page.height]
    header = [run.text for run in layout.runs if run.box.top < HEADER * page.height]
    header += [run.text for run in layout.runs if run.box.top > FOOT * page.height and _repeats_the_header(run.text)]
    position = page_of(layout)
    return Leaf(
        layout=layout,
        position=position,
        later=_later(layout) if position is None else None,
        numbers=frozenset(number.slug for number in own),
        weak=frozenset(number.slug for number in own if number.repaired or _is_listed(number, catalogue)),
        foot=frozenset(sign.number.slug for sign in signs if sign.zone == "foot" and sign.number in own),
        is_form=any(sign.zone == "form-title" for sign in signs),
        is_envelope=ENVELOPE.search(layout.text) is not None and not own,
        sender=head[0].sender if head and head[1].box.top < HEAD * page.height else None,
        greets=any(GREETING.search(text) for text in upper),
        closes=any(CLOSING.search(run.text) for run in layout.runs),
        opens=any(OPENS.search(text) for text in upper),
        addressed=any(CITY.match(text) for text in upper) and any(DATE.fullmatch(text) for text in upper),
        dates=frozenset(_as_dated(found[0]) for text in header for found in DATE.finditer(text)),
        face=_face(page),
        tins=frozenset(found["person"] or found["business"] for text in header for found in TIN.finditer(text)),
    )


def page_of(layout: Layout) -> tuple[int, int] | None:
    """M and n of a printed `Page m of n`; None where there is none or it cannot be."""
    found = PAGE_OF.search(layout.text)
    if not found:
        return None
    at, total = int(found["at"]), int(found["total"])
    return (at, total) if 1 <= at <= total <= MOST_PAGES else None


def _later(layout: Layout) -> int | None:
    """The number of a further page, where it stands alone at the head of the page."""
    for run in layout.runs:
        found = ALONE.match(run.text) if run.box.top < NUMBERED_ABOVE * layout.page.height else None
        if found and 1 < (number := int(found["named"] or found["dashed"] or found["bare"])) <= MOST_PAGES:
            return number
    return None


def _repeats_the_header(text: str) -> bool:
    return DATE.search(text) is not None and TIN.search(text) is not None


def _face(page: Page) -> float | None:
    """The width of a letter in running text: it tells one type face from another, however large the page was scanned."""
    widths = [word.box.width / len(word.text) for word in page.words if len(word.text) >= LONG]
    return median(widths) if len(widths) >= ENOUGH else None


def _is_listed(number: PrintedNumber, catalogue: Catalogue) -> bool:
    notice = catalogue.by_number.get(number.slug)
    return notice is not None and notice.record == "listed"


def _as_dated(print_: str) -> str:
    """A date as it is compared: letters and digits alone, so that a comma that OCR lost makes no other day."""
    return "".join(sign for sign in print_.casefold() if sign.isalnum())
