"""The second opinion: what it takes from a page, when it is opened, what it may say and what it may not."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import skops.io
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import HEAD, TODAY, WINDOW, letter, line, mail, notice, page, paragraph, report_of, seen

from scanner.catalogue import load
from scanner.classifier import Classifier, Learned, Opinion
from scanner.classifier.calibration import Calibration
from scanner.classifier.learned import BY_HAND, learned_from
from scanner.classifier.load import MODEL, NOTE, NoClassifier, load_from, shipped
from scanner.classifier.telling import plain_telling, telling
from scanner.evidence import Evidence
from scanner.identify import identify
from scanner.layout import Layout, laid_out
from scanner.page import Box
from scanner.report import Identified, Unidentified
from scanner.scan import understand
from scanner.train.fit import fit
from scanner.train.keep import packed, write_model
from scanner.train.lessons import Lesson
from scanner.train.limits import Limits

LIMITS = Limits(temperature=4.0, name_at=0.6, doubt_at=0.6)
LEVY = "We intend to levy your wages and your bank account because the tax was not paid after our earlier reminders"
REFUND = "We changed your return and you will get a refund of the money that was paid too much with the return"


def lessons() -> tuple[Lesson, ...]:
    """Two kinds of letters, told in a dozen slightly different ways."""
    told = {
        "lt11": LEVY,
        "cp12": REFUND,
        "insert/rights": "Every taxpayer has rights and this leaflet tells which they are",
    }
    return tuple(
        Lesson(label, (tuple(plain_telling(f"{text} {extra} {extra}")),), at % 3, "acs", "en")
        for label, text in told.items()
        for at, extra in enumerate(
            ("soon", "now", "please", "again", "here", "today", "always", "often", "later", "then")
        )
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a classifier of two kinds of letters."""
    folder = tmp_path_factory.mktemp("models")
    write_model(folder, packed(fit(lessons())), LIMITS, "0" * 64)
    return folder


@dataclass(frozen=True)
class Says:
    """A classifier that always says the same."""

    label: str
    probability: float
    name_at: float = 0.9
    doubt_at: float = 0.9

    def opinion(self, pages: tuple[Layout, ...]) -> Opinion:
        print_ = pages[0].page.words[0]
        evidence = Evidence(pages[0].page.number, print_.box, print_.text, "classifier#word", 1.0)
        return Opinion(((self.label, self.probability), ("cp14", 1 - self.probability)), (evidence,))


def told(says: Says) -> Learned:
    return Learned(says, BY_HAND)  # type: ignore[arg-type]


def numberless(text: str = LEVY) -> Layout:
    return laid_out(page(HEAD, WINDOW, paragraph(text, 300)))


# What it takes from a page


def test_the_numbers_of_notices_dates_and_amounts_are_not_told() -> None:
    sheet = notice("CP504", body=["After the CP503 and Letter 1058 pay $1,075.21 by May 1, 2024. Call 800-829-0922."])
    texts = " ".join(each.text for each in telling(laid_out(sheet)))
    assert not any(character.isdigit() for character in texts)
    assert "cp504" not in texts


def test_forms_publications_and_sections_are_told_with_what_they_are() -> None:
    texts = list(plain_telling("Send Form 12153; read Publication 594 and section 6330. El Formulario 9465."))
    assert [each for each in texts if any(map(str.isdigit, each))] == ["form12153", "pub594", "section6330", "form9465"]


def test_accents_and_case_do_not_matter_because_no_engine_keeps_them() -> None:
    assert list(plain_telling("Período tributario")) == list(plain_telling("PERIODO Tributario"))


def test_words_of_large_print_are_told_twice() -> None:
    sheet = page(line("Notice of deficiency", top=240, size=16), paragraph(LEVY, 300))
    texts = [each.text for each in telling(laid_out(sheet))]
    assert {"+notice", "+deficiency", "deficiency"} <= set(texts)
    assert "+levy" not in texts


