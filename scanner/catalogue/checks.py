"""Whether the catalogue's data is sound: whatever one file names another holds, and every example fits its own notice.

Each fault stops the load with the file, the place in it and what to do; a program that runs on half a catalogue would be
silently wrong about the other half. For each check there is a test with a broken example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalogue.heading import FITS, heading_fit
from scanner.catalogue.number import numbers_in
from scanner.errors import CatalogueError
from scanner.values import date_in, money_in, period_end_in, phone_in, tin_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.catalogue import Catalogue, FieldRule

__all__ = ["check"]

STARTS = ("filing", "new-business", "exempt-organizations")
"""Stations where a road begins, so that nothing need lead to them."""


def check(catalogue: Catalogue) -> None:
    """Raises CatalogueError at the first fault."""
    _check_notices(catalogue)
    _check_stations(catalogue)
    _check_law(catalogue)
    _check_fields(catalogue)
    _check_field_examples(catalogue)
    _check_number_examples(catalogue)
    _check_heading_examples(catalogue)


def _fault(place: str, what: str) -> CatalogueError:
    return CatalogueError(f"{place}: {what}")


def _all_known(place: str, keys: Iterable[str], known: Mapping[str, object], where: str) -> None:
    for key in keys:
        if key not in known:
            raise _fault(place, f"{key!r} does not exist in {where}. Add it there, or correct the id here.")


def _check_notices(catalogue: Catalogue) -> None:
    for notice in catalogue.notices.values():
        file = f"notices/{notice.id}.toml"
        beside = notice.before + notice.after + notice.related
        _all_known(f"{file}: station", (notice.station,), catalogue.stations, "stations.toml")
        _all_known(f"{file}: before/after/related", beside, catalogue.notices, "notices/")
        _all_known(f"{file}: deadlines", notice.deadlines, catalogue.law, "law.toml")
        _all_known(
            f"{file}: forms/publications", notice.forms + notice.publications, catalogue.publications, "forms.toml"
        )
        _all_known(f"{file}: fields", notice.fields, catalogue.fields, "patterns.toml")


def _check_stations(catalogue: Catalogue) -> None:
    reached = {key for station in catalogue.stations.values() for key in station.leads_to}
    for station in catalogue.stations.values():
        place = f"stations.toml: {station.id}"
        _all_known(place, station.leads_to, catalogue.stations, "stations.toml")
        _all_known(place, station.notices, catalogue.notices, "notices/")
        _all_known(place, station.deadlines, catalogue.law, "law.toml")
        _all_known(place, station.forms + station.publications, catalogue.publications, "forms.toml")
        if station.id not in reached and station.id not in STARTS:
            raise _fault(place, "no station leads here. Add it to the leads_to of the one that comes before.")


def _check_law(catalogue: Catalogue) -> None:
    for term in catalogue.law.values():
        place = f"law.toml: {term.id}"
        starts = () if term.event else (term.start,)
        _all_known(place, starts + term.printed_fields, catalogue.fields, "patterns.toml")
        if term.event and f"event-{term.event}" not in catalogue.sentences:
            raise _fault(place, f"there is no sentence event-{term.event} in patterns.toml. Say there what it is.")


def _check_fields(catalogue: Catalogue) -> None:
    for rule in catalogue.fields.values():
        for number, phrase in enumerate(rule.phrases):
            if "value" not in phrase.groupindex:
                raise _fault(f"patterns.toml: fields.{rule.name}.phrases[{number}]", "has no group (?P<value>…).")


def _check_field_examples(catalogue: Catalogue) -> None:
    """Every printed line gives, through the rules of its field, the value that stands beside it."""
    for name, examples in catalogue.field_examples.items():
        for line, wanted in examples.items():
            given = _value_in(line, catalogue.fields[name])
            if given is None or wanted not in _readings(given):
                place = f"patterns.toml: fields.{name}.examples"
                raise _fault(place, f"{line!r} gives {given!r} and not {wanted!r}. Mend the rule or the example.")


def _value_in(line: str, rule: FieldRule) -> str | None:
    """The print that the rule takes for the value: behind a label that begins the line, else in a phrase."""
    behind = (rule.value.search(line, found.end()) for label in rule.labels if (found := label.match(line)))
    labelled = next((found[0] for found in behind if found), None)
    return labelled or next((found["value"] for phrase in rule.phrases if (found := phrase.search(line))), None)


def _readings(printed: str) -> set[str]:
    """What the print can mean as a value of any kind."""
    number = phone_in(printed.lstrip("PhoneTlCa: "))
    tin = tin_in(printed)
    values = (date_in(printed), period_end_in(printed), money_in(printed), number, tin.last4 if tin else None)
    return {printed.strip(), *(str(value) for value in values if value is not None)}


def _check_number_examples(catalogue: Catalogue) -> None:
    for notice_id, examples in catalogue.examples.items():
        family = {
            n.id for n in catalogue.notices.values() if n.signs.titles == catalogue.notices[notice_id].signs.titles
        }
        own = {notice_id} | {key for key in family if key[len(notice_id) :].isalpha() and key.startswith(notice_id)}
        for example in examples:
            slugs = [number.slug for number in numbers_in(example)]
            owners = {catalogue.by_number[slug].id for slug in slugs if slug in catalogue.by_number}
            if len(owners) != 1 or not owners <= own:
                fits = ", ".join(sorted(owners)) or "no notice at all"
                place = f"notices/{notice_id}.toml: signs.examples"
                raise _fault(place, f"{example!r} fits {fits}; it must fit {notice_id} alone.")


def _check_heading_examples(catalogue: Catalogue) -> None:
    for notice_id, examples in catalogue.title_examples.items():
        signs = catalogue.notices[notice_id].signs
        for example in examples:
            if not any(heading_fit(title, example) >= FITS for title in signs.titles + signs.titles_es):
                place = f"notices/{notice_id}.toml: signs.title_examples"
                raise _fault(place, f"no title of this notice fits {example!r}.")
