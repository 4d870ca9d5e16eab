"""The workshop: what is learned from, what is held back, and what becomes of a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest
from paper import HEAD, TODAY, letter, mail, notice, page, paragraph
from test_classifier import LEVY, LIMITS, lessons

from scanner.catalogue import load
from scanner.classifier import Classifier, Learned
from scanner.classifier.learned import BY_HAND, learned_from
from scanner.classifier.telling import plain_telling
from scanner.errors import UsageError
from scanner.evaluate import KnownFile, KnownLetter
from scanner.identify import identify
from scanner.page import Page
from scanner.report import Identified, Unidentified
from scanner.train import teach as teaching
from scanner.train.confidence import Answered, Seen, calibrated, calibration_text
from scanner.train.figures import Figure, kept_back, learned_of, worse
from scanner.train.fit import examples, fit
from scanner.train.keep import digest, packed, write_model
from scanner.train.lessons import (
    LESSONS,
    RECORD,
    Lesson,
    from_letters,
    from_records,
    kept_lessons,
    label_of,
    write_lessons,
)
from scanner.train.limits import Held, limits_of
from scanner.train.mutations import misread, without_number
from scanner.train.noise import noises
from scanner.train.teach import restore, teach

KNOWN = KnownLetter(pages=(1,), notice="lt11")


def told(text: str, notice_id: str | None = "lt11") -> tuple[KnownFile, tuple[Page, ...]]:
    known = KNOWN.model_copy(update={"notice": notice_id})
    return KnownFile(Path("a.pdf"), (known,)), (page(HEAD, paragraph(text, 300)),)


# What is learned from


def test_lessons_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    write_lessons(lessons(), tmp_path / LESSONS)
    assert kept_lessons(tmp_path / LESSONS) == lessons()


def test_what_is_no_notice_is_a_class_of_its_own_kind() -> None:
    catalogue = load()
    strange = KNOWN.model_copy(update={"notice": None, "edition": "cp505"})
    assert label_of(strange, catalogue) == "none/cp505"
    assert label_of(strange.model_copy(update={"kind": "insert"}), catalogue) == "insert/cp505"
    assert label_of(strange.model_copy(update={"kind": "form"}), catalogue) == "form/cp505"
    assert label_of(strange.model_copy(update={"sender": "state", "kind": "other"}), catalogue) == "other-sender/cp505"


def test_a_variant_is_learned_as_the_notice_whose_record_it_shares() -> None:
    variant = next(each for each in load().notices.values() if each.variant_of)
    assert label_of(KNOWN.model_copy(update={"notice": variant.id}), load()) == variant.family


def test_pages_that_are_a_form_of_their_own_teach_nothing_about_the_letter() -> None:
    known = KnownLetter.model_validate(
        {"pages": [1, 2], "notice": "lt11", "enclosures": [{"notice": "form-12153", "pages": [2]}]}
    )
    pages = (page(HEAD, paragraph(LEVY, 300)), replace(page(paragraph("Request for a hearing", 300)), number=2))
    (lesson,) = from_letters([(KnownFile(Path("a.pdf"), (known,)), pages)], load())
    assert len(lesson.pages) == 1
    assert "hearing" not in lesson.pages[0]


def test_every_full_record_is_a_lesson_in_both_languages() -> None:
    found = list(from_records(load()))
    full = {each.id for each in load().notices.values() if each.record == "full" and not each.variant_of}
    assert {each.label for each in found} == full
    assert len(found) == 2 * len(full)
    assert all(each.wording == RECORD for each in found)


def test_one_lesson_in_eight_is_never_learned_from() -> None:
    back, learned = kept_back(lessons()), learned_of(lessons())
    assert len(back) == len(lessons()) // 8
    assert sorted(map(repr, (*back, *learned))) == sorted(map(repr, lessons()))


# What reading does to words


def test_noise_of_a_seed_is_the_same_each_time_and_clean_print_stays_as_it_is() -> None:
    words = list(plain_telling(LEVY))
    for noise in noises():
        assert list(noise.heard(words, Random(3))) == list(noise.heard(words, Random(3)))
    clean = next(noise for noise in noises() if noise.name == "clean")
    assert list(clean.heard(words, Random(3))) == words


def test_poor_paper_loses_and_changes_words_as_often_as_its_shares_say() -> None:
    poor = next(noise for noise in noises() if noise.name == "poor")
    words = ["settlement"] * 20_000
    heard = list(poor.heard(words, Random(1)))
    assert len(heard) == pytest.approx(len(words) * (1 - poor.lost - poor.joined), rel=0.02)
    changed = sum(word != "settlement" for word in heard) / len(heard)
    assert changed == pytest.approx(poor.changed + poor.joined, abs=0.01)


def test_examples_of_a_seed_are_the_same_each_time() -> None:
    assert list(examples(lessons(), 5)) == list(examples(lessons(), 5))
    assert list(examples(lessons(), 5)) != list(examples(lessons(), 6))


# How far it may be believed


def held(true: str, scores: tuple[float, float, float]) -> Held:
    return Held("writer 1", true, ("cp12", "lt11", "insert/rights"), np.array(scores))


def test_names_are_given_only_from_where_one_in_twenty_is_wrong() -> None:
    sure = [held("cp12", (4.0, 0.0, 0.0))] * 60
    unsure = [held("cp12", (0.0, 1.0, 0.0)), held("lt11", (0.0, 1.0, 0.0))] * 10
    limits = limits_of([*sure, *unsure])
    doubtful = 1 / (1 + 2 * np.exp(-limits.temperature))
    assert limits.name_at > doubtful


def test_calibration_trusts_copies_more_than_a_number_that_stands_alone() -> None:
    alone = [Seen({"number": 1.0}, right, doubtful=False, weight=1.0) for right in [True] * 30 + [False] * 6]
    copied = [Seen({"number": 1.0, "copies": 2.0}, right=True, doubtful=False, weight=1.0)] * 30
    calibration = calibrated([*alone, *copied], [])
    assert calibration.identified({"number": 1.0, "copies": 2.0}) > calibration.identified({"number": 1.0})
    assert calibration.identified({"number": 1.0}) == pytest.approx(30 / 36, abs=0.08)


def test_the_limit_of_sure_lies_above_what_was_silently_wrong() -> None:
    good = [Seen({"number": 1.0, "copies": 3.0}, right=True, doubtful=False, weight=1.0)] * 500
    bad = [Seen({"number": 1.0}, right, doubtful=False, weight=1.0) for right in [True] * 20 + [False] * 20]
    calibration = calibrated([*good, *bad], [])
    assert (
        calibration.identified({"number": 1.0})
        < calibration.sure_at
        <= calibration.identified({"number": 1.0, "copies": 3.0})
    )


def test_a_field_that_was_hardly_ever_tried_keeps_the_readers_own_confidence() -> None:
    seen = [Seen({"number": 1.0}, right, doubtful=False, weight=1.0) for right in (True, True, False)]
    calibration = calibrated(seen, [Answered("caller_id", 0.8, right=True)])
    assert calibration.answered("caller_id", 0.8) == 0.8


def test_a_calibration_comes_back_from_its_file(tmp_path: Path) -> None:
    seen = [Seen({"number": 1.0}, right, doubtful=False, weight=1.0) for right in (True, True, False)]
    answers = [Answered("letter_date", at / 100, right=at > 40) for at in range(100)]
    calibration = calibrated(seen, answers)
    (tmp_path / "confidence.toml").write_text(calibration_text(calibration), encoding="utf-8")
    assert learned_from(tmp_path).calibration == calibration


# Letters as they would be


def test_a_letter_without_its_number_has_none_that_votes() -> None:
    whole = letter(mail("Letter 4388 (Rev. 5-2019)"))
    assert isinstance(identify(whole, load()), Identified)
    assert isinstance(identify(without_number(whole), load()), Unidentified)


def test_a_misread_number_is_another_that_exists() -> None:
    whole = letter(notice("CP504", headline=None))
    other = misread(whole, load(), Random(1))
    assert other is not None
    found = identify(other, load())
    assert isinstance(found, Identified)
    assert found.notice.id != "cp504"


# Learning from a correction


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder like `models/`, of a few lessons."""
    folder = tmp_path / "models"
    folder.mkdir()
    write_lessons(lessons(), folder / LESSONS)
    write_model(folder, packed(fit(learned_of(lessons()))), LIMITS, digest(folder / LESSONS))
    (folder / "confidence.toml").write_text(calibration_text(BY_HAND), encoding="utf-8")
    return folder


