"""House creatives: what a slot shows that nobody has booked.

`[extra.house]` in site.toml may give text, href, image and alt. Without it the creative links to the first static page
of PAGES that exists, else to the front.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.config.model import Config
from sitegen.newsroom.pictures import make_picture
from sitegen.newsroom.site import MediaFile, Sources
from sitegen.newsroom.values import Placement
from sitegen.source.article import Image
from sitegen.urls import Root

PAGES = ("newsletter", "subscribe", "membership", "support", "donate", "about")
"""Slugs of static pages that invite readers, best first"""


def make_house_ads(
    config: Config, languages: Iterable[str], sources: Sources, url_paths: Mapping[str, str]
) -> Mapping[str, Placement]:
    """Return the house creative for pages of each language, as a placement in no slot yet."""
    root = Root.of(config.base_url)
    given = config.extra.get("house")
    if isinstance(given, Mapping):
        own = _make_configured(given, config, root, sources.media)
        return dict.fromkeys(languages, own)
    best = sorted((PAGES.index(p.slug), p.path, p) for p in sources.pages if p.slug in PAGES)
    made: dict[str, Placement] = {}
    for lang in languages:
        page = next((p for _, _, p in best if (p.lang or config.language) == lang), None)
        text = f"{config.title}: {page.title}" if page else config.title
        made[lang] = Placement("", "", "", text=text, href=root.url(url_paths[page.path] if page else "/"))
    return made


def _make_configured(given: Mapping[str, Any], config: Config, root: Root, media: Mapping[str, MediaFile]) -> Placement:
    """Return the creative of [extra.house]; an `href` with a leading "/" is a path of the site."""
    href = str(given.get("href", "/"))
    image = Image(str(given["image"]), str(given.get("alt", ""))) if given.get("image") else None
    own_path = href.startswith("/") and not href.startswith("//")
    return Placement(
        "",
        "",
        "",
        text=str(given.get("text", config.title)),
        href=root.url(href) if own_path else href,
        image=make_picture(image, "static/house", media),
    )
