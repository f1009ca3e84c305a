"""Content types by file name. They are the same on every machine: the system's own tables are not used."""

from mimetypes import MimeTypes

_TYPES = MimeTypes(filenames=())
_OWN = {
    "": "application/octet-stream",
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_FEEDS = {"feed.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
_TEXTS = ("application/json", "text/javascript", "image/svg+xml")


def get_content_type(path: str) -> str:
    """Return the Content-Type for a file by its name. All text is UTF-8, as sitegen writes it."""
    name = path.rpartition("/")[2]
    extension = name[name.rfind(".") :].lower() if "." in name.lstrip(".") else ""
    kind = _FEEDS.get(name) or _OWN.get(extension) or _TYPES.guess_type(f"x{extension}")[0] or _OWN[""]
    if name in {"_redirects", "_headers"}:
        kind = "text/plain"
    is_text = kind.startswith("text/") or kind in _TEXTS or kind.endswith(("+xml", "/xml", "+json"))
    return f"{kind}; charset=utf-8" if is_text else kind
