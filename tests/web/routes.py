"""All addresses that the app answers, as it has registered them, so that a test can walk them and none is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.routing import iter_route_contexts

from scanner.web.app import app_of
from scanner.web.house import House

__all__ = ["Address", "addresses"]

FORM = {"field": "letter_date", "value": "2024-10-24", "status": "checked"}
"""What forms take by the name of a field, where not any word or number will do."""


@dataclass(frozen=True)
class Address:
    """A method, an address with its parameters in braces, and a form that it understands; None where it takes JSON."""

    method: str
    path: str
    form: Mapping[str, str] | None
    json: Mapping[str, object]

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(re.findall(r"\{(\w+)\}", self.path))

    def at(self, **values: object) -> str:
        """The address with these values, and with 1 for the rest."""
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], 1)), self.path)

    def sent(self) -> dict[str, Any]:
        """What a request takes along."""
        if self.method in ("GET", "HEAD"):
            return {}
        return {"json": dict(self.json)} if self.form is None else {"data": dict(self.form)}


def addresses(house: House) -> Iterator[Address]:
    """Every address, by every method."""
    app: Any = app_of(house)
    while not hasattr(app, "routes"):
        app = app._app  # the guard and what else stands before it
    for route in iter_route_contexts(app.routes):
        if route.path_format is None:
            continue
        fields = getattr(getattr(route, "dependant", None), "body_params", [])
        form = {each.alias: FORM.get(each.alias, "1") for each in fields}
        bodies = [each.field_info.annotation for each in fields if type(each.field_info).__name__ == "Body"]
        json = {key: value for body in bodies for key, value in _body(body).items()}
        for method in sorted(route.methods or ()):
            yield Address(method, route.path_format, None if bodies else form, json)


def _body(model: Any) -> Mapping[str, object]:
    """A body that a program could send: what must be there, numbers as 1."""
    needed = {name: told for name, told in model.model_fields.items() if told.is_required()}
    return {name: 1 if told.annotation is int else FORM.get(name, "1") for name, told in needed.items()}
