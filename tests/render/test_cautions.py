"""Warning signs stand before everything else that is told, say that they are no verdict, and quote the paper."""

from __future__ import annotations

import io

import pytest
from pypdfium2 import PdfDocument
from rich.console import Console

from scanner.render.html import page
from scanner.render.pdf import document
from scanner.render.table import Triage
from scanner.render.telling import Letter
from scanner.render.text import letter_text
from scanner.render.words import words

EVIL = "<script>alert(1)</script>"


def flat(text):
    return " ".join(text.split())


def printed(letter, today, language):
    with PdfDocument(document([letter], today, language)) as opened:
        return " ".join(sheet.get_textpage().get_text_range() for sheet in opened)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_warning_sign_is_told_before_the_doubts_with_what_to_do_and_where_it_stands(
    report, explained, warned, today, language
):
    say = words(language)
    letter = Letter(report(cautions=(warned(),), doubts=("Two dates.",)), explained(language))
    seen, act = (
        ("The paper asks for gift cards.", "Do not pay that way.")
        if language == "en"
        else ("El papel pide tarjetas de regalo.", "No pague así.")
    )
    for shown in (
        page([letter], (), today, language),
        letter_text(letter, today, language),
        printed(letter, today, language),
    ):
        text = flat(shown)
        for wanted in (
            seen,
            act,
            say("cautions.not_verdict"),
            "Pay with iTunes gift cards",
            "https://www.irs.gov/scams",
        ):
            assert wanted in text, wanted
        lower = text.lower()
        assert lower.index(say("cautions.heading").lower()) < lower.index(say("doubts.heading").lower())
        assert lower.index(seen.lower()) < lower.index("two dates.")


def test_what_the_paper_says_is_escaped_and_masked(report, explained, warned, today):
    loud = report(cautions=(warned(f"{EVIL} 123-45-6789"), warned(EVIL, sign={"en": EVIL}, act={"en": EVIL})))
    text = page([Letter(loud, explained())], (), today, "en")
    assert "<script" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
    for shown in (text, letter_text(Letter(loud), today, "en"), printed(Letter(loud), today, "en")):
        assert "123-45" not in shown
        assert "6789" in shown


def test_only_web_addresses_are_given_as_sources(report, warned, today):
    odd = warned()
    odd = warned(sources=(type(odd.caution.sources[0])("javascript:alert(1)", today),))
    assert "javascript:" not in page([Letter(report(cautions=(odd,)))], (), today, "en")


def test_a_letter_without_a_sign_has_no_word_of_it(report, explained, today):
    letter = Letter(report(), explained())
    for shown in (page([letter], (), today, "en"), letter_text(letter, today, "en"), printed(letter, today, "en")):
        assert "warning sign" not in shown.lower()


@pytest.mark.parametrize("width", [80, 140])
def test_the_list_of_letters_marks_a_sign_in_words(report, warned, today, width):
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None)
    heap = [report(cautions=(warned(), warned())), report(file="b.pdf", cautions=(warned(),)), report(file="c.pdf")]
    console.print(Triage(heap, [], today, words()))
    assert out.getvalue().count("! 2 warning signs") == 1
    assert out.getvalue().count("! 1 warning sign\n") + out.getvalue().count("! 1 warning sign ") == 1
    assert out.getvalue().count("warning sign") == 2
    overview = page([Letter(each) for each in heap], (), today, "es")
    assert overview.count('<span class="signs">! 2 señales de advertencia</span>') == 1
    assert overview.count('<span class="signs">') == 2
