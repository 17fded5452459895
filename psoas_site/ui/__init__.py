"""The ground that all apps stand on: fields, filters and drafts. Imports nothing of ours."""
