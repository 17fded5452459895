"""How each page stands against a minimal signed-in Django page, in one run: `make bench`."""
