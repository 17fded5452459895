"""Questions that belong together, as objects that a form joins: they know no form and no entry."""
