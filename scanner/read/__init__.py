"""The stage `read`: bytes become pages of words with boxes.

``find_files`` names the files, ``open_file`` opens one and reads its text layers, ``read_picture`` reads a page that is a
picture. Foreign files are opened in child processes only: ``Readers`` runs both there, with limits of time and memory.
"""

from scanner.read.opened import Opened, Picture
from scanner.read.opening import open_file
from scanner.read.reading import read_picture
from scanner.read.walk import find_files

__all__ = ["Opened", "Picture", "find_files", "open_file", "read_picture"]
