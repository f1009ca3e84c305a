"""What the checks read, and what they have in common."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.errors import Location, Severity
from sitegen.newsroom.links.aliases import Aliases
from sitegen.newsroom.links.url_paths import AssignedUrls
from sitegen.newsroom.schedule import State
from sitegen.newsroom.site import Site, Sources
from sitegen.schema.suggest import did_you_mean
from sitegen.source.article import ArticleMeta

CONTENT = "content/"

MAX_SUGGESTIONS = 50
"""At most so many unknown names get a "did you mean": where every name is wrong, one for each would take minutes."""


class CheckContext(Struct, frozen=True):
    """The Site and what it was made from."""

    site: Site
    sources: Sources
    articles: tuple[ArticleMeta, ...]
    """All of them, by path, with ids for names"""
    states: Mapping[str, State]
    """Of all articles, by path"""
    assigned_urls: AssignedUrls
    aliases: Aliases
    checked_articles: tuple[ArticleMeta, ...]
    """The articles that are published or will be: editors should know what is wrong before the hour of publication."""

    @classmethod
    def of(
        cls,
        site: Site,
        sources: Sources,
        articles: Sequence[ArticleMeta],
        states: Mapping[str, State],
        assigned_urls: AssignedUrls,
        aliases: Aliases,
    ) -> "CheckContext":
        hidden = {path for path, state in site.unpublished.items() if state in {"draft", "expired"}}
        checked = tuple(article for article in articles if article.path not in hidden)
        return cls(site, sources, tuple(articles), states, assigned_urls, aliases, checked)

    def is_shown(self, path: str) -> bool:
        return path in self.site.articles

    def get_link_severity(self) -> Severity:
        """Return how severe a broken link is, by the settings."""
        return "warning" if self.site.config.markdown.broken_links == "warning" else "error"


def locate(path: str, key: str = "", line: int = 0, column: int = 0) -> Location:
    """Return a location in a file of content/: by key, or by line and column."""
    return Location(CONTENT + path, line, column, key)


class Suggester:
    """Makes hints for unknown names, each once; the known names are only read if a hint is needed."""

    def __init__(self, known: Iterable[str]) -> None:
        self._source = known
        self._known: tuple[str, ...] | None = None
        self._hints: dict[str, str] = {}

    def hint(self, name: str, otherwise: str) -> str:
        """Return "did you mean ...?" if a known name is near, else `otherwise`."""
        if self._known is None:
            self._known = tuple(sorted(set(self._source)))
        if name not in self._hints:
            self._hints[name] = (
                did_you_mean(name, self._known, otherwise) if len(self._hints) < MAX_SUGGESTIONS else otherwise
            )
        return self._hints[name]
