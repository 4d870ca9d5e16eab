"""What the classifier says of a letter: how likely each class is, and which words weighed most."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.evidence import Evidence

__all__ = ["ELSE", "Opinion"]

ELSE = frozenset({"form", "insert", "other-sender", "continuation", "none"})
"""The classes that are no notice: a form that nobody described, a leaflet, mail of others, a page without its first one, none."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The classes with their probabilities, the likeliest first; the words that spoke for the first, with their boxes.

    A probability is calibrated: of all opinions held with 0.9, nine in ten are right, on letters in wordings and layouts
    that nothing was fitted to.
    """

    ranking: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]

    @property
    def label(self) -> str:
        """The likeliest class: a notice's id, or one of `ELSE`."""
        return self.ranking[0][0]

    @property
    def probability(self) -> float:
        """How likely it is, 0 to 1."""
        return self.ranking[0][1]

    @property
    def names_notice(self) -> bool:
        """Whether the likeliest class is a notice."""
        return self.label not in ELSE

    def of(self, *labels: str) -> float:
        """How likely it is one of these."""
        return sum(probability for label, probability in self.ranking if label in labels)
