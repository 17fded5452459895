"""What a page shows, gathered in a fixed number of queries: one file for each kind of page."""
