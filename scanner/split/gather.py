"""Pages of one letter that do not lie together, or not in order: brought back by what their headers say.

Only the paper's own counting brings pages together again: a heap of pages that lacks just these numbers of the same total, under
the same notice, date and taxpayer, and no other heap that would do as well. What was brought together stays to be checked.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanner.split.leaf import Leaf

__all__ = ["gathered", "in_order"]


def gathered(groups: Sequence[Sequence[Leaf]]) -> tuple[tuple[tuple[Leaf, ...], bool], ...]:
    """The groups with strays brought home; each with whether anything was brought to it."""
    left = [(tuple(group), False) for group in groups]
    at = 0
    while at < len(left):
        stray, _ = left[at]
        homes = _fitting(at, left)
        if _is_stray(stray) and len(homes) == 1 and len(_fitting(homes[0], left)) == 1:
            home = homes[0]
            left[home] = ((*left[home][0], *stray), True)
            del left[at]
            at = 0  # what has been completed may now be what another stray lacks
        else:
            at += 1
    return tuple((in_order(group), moved) for group, moved in left)


def _fitting(at: int, groups: Sequence[tuple[Sequence[Leaf], bool]]) -> list[int]:
    """The places of the groups that the one at this place completes."""
    own = groups[at][0]
    return [place for place, (group, _) in enumerate(groups) if place != at and _completes(own, group)]


def in_order(group: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """The pages in the order that the paper counts them in, where it counts them all alike; enclosures stay behind theirs.

    A page without a number of its own goes with the one before it. An envelope stays in front.
    """
    counted = [leaf.position for leaf in group if leaf.position and not leaf.is_form]
    totals = {total for _, total in counted}
    if len(counted) < 2 or len(totals) != 1 or len(set(counted)) != len(counted):
        return tuple(group)
    runs: list[tuple[int, list[Leaf]]] = []
    for leaf in group:
        if leaf.position and not leaf.is_form and leaf.position[1] in totals:
            runs.append((leaf.position[0], [leaf]))
        elif runs and (leaf.is_form or leaf.position is None):
            runs[-1][1].append(leaf)
        else:
            runs.append((0, [leaf]))
    tail: list[Leaf] = []
    if runs and len(runs[-1][1]) > 1:  # leaflets and forms behind the last sheet stay behind all of them
        tail = runs[-1][1][1:]
        runs[-1] = (runs[-1][0], runs[-1][1][:1])
    return (*(leaf for _, run in sorted(runs, key=lambda each: each[0]) for leaf in run), *tail)


def _is_stray(group: Sequence[Leaf]) -> bool:
    """Whether pages are missing before it or within it, by its own counting."""
    counted = [leaf.position for leaf in group if leaf.position and not leaf.is_form]
    return bool(counted) and len({total for _, total in counted}) == 1 and len(counted) < counted[0][1]


def _completes(stray: Sequence[Leaf], group: Sequence[Leaf]) -> bool:
    """Whether the stray pages are some that the group lacks."""
    own, other = _own(stray), _own(group)
    if not own or not other or {total for _, total in own} != {total for _, total in other}:
        return False
    if {at for at, _ in own} & {at for at, _ in other}:
        return False
    return _agree(stray, group)


def _own(group: Sequence[Leaf]) -> list[tuple[int, int]]:
    return [leaf.position for leaf in group if leaf.position and not leaf.is_form]


def _agree(one: Sequence[Leaf], other: Sequence[Leaf]) -> bool:
    """Whether the headers name the same notice and nothing in them differs; one thing beside the number must be the same."""

    def said(group: Sequence[Leaf], what: str) -> frozenset[str]:
        found: frozenset[str] = frozenset().union(*(getattr(leaf, what) for leaf in group if not leaf.is_form))
        return found

    same = {}
    for what in ("numbers", "dates", "tins"):
        ours, theirs = said(one, what), said(other, what)
        if ours and theirs and not ours & theirs:
            return False
        same[what] = bool(ours & theirs)
    return same["numbers"] and (same["dates"] or same["tins"])
