"""The content pack on its way into the tables and out of them again."""
