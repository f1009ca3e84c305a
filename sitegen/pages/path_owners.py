"""What an output is, in words, and where it can be changed: for diagnostics about its path."""

from sitegen.errors import Location
from sitegen.newsroom.site import Site
from sitegen.pages.output_paths import Claim, Output
from sitegen.pages.values import Copy, Page

CONTENT = "content/"
SETTINGS = "site.toml"


def claim_of(output: Output, site: Site) -> Claim:
    """Return what wants the output's path."""
    if isinstance(output, Copy):
        return Claim(output.source, Location(output.source))
    if output.kind in {"article", "page"}:
        return Claim(CONTENT + output.subject, Location(CONTENT + output.subject))
    if output.kind == "redirect":
        source = CONTENT + output.subject
        return Claim(f"an alias of {source}", Location(source, key="aliases"))
    if output.kind == "category":
        return _category(output, site)
    if output.kind in {"tag", "author", "series", "thread"}:
        return _topic(output, site)
    return Claim(f"the page that sitegen makes there ({output.kind.replace('_', ' ')})", Location(SETTINGS))


def _category(page: Page, site: Site) -> Claim:
    """Return the claim of a category's page: it is in site.toml, or an article that names it made it."""
    number = next((n for n, category in enumerate(site.config.categories) if category.id == page.subject), None)
    what = f'the category "{page.subject}"'
    if number is not None:
        return Claim(what, Location(SETTINGS, key=f"categories.{number}.id"))
    return Claim(what, _first_story(site, "category", page.subject))


def _topic(page: Page, site: Site) -> Claim:
    """Return the claim of the page of a tag, author, series or thread: of its file, else of a story that names it."""
    author = site.authors.get(page.subject) if page.kind == "author" else None
    topics = {"tag": site.tags, "series": site.series, "thread": site.threads}.get(page.kind, {})
    source = author or topics.get(page.subject)
    place = Location(CONTENT + source.path) if source and source.path else _first_story(site, page.kind, page.subject)
    return Claim(f'the {page.kind} "{page.subject}"', place)


def _first_story(site: Site, kind: str, id: str) -> Location:
    tables = {
        "category": (site.by_category, "category"),
        "tag": (site.by_tag, "tags"),
        "author": (site.by_author, "authors"),
        "series": (site.by_series, "series"),
        "thread": (site.by_thread, "thread"),
    }
    cards, key = tables[kind][0].get(id, ()), tables[kind][1]
    return Location(CONTENT + cards[0].path, key=key) if cards else Location(SETTINGS)
