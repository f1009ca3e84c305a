"""Open Graph (ogp.me) and X's card: what a link to the page looks like where it is shared."""

from collections.abc import Iterator

from markupsafe import Markup

from sitegen.pages.markup import absolute, rfc3339
from sitegen.pages.values import PageInfo, SiteInfo, Story

Property = tuple[str, str]

LARGE = 600
"""Width in pixels from which a picture is shown large."""


def open_graph(page: PageInfo, site: SiteInfo, article: Story | None = None) -> Markup:
    """Return the `<meta>` elements, one a line."""
    properties = [*_page(page, site), *_image(page), *(_article(article, site) if article else ())]
    lines = [_META.format(name, value) for name, value in properties if value]
    card = "summary_large_image" if page.image and page.image.width >= LARGE else "summary"
    return Markup("\n").join([*lines, Markup('<meta name="twitter:card" content="{}">').format(card)])


_META = Markup('<meta property="{}" content="{}">')


def _page(page: PageInfo, site: SiteInfo) -> Iterator[Property]:
    kinds = {"article": "article", "author": "profile"}
    yield "og:type", kinds.get(page.kind, "website")
    yield "og:title", page.title
    yield "og:description", page.description
    yield "og:url", page.canonical
    yield "og:site_name", site.title
    language, _, region = page.lang.partition("-")
    yield "og:locale", f"{language}_{region.upper()}" if len(region) == 2 else ""


def _image(page: PageInfo) -> Iterator[Property]:
    picture = page.image
    if picture:
        yield "og:image", picture.url
        yield "og:image:width", str(picture.width or "")
        yield "og:image:height", str(picture.height or "")
        yield "og:image:alt", picture.alt


def _article(story: Story, site: SiteInfo) -> Iterator[Property]:
    card = story.card
    yield "article:published_time", rfc3339(card.date)
    yield "article:modified_time", rfc3339(card.updated) if card.updated else ""
    yield from (("article:author", absolute(author.url, site.origin)) for author in story.authors)
    yield "article:section", card.category.title
    yield from (("article:tag", tag.title) for tag in card.tags)
