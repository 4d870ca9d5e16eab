"""Letters printed for the program to be tried on: the press that makes them and a small set with known answers."""
