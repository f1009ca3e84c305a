"""The sanitizer: raw HTML keeps what a text may hold and loses what runs, frames, styles inline or asks.

The allow-list is generous and holds all that sitegen itself writes. Done by nh3 (ammonia).
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.source.markdown.syntax.parser import SCHEMES

if TYPE_CHECKING:
    from nh3 import Cleaner

TAGS = frozenset(
    "a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data dd del "
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label li "
    "main mark menu meter nav ol p picture pre progress q rb rp rt rtc ruby s samp search section small source span "
    "strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr".split()
)
_GONE_WITH_CONTENT = frozenset(
    "script style iframe noscript template object applet noembed noframes xmp plaintext title textarea select svg "
    "math".split()
)
_ATTRIBUTES = {
    "*": "class id lang dir title role hidden translate tabindex itemscope itemtype itemprop",
    "a": "href hreflang rel download type name",
    "audio": "src controls loop muted preload",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "open name",
    "img": "src srcset sizes alt width height loading decoding fetchpriority",
    "input": "checked disabled",
    "ins": "cite datetime",
    "li": "value",
    "meter": "value min max low high optimum",
    "ol": "start reversed type",
    "progress": "value max",
    "q": "cite",
    "source": "src srcset sizes media type width height",
    "td": "colspan rowspan headers",
    "th": "colspan rowspan headers scope abbr",
    "time": "datetime",
    "track": "src kind srclang label default",
    "video": "src controls loop muted preload poster width height playsinline",
}
_URLS = frozenset({"href", "src", "cite", "poster", "data-embed"})
_RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20]+")
_TAG_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PIECE = re.compile(
    r"""<!--.*?(?:-->|\Z) | <[!?][^>]*>
      | <(?P<gone>script|style|svg|math)\b.*?(?:</(?P=gone)\s*>|\Z)
      | (?P<tag></?(?P<name>[A-Za-z][\w:.-]*)(?:[\s/](?:[^<>"']
          | "(?:[^"<]*|[^"<\n]*<[^"\n]*)" | '(?:[^'<]*|[^'<\n]*<[^'\n]*)')*)?>)
      | </?(?P<stray>[A-Za-z][\w:.-]*)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ELEMENTS = (
    TAGS
    | _GONE_WITH_CONTENT
    | frozenset(
        "acronym base basefont bgsound blink body button canvas datalist dialog dir embed fieldset font form frame "
        "frameset head html isindex keygen legend link listing marquee menuitem meta multicol nobr optgroup option "
        "output param plaintext selectedcontent slot spacer".split()
    )
)
_INSTEAD = {
    "iframe": "write `::: video`, `post`, `map`, `chart`, `audio` or `document` with its `url:`",
    "script": "scripts belong into the theme; to embed something write `::: post` (or video, map...) with its `url:`",
    "style": "styles belong into the theme",
    "font": "use a class and style it in the theme",
    "embed": "write `::: document` or `::: video` with its `url:`",
    "object": "write `::: document` or `::: video` with its `url:`",
    "svg": "save it as a file and show it as a picture",
}


def clean(fragment: str) -> str:
    """Return the fragment with only what is allowed, every element closed."""
    return _cleaner().clean(fragment)


def unknown_tags(fragment: str) -> list[str]:
    """Return the names of the elements that will be removed, each once, in their order."""
    names = (name.lower() for name in _TAG_NAME.findall(without_comments(fragment)))
    return list(dict.fromkeys(name for name in names if name not in TAGS))


class Stray(Struct, frozen=True):
    """A "<" in raw HTML that begins no tag."""

    offset: int
    name: str
    is_tag: bool
    """It is a whole tag, of an element that HTML does not have."""


def strays(fragment: str) -> list[Stray]:
    """Return what an HTML parser would take for a tag, with the words behind it, though it is none.

    Names with a hyphen or colon are of elements that others define.
    """
    found = []
    for match in _PIECE.finditer(fragment):
        name = match["name"] or match["stray"]
        if match["stray"] or (name and name.lower() not in _ELEMENTS and not {"-", ":"} & {*name}):
            found.append(Stray(match.start(), name, bool(match["tag"])))
    return found


def escape_strays(fragment: str, found: list[Stray]) -> str:
    for stray in reversed(found):
        fragment = f"{fragment[: stray.offset]}&lt;{fragment[stray.offset + 1 :]}"
    return fragment


def without_comments(fragment: str) -> str:
    return _COMMENT.sub("", fragment) if "<!--" in fragment else fragment


def instead_of(tag: str) -> str:
    return _INSTEAD.get(tag, 'write it in Markdown, or set html = "keep" under [markdown] in site.toml')


@lru_cache(maxsize=1)
def _cleaner() -> "Cleaner":
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_GONE_WITH_CONTENT),
        attributes={tag: set(names.split()) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        generic_attribute_prefixes={"aria-", "data-"},
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        set_tag_attribute_values={"input": {"disabled": ""}},  # one only: several come in the order of a hash
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Drop what leads out of the page's own rules: code in a URL that is not one of HTML's own, positive tab order."""
    if name == "tabindex":
        return value if value.strip() in {"0", "-1"} else None
    if name == "srcset":
        return None if any(_RUNS.match(_CONTROLS.sub("", part)) for part in value.split(",")) else value
    if (name in _URLS or name.startswith("data-")) and _RUNS.match(_CONTROLS.sub("", value)):
        return None
    return value
