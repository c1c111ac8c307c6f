"""Texts: the gate for all that comes in (`incoming`), rich and pasted text, plain words, differences, Danish order."""
