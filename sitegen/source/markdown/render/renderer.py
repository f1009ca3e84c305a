"""The walk over the tokens: HTML and plain text come out together, with everything noticed on the way.

What a token becomes is said by named rules, one table for blocks and one for what is inside them.
"""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from msgspec import Struct, field

from sitegen.config.model import MarkdownOptions
from sitegen.errors import Diagnostic, Location, Severity
from sitegen.source.article import Heading, Position, Reference
from sitegen.source.markdown.fast.fast_inline import AT
from sitegen.source.markdown.render.anchors import Anchors
from sitegen.source.markdown.syntax.attributes import REFUSED
from sitegen.source.markdown.syntax.languages import QuoteMarks
from sitegen.source.markdown.syntax.parser import NewsMarkdown
from sitegen.source.markdown.syntax.quotes import needs_smartening, smart_text, smarten
from sitegen.source.markdown.text import strip_tags

BlockRule = Callable[["Renderer", Sequence[Token], int], int]
"""(renderer, tokens, index of a token) -> index of the first token that the rule did not write"""
InlineRule = Callable[["Renderer", Token, list[str], list[str]], None]
"""(renderer, token, HTML so far, plain text so far)"""


_EMPTY_BRACKETS = re.compile(r" ?(?:\[[,; ]*\]|\([,; ]*\))")
"""What plain text has of brackets around footnotes"""


def escape(text: str) -> str:
    """Return the text as HTML. Most texts hold none of the four signs; looking for them costs less than replacing."""
    return escapeHtml(text) if "&" in text or "<" in text or ">" in text or '"' in text else text


class Rules(Struct, frozen=True):
    """What each type of token becomes, and what those become that are not in the tables."""

    blocks: Mapping[str, BlockRule]
    inlines: Mapping[str, InlineRule]
    block: BlockRule
    inline: InlineRule


