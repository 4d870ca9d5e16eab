"""The explanation record laid in parts: sections of sentences, papers with links, free help, sources, the road.

It holds with no letter in hand, so that `scanner explain` and a letter's report show one and the same record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.explain import Explained
    from scanner.notice import Help, Notice, Publication, Station
    from scanner.render.words import Words

__all__ = ["Guide", "Link", "Road", "Section", "help_told", "papers", "road", "sections", "sources", "unconfirmed"]


WORDS_EN = words("en")


@dataclass(frozen=True, slots=True)
class Guide:
    """What any page may point to, from the catalogue: the stations of the roadmap and who helps for free."""

    stations: Mapping[str, Station] = field(default_factory=dict)
    help: tuple[Help, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: one paragraph, or a list whose order may matter."""

    key: str
    heading: str
    paragraph: str
    items: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A paper, a helper or a source: its name, a line about it, its address, and a phone number where there is one."""

    name: str
    text: str
    url: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """The place on the taxpayer roadmap by its name and in a sentence, the places that lead there and the places it leads
    to, the letters on either side, and the related ones. It says in words what the picture (`roadmap`) shows.
    """

    come_from: tuple[str, ...]
    here: str
    about: str
    leads_to: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    related: tuple[str, ...]


def sections(explained: Explained, say: Words) -> tuple[Section, ...]:
    """The parts of the explanation that have something to say, in the order a person needs them. What the letter is
    stands in none of them: it opens the page.
    """
    told = explained.words
    parts = (
        Section("why", say("explain.why"), told.why, (), False),
        Section("next_steps", say("explain.next_steps"), "", told.next_steps, True),
        Section("if_nothing", say("explain.if_nothing"), told.if_nothing, (), False),
        Section("rights", say("explain.rights"), "", told.rights, False),
        Section("gives_up", say("explain.gives_up"), "", told.gives_up, False),
        Section("bring", say("explain.bring"), "", told.bring, False),
    )
    return tuple(part for part in parts if part.paragraph.strip() or part.items)


def papers(explained: Explained, say: Words) -> tuple[Link, ...]:
    """The forms and publications, forms first."""
    both = (*explained.forms, *explained.publications)
    return tuple(Link(_number(paper, say), say.either(paper.title, paper.title_es), _web(paper.url)) for paper in both)


def _number(paper: Publication, say: Words) -> str:
    """Form 12153 is Formulario 12153 to who reads Spanish."""
    for key in ("paper.form", "paper.publication", "paper.notice", "paper.court_form"):
        english = WORDS_EN(key)
        if paper.number.startswith(english):
            return say(key) + paper.number.removeprefix(english)
    return paper.number


def help_told(explained: Explained | None, guide: Guide, say: Words) -> tuple[Link, ...]:
    """Who helps for free; also for a letter that nobody could explain."""
    return tuple(
        Link(say.either(each.name, each.name_es), say.either(each.text, each.text_es), _web(each.url), each.phone)
        for each in (explained.help if explained else guide.help)
    )


def sources(explained: Explained, say: Words) -> tuple[Link, ...]:
    """Where the facts were seen, and on which day."""
    return tuple(
        Link(
            source.url,
            "; ".join(filter(None, (source.note, say("sources.checked", day=say.plain_day(source.checked))))),
            _web(source.url),
        )
        for source in explained.sources
    )


def unconfirmed(explained: Explained, say: Words) -> str:
    """One sentence that names what nobody could confirm; empty where everything was."""
    if not explained.unchecked:
        return ""
    keys = ((group, f"fact.{group}") for group in explained.unchecked)
    facts = "; ".join(say(key) if say.has(key) else group.replace("_", " ") for group, key in keys)
    return say("sources.unchecked_text", facts=facts)


def road(explained: Explained, guide: Guide, say: Words) -> Road | None:
    """The way through this place; None for a paper that has none, being no letter of the IRS. Where the guide lacks a
    station, its name is made from its id.
    """
    here, stations = explained.station, guide.stations
    if here is None:
        return None
    beside = {notice.id for notice in (*explained.before, *explained.after)}
    coming = [station for station in stations.values() if here.id in station.leads_to]
    return Road(
        come_from=tuple(_name(station.id, stations, say) for station in coming),
        here=say.either(here.name, here.name_es),
        about=here.about[say.language],
        leads_to=tuple(_name(key, stations, say) for key in here.leads_to),
        before=tuple(_notices(explained.before, say)),
        after=tuple(_notices(explained.after, say)),
        related=tuple(_notices((each for each in explained.related if each.id not in beside), say)),
    )


def _name(key: str, stations: Mapping[str, Station], say: Words) -> str:
    station = stations.get(key)
    return say.either(station.name, station.name_es) if station else key.replace("-", " ").capitalize()


def _notices(notices: Iterable[Notice], say: Words) -> Iterable[str]:
    return (f"{notice.name}: {say.either(notice.title, notice.title_es)}" for notice in notices)


def _web(url: str) -> str:
    """The address, if it is one of the web; anything else is no link."""
    return url if url.startswith(("https://", "http://")) else ""
