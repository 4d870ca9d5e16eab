"""Whose letter it is. It comes first: the roadmap itself tells people to look at that before anything else."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.catalogue import Catalogue
from scanner.catalogue.vocabulary import TIME_LIMIT
from scanner.evidence import Evidence
from scanner.letter import Letter
from scanner.letterhead import letterhead_of, look_alike_of
from scanner.notice import Sender

__all__ = ["Mail", "sender_of"]


@dataclass(frozen=True, slots=True)
class Mail:
    """Whose mail a letter is: the sender, the id of its record, the print. `surely` is whether a letterhead says so and not
    only something that stands anywhere on the paper.
    """

    sender: Sender
    record: str | None
    evidence: Evidence | None
    surely: bool


def sender_of(letter: Letter, catalogue: Catalogue) -> Mail:
    """The sender by its letterhead, else by a line that only advertisements print, else by what gives it away anywhere;
    `unknown` where nothing does.

    Every page is looked at, because a scan may begin with the envelope or with page two.
    """
    for asked, surely in ((letterhead_of, True), (look_alike_of, False)):
        for layout in letter.pages:
            if found := asked(layout, catalogue):
                head, evidence = found
                return Mail(head.sender, head.id, evidence, surely)
    for head in catalogue.senders:
        for layout in letter.pages:
            for pattern in head.anywhere:
                if match := pattern.search(layout.text, timeout=TIME_LIMIT):
                    box = layout.box_at(*match.span())
                    rule = f"senders.toml#{head.id}.anywhere"
                    return Mail(
                        head.sender, head.id, Evidence(layout.page.number, box, match[0], rule, 0.8), surely=False
                    )
    return Mail("unknown", None, None, surely=False)