def taught(models: Path, *letters: tuple[KnownFile, tuple[Page, ...]]) -> teaching.Taught:
    return teach(
        letters,
        load(),
        TODAY,
        shipped=models,
        in_use=learned_from(models),
        target=models.with_name("classifier"),
        say=lambda _: None,
    )


def test_a_correction_is_learned_and_can_be_taken_back_in_one_step(models: Path) -> None:
    target = models.with_name("classifier")
    came = taught(models, told(LEVY.replace("bank account", "please wages")))
    assert came.taken
    assert isinstance(learned_from(target).classifier, Classifier)
    assert restore(target)
    assert not target.exists()
    assert not restore(target)


def test_the_learning_before_the_last_comes_back(models: Path) -> None:
    target = models.with_name("classifier")
    assert taught(models, told(LEVY)).taken
    first = (target / "classifier.toml").read_text(encoding="utf-8")
    assert taught(models, told(LEVY.replace("wages", "money")), told(LEVY)).taken
    assert (target / "classifier.toml").read_text(encoding="utf-8") != first
    assert restore(target)
    assert (target / "classifier.toml").read_text(encoding="utf-8") == first


def test_a_classifier_that_makes_a_figure_worse_is_not_taken(models: Path) -> None:
    wrong = [told(" ".join(each.pages[0]), "lt11" if each.label == "cp12" else "cp12") for each in lessons()]
    came = taught(models, *wrong)
    assert not came.taken
    assert came.worse
    assert not models.with_name("classifier").exists()
    assert [each.name for each in models.parent.iterdir()] == ["models"]


