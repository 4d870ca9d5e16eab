"""Pages of one letter that do not lie together, or not in order: brought back by what their headers say.

Only the paper's own counting brings pages together again: a heap of pages that lacks just these numbers of the same total, under
the same notice, date and taxpayer, and no other heap that would do as well. Where pages are counted without a total, only those that
lie right before their first page are brought to it. What was brought together stays to be checked.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanner.split.leaf import Leaf

__all__ = ["gathered", "in_order", "might_lie_before"]


def gathered(groups: Sequence[Sequence[Leaf]]) -> tuple[tuple[tuple[Leaf, ...], bool], ...]:
    """The groups with strays brought home; each with whether anything was brought to it."""
    left = [(tuple(group), False) for group in groups]
    at = 0
    while at < len(left):
        stray, _ = left[at]
        if at + 1 < len(left) and _lies_before(stray, left[at + 1][0]):
            left[at : at + 2] = [((*stray, *left[at + 1][0]), True)]
            at = 0
            continue
        homes = _fitting(at, left)
        if _is_stray(stray) and len(homes) == 1 and len(_fitting(homes[0], left)) == 1:
            home = homes[0]
            left[home] = (tuple(sorted((*left[home][0], *stray), key=lambda leaf: leaf.number)), True)
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
    own = [leaf for leaf in group if not leaf.is_form]
    totals = {leaf.position[1] for leaf in own if leaf.position}
    places = {leaf.number: place for leaf in own if (place := _place(leaf, counted=bool(totals)))}
    if len(places) < 2 or len(totals) > 1 or len(set(places.values())) != len(places):
        return tuple(group)
    runs: list[tuple[int, list[Leaf]]] = []
    for leaf in group:
        if leaf.number in places:
            runs.append((places[leaf.number], [leaf]))
        elif runs and (leaf.is_form or leaf.position is None):
            runs[-1][1].append(leaf)
        else:
            runs.append((0, [leaf]))
    tail: list[Leaf] = []
    if runs and len(runs[-1][1]) > 1:  # leaflets and forms behind the last sheet stay behind all of them
        tail = runs[-1][1][1:]
        runs[-1] = (runs[-1][0], runs[-1][1][:1])
    return (*(leaf for _, run in sorted(runs, key=lambda each: each[0]) for leaf in run), *tail)


def _place(leaf: Leaf, *, counted: bool) -> int | None:
    """Which page of its letter it says it is; a first page of a letter that counts without a total says so by how it opens."""
    if counted:
        return leaf.position[0] if leaf.position else None
    return leaf.later or (1 if leaf.opens and leaf.sender else None)


def might_lie_before(leaf: Leaf, own: Sequence[Leaf], behind: Sequence[Leaf]) -> bool:
    """Whether a further page, counted without a total, can as well be of the letter behind it: nothing in its header says that it is
    of its `own`, and the one behind begins with its first page, lacks this one, and is not signed where this one is.
    """
    first, others = behind[0], [each for each in own if each is not leaf]
    if leaf.later is None or not first.opens or first.position or first.later:
        return False
    if leaf.later in {each.later for each in behind} or (leaf.closes and any(each.closes for each in behind)):
        return False
    said = [(_said([leaf], what), _said(others, what), _said(behind, what)) for what in ("numbers", "dates", "tins")]
    return not any(
        (its & ours and not its & theirs) or (its and theirs and not its & theirs) for its, ours, theirs in said
    )


def _lies_before(stray: Sequence[Leaf], group: Sequence[Leaf]) -> bool:
    """Whether these are further pages, counted without a total, and the letter behind them begins with its first page and lacks them:
    the headers say so, or only the stray pages are signed.
    """
    pages = [leaf for leaf in stray if not leaf.is_envelope]
    first = group[0]
    if not pages or not all(leaf.later for leaf in pages) or not first.opens or first.position or first.later:
        return False
    if {leaf.later for leaf in pages} & {leaf.later for leaf in group}:
        return False
    said = [(_said(pages, what), _said(group, what)) for what in ("numbers", "dates", "tins")]
    if any(ours and theirs and not ours & theirs for ours, theirs in said):
        return False
    signed = any(leaf.closes for leaf in pages) and not any(leaf.closes for leaf in group)
    return signed or any(ours & theirs for ours, theirs in said)


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
    same = {}
    for what in ("numbers", "dates", "tins"):
        ours, theirs = _said(one, what), _said(other, what)
        if ours and theirs and not ours & theirs:
            return False
        same[what] = bool(ours & theirs)
    return same["numbers"] and (same["dates"] or same["tins"])


def _said(group: Sequence[Leaf], what: str) -> frozenset[str]:
    """All that the headers of its pages say of one thing; those of forms are about the form."""
    found: frozenset[str] = frozenset().union(*(getattr(leaf, what) for leaf in group if not leaf.is_form))
    return found
