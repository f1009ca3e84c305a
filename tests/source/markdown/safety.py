"""What is looked for in HTML that strangers may have written: anything that runs, frames or leads to code."""

import re
from html.parser import HTMLParser

_RUNNING = frozenset("script style iframe frame object embed applet svg math template base meta link form".split())
_CODE = re.compile(r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|[\x00-\x20]*data:", re.IGNORECASE)
_ADDRESSES = frozenset({"href", "src", "srcset", "poster", "cite", "action", "formaction", "data-embed", "xlink:href"})


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RUNNING:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            elif name in _ADDRESSES and value and _CODE.match(value):
                self.found.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


def dangers(html: str) -> list[str]:
    """Return what in the HTML could run, style inline, frame another page or lead to code; none if it is clean."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.found
