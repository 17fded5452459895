"""Search that forgives typos: pure, and the same on every database.

`words` cuts texts up, `index` knows where each word stands and what is spelt nearly like it,
`engine` reads what somebody typed and ranks what fits.
"""

from exercises.search.engine import Found, Hit, Item, search
from exercises.search.words import fold

__all__ = ["Found", "Hit", "Item", "fold", "search"]
