"""Understanding letters of the docket anew: from the pages that the ledger keeps, with what a person has said of them.

No picture is read again. Only where a digital letter should name its periods are its ruled lines looked up in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scanner.correction import UNSAID
from scanner.docket.keep import told_of
from scanner.split import arranged

if TYPE_CHECKING:
    from scanner.catalogue import Catalogue
    from scanner.correction import Correction
    from scanner.docket.arrangement import Arrangement
    from scanner.docket.filed import Filed
    from scanner.docket.keep import Told
    from scanner.report import Report
    from scanner.scan import Scan

__all__ = ["Understanding"]


@dataclass(frozen=True, slots=True)
class Understanding:
    """With what it is done: as `scan` says, and told in the contract's JSON as `body` does it."""

    scan: Scan
    body: Callable[[Report], Mapping[str, Any]]

    @property
    def catalogue(self) -> Catalogue:
        """What is known of letters."""
        return self.scan.catalogue

    def of(
        self,
        path: Path,
        file: Filed,
        arrangement: Arrangement,
        wanted: Collection[int],
        corrections: Mapping[int, Correction],
    ) -> dict[int, Told]:
        """The `wanted` letters of a file, by their ids, as its pages are arranged. `path` is where its copy lies."""
        order = arrangement.in_order
        letters = arranged(file.pages, [arrangement.groups[letter] for letter in order], self.catalogue)
        unread = [each.page for each in arrangement.aside if each.kind == "unread"]
        told: dict[int, Told] = {}
        for number, letter in zip(order, letters, strict=True):
            if number in wanted:
                near, said = arrangement.near[number], corrections.get(number, UNSAID)
                report = self.scan.letter(path, letter, near, unread, said)
                report = replace(report, file=file.name, sha256=file.sha256)
                told[number] = told_of(letter.pages, report, self.body(report))
        return told
