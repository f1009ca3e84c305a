"""Markdown in, HTML out: parse, one walk over the tokens, parts put together."""

import hashlib
from typing import Any

from sitegen.config.model import MarkdownOptions
from sitegen.errors import Diagnostic, Location, arrange
from sitegen.source.markdown.fast.fast_blocks import TOP_PARAGRAPH
from sitegen.source.markdown.model import Rendered
from sitegen.source.markdown.render import (
    code,
    container_html,
    default_rules,
    embeds,
    figures,
    footnotes,
    links,
    raw_html,
    sanitizer,
)
from sitegen.source.markdown.render.anchors import Anchors
from sitegen.source.markdown.render.parts import assemble, split
from sitegen.source.markdown.render.renderer import Renderer, Rules
from sitegen.source.markdown.syntax import definitions, problems, template_text
from sitegen.source.markdown.syntax.languages import quote_marks_of
from sitegen.source.markdown.syntax.parser import NewsMarkdown, build
from sitegen.source.markdown.syntax.quotes import needs_smartening
from sitegen.source.markdown.text import CONTROL, encoded

RULES = Rules(
    blocks={
        TOP_PARAGRAPH: default_rules.top_paragraph,
        "paragraph_open": default_rules.paragraph,
        "inline": default_rules.inline,
        "heading_open": default_rules.heading,
        "list_item_open": default_rules.list_item,
        "table_open": default_rules.table,
        "table_close": default_rules.table_close,
        "th_open": default_rules.cell,
        "td_open": default_rules.cell,
        "fence": code.fence,
        "code_block": code.code_block,
        "html_block": raw_html.html_block,
        "container_open": container_html.container_open,
        "container_close": container_html.container_close,
        "embed_open": embeds.embed_open,
        "embed_close": embeds.embed_close,
        "footnote_block_open": footnotes.footnotes_open,
        "footnote_block_close": footnotes.footnotes_close,
        "footnote_open": footnotes.footnote_open,
        "footnote_close": footnotes.footnote_close,
        "footnote_anchor": footnotes.lone_anchor,
    },
    inlines={
        "softbreak": default_rules.softbreak,
        "hardbreak": default_rules.hardbreak,
        "s_open": default_rules.struck_open,
        "s_close": default_rules.struck_close,
        "code_inline": default_rules.code_inline,
        "link_open": links.link_open,
        "image": figures.image,
        "html_inline": raw_html.html_inline,
        "foreign": raw_html.foreign_inline,
        definitions.UNDEFINED: links.undefined,
        "footnote_ref": footnotes.footnote_ref,
    },
    block=default_rules.block_tag,
    inline=default_rules.inline_tag,
)


def render_parts(text: str, *, path: str, first_line: int, lang: str, options: MarkdownOptions) -> Rendered:
    """Return an article's text as HTML in parts.

    `path` is the file's, for diagnostics; `first_line` the number in the file (from 1) of the text's first line;
    `lang` a BCP 47 tag. A `#` heading is shown, and counts, as `##`: the page has its own h1.
    """
    written = text
    text, data = encoded(text)
    md = _parser(options, references=True)
    env: dict[str, Any] = {definitions.SITE: options.links}
    tokens = md.parse(template_text.evaluate(text, options.foreign), env)
    marker = "sg" + hashlib.blake2b(data, digest_size=16).hexdigest() + "-"
    renderer = _make_renderer(md, options, lang, env, text, marker=marker, path=path, first_line=first_line)
    for problem in env.get(problems.KEY, ()):
        renderer.report_line(problem.severity, problem.code, problem.message, problem.line, problem.hint)
    if len(text) != len(written):
        _report_controls(renderer, written)
    footnotes.report_unpaired(renderer, tokens)
    parts = split(renderer, tokens)
    result = assemble(renderer, parts)
    return Rendered(
        parts=result.parts,
        marker=marker,
        references=tuple(renderer.references),
        positions=tuple(renderer.positions),
        slots=result.slots,
        text=result.text,
        lead=result.lead,
        words=sum(part.words for part in result.parts),
        headings=tuple(renderer.headings),
        features=tuple(sorted(renderer.features)),
        diagnostics=tuple(arrange(renderer.diagnostics)),
    )


def render_html(text: str, *, lang: str, options: MarkdownOptions) -> str:
    """Return a text as one piece of HTML, links and pictures as they are written: a biography, a note, a description.

    Headings keep their level and have no ids; there are no figures, references or places for advertising.
    """
    text, _ = encoded(text)
    md = _parser(options, references=False)
    env: dict[str, Any] = {definitions.SITE: options.links}
    tokens = md.parse(template_text.evaluate(text, options.foreign), env)
    renderer = _make_renderer(md, options, lang, env, text)
    renderer.blocks(tokens, 0, len(tokens))
    return _cleaned(renderer, "".join(renderer.out))


def render_inline(text: str, *, lang: str, options: MarkdownOptions) -> str:
    """Return a caption, a title or another single line as HTML without any block around it."""
    text = template_text.evaluate(encoded(text)[0], options.foreign)
    md = _parser(options, references=False)
    children = md.inline.parse(text, md, {}, []) if md.inline.terminator_re.search(text) else None
    renderer = _make_renderer(md, options, lang, {}, text)
    return _cleaned(renderer, renderer.run(children, text)[0])


def _report_controls(renderer: Renderer, written: str) -> None:
    """Report the control characters that were taken out, at the first of them in each line."""
    for number, line in enumerate(written.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if match := CONTROL.search(line):
            message = f"The control character U+{ord(match[0]):04X} is removed: it cannot stand in a page."
            place = Location(renderer.path, renderer.first_line + number, match.start() + 1)
            hint = "delete it; it most often comes from a word processor"
            renderer.diagnostics.append(Diagnostic("warning", "control-character", message, place, hint))


def _parser(options: MarkdownOptions, references: bool) -> NewsMarkdown:
    return build(
        strict=options.html != "keep", linkify=options.linkify, foreign=options.foreign != "keep", references=references
    )


def _make_renderer(
    md: NewsMarkdown,
    options: MarkdownOptions,
    lang: str,
    env: dict[str, Any],
    text: str,
    marker: str = "",
    path: str = "",
    first_line: int = 1,
) -> Renderer:
    marks = quote_marks_of(lang) if options.smart else None
    if marks and not needs_smartening(text, marks):
        marks = None
    return Renderer(RULES, md, options, marks, path, text, first_line, marker, env, Anchors())


def _cleaned(renderer: Renderer, fragment: str) -> str:
    return sanitizer.clean(fragment) if renderer.raw and renderer.options.html == "clean" else fragment
