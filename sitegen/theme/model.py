"""A theme, loaded: its own files on top of those it extends, on top of them the site's overrides."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

TRADITIONAL = dict.fromkeys(("zh-TW", "zh-HK", "zh-MO"), "zh-Hant")
"""Chinese by country whose script the tag does not say (CLDR, likelySubtags)"""


class Asset(Struct, frozen=True):
    """A file of a theme's assets/ folder."""

    name: str
    """Below assets/: "css/main.css"."""
    url: str
    """With the fingerprint: "/assets/css/main.3fa9c1d2.css"."""
    output: str
    """Path below output/"""
    source: str
    """Where it lies: absolute path"""
    digest: str
    """Of the published bytes"""
    data: bytes = b""
    """The bytes where they are not those of `source`: a style sheet with its imports and links filled in."""
    depends_on: tuple[str, ...] = ()
    """Other files that its bytes depend on: absolute paths of what it imports and of the assets that it links to"""


class TemplateSource(Struct, frozen=True):
    name: str
    text: str
    origin: str
    """The file it came from, as shown in diagnostics: below the newsroom's root, or "gazette/templates/x.html" for a
    packaged theme."""
    digest: str


ARTICLES = "articles"
"""What a declared view selects from unless it says otherwise: all articles, newest first."""
PAGE = "@page"
"""In a declared view: what the page's own article or list has in a field."""


class DeclaredView(Struct, frozen=True):
    """[views.NAME] in theme.toml: a view by parameters."""

    name: str
    select: str = ARTICLES
    """articles | the name of a built-in view of cards"""
    where: Mapping[str, str] = field(default_factory=dict)
    """Field of a card -> value; "@page" = that of the page's article or subject."""
    exclude: str = ""
    """"@page": not what the page itself is about."""
    limit: int = 0
    path: str = ""
    """The theme.toml that declares it"""


class Theme(Struct, frozen=True):
    name: str
    chain: tuple[str, ...]
    """Its name, then those it extends, nearest first."""
    templates: Mapping[str, TemplateSource]
    assets: Mapping[str, Asset]
    strings: Mapping[str, Mapping[str, str]]
    """Language -> key -> text"""
    params: Mapping[str, Any]
    views: Mapping[str, DeclaredView]

    def words(self, lang: str) -> Mapping[str, str]:
        """Return the strings for a BCP 47 tag, each of the nearest that has it: the tag itself, the tag without its
        last parts, English."""
        parts = TRADITIONAL.get(lang, lang).split("-")
        nearest = ["en", *("-".join(parts[:end]) for end in range(1, len(parts) + 1)), lang]
        return {name: text for tag in nearest for name, text in self.strings.get(tag, {}).items()}
