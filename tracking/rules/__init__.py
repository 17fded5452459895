"""Rules about pain and practice: plain Python on plain values.

Nothing here reads a clock, a database or a setting, and nothing here holds a sentence: results
are figures and named kinds, and the pages put them into words.
"""
