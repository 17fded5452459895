"""A pose as it is written down, read and checked field by field."""
