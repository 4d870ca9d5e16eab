"""Reads a letter of the US Internal Revenue Service and says what it is, what it wants and by which day.

The modules are steps of a staircase (each imports only from the steps above it; `tests/test_staircase.py` holds it)::

    errors  page  layout  values  workdays      words
    evidence  term  notice                      rules
    report  catalogue/                          results
    read/  split  identify  extract  schedule  explain   stages, pure functions
    scan                                        the whole, alone knows the order of the stages
    render/  cli                                doors
"""

__version__ = "0.1.0"