def test_every_telling_word_stands_on_the_page() -> None:
    sheet = mail(body=[LEVY])
    assert {each.word for each in telling(laid_out(sheet))} <= set(sheet.words)


# When it is opened


def test_the_same_lessons_make_the_same_bytes() -> None:
    assert packed(fit(lessons())) == packed(fit(lessons()))


def test_a_model_whose_sum_note_and_library_agree_is_opened(small: Path) -> None:
    assert isinstance(load_from(small), Classifier)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda note: note.replace('sha256 = "', 'sha256 = "00'), "not the file whose sum"),
        (lambda note: note.replace("format = 1", "format = 2"), "format 2"),
        (lambda note: note.replace('scikit-learn = "', 'scikit-learn = "0.'), "fitted by scikit-learn 0."),
        (lambda note: note.replace("temperature", "warmth"), "cannot be used (KeyError)"),
        (lambda note: f"{note}[", "cannot be used"),
    ],
)
def test_a_model_that_does_not_fit_its_note_is_refused_with_a_sentence(
    small: Path, tmp_path: Path, change, said
) -> None:
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    note = (tmp_path / NOTE).read_text(encoding="utf-8")
    (tmp_path / NOTE).write_text(change(note), encoding="utf-8")
    found = load_from(tmp_path)
    assert isinstance(found, NoClassifier)
    assert said in found.why


def test_a_model_that_was_changed_by_one_byte_is_not_opened(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    data = bytearray((tmp_path / MODEL).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / MODEL).write_bytes(bytes(data))
    assert isinstance(load_from(tmp_path), NoClassifier)


class Foreign:
    """A type that nobody trusts."""

    ran = False

    def __setstate__(self, state: object) -> None:
        Foreign.ran = True


def test_a_model_with_a_foreign_type_is_not_opened_even_when_its_sum_is_right(small: Path, tmp_path: Path) -> None:
    foreign = Foreign()
    foreign.x = 1  # type: ignore[attr-defined]
    data = skops.io.dumps({"parts": foreign})
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    note = (tmp_path / NOTE).read_text(encoding="utf-8")
    old = hashlib.sha256((tmp_path / MODEL).read_bytes()).hexdigest()
    (tmp_path / NOTE).write_text(note.replace(old, hashlib.sha256(data).hexdigest()), encoding="utf-8")
    (tmp_path / MODEL).write_bytes(data)
    assert isinstance(load_from(tmp_path), NoClassifier)
    assert not Foreign.ran


def test_without_a_model_letters_are_still_named_by_their_numbers(tmp_path: Path) -> None:
    nothing = learned_from(tmp_path)
    assert nothing.classifier is None
    assert "printed numbers" in nothing.trouble
    found = identify(letter(mail("Letter 4388 (Rev. 5-2019)")), load(), nothing)
    assert isinstance(found, Identified)
    assert (found.notice.id, found.doubts) == ("letter-4388", ())


def test_the_shipped_model_is_the_one_whose_sum_was_written_down_and_is_small() -> None:
    assert isinstance(load_from(shipped()), Classifier)
    assert (shipped() / MODEL).stat().st_size < 15_000_000


# What it says


def test_an_opinion_is_about_the_words_and_shows_them(small: Path) -> None:
    classifier = load_from(small)
    assert isinstance(classifier, Classifier)
    sheet = numberless()
    opinion = classifier.opinion([sheet])
    assert opinion is not None
    assert opinion.label == "lt11"
    assert {each.quote for each in opinion.evidence} <= {word.text for word in sheet.page.words}
    assert all(each.box != Box(0, 0, 0, 0) for each in opinion.evidence)


def test_kinds_of_leaflets_count_as_one_class(small: Path) -> None:
    classifier = load_from(small)
    assert isinstance(classifier, Classifier)
    opinion = classifier.opinion(
        [numberless("Every taxpayer has rights and this leaflet tells which they are, please read it here")]
    )
    assert opinion is not None
    assert opinion.label == "insert"
    assert not opinion.names_notice


def test_a_page_of_a_few_words_has_no_opinion(small: Path) -> None:
    classifier = load_from(small)
    assert isinstance(classifier, Classifier)
    assert classifier.opinion([laid_out(page(line("Notice of levy")))]) is None


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=400))
def test_no_text_makes_it_raise_and_its_chances_add_up(small: Path, text: str) -> None:
    classifier = load_from(small)
    assert isinstance(classifier, Classifier)
    opinion = classifier.opinion([numberless(f"{text} {LEVY}")])
    assert opinion is not None
    assert sum(chance for _, chance in opinion.ranking) == pytest.approx(1.0)


