"""Whether the catalogue's data is sound: whatever one file names another holds, and every example fits its own notice.

Each fault stops the load with the file, the key, the line and what to do; a program that runs on half a catalogue would
be silently wrong about the other half. For each check there is a test with a broken example.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from scanner.catalogue.heading import FITS, heading_fit, plain, rank
from scanner.catalogue.number import numbers_in
from scanner.catalogue.place import line_of
from scanner.errors import CatalogueError
from scanner.notice import FACTS
from scanner.values import date_in, money_in, period_end_in, phone_in, tin_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from scanner.catalogue.rules import FieldRule
    from scanner.catalogue.whole import Catalogue
    from scanner.notice import Notice

__all__ = ["check"]

STARTS = ("filing", "new-business", "exempt-organizations", "information-returns")
"""Stations where a road begins, so that nothing need lead to them."""


def check(catalogue: Catalogue, here: Traversable) -> None:
    """Raises CatalogueError at the first fault. `here` is the folder of the files, to name the line."""
    _Checks(catalogue, here).all()


class _Checks:
    def __init__(self, catalogue: Catalogue, here: Traversable) -> None:
        self.catalogue = catalogue
        self.here = here

    def all(self) -> None:
        for notice in self.catalogue.notices.values():
            if notice.variant_of is None:
                self.notice(notice)
        self.stations()
        self.law()
        self.fields()
        self.compiled()
        self.number_examples()
        self.heading_examples()

    def fault(self, file: str, keys: Iterable[str], what: str) -> NoReturn:
        """Raises CatalogueError, naming the file, the key, the line and `what`."""
        keys = tuple(keys)
        line = None
        with suppress(OSError):
            line = line_of(self.here.joinpath(file).read_text(encoding="utf-8"), keys)
        where = f" Line {line}." if line else ""
        message = f"{file}: {'.'.join(keys)}: {what}{where}"
        raise CatalogueError(message)

    def known(
        self, file: str, keys: tuple[str, ...], named: Iterable[str], known: Mapping[str, object], where: str
    ) -> None:
        for key in named:
            if key not in known:
                self.fault(file, keys, f"{key!r} does not exist in {where}. Add it there, or correct the id here.")

    def notice(self, notice: Notice) -> None:
        file, whole = f"notices/{notice.id}.toml", self.catalogue
        self.known(file, ("station",), (notice.station,), whole.stations, "stations.toml")
        for key in ("before", "after", "related"):
            self.known(file, (key,), getattr(notice, key), whole.notices, "notices/")
        self.known(file, ("deadlines",), notice.deadlines, whole.law, "law.toml")
        for key in ("forms", "publications"):
            self.known(file, (key,), getattr(notice, key), whole.publications, "forms.toml")
        self.known(file, ("fields",), notice.fields, whole.data["patterns"]["fields"], "patterns.toml")
        self.known(file, ("unchecked",), notice.unchecked, dict.fromkeys(FACTS), "the groups of facts")
        self.printed_days(file, notice)
        if notice.signs.numbers and not whole.examples[notice.id]:
            self.fault(file, ("signs", "examples"), "there is none. Add a printed line that the numbers must fit.")
        if not notice.signs.numbers and not whole.title_examples[notice.id]:
            self.fault(file, ("signs", "title_examples"), "there is none. Add a printed heading of this paper.")

    def printed_days(self, file: str, notice: Notice) -> None:
        """A day that nothing but the paper can say is looked for on it: its field is among those of the record."""
        for key in notice.deadlines:
            term = self.catalogue.law[key]
            alone = term.span is None and not term.event and term.printed == "governs" and term.printed_fields
            if alone and not set(term.printed_fields) & set(notice.fields):
                say = f"only the paper can say the day of {key!r}. Add {' or '.join(term.printed_fields)} here."
                self.fault(file, ("fields",), say)

    def stations(self) -> None:
        whole, file = self.catalogue, "stations.toml"
        reached = {key for station in whole.stations.values() for key in station.leads_to}
        for station in whole.stations.values():
            for key, known, where in (
                ("leads_to", whole.stations, "stations.toml"),
                ("notices", whole.notices, "notices/"),
                ("deadlines", whole.law, "law.toml"),
                ("forms", whole.publications, "forms.toml"),
                ("publications", whole.publications, "forms.toml"),
            ):
                self.known(file, (station.id, key), getattr(station, key), known, where)
            if station.id not in reached and station.id not in STARTS:
                self.fault(
                    file, (station.id,), "no station leads here. Add it to the leads_to of the one that comes before."
                )

    def law(self) -> None:
        whole, file = self.catalogue, "law.toml"
        for term in whole.law.values():
            fields = whole.data["patterns"]["fields"]
            self.known(file, (term.id, "start"), () if term.event else (term.start,), fields, "patterns.toml")
            self.known(file, (term.id, "printed_field"), term.printed_fields, fields, "patterns.toml")
            if term.event and f"event-{term.event}" not in whole.sentences:
                say = f"there is no sentence event-{term.event} in patterns.toml. Say there what it is."
                self.fault(file, (term.id, "start"), say)
            statute = any(each.startswith("IRC") for each in term.authority)
            if term.right and term.checked and term.span and statute and term.second_reading is None:
                say = "a right under a statute needs a second person's reading (url, checked), or checked = false."
                self.fault(file, (term.id, "second_reading"), say)
        self.postponements()

    def postponements(self) -> None:
        """The program's and a clinic's own; a fault says the entry, since either file can hold it."""
        seen: set[str] = set()
        for moved in self.catalogue.postponements:
            place = ("postponements", moved.id)
            self.known("postponements.toml", place, moved.terms, self.catalogue.law, "law.toml")
            if moved.until <= moved.begins:
                self.fault("postponements.toml", place, "until must come after begins.")
            if moved.id in seen:
                self.fault("postponements.toml", place, "this id is given twice. Give one of them its own.")
            seen.add(moved.id)

    def fields(self) -> None:
        """Every phrase holds a value, and every printed line gives the value that stands beside it."""
        for name, rule in self.catalogue.fields.items():
            for at, phrase in enumerate(rule.phrases):
                if "value" not in phrase.groupindex:
                    keys = ("fields", name, f"phrases[{at}]")
                    self.fault("patterns.toml", keys, "has no group (?P<value>…).")
            for line, wanted in self.catalogue.data["patterns"]["fields"][name]["examples"].items():
                given = _value_in(line, rule)
                if given is None or wanted not in _readings(given):
                    say = f"{line!r} gives {given!r} and not {wanted!r}. Mend the rule or the example."
                    self.fault("patterns.toml", ("fields", name, "examples"), say)
            for line in self.catalogue.data["patterns"]["fields"][name]["counterexamples"]:
                if (given := _value_in(line, rule)) is not None:
                    say = f"{line!r} gives {given!r} and must give nothing. Make the rule narrower."
                    self.fault("patterns.toml", ("fields", name, "counterexamples"), say)

    def compiled(self) -> None:
        """Letterheads and warning signs compile and fit their examples; they raise by themselves."""
        for rules, file in ((self.catalogue.senders, "senders"), (self.catalogue.caution_rules, "cautions")):
            if not rules:
                self.fault(f"{file}.toml", (), "nothing stands in it.")
        fields = self.catalogue.data["patterns"]["fields"]
        for name in fields:
            if f"field-{name}" not in self.catalogue.sentences and not name.startswith("any_"):
                self.fault("patterns.toml", ("sentences",), f"there is no sentence field-{name}. Say there what it is.")

    def number_examples(self) -> None:
        for notice_id, examples in self.catalogue.examples.items():
            for example in examples:
                slugs = {number.slug for number in numbers_in(example)} & set(self.catalogue.by_number)
                owners = {self.catalogue.by_number[slug].id for slug in slugs}
                families = {self.catalogue.by_number[slug].family for slug in slugs}
                if families != {notice_id} or len(owners) != 1:
                    fits = ", ".join(sorted(owners)) or "no notice at all"
                    say = f"{example!r} fits {fits}; it must fit {notice_id} alone."
                    self.fault(f"notices/{notice_id}.toml", ("signs", "examples"), say)

    def heading_examples(self) -> None:
        """Each heading fits a title of its own notice, and no other notice's title that says as much."""
        for notice_id, examples in self.catalogue.title_examples.items():
            signs = self.catalogue.notices[notice_id].signs
            for example in examples:
                own = max(
                    (
                        (rank(heading_fit(title, example), len(title)), title)
                        for title in signs.titles + signs.titles_es
                        if heading_fit(title, example) >= FITS
                    ),
                    default=(0.0, ""),
                )
                keys = ("signs", "title_examples")
                if not own[1]:
                    say = f"no title of this notice fits {example!r}. Mend one of them."
                    self.fault(f"notices/{notice_id}.toml", keys, say)
                for title, score in self.catalogue.titles.near(plain(example)):
                    others = [key for key in title.notices if key != notice_id]
                    if others and rank(score, title.length) >= own[0]:
                        other = others[0]
                        say = f"{example!r} fits the title {title.plain!r} of {other} as well. Make one of them longer."
                        self.fault(f"notices/{notice_id}.toml", keys, say)


def _value_in(line: str, rule: FieldRule) -> str | None:
    """The print that the rule takes for the value: behind a label that begins the line, else in a phrase."""
    behind = (rule.value.search(line, found.end()) for label in rule.labels if (found := label.match(line)))
    labelled = next((found[0] for found in behind if found), None)
    phrases = (found for phrase in rule.phrases if (found := phrase.search(line)))
    said = (f["value"] for f in phrases if not any(no.search(line[: f.start("value")]) for no in rule.not_before))
    return labelled or next(said, None)


def _readings(printed: str) -> set[str]:
    """What the print can mean as a value of any kind."""
    number = phone_in(printed.lstrip("PhoneTlCa: "))
    tin = tin_in(printed)
    values = (date_in(printed), period_end_in(printed), money_in(printed), number, tin.last4 if tin else None)
    return {printed.strip(), *(str(value) for value in values if value is not None)}
