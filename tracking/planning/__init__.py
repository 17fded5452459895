"""What now: what a day begins with."""
