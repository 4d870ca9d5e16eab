"""Letters explained as one HTML file: nothing outside it is asked for, so it opens on a plane and leaks to nobody.

The style stands in the page, scripts there are none, and a policy in the head forbids both network and script even if
a hostile letter's text should slip past the escaping. One template serves a heap of letters, one letter, and an
explanation with no letter in hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment

from scanner.render.mask import clean
from scanner.render.record import Guide, help_told, papers, road, sections, sources, unconfirmed
from scanner.render.roadmap import roadmap
from scanner.render.roadplan import DESK, PHONE, plan, stroke
from scanner.render.telling import Letter, Told, in_order, told
from scanner.render.template import templates
from scanner.render.text import why_failed
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scanner.notice import Language
    from scanner.render.record import Link, Road, Section
    from scanner.render.roadmap import Roadmap
    from scanner.render.roadplan import Plan
    from scanner.render.words import Words
    from scanner.report import Failure

__all__ = ["Sheet", "letter_templates", "page", "sheet_of"]

NO_GUIDE = Guide()


@dataclass(frozen=True, slots=True)
class Drawing:
    """The roadmap measured out for a wide and for a narrow window, and what it shows in a sentence or two."""

    picture: Roadmap
    wide: Plan
    narrow: Plan
    told: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter as the template takes it: what is told of it, and the record laid in parts."""

    anchor: str
    told: Told
    sections: tuple[Section, ...]
    papers: tuple[Link, ...]
    help: tuple[Link, ...]
    road: Road | None
    drawing: Drawing | None
    sources: tuple[Link, ...]
    unconfirmed: str
    not_irs: str


def page(
    letters: Sequence[Letter], failures: Iterable[Failure], today: date, language: Language, guide: Guide = NO_GUIDE
) -> str:
    """The whole HTML file: the letters with the most urgent first, then the files that could not be read."""
    say = words(language)
    sheets = [
        sheet_of(f"letter-{n}", letter, today, say, guide) for n, letter in enumerate(in_order(letters, today), 1)
    ]
    failed = [(clean(failure.file), why_failed(failure, say)) for failure in failures]
    return (
        letter_templates()
        .get_template("page.html.j2")
        .render(
            say=say,
            sheets=sheets,
            failures=failed,
            today=say.day(today),
            many=len(sheets) != 1,
            counted=any(s.told.outcome for s in sheets),
        )
    )


def sheet_of(anchor: str, letter: Letter, today: date, say: Words, guide: Guide) -> Sheet:
    """A letter, or a record with no letter in hand, laid in parts; `anchor` begins the ids of its headings."""
    explained = letter.explained
    return Sheet(
        anchor=anchor,
        told=told(letter, today, say),
        sections=sections(explained, say) if explained else (),
        papers=papers(explained, say) if explained else (),
        help=help_told(explained, guide, say),
        road=road(explained, guide, say) if explained else None,
        drawing=_drawing(roadmap(explained.station, guide.stations, say), say) if explained else None,
        sources=sources(explained, say) if explained else (),
        unconfirmed=unconfirmed(explained, say) if explained else "",
        not_irs=explained.not_irs if explained else say("page.not_irs"),
    )


def _drawing(picture: Roadmap | None, say: Words) -> Drawing | None:
    if picture is None:
        return None
    told = (
        ("roadmap.desc_before", picture.names("before", "both")),
        ("roadmap.desc_next", picture.names("next", "both")),
    )
    sentences = [say(key, names="; ".join(names)) for key, names in told if names]
    return Drawing(picture, plan(picture, DESK), plan(picture, PHONE), " ".join(sentences))


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _dialled(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


@cache
def letter_templates() -> Environment:
    """The templates of letters and records, with what they are written by."""
    made = templates().overlay()
    made.filters = dict(made.filters)
    made.filters.update(first_up=_first_up, dialled=_dialled, stroke=stroke)
    return made
