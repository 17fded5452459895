"""Rules that come with an exercise: plain Python on plain values.

Nothing here reads a clock, a database or a setting, and nothing here holds a sentence.
"""
