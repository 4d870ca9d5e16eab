"""`python -m scanner.train MODELS`: letters with known answers -> lessons -> the classifier that is shipped, and its measure.

`--letters` makes the lessons anew, `--model` fits the classifier on them, `--confidence` fits how sure to be on letters in the second writer's
words, which the classifier that is asked about them has not learned. `make model` does all three.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scanner.catalogue import load
from scanner.classifier import Classifier, Learned
from scanner.classifier.calibration import FILE as CONFIDENCE
from scanner.classifier.learned import BY_HAND
from scanner.read import Readers
from scanner.split.cuts import FILE as CUTS
from scanner.train.confidence import Answered, Seen, calibrated, calibration_text, seen_in
from scanner.train.cuts import cuts_text, fitted, tried_in
from scanner.train.drawn import read_known
from scanner.train.figures import learned_of
from scanner.train.fit import fit
from scanner.train.keep import digest, packed, write_model, write_whole
from scanner.train.lessons import LESSONS, RECORD, Lesson, from_letters, from_records, kept_lessons, write_lessons
from scanner.train.limits import WORDINGS, Limits, held_out, limits_of, shares_of

SEED = 1
UNSEEN = 2
"""The wording, counted from 0, that the letters of the confidence are in where the second hand has not written."""


def main() -> None:
    """Makes what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m scanner.train", description="Makes the shipped classifier.")
    parser.add_argument("models", type=Path, help="folder of the classifier, its lessons and its measure")
    parser.add_argument("--letters", type=Path, metavar="FOLDER", help="make new lessons of these letters")
    parser.add_argument("--model", action="store_true", help="fit the classifier on the lessons")
    parser.add_argument("--cuts", type=Path, metavar="FOLDER", help="fit how sure a cut is on these heaps of mail")
    parser.add_argument("--confidence", type=Path, metavar="FOLDER", help="fit how sure to be on these letters")
    chosen = parser.parse_args()
    if chosen.letters:
        make_lessons(chosen.letters, chosen.models / LESSONS)
    if chosen.cuts:
        make_cuts(chosen.models, chosen.cuts)
    lessons = kept_lessons(chosen.models / LESSONS)
    if chosen.model:
        make_model(lessons, chosen.models)
    if chosen.confidence:
        make_confidence(lessons, chosen.models, chosen.confidence)


def make_lessons(letters: Path, file: Path) -> None:
    """Reads letters and keeps their telling words, and those of the records."""
    catalogue = load()
    with Readers(jobs=2) as readers:
        lessons = [*from_letters(read_known(letters, readers), catalogue), *from_records(catalogue)]
    write_lessons(lessons, file)
    say(f"{len(lessons)} lessons")


def make_model(lessons: tuple[Lesson, ...], models: Path) -> None:
    """Measures by what is left out, then fits on all but the lessons that are kept back."""
    held = held_out(lessons, SEED, say)
    limits = limits_of(held)
    say(f"{limits}")
    for fold, shares in shares_of(held, limits).items():
        say(f"{fold}: " + ", ".join(f"{name} {share.count}/{share.of}" for name, share in shares.items()))
    model = packed(fit(learned_of(lessons), SEED))
    write_model(models, model, limits, digest(models / LESSONS))
    say(f"{len(model) / 1e6:.1f} MB")


def make_cuts(models: Path, heaps: Path) -> None:
    """Tries the rules on days of mail with known borders, and fits how sure a cut is."""
    with Readers(jobs=2) as readers:
        tried = list(tried_in(read_known(heaps, readers), load()))
    cuts = fitted(tried)
    write_whole(models / CUTS, cuts_text(cuts).encode())
    say(
        f"{len(tried)} borders, {sum(each.cut != each.begins for each in tried)} decided wrongly; sure from {cuts.sure_at}"
    )


def make_confidence(lessons: tuple[Lesson, ...], models: Path, letters: Path) -> None:
    """Tries letters of a writer who was left out, and fits how sure to be."""
    written_twice = {each.label for each in lessons if each.hand == 2}
    known = [
        each
        for each in lessons
        if each.wording == RECORD
        or (each.hand == 1 and (each.label in written_twice or each.wording % WORDINGS != UNSEEN))
    ]
    limits = Limits.of(models)
    asked = Learned(Classifier(fit(known, SEED), limits.temperature, limits.name_at, limits.doubt_at), BY_HAND)
    with Readers(jobs=2) as readers:
        found = list(seen_in(read_known(letters, readers), load(), asked))
    seen = [each for each in found if isinstance(each, Seen)]
    calibration = calibrated(seen, [each for each in found if isinstance(each, Answered)])
    write_whole(models / CONFIDENCE, calibration_text(calibration).encode())
    say(f"{len(seen)} names tried, {sum(not each.right for each in seen)} wrong; sure from {calibration.sure_at}")


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
