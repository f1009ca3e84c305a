"""Resolves the includes (SSI, ESI) of blocks as a real host would. Blocks that a script loads need nothing here."""

import re
from collections.abc import Callable
from urllib.parse import unquote

MAX_DEPTH = 5
"""Levels of includes inside includes; more would be a circle."""

_INCLUDE = re.compile(rb"<!--#include\s+virtual=\"([^\"]*)\"\s*-->|<esi:include\s+src=\"([^\"]*)\"\s*/>")


def resolve_includes(page: bytes, read: Callable[[str], bytes | None], depth: int = 0) -> bytes:
    """Return the page with each include replaced by its file; `read` returns the file for a decoded URL path.

    An include without a file is replaced by a comment that says so.
    """
    if depth >= MAX_DEPTH or (b"<!--#include" not in page and b"<esi:include" not in page):
        return page

    def load(match: re.Match[bytes]) -> bytes:
        url = (match[1] or match[2] or b"").decode("utf-8", "replace").replace("&amp;", "&")
        found = read(unquote(url.partition("?")[0]))
        if found is None:
            return f"<!-- there is no {url.replace('--', '- -')} to include -->".encode()
        return resolve_includes(found, read, depth + 1)

    return _INCLUDE.sub(load, page)
