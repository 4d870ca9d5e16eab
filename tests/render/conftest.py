"""Reports and explanations made by hand: the doors are tested without a reader, an engine or the real catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from render.clinic import MONDAY, Clinic, a_monday
from scanner.catalogue import load
from scanner.evidence import Evidence, Reading, Unread
from scanner.explain import Explained
from scanner.notice import Caution, Explanation, Help, Notice, Publication, Signs, Station
from scanner.page import Box
from scanner.render.voice import Voice
from scanner.render.words import words
from scanner.report import Deadline, Identified, Period, Report, Rival, Undated, Unidentified, Warned
from scanner.source import Source
from scanner.term import Span, Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.notice import Language, Line

TODAY = date(2026, 11, 22)
NAME = "MARIA GOMEZ"


def a_station(key: str, name: str, name_es: str, line: Line, leads_to: tuple[str, ...]) -> Station:
    about: dict[Language, str] = {"en": f"This is {name}.", "es": f"Esto es {name_es}."}
    return Station(key, name, name_es, about, line, leads_to, ())


STATIONS = {
    station.id: station
    for station in (
        a_station("appeals", "Appeals", "Apelaciones", "appeals", ("tax-court",)),
        a_station("tax-court", "Tax Court", "Tribunal Tributario", "court", ()),
        a_station("balance-due", "You owe a balance", "Usted tiene un saldo", "collection", ("appeals",)),
    )
}

TERM = Term(
    id="tax-court-cdp",
    action={"en": "Petition the Tax Court (collection)", "es": "Presentar la petición ante el Tribunal (cobro)"},
    if_missed={"en": "The court can no longer look at it.", "es": "El tribunal ya no puede verlo."},
    start="letter_date",
    span=Span(30, "calendar"),
    printed_fields=("petition_by",),
    printed="earlier",
    rolls=True,
    right=True,
    authority=("IRC 6330(d)(1)",),
    checked=True,
    note={"en": "Nobody can give more time.", "es": "Nadie puede dar más tiempo."},
)

ENGLISH = Explanation(
    what="Appeals has decided.",
    why="You asked for a hearing.",
    next_steps=("Mark the day.", "File the petition."),
    if_nothing="The decision stands.",
    rights=("You can go to court.",),
    gives_up=("By silence you lose the court.",),
    bring=("This letter",),
)
SPANISH = Explanation(
    what="Apelaciones ya decidió.",
    why="Usted pidió una audiencia.",
    next_steps=("Marque el día.", "Presente la petición."),
    if_nothing="La decisión queda firme.",
    rights=("Puede ir al tribunal.",),
    gives_up=("Si calla, pierde el tribunal.",),
    bring=("Esta carta",),
)


def a_notice(key: str = "letter-4390", name: str = "Letter 4390", **changes: Any) -> Notice:
    notice = Notice(
        id=key,
        name=name,
        kind="letter",
        record="full",
        reply="yes",
        title="Notice of Determination",
        title_es="Aviso de determinación",
        sender="irs",
        issued_by="IRS Independent Office of Appeals",
        audience=("individual",),
        urgency="critical",
        station="appeals",
        signs=Signs((name,), ()),
        fields=("letter_date",),
        deadlines=("tax-court-cdp",),
        explanation={"en": ENGLISH, "es": SPANISH},
        forms=(),
        publications=(),
        before=(),
        after=(),
        related=(),
        unchecked=("audience",),
        sources=(Source("https://www.irs.gov/", date(2026, 11, 22), "Page of 2023"),),
    )
    return replace(notice, **changes)


def seen(quote: str, page: int = 3, top: float = 72.04) -> tuple[Evidence, ...]:
    return (Evidence(page, Box(36.123, top, 180.5, top + 12), quote, "letter-4390.toml#signs", 0.99),)


def a_deadline(last_day: date = date(2026, 12, 1), **changes: Any) -> Deadline:
    deadline = Deadline(
        term="tax-court-cdp",
        action=TERM.action,
        last_day=last_day,
        basis="rule",
        start=date(2026, 11, 1),
        span=Span(30, "calendar"),
        moved_from=None,
        authority=("IRC 6330(d)(1)",),
        if_missed=TERM.if_missed,
        note=TERM.note,
        right=True,
        checked=True,
        confidence=0.99,
        evidence=seen("Date: November 1, 2026"),
    )
    return replace(deadline, **changes)


def a_report(**changes: Any) -> Report:
    identity = Identified(
        a_notice(),
        0.998123,
        seen("Letter 4390 (Rev. 5-2019)"),
        (Rival("letter-3193", 0.001),),
        "Letter 4390 (Rev. 5-2019)",
        "irs",
        "en",
    )
    report = Report(
        file="mail/batch.pdf",
        sha256="ab" * 32,
        pages=(3, 4),
        identity=identity,
        fields={
            "letter_date": Reading(date(2026, 11, 1), 0.99, seen("November 1, 2026")),
            "tax_periods": (
                Reading(Period(date(2018, 12, 31), "1040", "2018", Decimal("1075.21")), 0.95, seen("12/31/2018")),
            ),
            "amount_due": Reading(Decimal("1075.21"), 0.9, seen("$1,075.21")),
            "tin_last4": Reading("***-**-6789", 0.97, seen("SSN: 123-45-6789")),
            "taxpayer_name": Reading(NAME, 0.8, seen(NAME)),
            "contact_phone": Unread("No phone number stands beside its label.", ()),
        },
        deadlines=(a_deadline(),),
        undated=(),
        urgency="critical",
        station="appeals",
        doubts=(),
    )
    return replace(report, **changes)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def notice() -> Callable[..., Notice]:
    return a_notice


@pytest.fixture
def deadline() -> Callable[..., Deadline]:
    return a_deadline


@pytest.fixture
def report() -> Callable[..., Report]:
    """A letter that is sure, with what is given changed."""
    return a_report


@pytest.fixture
def unknown() -> Report:
    """A letter that nobody could name, though its number was read."""
    identity = Unidentified(
        "No notice in the catalogue has this number.", "Letter 9999-Z", seen("Letter 9999-Z"), "state", "en"
    )
    return a_report(identity=identity, deadlines=(), urgency="none", station=None, file="mail/strange.pdf", pages=(1,))


@pytest.fixture
def undated() -> Undated:
    return Undated(
        term="cap-form-9423",
        action={"en": "Send Form 9423", "es": "Enviar el Formulario 9423"},
        why={"en": "It runs from a talk with a manager.", "es": "Corre desde una conversación con un gerente."},
        span=Span(3, "business"),
        authority=("Pub. 1660",),
        if_missed={"en": "Collection may go on.", "es": "El cobro puede seguir."},
    )


@pytest.fixture
def stations() -> dict[str, Station]:
    return STATIONS


@pytest.fixture
def warned() -> Callable[..., Warned]:
    """A warning sign with its print."""

    def make(quote: str = "Pay with iTunes gift cards", **changes: Any) -> Warned:
        caution = Caution(
            id="gift-cards",
            sign={"en": "The paper asks for gift cards.", "es": "El papel pide tarjetas de regalo."},
            act={"en": "Do not pay that way.", "es": "No pague así."},
            sources=(Source("https://www.irs.gov/scams", date(2026, 11, 22)),),
        )
        return Warned(replace(caution, **changes), seen(quote)[0])

    return make


@pytest.fixture
def term() -> Term:
    return TERM


@pytest.fixture
def explained() -> Callable[..., Explained]:
    """The explanation of the letter in a language, with what is given changed."""

    def make(language: str = "en", **changes: Any) -> Explained:
        spanish = language == "es"
        whole = Explained(
            id="letter-4390",
            name="Letter 4390",
            title="Aviso de determinación" if spanish else "Notice of Determination",
            language="es" if spanish else "en",
            words=SPANISH if spanish else ENGLISH,
            terms=(TERM,),
            forms=(
                Publication(
                    "form-12153",
                    "Form 12153",
                    "Request for a Hearing",
                    "Solicitud de audiencia",
                    "https://www.irs.gov/f12153",
                ),
            ),
            publications=(
                Publication("pub-1660", "Publication 1660", "Collection Appeal Rights", "Derechos de apelación"),
            ),
            station=STATIONS["appeals"],
            before=(a_notice("letter-4837", "Letter 4837"),),
            after=(),
            related=(a_notice("letter-3193", "Letter 3193"),),
            help=(
                Help(
                    "litc",
                    "Tax clinics",
                    "Clínicas tributarias",
                    "They help for free.",
                    "Ayudan gratis.",
                    "800-555-0100",
                    "https://www.irs.gov/litc",
                ),
            ),
            unchecked=("audience",),
            sources=(Source("https://www.irs.gov/", date(2026, 11, 22)),),
            not_irs="Este programa no es el IRS." if spanish else "This program is not the IRS.",
        )
        return replace(whole, **changes)

    return make


@pytest.fixture
def clinic(tmp_path, monkeypatch):
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SCANNER_DATABASE_URL", raising=False)
    made = Clinic()
    yield made
    made.docket.database.close()


@pytest.fixture
def busy(clinic):
    """A Monday at the clinic."""
    return a_monday(clinic)


@pytest.fixture
def voice():
    catalogue = load()
    return Voice(MONDAY, words(), catalogue.law, catalogue.stations)
