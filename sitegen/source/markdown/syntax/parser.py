"""The parser: markdown-it with the rules a newspaper needs, built once per process and option set."""

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from sitegen.source.markdown.fast import fast_inline
from sitegen.source.markdown.syntax import attributes, containers, definitions, slug_links, summary_marker
from sitegen.source.markdown.syntax import foreign as leftovers

SCHEMES = frozenset(
    "http https mailto tel sms geo ftp ftps sftp magnet xmpp irc ircs matrix webcal news nntp signal sgnl tg whatsapp "
    "bitcoin doi urn".split()
)
"""What a link may lead to, in Markdown and in raw HTML, unless raw HTML is kept as written."""

_SCHEME = re.compile(r"[^/?#:]*:")
_NORMAL = re.compile(
    r"(?:https?://[a-z0-9.-]+(?::\d+)?(?=[/?#]|\Z))?[\w/.~=+@,;-]*(?:\?[\w/.~=+@,;&-]*)?(?:#[\w.~-]*)?", re.ASCII
)
"""A URL with nothing in it to encode."""
_DEEPEST = 100


class NewsMarkdown(MarkdownIt):
    """Refuses links that could run code: in a strict parser whatever is not in SCHEMES."""

    strict = True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        return url if _NORMAL.fullmatch(url) else super().normalizeLink(url)

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        scheme = _SCHEME.match(url) if self.strict and ":" in url else None
        if scheme:
            return scheme[0][:-1].strip().lower() in SCHEMES
        return super().validateLink(url)


@lru_cache(maxsize=16)
def build(*, strict: bool, linkify: bool, foreign: bool, references: bool) -> NewsMarkdown:
    """Return the parser; `strict` for all but raw HTML that is kept, no `references` where they are not resolved."""
    md = NewsMarkdown("commonmark", {"html": True, "maxNesting": _DEEPEST, "tasklists": True})
    md.strict = strict
    md.enable(["table", "strikethrough"])
    md.core.ruler.disable("text_join")
    if foreign:
        leftovers.install(md)
    attributes.install(md)
    containers.install(md)
    deflist_plugin(md)
    footnote_plugin(md, inline=False)
    if references:
        slug_links.install(md)
    if linkify:
        gfm_autolink_plugin(md)
    definitions.install(md)
    summary_marker.install(md)
    for rule in (rules_inline.link, rules_inline.image, rules_inline.html_inline):
        md.inline.ruler.at(rule.__name__, _placed(rule))
    fast_inline.install(md, linkify)
    return md


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Have the rule's first token remember where it began."""

    def run(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            first = state.tokens[count]
            (state.tokens[count + 1] if first.type == "text" else first).meta[fast_inline.AT] = start
        return True

    return run
