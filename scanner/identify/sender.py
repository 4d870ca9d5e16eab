"""Whose letter it is. It comes first: the roadmap itself tells people to look at that before anything else."""

from __future__ import annotations

from scanner.catalogue import Catalogue
from scanner.evidence import Evidence
from scanner.letter import Letter
from scanner.letterhead import letterhead_of
from scanner.notice import Sender

__all__ = ["sender_of"]


def sender_of(letter: Letter, catalogue: Catalogue) -> tuple[Sender, str | None, Evidence | None]:
    """The sender by its letterhead, else by what gives it away anywhere on the paper, with the id of its record and the
    print; `unknown` where nothing does.

    Every page is looked at, because a scan may begin with the envelope or with page two.
    """
    for layout in letter.pages:
        if found := letterhead_of(layout, catalogue):
            head, evidence = found
            return head.sender, head.id, evidence
    for letterhead in catalogue.senders:
        for layout in letter.pages:
            for pattern in letterhead.anywhere:
                if match := pattern.search(layout.text):
                    box = layout.box_at(*match.span())
                    rule = f"senders.toml#{letterhead.id}.anywhere"
                    return letterhead.sender, letterhead.id, Evidence(layout.page.number, box, match[0], rule, 0.8)
    return "unknown", None, None
