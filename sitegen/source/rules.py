"""The part of site.toml that parsing depends on: an article is parsed again only if its bytes or these change."""

from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen import digest
from sitegen.config.model import ArticleType, Config, ContentRules, MarkdownOptions


class ParseRules(Struct, frozen=True):
    language: str = "en"
    timezone: str = "UTC"
    default_author: str = ""
    default_category: str = ""
    types: tuple[ArticleType, ...] = ()
    default_type: str = "report"
    content: ContentRules = field(default_factory=ContentRules)
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    digest: str = ""

    @classmethod
    def of(cls, config: Config) -> "ParseRules":
        values = (
            config.language,
            config.timezone,
            config.default_author,
            config.default_category,
            config.types,
            config.default_type,
            replace(config.content, exclude=()),  # which files are parsed says nothing of how
            config.markdown,
        )
        return cls(*values, digest=digest.of(cls(*values)))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def type(self, name: str) -> ArticleType:
        """Return the article type of that id; one that is not defined accepts any text."""
        return next((t for t in self.types if t.id == name), None) or ArticleType(name)
