"""The border between a letter so far and the next page: whether another letter begins, and the signs for and against.

A page begins a letter where the paper says so: `Page 1 of n`, a number of its own that the letter so far does not carry,
another sender's letterhead, or a letterhead together with a greeting. Forms, inserts and pages without any of these stay
with the letter before them (a Letter 3172 comes with Form 668(Y)(c), a Letter 4388 with Form 12256). When in doubt pages
stay together: a letter that was cut in two loses its deadline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from scanner.catalogue.number import as_print
from scanner.split.leaf import Leaf

__all__ = ["begins", "signs_between"]

FACE = 0.07
"""How much wider the letters of a page may be than those of the page before in the same type face."""


def begins(leaf: Leaf, group: Sequence[Leaf]) -> bool:
    """Whether the page begins another letter than the one of `group`."""
    if all(earlier.is_envelope for earlier in group):
        return False  # an envelope lies on top of its letter: its postmark can be the only proof of a lost week
    if leaf.is_envelope:
        return True
    known = frozenset[str]().union(*(earlier.numbers for earlier in group))
    fresh = leaf.numbers - known - _bad_copies(leaf, group)
    if leaf.is_form and not fresh:
        return False
    if leaf.position and leaf.position in {earlier.position for earlier in group if not earlier.is_form}:
        return True
    senders = {earlier.sender for earlier in group if earlier.sender}
    if _is_headed_otherwise(leaf, group) or _is_a_stray(leaf, group):
        return True
    if fresh and (_is_dated_otherwise(leaf, group) or (leaf.foot - leaf.weak and senders - {"irs"})):
        return True
    if _is_another(leaf, known):
        return True
    if _goes_on(leaf, group):
        if _is_counted_on(leaf, group):
            return bool(fresh) and bool(known) and leaf.opens
        return bool(fresh) and (bool(known) or bool(senders - {"irs"}))
    if leaf.sender and senders and leaf.sender not in senders:
        return True
    if leaf.position and leaf.position[0] == 1:
        return True
    greeted = any(earlier.greets for earlier in group)
    last = next((earlier.position for earlier in reversed(group) if earlier.position and not earlier.is_form), None)
    ended = last is not None and last[0] == last[1]
    if fresh and known and ended:
        return True
    complete = bool(known) or any(earlier.greets or earlier.addressed for earlier in group)
    if fresh and complete and (known or leaf.sender):
        return leaf.opens or leaf.sender is not None or leaf.position is not None
    if leaf.greets and leaf.addressed and leaf.sender:
        return True  # a first page from head to greeting, behind something that is no envelope
    stranger = leaf.addressed and leaf.sender is None and not leaf.numbers
    return (leaf.greets and greeted) or (stranger and any(earlier.sender for earlier in group))


def _goes_on(leaf: Leaf, group: Sequence[Leaf]) -> bool:
    """Whether its printed page number is the next one."""
    before = group[-1].position
    return leaf.position is not None and leaf.position[0] == (before[0] if before else len(group)) + 1


def _is_counted_on(leaf: Leaf, group: Sequence[Leaf]) -> bool:
    """Whether the page before counts the same number of pages."""
    before = group[-1].position
    return before is not None and leaf.position is not None and before[1] == leaf.position[1]


def _is_another(leaf: Leaf, known: frozenset[str]) -> bool:
    """Whether the number in its foot is that of another letter, and no bad copy of this one's."""
    own = leaf.foot - leaf.weak
    return bool(own and known) and not any(_alike(number, other) for number in leaf.numbers for other in known)


def _is_a_stray(leaf: Leaf, group: Sequence[Leaf]) -> bool:
    """Whether one of the two lacks the other's first page: a further page, by a number without a total, that the letter has already,
    that its own counting excludes or that is signed a second time; or a first page behind nothing but further ones.
    """
    if leaf.later is None:
        return leaf.opens and leaf.sender is not None and all(earlier.later or earlier.is_envelope for earlier in group)
    before = group[-1].position
    counted_out = before is not None and before[0] == before[1]
    signed = leaf.closes and any(earlier.closes for earlier in group)
    return counted_out or signed or leaf.later in {earlier.later for earlier in group}


def _is_dated_otherwise(leaf: Leaf, group: Sequence[Leaf]) -> bool:
    """Whether its header and that of the letter so far have no day in common."""
    dates = frozenset[str]().union(*(earlier.dates for earlier in group if not earlier.is_form))
    return bool(leaf.dates and dates) and not leaf.dates & dates


