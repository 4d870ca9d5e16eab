"""Warning signs told: what was seen and where, what can be done, and who says so. A sign is never called a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.render.clocks import Quote, quotes

if TYPE_CHECKING:
    from scanner.render.words import Words
    from scanner.report import Report

__all__ = ["Sign", "caution_mark", "signs_told"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One warning sign in sentences, with the print that shows it and the pages that tell of such signs."""

    seen: str
    act: str
    quotes: tuple[Quote, ...]
    sources: tuple[str, ...]


def signs_told(report: Report, say: Words) -> tuple[Sign, ...]:
    """The warning signs of a letter, in the order in which they were found."""
    return tuple(
        Sign(
            seen=say.of(warned.caution.sign),
            act=say.of(warned.caution.act),
            quotes=quotes((warned.evidence,)),
            sources=tuple(source.url for source in warned.caution.sources if source.url.startswith("https://")),
        )
        for warned in report.cautions
    )


def caution_mark(number: int, say: Words) -> str:
    """The short mark of a list of letters: "! 2 warning signs"; empty where there is none."""
    return say.many("cautions.mark", number) if number else ""
