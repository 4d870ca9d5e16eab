"""The workshop: sample letters -> `models/`. It alone imports scikit-learn when it is imported.

::

    drawn       a folder of letters with known answers -> their pages
    lessons     letters with known answers -> their telling words, page by page; records of the catalogue too
    noise       words as they are printed -> words as a scanner, a fax or a telephone lets them be read
    fit         lessons -> a linear classifier, the same to the last bit for the same lessons
    limits      what the classifier says of lessons that it was not fitted on -> how far it may be believed
    mutations   a letter -> the same without its number, or with a misread one
    confidence  what came of letters -> how sure to be of a name and of an answer
    figures     what decides whether a new classifier is taken
    teach       corrected letters -> a new classifier, if no figure gets worse
    keep        classifier + limits -> files with their sums
"""
