"""The parts of a person as outlines."""
