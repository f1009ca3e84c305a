"""The breaking bar: what is breaking at `now`."""

from sitegen.newsroom.site import Cards, Site


def breaking(site: Site, lang: str = "") -> Cards:
    """Return the stories of a language (the site's own if none is said) that are breaking, newest first."""
    return tuple(card for card in site.stories.get(lang or site.config.language, ()) if card.breaking)
