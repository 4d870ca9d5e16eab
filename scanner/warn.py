"""Warning signs on a letter: print that the IRS does not send, such as a wish for gift cards or a threat of arrest.

They are looked for on every page whoever the sender seems to be, because a fake wears the letterhead of the IRS. A sign is
told as a sign and never as a verdict, it changes no identity, and it makes a letter one for a person to look at.
"""

from __future__ import annotations

from scanner.catalogue import Catalogue
from scanner.evidence import Evidence
from scanner.letter import Letter
from scanner.report import Warned

__all__ = ["warn"]


def warn(letter: Letter, catalogue: Catalogue) -> tuple[Warned, ...]:
    """Each warning sign once, where it stands first, in the order of `cautions.toml`."""
    found = []
    for rule in catalogue.caution_rules:
        for layout in letter.pages:
            span = rule.found_in(layout.text)
            if span:
                box, quote = layout.box_at(*span), " ".join(layout.text[slice(*span)].split())
                evidence = Evidence(layout.page.number, box, quote, f"cautions.toml#{rule.caution}", 0.9)
                found.append(Warned(catalogue.cautions[rule.caution], evidence))
                break
    return tuple(found)
