"""The families of letters, each in a module of its own, and the name each goes by.

A layout is a function that draws a manuscript on a sheet. It is called twice: the first time to count the pages, the second
to print how many there are.
"""
