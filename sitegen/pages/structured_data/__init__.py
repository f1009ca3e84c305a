"""JSON-LD in the vocabulary of schema.org."""