# What becomes of it


def test_a_letter_without_number_and_heading_is_named_by_its_text_and_never_sure() -> None:
    report = understand(letter(page(HEAD, WINDOW, paragraph(LEVY, 300))), load(), TODAY, "en", told(Says("lt11", 0.97)))
    assert report.notice is not None
    assert (report.notice.id, report.outcome) == ("lt11", "check")


def test_below_the_limit_the_text_names_nothing() -> None:
    found = identify(letter(page(HEAD, WINDOW, paragraph(LEVY, 300))), load(), told(Says("lt11", 0.89)))
    assert isinstance(found, Unidentified)


def test_an_unknown_number_is_never_turned_into_what_the_text_reads_like() -> None:
    found = identify(letter(mail("Letter 4399 (Rev. 5-2019)", body=[LEVY])), load(), told(Says("letter-4388", 0.999)))
    assert isinstance(found, Unidentified)
    assert found.printed_number is not None
    assert "4399" in found.printed_number


def test_mail_of_others_is_never_named_by_its_text() -> None:
    foreign = page(line("State of Ohio Department of Taxation", left=150, top=40), WINDOW, paragraph(LEVY, 300))
    assert isinstance(identify(letter(foreign), load(), told(Says("lt11", 0.999))), Unidentified)


def test_a_text_that_contradicts_the_number_is_a_doubt() -> None:
    doubtful = understand(letter(notice("CP14", headline=None)), load(), TODAY, "en", told(Says("cp12", 0.97)))
    assert doubtful.notice is not None
    assert (doubtful.notice.id, doubtful.outcome) == ("cp14", "check")
    assert any("CP12" in doubt for doubt in doubtful.doubts)


def test_a_text_that_agrees_confirms_a_number_that_was_read_badly() -> None:
    poor = seen(notice("CP12", headline=None), poor={"CP12": 0.6})
    assert identify(letter(poor), load()).doubts  # type: ignore[union-attr]
    found = identify(letter(poor), load(), told(Says("cp12", 0.97)))
    assert isinstance(found, Identified)
    assert found.doubts == ()


@pytest.mark.parametrize("kind", ["form", "insert", "other-sender"])
def test_what_reads_like_no_letter_is_called_what_it_is(kind: str) -> None:
    found = identify(letter(page(HEAD, paragraph(LEVY, 300))), load(), told(Says(kind, 0.97)))
    assert isinstance(found, Unidentified)
    assert found.why == load().say(f"reads-as-{kind}", "en")


# How sure


def test_the_calibrated_confidence_of_an_answer_rises_with_the_readers_own() -> None:
    calibration = Calibration({}, 0.0, {"letter_date": ((0.5, 0.6), (0.9, 0.95), (1.0, 0.99))})
    given_ = [calibration.answered("letter_date", each / 20) for each in range(21)]
    assert given_ == sorted(given_)
    assert (given_[0], given_[-1]) == (0.6, 0.99)
    assert calibration.answered("amount_due", 0.42) == 0.42


def test_a_name_that_is_less_sure_than_the_limit_is_to_be_checked_though_nothing_else_is_in_doubt() -> None:
    strict = Learned(None, replace(BY_HAND, sure_at=0.9999))
    report = understand(letter(mail("Letter 4388 (Rev. 5-2019)")), load(), TODAY, "en", strict)
    assert report.outcome == "check"
    assert report_of(mail("Letter 4388 (Rev. 5-2019)")).outcome == "sure"