def test_no_word_that_the_shipped_lessons_lack_enters_the_model(models: Path) -> None:
    name = "Quetzalcoatlus"
    assert taught(models, *[told(f"{LEVY} {name} {name}")] * 6).taken
    learned = learned_from(models.with_name("classifier"))
    assert learned.classifier is not None
    assert not any("quetz" in feature for feature in learned.classifier.model.names)


def test_without_letters_or_a_classifier_there_is_nothing_to_learn(models: Path) -> None:
    with pytest.raises(UsageError, match="words to learn from"):
        taught(models)
    with pytest.raises(UsageError, match="no classifier in use"):
        teach(
            [told(LEVY)], load(), date(2026, 1, 1), shipped=models, in_use=Learned(None, BY_HAND, "why"),
            target=models.with_name("classifier"), say=lambda _: None,
        )  # fmt: skip


def test_a_figure_is_worse_when_a_harm_grows_or_a_right_shrinks_and_else_not() -> None:
    harm, right = Figure("harm", 1, 100, more_is_better=False), Figure("right", 90, 100, more_is_better=True)
    assert worse([harm, right], [harm, right]) == ()
    assert worse([harm, right], [replace(harm, count=2), replace(right, count=91)]) == ("harm",)
    assert worse([harm, right], [replace(harm, count=0), replace(right, count=89)]) == ("right",)


def test_a_lesson_without_words_on_its_first_page_is_no_fault() -> None:
    empty = Lesson("lt11", ((), tuple(plain_telling(LEVY))), 0, "acs", "en")
    assert list(examples([empty], 1))
