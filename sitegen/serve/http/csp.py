"""Extends a site's own Content-Security-Policy by what the preview's script needs, and by nothing else."""

import html
import re

DROPPED = frozenset({"upgrade-insecure-requests", "block-all-mixed-content"})
"""Directives that would force HTTPS: the preview uses plain HTTP."""
_META = re.compile(rb"<meta\b[^>]*http-equiv=[\"']?Content-Security-Policy[\"'\s>][^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\bcontent=)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def extend_policy(policy: str, nonce: str, live: str) -> str:
    """Return the policy (or several, comma-separated), extended to allow the script with this nonce and the socket
    `live`."""
    return ", ".join(_extend(part, nonce, live) for part in policy.split(","))


def _extend(policy: str, nonce: str, live: str) -> str:
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name and name.lower() not in DROPPED:
            directives.setdefault(name.lower(), sources)
    for name, needed in (("script-src", [f"'nonce-{nonce}'"]), ("connect-src", ["'self'", live])):
        for own in (name, f"{name}-elem"):
            if own == name and own not in directives and "default-src" in directives:
                directives[own] = directives["default-src"]
            if own in directives:
                sources = directives[own]
                kept = [source for source in sources if source.lower() != "'none'"]
                directives[own] = [*kept, *(source for source in needed if source not in kept)]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def extend_meta_policies(page: bytes, nonce: str, live: str) -> bytes:
    """Return the page with the policies in its <meta> elements extended."""

    def extend(match: re.Match[bytes]) -> bytes:
        policy = html.unescape(match[2][1:-1].decode("utf-8", "replace"))
        return match[1] + b'"' + html.escape(extend_policy(policy, nonce, live)).encode() + b'"'

    return _META.sub(lambda tag: _CONTENT.sub(extend, tag[0]), page)
