"""The ladder rule: what a session means for its exercise, on its side, and where that leads.

`table` is the decision table, row by row. `inputs` is what it reads and `past` what sessions before
add to it; `mornings` and `creep` make figures of morning ratings. `gate` is asked before a session,
and `moves` says which dose of which exercise a decision leads to.
"""
