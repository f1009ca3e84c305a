"""Short cuts for plain text, which most of a newspaper's is."""
