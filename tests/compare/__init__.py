"""The program beside three peers, on the same letters in one run: `make compare COUNT=60 SEED=1`, or `FOLDER=…`.

::

    letters     what they are compared on, and what the third peer is taught
    ours        the program
    naive       a first script: pytesseract, then regular expressions
    templates   ocrmypdf, then invoice2data with a template for every notice
    bag         a bag of words and a small neural net, as document archives sort their paper
    text        what the first and third peer read
    answer      what each of them says of a letter
    marks       answers held against the truth
    table       the marks, printed

The peers are made as strong as their kind allows: their templates and numbers are the program's own catalogue, the net is
taught letters of the press that prints what it is asked (in the same wordings), and a number read that no notice has, or a paper
put among those of no kind, is counted as left to a person. What they lack is what their kind lacks: none says that it is in
doubt.
"""
