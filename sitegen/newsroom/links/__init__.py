"""URL paths of all that has a page, old ones too, and what links in texts lead to."""
