"""What the checks look at, and what they have in common."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.errors import Location, Severity
from sitegen.newsroom.addresses import Addresses
from sitegen.newsroom.aliases import Aliases
from sitegen.newsroom.schedule import State
from sitegen.newsroom.site import Site, Sources
from sitegen.schema.suggest import did_you_mean
from sitegen.source.article import Article

CONTENT = "content/"

GUESSES = 50
"""So many names are looked up for a did-you-mean; in an archive where all are wrong it would take minutes for all."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The Site with what it was made from."""

    site: Site
    sources: Sources
    articles: tuple[Article, ...]
    """All of them, by path, with ids for names"""
    states: Mapping[str, State]
    """Of all articles, by path"""
    addresses: Addresses
    aliases: Aliases

    def watched(self) -> Iterator[Article]:
        """Yield the articles that are published or will be: what is wrong with them is better known before the hour."""
        for article in self.articles:
            if self.is_shown(article.path) or self.states[article.path] in {"future", "embargoed"}:
                yield article

    def is_shown(self, path: str) -> bool:
        return path in self.site.articles

    def link_severity(self) -> Severity:
        """Return how bad it is that something leads nowhere."""
        return "warning" if self.site.config.markdown.broken_links == "warning" else "error"


def place(path: str, key: str = "", line: int = 0, column: int = 0) -> Location:
    """Return the place in a file of content/: by key, or by line and column."""
    return Location(CONTENT + path, line, column, key)


class Guess:
    """Gives hints for unknown names; each name is looked up once."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(sorted(set(known)))
        self._hints: dict[str, str] = {}

    def hint(self, name: str, otherwise: str) -> str:
        """Return "did you mean ...?" if a known name is near, else `otherwise`."""
        if name not in self._hints:
            self._hints[name] = did_you_mean(name, self._known, otherwise) if len(self._hints) < GUESSES else otherwise
        return self._hints[name]
