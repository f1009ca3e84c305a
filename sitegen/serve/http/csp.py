"""A site's own Content-Security-Policy, widened by just what the preview's script needs, in the preview only."""

import html
import re

DROPPED = frozenset({"upgrade-insecure-requests", "block-all-mixed-content"})
"""The preview speaks plain HTTP."""
_META = re.compile(rb"<meta\b[^>]*http-equiv=[\"']?Content-Security-Policy[\"'\s>][^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\bcontent=)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def widened(policy: str, nonce: str, live: str) -> str:
    """Return the policy (or several, by commas) that also allows the script of this nonce and the socket `live`."""
    return ", ".join(_one(part, nonce, live) for part in policy.split(","))


def _one(policy: str, nonce: str, live: str) -> str:
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name and name.lower() not in DROPPED:
            directives.setdefault(name.lower(), sources)
    for name, wanted in (("script-src", [f"'nonce-{nonce}'"]), ("connect-src", ["'self'", live])):
        for own in (name, f"{name}-elem"):
            if own == name and own not in directives and "default-src" in directives:
                directives[own] = directives["default-src"]
            if own in directives:
                sources = directives[own]
                kept = [source for source in sources if source.lower() != "'none'"]
                directives[own] = [*kept, *(w for w in wanted if w not in kept)]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def with_widened_metas(page: bytes, nonce: str, live: str) -> bytes:
    """Return the page with the policies in its own <meta> elements widened."""

    def content(match: re.Match[bytes]) -> bytes:
        policy = html.unescape(match[2][1:-1].decode("utf-8", "replace"))
        return match[1] + b'"' + html.escape(widened(policy, nonce, live)).encode() + b'"'

    return _META.sub(lambda tag: _CONTENT.sub(content, tag[0]), page)
