"""The picture of the roadmap marks the reader's place and its neighbours, and nothing else, in words on every paper."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from importlib.resources import files
from itertools import pairwise
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from pypdfium2 import PdfDocument

from scanner.notice import Line, Station
from scanner.render.html import page
from scanner.render.pdf import document
from scanner.render.record import Guide
from scanner.render.roadmap import roadmap
from scanner.render.roadplan import DESK, PHONE, PRINT, plan, stroke
from scanner.render.roadtext import drawn
from scanner.render.telling import Letter
from scanner.render.text import letter_text
from scanner.render.words import words

SVG = "{http://www.w3.org/2000/svg}"


def whole_road():
    """The stations of the catalogue's own file, read without the rest of the catalogue."""
    entries = tomllib.loads(files("scanner.catalogue").joinpath("stations.toml").read_text("utf-8"))
    return {
        key: Station(
            key,
            entry["name"],
            entry["name_es"],
            {"en": entry["about"], "es": entry["about_es"]},
            entry["line"],
            tuple(entry["leads_to"]),
            (),
        )
        for key, entry in entries.items()
    }


ROAD = whole_road()
EACH = pytest.mark.parametrize("key", ROAD)
BOTH = pytest.mark.parametrize("language", ["en", "es"])


def picture(key, language="en"):
    return roadmap(ROAD[key], ROAD, words(language))


@EACH
def test_the_picture_marks_exactly_the_neighbours_of_the_catalogue(key):
    places = {stop.id: stop.place for track in picture(key).tracks for stop in track.stops}
    assert list(places) == [each.id for line in get_args(Line) for each in ROAD.values() if each.line == line]
    assert {one for one, place in places.items() if place == "here"} == {key}
    assert {one for one, place in places.items() if place in ("next", "both")} == set(ROAD[key].leads_to)
    assert {one for one, place in places.items() if place in ("before", "both")} == {
        each.id for each in ROAD.values() if key in each.leads_to
    }


@EACH
@BOTH
def test_every_mark_is_a_word_beside_its_shape(key, language):
    say, shown = words(language), picture(key, language)
    for track in shown.tracks:
        for stop in track.stops:
            assert bool(stop.note) == (stop.place != "other")
    for paper in (DESK, PHONE, PRINT):
        measured = plan(shown, paper)
        notes = [label.text for label in measured.labels if label.kind == "note"]
        for place in ("before", "next", "both"):
            assert notes.count(say(f"roadmap.{place}")) == len(shown.names(place))
        assert measured.flag.text == say("road.here")
        assert " ".join(label.text for label in measured.labels if label.place == "here") == shown.here
        assert len(measured.dots) == len(ROAD)


