"""content/sponsors and content/data."""
