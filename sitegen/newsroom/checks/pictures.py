"""Pictures named outside of texts that do not exist: of articles, authors, sponsors, creatives, the publisher."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, Location
from sitegen.newsroom.checks.context import CONTENT, Inquiry, place
from sitegen.newsroom.pictures import find_media, is_elsewhere, media_paths
from sitegen.schema.suggest import did_you_mean


def check_pictures(inquiry: Inquiry) -> Iterator[Diagnostic]:
    for path, src, where in _named(inquiry):
        if src and not is_elsewhere(src) and not find_media(src, path, inquiry.site.media):
            yield missing_image(inquiry, path, src, where)


def _named(inquiry: Inquiry) -> Iterator[tuple[str, str, Location]]:
    """Yield (path of the file that names it, picture, place)."""
    for article in inquiry.watched:
        if article.image:
            yield article.path, article.image.src, place(article.path, "image.src")
    for author in inquiry.sources.authors:
        yield author.path, author.photo, place(author.path, "photo")
    for sponsor in inquiry.sources.sponsors:
        for mode in ("light", "dark"):
            yield sponsor.path, sponsor.logo.get(mode, ""), place(sponsor.path, f"logo.{mode}")
        for number, campaign in enumerate(sponsor.campaigns):
            yield sponsor.path, campaign.creative.image, place(sponsor.path, f"campaigns.{number}.creative.image")
    logo = inquiry.site.config.publisher.logo
    yield "static/logo", "/" + logo.lstrip("/") if logo and not is_elsewhere(logo) else "", SETTINGS_LOGO


SETTINGS_LOGO = Location("site.toml", key="publisher.logo")


def missing_image(inquiry: Inquiry, path: str, src: str, where: Location) -> Diagnostic:
    """Return what to say of a picture that the file of that path names in vain."""
    wanted = media_paths(src, path)[0]
    folder = wanted.rpartition("/")[0] + "/"
    name = wanted.removeprefix(folder)
    below = (p.removeprefix(folder) for p in inquiry.site.media if p.startswith(folder))
    beside = [p for p in below if "/" not in p]
    message = f'There is no picture "{src}": {CONTENT}{wanted} does not exist.'
    hint = did_you_mean(name, sorted(beside)[:200], f"put the picture at {CONTENT}{wanted}, or mend its name")
    return Diagnostic(inquiry.link_severity(), "missing-image", message, where, hint)
