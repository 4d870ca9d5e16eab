"""Reads a letter of the US Internal Revenue Service and says what it is, what it wants and by which day.

The modules are steps of a staircase (each imports only from the steps above it; `tests/test_staircase.py` holds it)::

    errors  page  term                                  words
    layout  values  workdays                            words
    evidence  notice  letter                            rules: what a notice is, what evidence is
    report  answers                                     results
    catalogue/                                          notices/*.toml, law.toml, stations.toml, patterns.toml
    signs  letterhead                                   print that gives a letter away
    read/  split  identify/  extract/  schedule  explain    stages, pure functions
    scan                                                the whole, alone knows the order of the stages
    render/  cli/                                       doors
"""

__version__ = "0.1.0"
