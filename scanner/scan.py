"""The whole: files in, reports out. It alone knows the order of the stages.

Reading is the only stage that touches a foreign file, and it happens in child processes (`read.Readers`); all that follows
is pure and works on words. One bad file becomes one `Failure` and never stops the others. Pages that are pictures are read
whole: header and footer bands cost a tenth, but any body can print a day to answer by, or the sign of a swindle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from scanner.answers import Answers
from scanner.catalogue import Catalogue
from scanner.classifier import NOTHING, Learned
from scanner.correction import UNSAID, Correction
from scanner.errors import EngineError, LetterError
from scanner.evidence import Unread
from scanner.extract import extract
from scanner.identify import identify
from scanner.layout import Layout
from scanner.letter import Aside, Letter
from scanner.notice import Language, Urgency
from scanner.page import Extent, Page, Pages, Table
from scanner.read.opened import Opened, Picture
from scanner.report import Deadline, Failure, Identified, Report, Unidentified, Warned
from scanner.schedule import Schedule, printed_only, schedule
from scanner.split import split
from scanner.urgency import urgency_on
from scanner.warn import warn

__all__ = ["Reader", "Scan", "understand", "usual_urgency"]

NO_NAMES: Mapping[Path, str] = MappingProxyType({})


class Reader(Protocol):
    """What opens files and reads pictures, somewhere else."""

    def open(self, path: Path) -> Future[Opened]:
        """The file's text layers, and which of its pages must be seen."""

    def read(self, path: Path, number: int, extent: Extent) -> Future[Page]:
        """One page that is a picture, by OCR."""

    def tables(self, path: Path, number: int) -> Future[tuple[Table, ...]]:
        """The ruled tables of one digital page."""


@dataclass(frozen=True, slots=True)
class Scan:
    """How to scan: with which catalogue, on which day, in which language, and with what was learned from samples.

    `learned` is asked for when the first letter has been read: opening it takes seconds, and so does reading. `measured` is
    the same without the classifier, for letters of which a person has said what they are.
    """

    catalogue: Catalogue
    reader: Reader
    today: date
    language: Language = "en"
    at_once: int = 4
    learned: Callable[[], Learned] = lambda: NOTHING
    measured: Callable[[], Learned] = lambda: NOTHING

    def files(
        self, paths: Iterable[Path], names: Mapping[Path, str] = NO_NAMES
    ) -> Iterator[tuple[Path, Sequence[Report | Failure]]]:
        """The reports of each file, in the order of `paths`; several files are under way at once.

        `names` says what a path is called in its reports, where that is not the path itself.
        """
        with ThreadPoolExecutor(max_workers=self.at_once, thread_name_prefix="scan") as threads:
            window: list[tuple[Path, Future[Sequence[Report | Failure]]]] = []
            for path in paths:
                window.append((path, threads.submit(self.file, path, names.get(path))))
                if len(window) >= 2 * self.at_once:
                    first, future = window.pop(0)
                    yield first, future.result()
            for first, future in window:
                yield first, future.result()

    def file(self, path: Path, name: str | None = None) -> Sequence[Report | Failure]:
        """The reports of the letters in one file, or the one failure that says why it could not be read."""
        return [report for _, report in self.pages_and_reports(path, name)]

    def pages_and_reports(self, path: Path, name: str | None = None) -> Sequence[tuple[Pages, Report | Failure]]:
        """The same, each with the pages that it was read from."""
        shown = name or str(path)
        try:
            opened = self.reader.open(path).result()
            pages, unread = self._pages(path, opened)
        except LetterError as error:
            return [((), Failure(shown, error.fault, error.message))]
        found = self.understood(path, shown, opened.sha256, pages, unread)
        return [(tuple(layout.page for layout in own), report) for own, report in found]

    def understood(
        self, path: Path, shown: str, sha256: str, pages: Pages, unread: Sequence[int] = ()
    ) -> Sequence[tuple[tuple[Layout, ...], Report | Failure]]:
        """The letters among the pages of one file, each as it is laid out and with its report; `unread` are the numbers of
        pages that could not be read. Only the ruled tables of digital pages are still looked up in the file.
        """
        try:
            mail = split(pages, self.catalogue)
            mail = replace(mail, aside=(*mail.aside, *(Aside(number, "unread") for number in unread)))
            found = [
                (letter.pages, self.letter(path, letter, near, unread))
                for letter, near in zip(mail.letters, mail.near, strict=True)
            ]
        except Exception as error:  # noqa: BLE001  (a slip of ours on one odd letter must not lose all the others)
            message = f"The letter was read but could not be understood ({type(error).__name__}). Look at it yourself."
            return [((), Failure(shown, "damaged", message))]
        return [(own, replace(report, file=shown, sha256=sha256)) for own, report in found]

    def letter(
        self,
        path: Path,
        letter: Letter,
        near: tuple[Aside, ...] = (),
        unread: Sequence[int] = (),
        correction: Correction = UNSAID,
    ) -> Report:
        """One letter of the file at `path`, as understood with what a person has said of it. `near` are the
        pages set aside beside it, `unread` those of the whole file that could not be read.
        """
        learned = self.measured() if correction.names_notice else self.learned()
        report = understand(letter, self.catalogue, self.today, self.language, learned, correction)
        if _needs_tables(report, letter):
            ruled = tuple((number, table) for number in letter.numbers for table in self._tables(path, number))
            letter = replace(letter, ruled=ruled)
            report = understand(letter, self.catalogue, self.today, self.language, learned, correction)
        said = (self.catalogue.say("page-unread", self.language, page=number) for number in unread)
        doubts = (*report.doubts, *(doubt for doubt in said if doubt not in correction.settled))
        return replace(report, doubts=doubts, aside=near)

    def _pages(self, path: Path, opened: Opened) -> tuple[tuple[Page, ...], list[int]]:
        """The pages of the file in order, and the numbers of those that could not be read.

        No page is lost: one that could not be read is a doubt about every letter of its file that it may belong to.
        """
        under_way = [
            (page.number, self.reader.read(path, page.number, "whole"))
            if isinstance(page, Picture)
            else (page.number, page)
            for page in opened.pages
        ]
        pages: list[Page] = []
        unread: list[int] = []
        last_error: LetterError | EngineError | None = None
        for number, page in under_way:
            try:
                pages.append(page.result() if isinstance(page, Future) else page)
            except (LetterError, EngineError) as error:
                unread.append(number)
                last_error = error
        if not pages and isinstance(last_error, EngineError):
            raise LetterError("unsupported", str(last_error))
        if not pages and last_error:
            raise last_error
        return tuple(pages), unread

    def _tables(self, path: Path, number: int) -> tuple[Table, ...]:
        """The ruled tables of a page; none where they cannot be read, for the letter itself was."""
        with suppress(LetterError):
            return self.reader.tables(path, number).result()
        return ()


