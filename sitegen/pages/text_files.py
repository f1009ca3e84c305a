"""Plain-text documents for servers and robots: robots.txt (RFC 9309) and `_redirects` (Netlify, Cloudflare Pages)."""

from collections.abc import Iterable

from markupsafe import Markup

from sitegen.pages.values import Redirect, Robots


def write_robots_txt(robots: Robots) -> Markup:
    """Return robots.txt: everything is open but what `disallow` names."""
    rules = [f"Disallow: {path}" for path in robots.disallow] or ["Allow: /"]
    sitemaps = [f"Sitemap: {url}" for url in robots.sitemaps]
    return Markup("\n".join(["User-agent: *", *rules, "", *sitemaps]) + "\n")


def write_redirects_txt(redirects: Iterable[Redirect]) -> Markup:
    """Return `_redirects`: a line each with the old path, the new one, and "moved permanently"."""
    return Markup("".join(f"{r.source} {r.target} 301\n" for r in redirects))
