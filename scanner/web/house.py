"""The house: what every page of one running server shares. It is put together once, by `scanner serve`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from scanner.docket.pictures import Pictures
from scanner.render.record import Guide
from scanner.web.copies import Copies
from scanner.web.link import Link

if TYPE_CHECKING:
    from scanner.catalogue import Catalogue
    from scanner.docket import Docket
    from scanner.docket.people.asker import Asker
    from scanner.web.desk import Desk

__all__ = ["House"]


def _today() -> date:
    return date.today()  # noqa: DTZ011  (the clinic's own day is meant)


@dataclass(frozen=True, slots=True)
class House:
    """`hosts` are the names by which the server may be asked, `link` the one-time link of this machine, if there is one;
    `secure` says that browsers come over TLS; the limits are bytes of a request's body.
    """

    docket: Docket
    catalogue: Catalogue
    desk: Desk
    pictures: Pictures
    hosts: tuple[str, ...]
    link: Link | None = None
    secure: bool = False
    most_upload: int = 200_000_000
    most_form: int = 200_000
    today: Callable[[], date] = field(default=_today)
    copies: Copies = field(default_factory=Copies)

    def asked_by(self, asker: Asker) -> House:
        """The house as it is for who asks."""
        return replace(self, docket=self.docket.asked_by(asker))

    @property
    def guide(self) -> Guide:
        """What any explanation may point to."""
        return Guide(self.catalogue.stations, self.catalogue.help)
