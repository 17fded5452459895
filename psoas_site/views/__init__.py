"""The pages that join the library with the diary and the account."""
