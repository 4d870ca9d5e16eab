"""The doors' pictures of a report: contract JSON, triage table, plain text, HTML, PDF, calendar, drawn page.

`telling` turns a report into sentences once and `record` lays the explanation in parts; `text`, `html` and `pdf` only
set them on their paper. Every door takes the day it is read on as an argument and none asks a clock.
"""
