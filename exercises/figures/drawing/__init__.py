"""A solved pose becomes SVG: the person, the things around, arrows, and motion."""
