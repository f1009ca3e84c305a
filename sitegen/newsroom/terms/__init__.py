"""Which categories, authors, tags, series and threads the names in articles stand for."""
