"""Fetch, bind, act, answer: one file for each feature."""
