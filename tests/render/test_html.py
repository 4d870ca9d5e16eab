"""The HTML page is one file that asks for nothing, says everything in words, and cannot be turned by a letter's text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from scanner.evidence import Reading
from scanner.notice import Publication
from scanner.render.html import page
from scanner.render.record import Guide
from scanner.render.telling import Letter
from scanner.render.words import pairs
from scanner.report import Failure, Other

EVIL = "<script>alert(1)</script>"
LOCKED = Failure("mail/locked.pdf", "encrypted", "It needs a password.")


class Outline(HTMLParser):
    """What a screen reader meets: tags with their attributes, heading levels, text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.levels, self.words, self.quiet, self.drawn = [], [], [], 0, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.drawn |= tag == "svg"
        self.tags.append((f"svg {tag}" if self.drawn else tag, dict(attrs)))
        self.quiet += tag in ("style", "script")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag):
        self.quiet -= tag in ("style", "script")
        self.drawn &= tag != "svg"

    def handle_data(self, data):
        if not self.quiet:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def shown(today, stations):
    def make(letters, failures=(), language="en"):
        return page(letters, failures, today, language, Guide(stations))

    return make


@pytest.fixture
def heap(report, explained, unknown, undated, deadline, today):
    """Every outcome and every state of a last day."""
    days = (deadline(), deadline(today), deadline(today + timedelta(60)), deadline(today - timedelta(3)))
    other = deadline(today - timedelta(3), other=Other(today + timedelta(3), "printed", ()), checked=False)

    def make(language="en"):
        doubtful = report(
            file="b.pdf",
            doubts=("Two dates." if language == "en" else "Dos fechas.",),
            deadlines=(other,),
            undated=(undated,),
        )
        return [
            Letter(report(deadlines=days), explained(language)),
            Letter(doubtful, explained(language)),
            Letter(unknown),
        ]

    return make


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("number", [1, 3])
def test_landmarks_headings_and_names_are_in_order(heap, shown, language, number):
    outline = Outline(shown(heap(language)[:number], [LOCKED], language))
    tags = [tag for tag, _ in outline.tags]
    assert outline.tags[0] == ("html", {"lang": language})
    assert all(tags.count(landmark) == 1 for landmark in ("main", "h1", "title", "footer"))
    assert outline.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    names = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(names) == len(set(names))
    pointed = [attributes["aria-labelledby"] for _, attributes in outline.tags if "aria-labelledby" in attributes]
    pointed += [attributes["href"][1:] for _, attributes in outline.tags if attributes.get("href", "").startswith("#")]
    assert set(pointed) <= set(names)


def test_the_file_asks_for_nothing_outside_itself(heap, shown):
    text = shown(heap(), [LOCKED])
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in Outline(text).tags}
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert "@import" not in text


def test_hostile_text_of_a_letter_is_escaped_everywhere(report, unknown, explained, shown):
    loud = report(
        file=EVIL, doubts=(EVIL,), fields={"taxpayer_name": Reading(EVIL, 0.9, ()), "reference": Reading(EVIL, 0.5, ())}
    )
    loud = replace(
        loud,
        deadlines=tuple(replace(each, evidence=(replace(each.evidence[0], quote=EVIL),)) for each in loud.deadlines),
    )
    strange = replace(unknown, identity=replace(unknown.identity, why=EVIL, printed_number=EVIL))
    text = shown([Letter(loud, explained()), Letter(strange)], [Failure(EVIL, "damaged", EVIL)])
    assert "<script" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 8


def test_only_web_addresses_become_links(explained, shown):
    bad = Publication("x", "Form 1", "A form", "", "javascript:alert(1)")
    assert "javascript:" not in shown([Letter(None, explained(forms=(bad,)))])


def test_no_more_than_four_digits_of_a_number_are_shown(heap, shown):
    assert "123-45" not in shown(heap())


def test_meaning_never_hangs_on_colour(heap, shown):
    text = Outline(shown(heap())).text
    for wanted in (
        "sure",
        "check",
        "unknown",
        "9 days left",
        "Today is the last day",
        "Passed 3 days ago",
        "60 days left",
        "You are here",
    ):
        assert wanted in text, wanted


def test_the_overview_has_the_most_urgent_first_and_failures_last(heap, shown):
    text = Outline(shown([heap()[2], heap()[0]], [LOCKED])).text
    assert text.index("Letter 4390") < text.index("A letter this program does not know") < text.index("mail/locked.pdf")


def test_an_unknown_letter_still_shows_free_help(unknown, explained, today):
    text = page([Letter(unknown)], (), today, "en", Guide(help=explained().help))
    assert "800-555-0100" in text
    assert 'href="tel:8005550100"' in text


def test_a_record_with_no_letter_in_hand_uses_the_same_page(explained, shown):
    text = Outline(shown([Letter(None, explained())])).text
    for wanted in (
        "The clocks this letter starts",
        "Appeals has decided.",
        "Form 12153",
        "checked on November 22, 2026",
        "who gets it",
    ):
        assert wanted in text, wanted
    assert "Days are counted from" not in text


def test_no_letters_at_all_is_a_page_of_failures(shown):
    assert "It needs a password." in shown([], [LOCKED])


def test_a_spanish_page_has_no_english_words_of_the_program(heap, shown):
    text = Outline(shown(heap("es"), [LOCKED], "es")).text.lower()
    text = text.replace("no notice in the catalogue has this number.", "").replace(
        "no phone number stands beside its label.", ""
    )
    for key, pair in pairs().items():
        if pair["en"] == pair["es"] or " " not in pair["en"].strip():
            continue
        for part in re.split(r"\{\w+\}", pair["en"]):
            if len(part.split()) > 1:
                assert part.strip().lower() not in text, key
    for single in (
        "sure",
        "check",
        "days",
        "law",
        "phone",
        "forms",
        "file",
        "pages",
        "passed",
        "monday",
        "today",
    ):
        assert not re.search(rf"\b{single}\b", text), single
