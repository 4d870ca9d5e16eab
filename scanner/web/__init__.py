"""The web page: letters put in, read, shown beside their paper, and kept by last day; for volunteers and over HTTP as JSON.

::

    with Desk(docket, catalogue, learned, jobs) as desk:       # reads what comes in
        app = app_of(House(docket, catalogue, desk, ...))      # answers browsers and programs

`guard` stands before everything, `asking` knows who asks, each of `queue`, `upload`, `letter`, `records`, `people` holds one
page, and `api` the same things as JSON. Nothing is loaded from elsewhere; nothing works without its server.
"""

from __future__ import annotations

__all__: list[str] = []
