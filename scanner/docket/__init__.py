"""The docket: the letters that a clinic keeps, by date, and the ledger by which a heap of pages becomes letters.

`database` and `tables` hold it, `enrol` and `work` fill it, `entries` lists it, `correct` and `recut` put it right, `audit`
remembers who did what.
"""

from __future__ import annotations

from scanner.docket.docket import Docket
from scanner.docket.entries import Wanted

__all__ = ["Docket", "Wanted"]
