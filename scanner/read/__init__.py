"""The stage `read`: bytes become pages of words with boxes.

``find_files`` names the files, ``open_file`` opens one and reads its text layers, ``read_picture`` reads a page that is a
picture, ``tables`` finds the ruled tables of a digital page, ``Readers.unlock`` opens a locked file with its ``Password``. Foreign files are opened in child processes only: ``Readers``
runs all of these there, with limits of time and memory. Nothing heavy is imported until a file asks for it.
"""

from scanner.read.drop import Drop, drops_among, packed
from scanner.read.opened import Opened, Picture
from scanner.read.opening import open_file
from scanner.read.readers import Readers
from scanner.read.reading import read_picture
from scanner.read.tables import tables
from scanner.read.unlocked import Password
from scanner.read.walk import find_files

__all__ = [
    "Drop",
    "Opened",
    "Password",
    "Picture",
    "Readers",
    "drops_among",
    "find_files",
    "open_file",
    "packed",
    "read_picture",
    "tables",
]
