"""Markdown in, HTML out: parse, one walk over the tokens, parts put together."""

import hashlib
from typing import Any

from sitegen.errors import arrange
from sitegen.source.markdown import (
    basic,
    boxes,
    clean,
    code,
    definitions,
    embeds,
    figures,
    html,
    links,
    notes,
    problems,
)
from sitegen.source.markdown.anchors import Anchors
from sitegen.source.markdown.languages import marks_of
from sitegen.source.markdown.model import MarkdownOptions, Rendered
from sitegen.source.markdown.ordinary import PROSE
from sitegen.source.markdown.parser import NewsMarkdown, build
from sitegen.source.markdown.parts import assemble, split
from sitegen.source.markdown.quotes import needs_smartening
from sitegen.source.markdown.text import encoded
from sitegen.source.markdown.writer import Rules, Writer

RULES = Rules(
    blocks={
        PROSE: basic.prose,
        "paragraph_open": basic.paragraph,
        "inline": basic.inline,
        "heading_open": basic.heading,
        "list_item_open": basic.list_item,
        "table_open": basic.table,
        "table_close": basic.table_close,
        "th_open": basic.cell,
        "td_open": basic.cell,
        "fence": code.fence,
        "code_block": code.code_block,
        "html_block": html.html_block,
        "container_open": boxes.container_open,
        "container_close": boxes.container_close,
        "embed_open": embeds.embed_open,
        "embed_close": embeds.embed_close,
        "footnote_block_open": notes.footnotes_open,
        "footnote_block_close": notes.footnotes_close,
        "footnote_open": notes.footnote_open,
        "footnote_close": notes.footnote_close,
        "footnote_anchor": notes.lone_anchor,
    },
    inlines={
        "softbreak": basic.softbreak,
        "hardbreak": basic.hardbreak,
        "s_open": basic.struck_open,
        "s_close": basic.struck_close,
        "code_inline": basic.code_inline,
        "link_open": links.link_open,
        "image": figures.image,
        "html_inline": html.html_inline,
        "foreign": html.foreign_inline,
        definitions.UNDEFINED: links.undefined,
        "footnote_ref": notes.footnote_ref,
    },
    block=basic.block_tag,
    inline=basic.inline_tag,
)


def render(text: str, *, path: str, first_line: int, lang: str, options: MarkdownOptions) -> Rendered:
    """Return an article's text as HTML in parts.

    `path` is the file's, for diagnostics; `first_line` the number in the file (from 1) of the text's first line;
    `lang` a BCP 47 tag. A `#` heading is shown, and counts, as `##`: the page has its own h1.
    """
    text, data = encoded(text)
    md = _parser(options, references=True)
    env: dict[str, Any] = {definitions.SITE: options.links}
    tokens = md.parse(text, env)
    marker = "sg" + hashlib.blake2b(data, digest_size=16).hexdigest() + "-"
    writer = _writer(md, options, lang, env, text, marker=marker, path=path, first_line=first_line)
    for problem in env.get(problems.KEY, ()):
        writer.report_line(problem.severity, problem.code, problem.message, problem.line, problem.hint)
    notes.report_partnerless(writer, tokens)
    parts = split(writer, tokens)
    result = assemble(writer, parts)
    return Rendered(
        parts=result.parts,
        marker=marker,
        refs=tuple(writer.refs),
        slots=result.slots,
        text=result.text,
        lead=result.lead,
        words=sum(part.words for part in result.parts),
        headings=tuple(writer.headings),
        features=tuple(sorted(writer.features)),
        diagnostics=tuple(arrange(writer.diagnostics)),
    )


def convert(text: str, *, lang: str, options: MarkdownOptions) -> str:
    """Return a text as one piece of HTML, links and pictures as they are written: a biography, a note, a description.

    Headings keep their level and have no ids; there are no figures, references or places for advertising.
    """
    text, _ = encoded(text)
    md = _parser(options, references=False)
    env: dict[str, Any] = {definitions.SITE: options.links}
    tokens = md.parse(text, env)
    writer = _writer(md, options, lang, env, text)
    writer.blocks(tokens, 0, len(tokens))
    return _cleaned(writer, "".join(writer.out))


def inline(text: str, *, lang: str, options: MarkdownOptions) -> str:
    """Return a caption, a title or another single line as HTML without any block around it."""
    text, _ = encoded(text)
    md = _parser(options, references=False)
    children = md.inline.parse(text, md, {}, []) if md.inline.terminator_re.search(text) else None
    writer = _writer(md, options, lang, {}, text)
    return _cleaned(writer, writer.run(children, text)[0])


def _parser(options: MarkdownOptions, references: bool) -> NewsMarkdown:
    return build(
        strict=options.html != "keep", linkify=options.linkify, foreign=options.foreign != "keep", references=references
    )


def _writer(
    md: NewsMarkdown,
    options: MarkdownOptions,
    lang: str,
    env: dict[str, Any],
    text: str,
    marker: str = "",
    path: str = "",
    first_line: int = 1,
) -> Writer:
    marks = marks_of(lang) if options.smart else None
    if marks and not needs_smartening(text, marks):
        marks = None
    return Writer(RULES, md, options, marks, path, text, first_line, marker, env, Anchors())


def _cleaned(writer: Writer, fragment: str) -> str:
    return clean.clean(fragment) if writer.raw and writer.options.html == "clean" else fragment
