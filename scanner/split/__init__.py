"""Pages into letters, without separator sheets; every page in exactly one letter, or set aside by name.

`leaf` reads what a page says of itself, `boundary` decides where a letter begins, `cuts` says how sure that is, `gather`
brings back pages that lie elsewhere, `blank` sets empty pages aside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scanner.catalogue import Catalogue
from scanner.letter import Aside, Letter, Mail
from scanner.page import Page
from scanner.split.blank import is_blank
from scanner.split.boundary import begins, signs_between
from scanner.split.cuts import Cuts, cuts_in_use
from scanner.split.gather import gathered, in_order, might_lie_before
from scanner.split.leaf import Leaf, leaf_of, page_of

__all__ = ["Border", "arranged", "borders_of", "page_of", "split"]

HEAP = 4
"""From so many letters on a file is a heap of mail."""


@dataclass(frozen=True, slots=True)
class Border:
    """What was decided between two pages that follow each other, by their numbers in the file, and the signs for it.

    `might_own` is the first page of a further letter that it concerns.
    """

    before: int
    after: int
    cut: bool
    signs: Mapping[str, float]
    might_own: tuple[int, ...] = ()


def split(pages: tuple[Page, ...], catalogue: Catalogue, cuts: Cuts | None = None) -> Mail:
    """The letters among `pages` in the order of the file, and the pages that are set aside.

    Where all pages are blank none is set aside: a file is never nothing.
    """
    cuts = cuts or cuts_in_use()
    aside = tuple(Aside(page.number, "blank") for page in pages if is_blank(page))
    if len(aside) == len(pages):
        aside = ()
    empty = {each.page for each in aside}
    leaves = [leaf_of(page, catalogue) for page in pages if page.number not in empty]
    groups, borders = _cut(leaves)
    home = gathered(groups)
    doubtful = _in_doubt(_after_all(borders, home), home, cuts)
    numbers = [leaf.number for leaf in leaves]
    letters = tuple(_letter(group, moved and not _lies_together(group, numbers), doubtful) for group, moved in home)
    return Mail(tuple(sorted(letters, key=lambda letter: min(letter.numbers))), aside)


def arranged(
    pages: tuple[Page, ...], groups: Sequence[Collection[int]], catalogue: Catalogue, cuts: Cuts | None = None
) -> tuple[Letter, ...]:
    """The letters that a person has made of the pages, one for each group of page numbers; no page is in two of them.

    Where a person decided otherwise than the rules nothing is in doubt; where both decide alike, what was in doubt still is.
    """
    whose = {number: at for at, group in enumerate(groups) for number in group}
    leaves = [leaf_of(page, catalogue) for page in pages if page.number in whose]
    heaps, borders = _cut(leaves)
    home = gathered(heaps)
    doubtful = [
        border
        for border in _in_doubt(_after_all(borders, home), home, cuts or cuts_in_use())
        if border.cut == (whose[border.before] != whose[border.after])
    ]
    numbers = [leaf.number for leaf in leaves]
    brought = [{leaf.number for leaf in heap} for heap, moved in home if moved and not _lies_together(heap, numbers)]
    return tuple(
        _letter(
            in_order([leaf for leaf in leaves if leaf.number in group]),
            any(heap <= set(group) for heap in brought),
            doubtful,
        )
        for group in groups
    )


def borders_of(pages: tuple[Page, ...], catalogue: Catalogue) -> Sequence[Border]:
    """What became of every border between pages that are not blank: what the confidence of cuts is fitted on."""
    groups, borders = _cut([leaf_of(page, catalogue) for page in pages if not is_blank(page)])
    return _after_all(borders, gathered(groups))


def _after_all(borders: list[Border], groups: Sequence[tuple[Sequence[Leaf], bool]]) -> list[Border]:
    """The borders as they are once strays have been brought home: pages in the wrong order are cut first and joined then."""
    home = {leaf.number: at for at, (group, _) in enumerate(groups) for leaf in group}
    return [replace(border, cut=home[border.before] != home[border.after]) for border in borders]


def _cut(leaves: list[Leaf]) -> tuple[list[list[Leaf]], list[Border]]:
    """The leaves in heaps, each a letter so far, and what was decided at every border."""
    groups: list[list[Leaf]] = []
    borders: list[Border] = []
    for leaf in leaves:
        if not groups:
            groups.append([leaf])
            continue
        cut = begins(leaf, groups[-1])
        signs = signs_between(leaf, groups[-1])
        borders.append(Border(groups[-1][-1].number, leaf.number, cut, signs))
        if cut:
            groups.append([leaf])
        else:
            groups[-1].append(leaf)
    if len(groups) > 1 and all(leaf.is_envelope for leaf in groups[-1]):
        last = groups.pop()  # nothing lies behind it; it stays with the letter before
        groups[-1] += last
    return groups, borders


def _lies_together(group: tuple[Leaf, ...], numbers: list[int]) -> bool:
    """Whether no page of another letter lies between its pages: then they were only in the wrong order."""
    own = {leaf.number for leaf in group}
    return {number for number in numbers if min(own) <= number <= max(own)} == own


def _letter(group: tuple[Leaf, ...], moved: bool, doubtful: list[Border]) -> Letter:
    own = {leaf.number for leaf in group}
    at_risk = tuple(
        (border.before, border.after) for border in doubtful if own & {border.before, border.after, *border.might_own}
    )
    return Letter(tuple(leaf.layout for leaf in group), _gap(group), moved=moved, doubtful_cuts=at_risk)


def _in_doubt(borders: list[Border], home: Sequence[tuple[Sequence[Leaf], bool]], cuts: Cuts) -> list[Border]:
    """The borders that a person should look at: those that are not sure enough, and those before pages that can be of two letters."""
    return [*_doubtful(borders, cuts, heap=len(home) >= HEAP), *_of_either(borders, home)]


def _doubtful(borders: list[Border], cuts: Cuts, *, heap: bool) -> list[Border]:
    """The borders that a person should look at, each with the next letter's first page: a page that was joined to the letter
    before it may be that one's.
    """
    found: list[Border] = []
    for at, border in enumerate(borders):
        if cuts.is_doubtful(cuts.confidence(border.signs, cut=border.cut), heap=heap):
            following = next((later.after for later in borders[at + 1 :] if later.cut), None)
            found.append(replace(border, might_own=() if border.cut or following is None else (following,)))
    return found


def _of_either(borders: list[Border], home: Sequence[tuple[Sequence[Leaf], bool]]) -> Iterator[Border]:
    """The borders before further pages that can be of the letter before or of the one behind: two sheets of one letter are swapped
    more easily than anybody sees.
    """
    group_of = {leaf.number: group for group, _ in home for leaf in group}
    leaf_at = {leaf.number: leaf for group, _ in home for leaf in group}
    for border, following in pairwise(borders):
        leaf, behind = leaf_at[border.after], group_of[following.after]
        if not border.cut and following.cut and might_lie_before(leaf, group_of[border.after], behind):
            yield replace(border, might_own=(following.after,))


def _gap(group: tuple[Leaf, ...]) -> tuple[int, int] | None:
    """What the printed `Page m of n` say against the pages that are here; None where they add up or are not printed.

    A form that is enclosed counts its own pages. A page whose line was not read may be the one that is missing.
    """
    own = [leaf for leaf in group if not leaf.is_form]
    printed = [leaf.position for leaf in own if leaf.position]
    if not printed:
        return None
    total = max(of for _, of in printed)
    numbers = {at for at, _ in printed}
    whole = len({of for _, of in printed}) == 1 and len(numbers) == len(printed) and len(own) >= total
    unread = len(own) - len(printed)
    return None if whole and total - len(numbers) <= unread else (total, len(own))