def understand(
    letter: Letter,
    catalogue: Catalogue,
    today: date,
    language: Language,
    learned: Learned = NOTHING,
    correction: Correction = UNSAID,
) -> Report:
    """All that can be understood of one letter, and of what a person has said of it. Pure: no file, no clock."""
    identity = identify(letter, catalogue, learned, correction)
    notice = identity.notice if isinstance(identity, Identified) else None
    answers = extract(letter, notice, catalogue, language, today, correction)
    answers = answers.weighed(correction.weighed(learned.calibration.answered))
    if notice:
        timed = schedule(notice, answers, catalogue, language)
    else:
        believed = identity.sender != "other"  # an advertisement sets no day
        timed = Schedule(printed_only(answers, catalogue) if believed else (), (), ())
    cautions = warn(letter, catalogue)
    doubts = (
        *_doubts(identity, answers, timed, letter, catalogue, language),
        *_warned(cautions, catalogue, language),
    )
    return Report(
        file="",
        sha256="",
        pages=letter.numbers,
        identity=identity,
        fields=answers.fields,
        deadlines=timed.deadlines,
        undated=timed.undated,
        urgency=_urgency(identity, timed.deadlines, today),
        station=notice.station if notice else None,
        doubts=tuple(_unsettled(doubts, timed, correction, catalogue, language)),
        cautions=cautions,
    )


def _unsettled(
    doubts: Iterable[str], timed: Schedule, correction: Correction, catalogue: Catalogue, language: Language
) -> Iterator[str]:
    """The doubts that no person has settled. That a last day cannot be told is settled by nothing but the day."""
    undated = {catalogue.say("deadline-undated", language, action=each.action[language]) for each in timed.undated}
    return (doubt for doubt in doubts if doubt in undated or doubt not in correction.settled)


def _warned(cautions: tuple[Warned, ...], catalogue: Catalogue, language: Language) -> Iterator[str]:
    """A letter that carries a warning sign is never sure, whatever number it prints."""
    if cautions:
        yield catalogue.say("caution", language, sign=cautions[0].caution.sign[language])


def _doubts(
    identity: Identified | Unidentified,
    answers: Answers,
    timed: Schedule,
    letter: Letter,
    catalogue: Catalogue,
    language: Language,
) -> tuple[str, ...]:
    if isinstance(identity, Unidentified):
        return (identity.why, *_doubts_about_pages(letter, catalogue, language))
    doubts = (*identity.doubts, *answers.doubts, *timed.doubts, *_doubts_about_pages(letter, catalogue, language))
    return tuple(dict.fromkeys(doubts))


def _doubts_about_pages(letter: Letter, catalogue: Catalogue, language: Language) -> Iterator[str]:
    if letter.moved:
        yield catalogue.say("pages-moved", language)
    for page, following in letter.doubtful_cuts:
        yield catalogue.say("cut-doubtful", language, page=page, following=following)
    if letter.gap:
        yield catalogue.say("page-missing", language, total=letter.gap[0], found=letter.gap[1])
    for layout in letter.pages:
        for trouble in layout.page.troubles:
            yield catalogue.say("page-trouble", language, page=layout.page.number, trouble=trouble)


def usual_urgency(identity: Identified | Unidentified) -> Urgency:
    """How urgent such a letter is as a rule, whatever its days."""
    if isinstance(identity, Identified):
        return identity.notice.urgency
    return "low" if identity.sender in ("treasury-bfs", "other") else "medium"


def _urgency(identity: Identified | Unidentified, deadlines: tuple[Deadline, ...], today: date) -> Urgency:
    usual = usual_urgency(identity)
    if isinstance(identity, Unidentified):
        return usual  # nobody knows what its days mean
    return urgency_on(usual, ((deadline.last_day, deadline.right) for deadline in deadlines), today)


def _needs_tables(report: Report, letter: Letter) -> bool:
    """Whether a digital letter of known kind should name its periods and none could be read: then its ruled lines help."""
    periods = report.fields.get("tax_periods", ())
    unread = isinstance(periods, tuple) and any(isinstance(answer, Unread) for answer in periods)
    return unread and report.notice is not None and not letter.seen
