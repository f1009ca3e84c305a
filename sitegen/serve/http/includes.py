"""Blocks that a real host would put in (SSI, ESI), put in by the preview. Those by script come by themselves."""

import re
from collections.abc import Callable
from urllib.parse import unquote

DEEPEST = 5
"""Includes inside includes; beyond it they lead in a circle."""

_INCLUDE = re.compile(rb"<!--#include\s+virtual=\"([^\"]*)\"\s*-->|<esi:include\s+src=\"([^\"]*)\"\s*/>")


def resolve(page: bytes, read: Callable[[str], bytes | None], depth: int = 0) -> bytes:
    """Return the page with its includes replaced by what they name; `read` gives the file of a decoded URL path.

    One that leads nowhere is replaced by a comment that says so.
    """
    if depth >= DEEPEST or (b"<!--#include" not in page and b"<esi:include" not in page):
        return page

    def put_in(match: re.Match[bytes]) -> bytes:
        url = (match[1] or match[2] or b"").decode("utf-8", "replace").replace("&amp;", "&")
        found = read(unquote(url.partition("?")[0]))
        if found is None:
            return f"<!-- there is no {url.replace('--', '- -')} to include -->".encode()
        return resolve(found, read, depth + 1)

    return _INCLUDE.sub(put_in, page)
