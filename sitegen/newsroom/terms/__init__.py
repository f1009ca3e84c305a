"""What names in articles mean: categories, authors, tags, series, threads."""
