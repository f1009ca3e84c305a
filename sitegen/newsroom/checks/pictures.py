"""Pictures that do not exist: of articles, authors, sponsors, creatives and the publisher, but for those in texts."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, Location
from sitegen.newsroom.checks.context import CONTENT, CheckContext, locate
from sitegen.newsroom.pictures import find_media, is_external, list_media_paths
from sitegen.schema.suggest import did_you_mean


def check_pictures(context: CheckContext) -> Iterator[Diagnostic]:
    for path, src, where in _list_pictures(context):
        if src and not is_external(src) and not find_media(src, path, context.site.media):
            yield report_missing_image(context, path, src, where)


def _list_pictures(context: CheckContext) -> Iterator[tuple[str, str, Location]]:
    """Yield (path of the file that names it, picture, place)."""
    for article in context.checked_articles:
        if article.image:
            yield article.path, article.image.src, locate(article.path, "image.src")
    for author in context.sources.authors:
        yield author.path, author.photo, locate(author.path, "photo")
    for sponsor in context.sources.sponsors:
        for mode in ("light", "dark"):
            yield sponsor.path, sponsor.logo.get(mode, ""), locate(sponsor.path, f"logo.{mode}")
        for number, campaign in enumerate(sponsor.campaigns):
            yield sponsor.path, campaign.creative.image, locate(sponsor.path, f"campaigns.{number}.creative.image")
    logo = context.site.config.publisher.logo
    yield "static/logo", "/" + logo.lstrip("/") if logo and not is_external(logo) else "", SETTINGS_LOGO


SETTINGS_LOGO = Location("site.toml", key="publisher.logo")


def report_missing_image(context: CheckContext, path: str, src: str, where: Location) -> Diagnostic:
    """Return the diagnostic for a picture that does not exist and that the file of that path names."""
    wanted = list_media_paths(src, path)[0]
    folder = wanted.rpartition("/")[0] + "/"
    name = wanted.removeprefix(folder)
    below = (p.removeprefix(folder) for p in context.site.media if p.startswith(folder))
    beside = [p for p in below if "/" not in p]
    message = f'There is no picture "{src}": {CONTENT}{wanted} does not exist.'
    hint = did_you_mean(name, sorted(beside)[:200], f"put the picture at {CONTENT}{wanted}, or correct its name")
    return Diagnostic(context.get_link_severity(), "missing-image", message, where, hint)
