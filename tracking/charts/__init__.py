"""Pure geometry of charts: axes, marks and paths. No database, no framework."""
