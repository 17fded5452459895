"""The pages of the editors, one file for each kind of content."""
