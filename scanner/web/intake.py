"""What a form brings: files as they are, or the pictures among them together as one album, a page each, in the order sent.

A letter that was photographed page after page is one file of the docket (`read.album`), so that its pages are cut and put in
order by what they print, and the same pictures again are recognised. Only what holds one page goes into an album, which is
told by its bytes: a fax of many pages, a PDF, or what nobody can read stands for itself, and no page of it is lost.
"""

from __future__ import annotations

from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

from starlette.datastructures import UploadFile

from scanner.docket.enrol import enrol
from scanner.home import home
from scanner.read.album import MOST as MOST_PICTURES
from scanner.read.album import pack
from scanner.read.kind import holds_one_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from starlette.requests import Request

    from scanner.docket.enrol import Enrolled
    from scanner.web.house import House

__all__ = ["MOST_FILES", "Given", "incoming", "taken_in"]

LONGEST_NAME = 200
MOST_FILES = MOST_PICTURES
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Given:
    """The files of a form; `together` says that its pictures are the pages of one letter."""

    files: Sequence[UploadFile]
    together: bool = False


@asynccontextmanager
async def incoming(request: Request) -> AsyncIterator[Given]:
    """The files of a form. What was sent is spooled under `SCANNER_HOME`, and gone when the block ends."""
    async with request.form(max_files=MOST_FILES, max_fields=20) as form:
        files = [each for each in form.getlist("file") if isinstance(each, UploadFile) and each.filename]
        yield Given(files, form.get("together") == "true")


def taken_in(house: House, given: Given, by: str) -> list[Enrolled]:
    """Takes what was given into the docket, each file or the pictures as one, and wakes the desk."""
    enrolled = []
    for some in _letters(given):
        with ExitStack() as until_enrolled:
            papers = [until_enrolled.enter_context(_at_home(each)) for each in some]
            names = [_bare(each.filename or "") for each in some]
            if len(papers) == 1:
                enrolled.append(enrol(house.docket, papers[0], by, names[0]))
            else:
                album = until_enrolled.enter_context(_at_home())
                pack(papers, album)
                enrolled.append(enrol(house.docket, album, by, f"{names[0]} +{len(papers) - 1}"))
    if enrolled:
        house.desk.wake()
    return enrolled


def _letters(given: Given) -> Iterator[Sequence[UploadFile]]:
    """What belongs together: first the pictures of one letter, then every other file by itself."""
    pictures = [each for each in given.files if given.together and _is_picture(each.file)]
    if pictures:
        yield pictures
    yield from ([each] for each in given.files if each not in pictures)


def _is_picture(file: IO[bytes]) -> bool:
    head = file.read(1024)
    file.seek(0)
    return holds_one_page(head)


@contextmanager
def _at_home(given: UploadFile | None = None) -> Iterator[Path]:
    """A file of ours under `SCANNER_HOME` with what was given, as long as it is needed."""
    folder = home() / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder) as kept:
        while given and (chunk := given.file.read(CHUNK)):
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)


def _bare(name: str) -> str:
    """The last part of a name, whatever a browser took for a folder, without signs that cannot be seen."""
    last = "".join(sign for sign in PurePosixPath(PureWindowsPath(name).name).name if sign.isprintable())
    return (last if last.strip(".") else "letter")[-LONGEST_NAME:]
