"""What now: what a day begins with, and what there is to ask after a session."""
