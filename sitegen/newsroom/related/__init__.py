"""Related stories: the likeness of texts, and the choice from it."""
