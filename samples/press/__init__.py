"""The press: prints letters of our own wording, makes scans, faxes and photographs of them, and writes the truth beside each.

The press is the witness that the reader is scored against, so it shares nothing with the reader: no import, no table of
numbers, no calendar. Its steps, each importing only from those above it::

    days  people  truth                   words: legal holidays, made-up people, known answers
    case  wording                         what happened to the taxpayer; what a notice says about it
    ink  terms                            values as they are printed; the last days that follow
    sheet  blocks  layouts/               drawing: one module per family of letters
    typeset                               one letter, drawn, with its truth
    paper  stamps  scanbed  fax  phone    what happens to paper afterwards
    bindery                               pictures to files: PDF, TIFF, JPEG, PNG, WebP
    fixed  __main__                       the set kept in the repository; the command
"""
