"""Related stories: the similarity of texts, and the selection from it."""