class Renderer(Struct):
    """The state of one walk. Block rules append to `out` and `text`."""

    rules: Rules
    md: NewsMarkdown
    options: MarkdownOptions
    marks: QuoteMarks | None
    """None leaves punctuation as typed."""
    path: str
    source: str
    first_line: int
    marker: str
    """Prefix of references; "" writes links and pictures as they are, without figures or anything else of the house."""
    env: MutableMapping[str, Any]
    anchors: Anchors
    out: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    code_text: list[str] = field(default_factory=list)
    """What is in `text` and is code"""
    lead: list[str] = field(default_factory=list)
    """Paragraphs that are not inside another block"""
    headings: list[Heading] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    kind: str = ""
    """Of the block written last, for places between blocks: paragraph | figure | other"""
    raw: bool = False
    """Raw HTML was written, which may have to be cleaned."""
    hides: bool = False
    """The inline run holds raw HTML whose content is not shown"""
    depth: int = 0
    """How many elements raw HTML has left open"""
    label: str = ""
    """HTML that opens the next inline run (a task's checkbox)"""
    inline_token: Token | None = None
    lines: Sequence[str] = ()

    @property
    def is_article(self) -> bool:
        """Is it an article's text, with figures, references and places for slots?"""
        return self.marker != ""

    def blocks(self, tokens: Sequence[Token], start: int, end: int) -> None:
        rules, default = self.rules.blocks, self.rules.block
        while start < end:
            start = rules.get(tokens[start].type, default)(self, tokens, start)

    def inline(self, token: Token) -> tuple[str, str]:
        """Return the HTML and the plain text of an inline token."""
        self.inline_token = token
        html, text = self.run(token.children, token.content)
        if self.hides:
            text, self.hides = strip_tags(html), False
        if self.label:
            html, self.label = f"{self.label}{html}</label>", ""
        return html, text

    def run(self, children: list[Token] | None, content: str) -> tuple[str, str]:
        """Return the HTML and the plain text of inline tokens made from `content`; None for one without markup."""
        if children is None:
            text = smart_text(content, self.marks)
            return escape(text), text
        if self.marks and needs_smartening(content, self.marks):
            smarten(children, self.marks)
        rules, default = self.rules.inlines, self.rules.inline
        html: list[str] = []
        plain: list[str] = []
        for child in children:
            if child.type in {"text", "text_special"}:
                html.append(escape(child.content))
                plain.append(child.content)
            else:
                rules.get(child.type, default)(self, child, html, plain)
        text = "".join(plain)
        return "".join(html), _EMPTY_BRACKETS.sub("", text) if "[^" in content else text

    def markdown(self, text: str, near: Token) -> tuple[str, str]:
        """Return the HTML and the plain text of a caption or another short text that belongs to the token `near`."""
        children: list[Token] = []
        env = {"references": self.env.get("references", {})}
        self.md.inline.parse(text, self.md, env, children)
        line = self.place(near)[0] - self.first_line
        outer, self.inline_token = self.inline_token, Token("inline", "", 0, map=[line, line + 1])
        result = self.run(children, text)
        self.inline_token = outer
        return result

    def anchor(self, heading: Token, text: str, level: int) -> str:
        """Return the heading's id; note it for the table of contents unless it is inside another block."""
        anchor = str(heading.attrs.get("id") or self.anchors.give(text))
        if heading.level == 0:
            self.headings.append(Heading(level, text, anchor))
        return anchor

    def attributes(self, token: Token, without: tuple[str, ...] = ()) -> str:
        """Return the attributes as HTML, with a space before each, and report those that were refused."""
        if REFUSED in token.meta:
            for name in token.meta[REFUSED]:
                self.report(
                    "warning",
                    "attribute-not-allowed",
                    f"The attribute `{name}` is not allowed here and is ignored.",
                    token,
                    hint="use a class and style it in the theme",
                )
        if not token.attrs:
            return ""
        return "".join(
            f' {escape(name)}="{escape(str(value))}"' for name, value in token.attrs.items() if name not in without
        )

    def reference(self, kind: str, target: str, token: Token, fragment: str = "", bare: bool = False) -> str:
        """Note a reference; return its marker."""
        self.references.append(Reference(kind, target, fragment, bare))
        self.positions.append(self.place(token))
        return f"{self.marker}{len(self.references) - 1}"

    def report(self, severity: Severity, code: str, message: str, token: Token, hint: str = "") -> None:
        line, column = self.place(token)
        self.diagnostics.append(Diagnostic(severity, code, message, Location(self.path, line, column), hint))

    def report_line(self, severity: Severity, code: str, message: str, line: int, hint: str = "") -> None:
        """`line` counts from 0 in the text."""
        location = Location(self.path, self.first_line + line, self._indent(line) + 1)
        self.diagnostics.append(Diagnostic(severity, code, message, location, hint))

    def place(self, token: Token) -> tuple[int, int]:
        """Return line and column of a token in the file; column 0 where only the line is known."""
        if token.map:
            return self.first_line + token.map[0], self._indent(token.map[0]) + 1
        block = self.inline_token
        if block is None or block.map is None:
            return self.first_line, 0
        at = token.meta.get(AT, -1)
        if not 0 <= at < len(block.content):
            return self.first_line + block.map[0], 0
        line = block.map[0] + block.content.count("\n", 0, at)
        start = block.content.rfind("\n", 0, at) + 1
        end = block.content.find("\n", at)
        written = block.content[start : end if end >= 0 else len(block.content)]
        indent = self._source_line(line).find(written.rstrip())
        return self.first_line + line, indent + at - start + 1 if indent >= 0 else 0

    def _source_line(self, line: int) -> str:
        if not self.lines:
            self.lines = self.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self.lines[line] if line < len(self.lines) else ""

    def _indent(self, line: int) -> int:
        text = self._source_line(line)
        return len(text) - len(text.lstrip())
