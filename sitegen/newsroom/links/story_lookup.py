"""Finding a story by the slug that somebody wrote."""

from sitegen.newsroom.site import Site
from sitegen.urls import slugify


def story_of(site: Site, slug: str, lang: str) -> str:
    """Return the path of the published article of that slug: in the language if there is one, else in the site's, else
    the first by path; "" if there is none."""
    paths = site.by_slug.get(slug) or site.by_slug.get(slugify(slug), ())
    if len(paths) < 2:
        return paths[0] if paths else ""
    return min(paths, key=lambda p: (site.cards[p].lang != lang, site.cards[p].lang != site.config.language, p))
