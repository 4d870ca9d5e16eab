"""From the gathered data to the catalogue."""

from __future__ import annotations

from scanner.catalogue.number import numbers_in
from scanner.catalogue.types import (
    Data,
    a_caution,
    a_help,
    a_notice,
    a_postponement,
    a_publication,
    a_sender,
    a_station,
    a_term,
    variants_of,
)
from scanner.catalogue.whole import Catalogue
from scanner.errors import CatalogueError
from scanner.notice import Notice

__all__ = ["build"]


def build(data: Data) -> Catalogue:
    """The catalogue of this data. Raises CatalogueError where an id or a number is given twice."""
    sentences = data["patterns"]["sentences"]
    notices = _notices(data)
    return Catalogue(
        notices=notices,
        by_number=_by_number(notices),
        law={key: a_term(key, term, sentences) for key, term in data["law"].items()},
        postponements=tuple(map(a_postponement, data["postponements"]["postponements"])),
        stations={key: a_station(key, station) for key, station in data["stations"].items()},
        publications={key: a_publication(key, each) for key, each in data["forms"].items()},
        help=tuple(map(a_help, data["help"]["help"])),
        not_irs={"en": data["help"]["notes"]["not_irs"], "es": data["help"]["notes"]["not_irs_es"]},
        sender_records={key: a_sender(key, sender) for key, sender in data["senders"].items()},
        cautions={key: a_caution(key, caution) for key, caution in data["cautions"].items()},
        sentences=sentences,
        examples={each["id"]: tuple(each["signs"]["examples"]) for each in data["notices"]},
        title_examples={each["id"]: tuple(each["signs"]["title_examples"]) for each in data["notices"]},
        data=data,
    )


def _notices(data: Data) -> dict[str, Notice]:
    found: dict[str, Notice] = {}
    for file in data["notices"]:
        notice = a_notice(file, data["short"])
        for each in (notice, *variants_of(notice, file["variants"])):
            if each.id in found:
                message = f"notices/{notice.id}.toml: the id {each.id!r} is given twice. Give one of them its own."
                raise CatalogueError(message)
            found[each.id] = each
    return found


def _by_number(notices: dict[str, Notice]) -> dict[str, Notice]:
    found: dict[str, Notice] = {}
    for notice in notices.values():
        for slug in (notice.id, *_spelled(notice)):
            if slug in found and found[slug] is not notice:
                message = f"notices/{notice.id}.toml: signs.numbers: {slug} is already the number of {found[slug].id}."
                raise CatalogueError(message)
            found[slug] = notice
    return found


def _spelled(notice: Notice) -> set[str]:
    """The slugs of all spellings of its number."""
    slugs: set[str] = set()
    for spelling in notice.signs.numbers:
        read = {number.slug for number in numbers_in(spelling)}
        if not read:
            message = (
                f"notices/{notice.id}.toml: signs.numbers: {spelling!r} is no number of a notice as paper prints it."
            )
            raise CatalogueError(message)
        slugs |= read
    return slugs