@EACH
@BOTH
def test_each_station_can_be_here_on_every_paper_and_its_names_stay_in_their_columns(key, language):
    for paper in (DESK, PHONE, PRINT):
        measured = plan(picture(key, language), paper)
        for label in measured.labels:
            column = int(label.x // (paper.column + 14))
            room = column * (paper.column + 14) + paper.column - label.x
            assert len(label.text) * paper.size * 0.5 <= room, label.text
            assert 0 < label.y <= measured.height
        rows = sorted((label.x, label.y) for label in measured.labels)
        for (left, above), (other, below) in pairwise(rows):
            assert left != other or below - above >= paper.size * 0.9


@EACH
def test_one_way_leads_to_each_place_that_can_come_next_and_to_no_other(key):
    measured = plan(picture(key), DESK)
    here = next(dot for dot in measured.dots if dot.place == "here")
    ends = {(way[-1][0], way[-1][1]) for way in measured.ways}
    assert ends == {(dot.x - 10, dot.y) for dot in measured.dots if dot.place in ("next", "both")}
    assert all(way[0] == (here.x, here.y) for way in measured.ways)


@EACH
def test_no_way_runs_through_a_name(key):
    measured = plan(picture(key), DESK)
    lanes = {dot.x - 18 for dot in measured.dots}
    names = min(label.y - DESK.size for label in measured.labels)
    for way in measured.ways:
        for (x, y), (to_x, to_y) in pairwise(way):
            upright, over, from_rail = x == to_x, y == to_y, abs(to_x - x) <= 18
            assert (upright and x in lanes) or (over and (from_rail or y < names))


def test_a_way_bends_at_its_corners_and_is_straight_without_any():
    assert stroke(((0, 0), (10, 0))) == "M0.0 0.0L10.0 0.0"
    assert stroke(((0, 0), (0, 20), (20, 20))) == "M0.0 0.0L0.0 13.0Q0.0 20.0 7.0 20.0L20.0 20.0"
    assert "nan" not in stroke(((0, 0), (0, 0), (5, 0)))


@EACH
@BOTH
def test_the_terminal_gets_a_short_picture_of_plain_signs(key, language):
    say, shown = words(language), picture(key, language)
    rows = list(drawn(shown, 80, say))
    assert len(rows) <= 20
    assert all(len(row) <= 80 for row in rows)
    text = " ".join(" ".join(rows).split())
    assert f"[{shown.here}] {say('roadmap.text_here')}" in text
    assert all(f"> {name}" in text for name in shown.names("next", "both"))
    assert text.count(" > ") == len(ROAD[key].leads_to)
    assert all(sign.isascii() or sign.isalpha() for sign in text)


@EACH
@BOTH
def test_the_drawing_is_well_formed_and_has_a_name_a_description_and_a_list(key, language, explained, today):
    say, shown = words(language), picture(key, language)
    text = page([Letter(None, explained(language, station=ROAD[key]))], (), today, language, Guide(ROAD))
    drawings = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    assert [svg.get("class") for svg in drawings] == ["wide", "narrow"]
    for svg in drawings:
        title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
        assert svg.get("role") == "img"
        assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (title.get("id"), desc.get("id"))
        assert title.text == say("roadmap.title", here=shown.here)
        assert all(name in desc.text for name in shown.names("before", "next", "both"))
        assert say("road.here") in [each.text for each in svg.iter(f"{SVG}text")]
        assert not [name for each in svg.iter() for name in each.attrib if "href" in name or name in ("fill", "style")]
    text = unescape(text)
    assert f'<li aria-current="location"><b>{shown.here}</b> ({say("road.here")})</li>' in text
    assert f"{say('road.here')}: {shown.here}.</b> {ROAD[key].about[language]}" in text


@pytest.mark.parametrize("key", ["balance-due", "balance-paid", "appeals"])
@BOTH
def test_the_print_keeps_the_picture_whole_and_under_its_heading(key, language, explained, today):
    say = words(language)
    data = document([Letter(None, explained(language, station=ROAD[key]))], today, language, Guide(ROAD))
    with PdfDocument(data) as opened:
        pages = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in opened]
    drawn_on = [text for text in pages if say("road.heading") in text]
    assert len(drawn_on) == 1
    assert all(say(f"roadmap.{line}") in drawn_on[0] for line in get_args(Line))
    assert drawn_on[0].count(say("road.here")) == 2


def test_without_the_stations_there_is_no_picture_and_the_words_remain(explained, today):
    letter = Letter(None, explained())
    assert roadmap(explained().station, {}, words()) is None
    assert roadmap(None, ROAD, words()) is None
    assert "It can go on to: Tax court" in " ".join(letter_text(letter, today, "en").split())
    assert "<svg" not in page([letter], (), today, "en")
    with PdfDocument(document([letter], today, "en")) as opened:
        assert "It can go on to" in " ".join(sheet.get_textpage().get_text_range() for sheet in opened)


@BOTH
def test_a_paper_that_is_no_letter_of_the_irs_has_no_place_on_the_road(unknown, explained, today, language):
    say = words(language)
    sender = explained(language, id="states", name="A state agency", title="A state agency", station=None, before=())
    for report in (unknown, None):
        letter = Letter(report, sender)
        html = page([letter], (), today, language, Guide(ROAD))
        text = letter_text(letter, today, language, Guide(ROAD))
        with PdfDocument(document([letter], today, language, Guide(ROAD))) as opened:
            print_ = " ".join(sheet.get_textpage().get_text_range() for sheet in opened)
        for shown in (html, text, print_):
            assert "a state agency" in shown.lower()
            assert say("road.heading").lower() not in shown.lower()
            assert sender.words.what in shown
