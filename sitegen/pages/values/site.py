"""The site: its publisher, its navigation."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from sitegen.newsroom.cards import Link, Picture
from sitegen.pages.values.page import Alternate, FeedLink


class PublisherInfo(Struct, frozen=True, array_like=True):
    """The organisation behind the site."""

    name: str
    """Name of the organisation"""
    url: str
    """Its own site, absolute"""
    logo: Picture | None = None
    """Logo; its url is absolute or from the root of the host"""
    founded: str = ""
    """Year or date of its foundation, as site.toml has it"""
    email: str = ""
    """Address for readers"""
    policies: Mapping[str, str] = field(default_factory=dict)
    """Absolute URLs of the policies, by schema.org property: ethicsPolicy, correctionsPolicy..."""
    same_as: tuple[str, ...] = ()
    """Absolute URLs of its pages elsewhere"""


class SiteInfo(Struct, frozen=True, array_like=True):
    """What every page may say of the publication. Nothing here changes when a story is published."""

    title: str
    """Title of the site"""
    description: str
    """One sentence about the site"""
    url: str
    """URL of the front page"""
    base_url: str
    """Absolute URL of the site, without a slash at its end"""
    origin: str
    """Scheme and host: written before a URL from the root of the host, it makes that absolute"""
    language: str
    """BCP 47 code of the site's main language"""
    dir: str
    """Direction of its main language: ltr or rtl"""
    year: int
    """Year of the build"""
    publisher: PublisherInfo
    """The organisation behind the site"""
    copyright: str = ""
    """Line about the copyright, for the footer"""
    social: tuple[Link, ...] = ()
    """The site's pages in social networks"""
    policies: tuple[Link, ...] = ()
    """The publisher's policies, for the footer: id is the schema.org property, title that of the page, or ""."""
    feeds: tuple["FeedLink", ...] = ()
    """The site's own feeds"""
    languages: tuple["Alternate", ...] = ()
    """Fronts by language, the site's own first; empty if there is only one language"""
    archive: str = ""
    """URL of the archive, "" if there is none"""
    corrections: str = ""
    """URL of the page of corrections, "" if there is none"""
    sponsored: str = ""
    """URL of the list of paid articles, "" if there are none"""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The table [extra] of site.toml"""


class CategoryNode(Struct, frozen=True, array_like=True):
    """One category in the tree of `categories`."""

    link: Link
    """Its name and page"""
    description: str = ""
    """One sentence about it"""
    colour: str = ""
    """CSS colour from site.toml, "" for none"""
    children: tuple["CategoryNode", ...] = ()
    """Its subcategories"""