def _is_headed_otherwise(leaf: Leaf, group: Sequence[Leaf]) -> bool:
    """Whether it is headed with another date, and with another taxpayer, a letterhead or an address of its own. One of them
    alone can be a slip of the reader, or a date that is no letter's.
    """
    tins = frozenset[str]().union(*(earlier.tins for earlier in group))
    other_tin = bool(leaf.tins and tins) and not leaf.tins & tins
    if other_tin and leaf.opens and leaf.sender and any(earlier.opens and earlier.sender for earlier in group):
        return True  # two first pages; the day in common is that of the tax period
    if not _is_dated_otherwise(leaf, group):
        return False
    if leaf.opens and leaf.sender and not leaf.tins & tins:
        return True
    before = group[-1].position
    own = any(earlier.addressed for earlier in group) or (before is not None and before[0] == before[1])
    return other_tin or (leaf.addressed and own and not leaf.tins & tins)


def signs_between(leaf: Leaf, group: Sequence[Leaf]) -> Mapping[str, float]:
    """What stands at this border, by name, 1 where it is so: what the confidence of the decision is weighed from."""
    known = frozenset[str]().union(*(earlier.numbers for earlier in group))
    dates = frozenset[str]().union(*(earlier.dates for earlier in group))
    tins = frozenset[str]().union(*(earlier.tins for earlier in group))
    last = next((earlier.position for earlier in reversed(group) if earlier.position), None)
    position = leaf.position
    signs = {
        "follows": position is not None and last is not None and position == (last[0] + 1, last[1]),
        "page-one": position is not None and position[0] == 1,
        "page-later": position is not None and position[0] > 1,
        "page-odd": position is not None
        and last is not None
        and position[0] > 1
        and position != (last[0] + 1, last[1]),
        "other-total": position is not None and last is not None and position[1] != last[1],
        "numbered-alone": leaf.later is not None,
        "next-alone": leaf.later is not None and leaf.later == 1 + sum(not earlier.is_envelope for earlier in group),
        "closed": any(earlier.closes for earlier in group),
        "closes": leaf.closes,
        "uncounted": position is None and last is not None,
        "ended": last is not None and last[0] == last[1],
        "unfinished": last is not None and last[0] < last[1],
        "same-number": bool(leaf.numbers & known),
        "other-number": bool(leaf.numbers and known and not leaf.numbers & known),
        "no-number": not leaf.numbers,
        "no-number-before": not known,
        "weak-number": bool(leaf.weak),
        "opens": leaf.opens,
        "greets": leaf.greets,
        "addressed": leaf.addressed,
        "head": leaf.sender is not None,
        "other-sender": leaf.sender is not None and any(each.sender not in (None, leaf.sender) for each in group),
        "form": leaf.is_form,
        "after-form": group[-1].is_form,
        "envelope": leaf.is_envelope,
        "after-envelope": group[-1].is_envelope,
        "same-face": _faces(leaf, group) is True,
        "other-face": _faces(leaf, group) is False,
        "same-date": bool(leaf.dates & dates),
        "other-date": bool(leaf.dates and dates and not leaf.dates & dates),
        "same-tin": bool(leaf.tins & tins),
        "other-tin": bool(leaf.tins and tins and not leaf.tins & tins),
    }
    return {name: 1.0 for name, there in signs.items() if there}


def _faces(leaf: Leaf, group: Sequence[Leaf]) -> bool | None:
    """Whether the page is set in the type face of the letter so far; None where it cannot be told."""
    before = next((earlier.face for earlier in reversed(group) if earlier.face), None)
    return None if before is None or leaf.face is None else abs(leaf.face / before - 1) < FACE


def _alike(one: str, other: str) -> bool:
    """Whether two numbers can be two prints of one: they differ by a character, or not at all in a bad scan."""
    return as_print(one) == as_print(other) or Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _bad_copies(leaf: Leaf, group: Sequence[Leaf]) -> frozenset[str]:
    """Numbers of a further page that may be bad copies of the letter's own; a page with an address or a greeting is none."""
    if leaf.addressed or leaf.greets:
        return frozenset()
    weak = leaf.weak.union(*(earlier.weak for earlier in group))
    own = frozenset[str]().union(*(earlier.numbers for earlier in group))
    return frozenset(n for n in leaf.numbers for k in own if _alike(n, k) and (n in weak or k in weak))
