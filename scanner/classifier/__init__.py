"""The second opinion: a linear text classifier that never reads the number.

::

    telling      pages -> the words that can tell, numbers of notices left out
    classifier   words -> an opinion: classes with calibrated probabilities, and the words that weighed most
    calibration  what speaks for a notice -> one probability that it is right
    load         the model file, opened only where its sum, format and library are the ones written down

It speaks where the number is lost and where number and text disagree. It is made by `scanner.train`; scikit-learn is
imported when a model is opened, never before.
"""

from __future__ import annotations

from scanner.classifier.classifier import Classifier
from scanner.classifier.learned import NOTHING, Learned, learned, measured
from scanner.classifier.load import NoClassifier
from scanner.classifier.opinion import ELSE, Opinion

__all__ = ["ELSE", "NOTHING", "Classifier", "Learned", "NoClassifier", "Opinion", "learned", "measured"]
