"""The catalogue: every notice, term, station, form and pattern that the program knows, loaded once from TOML.

Extending the program is adding one file to `notices/` and one sample. Loading is strict: an unknown key, a term that does
not exist, a station that nothing reaches or an example that its own sign does not fit stops it with the file, the place
and what to do. Nothing here is built at import; `load` does it once, from the copy that was kept of the checked files
where nothing has changed since, and leaves the patterns to be compiled by whoever first needs them.
"""

from __future__ import annotations

import importlib.resources
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from scanner.catalogue.build import build
from scanner.catalogue.kept import keep, kept, state_of
from scanner.catalogue.rules import CautionRule, FieldRule, Letterhead
from scanner.catalogue.types import Data
from scanner.catalogue.whole import Catalogue
from scanner.home import home

__all__ = ["Catalogue", "CautionRule", "FieldRule", "Letterhead", "folder", "load", "load_anew"]


def folder() -> Traversable:
    """Where the catalogue's data lies, in a checkout and in an installed wheel alike."""
    return importlib.resources.files("scanner.catalogue")


@cache
def load() -> Catalogue:
    """The catalogue that came with the program, and a clinic's own postponements.

    Raises CatalogueError where its data is at fault.
    """
    here, own = folder(), _own()
    state = _state(here, own)
    data = kept(state) if state else None
    return build(data) if data else _checked(here, own, state)


def load_anew() -> Catalogue:
    """The same, read from its files and checked whatever was kept. Raises CatalogueError where its data is at fault."""
    return _checked(folder(), _own(), None)


def _own() -> Path:
    """A clinic's own file of postponements, which need not exist."""
    return home() / "postponements.toml"


def _state(here: Traversable, own: Path) -> str | None:
    """The present contents of all that goes into the catalogue; None where it lies in no folder of the disk."""
    if not isinstance(here, Path):
        return None
    data = [*here.glob("*.toml"), *here.glob("notices/*.toml"), *(own,) * own.is_file()]
    return state_of([*data, *here.glob("*.py")])


def _checked(here: Traversable, own: Path, state: str | None) -> Catalogue:
    """The slow way: all files read, checked and, if nothing is at fault, kept for the next time."""
    from scanner.catalogue.checks import check
    from scanner.catalogue.gather import gather

    data: Data = gather(here, own)
    catalogue = build(data)
    check(catalogue, here)
    if state and state == _state(here, own):  # nothing was changed while it was read
        keep(state, data)
    return catalogue
