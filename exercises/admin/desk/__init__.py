"""What all pages of the editors share: rows, texts, publishing and taking down."""
