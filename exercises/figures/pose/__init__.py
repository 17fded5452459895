"""Where a body is: its joints, what it rests on, and how a position is found."""
