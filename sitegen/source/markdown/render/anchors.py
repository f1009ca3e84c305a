"""Ids of headings: their text as a slug in its own script, each once in a text."""

from msgspec import Struct, field

from sitegen.urls import slugify


class Anchors(Struct):
    taken: set[str] = field(default_factory=set)
    """Ids that the text gives itself, and those given so far"""
    counts: dict[str, int] = field(default_factory=dict)

    def give(self, text: str) -> str:
        """Return the heading's id. The same headings before it give the same id, whatever else the text says."""
        base = slugify(text) or "section"
        number = self.counts.get(base, 0) + 1
        anchor = base if number == 1 else f"{base}-{number}"
        while anchor in self.taken:
            number += 1
            anchor = f"{base}-{number}"
        self.counts[base] = number
        self.taken.add(anchor)
        return anchor
