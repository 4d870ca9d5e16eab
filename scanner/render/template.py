"""The templates of this package: escaped by themselves, and a name that is missing in one is a fault and not a blank."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["templates"]


@cache
def templates() -> Environment:
    """Where templates are taken from."""
    return Environment(
        loader=PackageLoader("scanner.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
