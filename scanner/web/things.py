"""Things that pages load: stylesheets, scripts, the icon. Their address holds a hash of them all, so browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.responses import Response

__all__ = ["asset", "thing"]

THINGS = {
    "web.css": ("scanner.web", "static/web.css", "text/css"),
    "letter.css": ("scanner.web", "static/letter.css", "text/css"),
    "due.css": ("scanner.web", "static/due.css", "text/css"),
    "record.css": ("scanner.render", "templates/page.css", "text/css"),
    "pico.css": ("scanner.web", "vendor/pico.min.css", "text/css"),
    "htmx.js": ("scanner.web", "vendor/htmx.min.js", "text/javascript"),
    "web.js": ("scanner.web", "static/web.js", "text/javascript"),
    "intake.css": ("scanner.web", "static/intake.css", "text/css"),
    "intake.js": ("scanner.web", "static/intake.js", "text/javascript"),
    "desk.js": ("scanner.web", "static/desk.js", "text/javascript"),
    "icon.svg": ("scanner.web", "static/icon.svg", "image/svg+xml"),
}
"""By name: the package, the file in it, and what it is."""


def asset(name: str) -> str:
    """The address of a thing."""
    return f"/static/{_all()[0]}/{name}"


def thing(name: str) -> Response | None:
    """The thing of that name."""
    body = _all()[1].get(name)
    if body is None:
        return None
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(body, media_type=THINGS[name][2], headers=kept)


@cache
def _all() -> tuple[str, dict[str, bytes]]:
    bodies = {name: files(package).joinpath(path).read_bytes() for name, (package, path, _) in THINGS.items()}
    return hashlib.sha256(b"\0".join(bodies[name] for name in sorted(bodies))).hexdigest()[:16], bodies
