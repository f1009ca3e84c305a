"""Which pictures are published: those that something published shows, and everything in content/static/.

A picture of a story under embargo stays unpublished with it, wherever its file is.
"""

from collections.abc import Iterator

from sitegen.newsroom.links.references import Text
from sitegen.newsroom.pictures import find_media
from sitegen.newsroom.site import MediaFile, Site

STATIC = "static/"


def find_published_media(site: Site) -> tuple[MediaFile, ...]:
    """Return the files of content/ that are published at `now`, by path."""
    shown = {path for path in site.media if path.startswith(STATIC)}
    for src, beside in _list_pictures(site):
        if src and (file := find_media(src, beside, site.media)):
            shown.add(file.path)
    return tuple(site.media[path] for path in sorted(shown))


def _list_pictures(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path as written, path of the file that it is written in) of every picture that may be shown."""
    for article in site.articles.values():
        if article.image:
            yield article.image.src, article.path
    texts: list[Text] = [*site.articles.values(), *site.pages, *site.authors.values()]
    for text in [*texts, *site.tags.values(), *site.series.values(), *site.threads.values()]:
        yield from ((r.target, text.path) for r in text.references if r.kind == "image")
    for author in site.authors.values():
        yield author.photo, author.path
    for sponsor in site.sponsors.values():
        yield from ((src, sponsor.path) for name, src in sponsor.logo.items() if name != "alt")
    for campaign in site.campaigns.values():
        if campaign.start <= site.now < campaign.end:
            yield campaign.creative.image, site.sponsors[campaign.sponsor].path
