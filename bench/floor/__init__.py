"""The floor: a minimal Django project, frozen. Every time is told as a multiple of its one page."""
