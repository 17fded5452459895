"""What can be offered of the library, and how somebody looks for it."""
