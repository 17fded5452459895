"""A name for what the engine draws: another one whenever a drawing changes.

It stands in the address of every drawing (pictures/drawn/addresses.py), and browsers keep those for
ever. So it is no fingerprint of the code: code that was only moved has no new drawings. It is
written by `python -m tests.figures.golden`, and a test sees that no drawing changes without it.
"""

VERSION = "f5f9a0"
