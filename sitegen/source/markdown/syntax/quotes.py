"""Smart punctuation: straight quotes curled, `--`, `---` and `...` replaced, by the rules of the text's language.

Pairs are found as markdown-it finds them. What has no partner is still curled (a quotation that runs over paragraphs
opens each of them), except after a digit, where it is an inch.
"""

import re
from itertools import islice

from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.token import Token
from msgspec import Struct, field

from sitegen.source.markdown.syntax.languages import QuoteMarks

_QUOTE = re.compile("['\"]")
_EM = re.compile(r"(?<!-)---(?!-)")
_RANGE = re.compile(r"(?<=\d)--(?=\d)")
_DASH = re.compile(r"(?<!\S)--(?!\S)|(?<=[^\s-])--(?=[^\s-])|^--(?=[^\s-])|(?<=[^\s-])--$")
_FRENCH_SPACE = re.compile(r" (?:(?<=\S )(?=[;!?»])|(?<=« )(?=\S))")
_FRENCH_COLON = re.compile(r" (?<=\S )(?=:(?:\s|$))")
_DECADE = re.compile(r"\d\d(?:s\b|\b(?!'))")
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"\w+\Z")
_CODE_TAG = re.compile(r"<(/?)(?:code|kbd|samp|pre|var|tt)\b", re.IGNORECASE)
# A pattern that begins with the quote itself is found many times faster than one that begins with a look behind it.
_QUOTATION_END = re.compile(r"(?:[^']*[^\s'sS(\[])?'(?!\w)")
_INSIDE_WORD = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
_MAY_OPEN = re.compile(r"'(?<![^\W_]')")
"""Where none of the single quotes can open, each of them is an apostrophe."""
_QUOTED = r'([^\W_](?:[^"\']*(?:[^\W_]|[.,!?…]))?)"'
_PAIR = re.compile(rf'"(?<![^ \n(]"){_QUOTED}(?=[ \n.,;:!?)]|\Z)')
"""Quotes that can only be each other's partner, in a text that is a whole run; below: in one with neighbours"""
_PAIR_INSIDE = re.compile(rf'"(?<=[ \n(]"){_QUOTED}(?=[ \n.,;:!?)])')
_DEEPEST = 50
"""The most quotes that may be open at once; a text with more is not prose."""


def needs_smartening(text: str, marks: QuoteMarks) -> bool:
    return '"' in text or "'" in text or ("-" in text and "--" in text) or "..." in text or marks.spaced


def smarten(children: list[Token], marks: QuoteMarks) -> None:
    """Replace in place the straight punctuation of one run of inline tokens; code, escapes and bare URLs stay."""
    texts = _text_tokens(children)
    pair = _PAIR if len(children) == 1 else _PAIR_INSIDE
    for index in texts:
        children[index].content = _curl_obvious(children[index].content, marks, pair)
    if not any(_MAY_OPEN.search(children[index].content) for index in texts):
        for index in texts:
            children[index].content = children[index].content.replace("'", marks.apostrophe)
    if any("'" in children[index].content or '"' in children[index].content for index in texts):
        _QuoteCurler(children, marks).run(set(texts))


def smart_text(text: str, marks: QuoteMarks | None) -> str:
    """Return plain text with smart punctuation."""
    if marks is None or not needs_smartening(text, marks):
        return text
    text = _curl_obvious(text, marks, _PAIR)
    if "'" in text and not _MAY_OPEN.search(text):
        text = text.replace("'", marks.apostrophe)
    if "'" not in text and '"' not in text:
        return text
    token = Token("text", "", 0, content=text)
    _QuoteCurler([token], marks).run({0})
    return token.content


def _curl_obvious(text: str, marks: QuoteMarks, pair: re.Pattern[str]) -> str:
    """Return the text with all that can be read in one way only; other quotes stay straight."""
    text = _replace_signs(text, marks)
    if "'" in text:
        text = _INSIDE_WORD.sub(marks.apostrophe, text)
    if '"' in text:
        text = pair.sub(rf"{marks.double[0]}\1{marks.double[1]}", text)
    return text


def _text_tokens(children: list[Token]) -> list[int]:
    """Return the indexes of the text tokens that are neither in raw HTML's code nor a bare URL."""
    found, verbatim = [], 0
    for index, token in enumerate(children):
        if token.type == "html_inline":
            if tag := _CODE_TAG.match(token.content):
                verbatim = max(0, verbatim + (-1 if tag[1] else 1))
        elif token.info == "auto":
            verbatim += token.nesting
        elif token.type == "text" and not verbatim:
            found.append(index)
    return found


def _replace_signs(text: str, marks: QuoteMarks) -> str:
    if "--" in text:
        text = _DASH.sub(marks.dash, _RANGE.sub("–", _EM.sub("—", text)))
    if "..." in text:
        text = text.replace("...", "…")
    if marks.spaced:
        text = _FRENCH_COLON.sub("\u00a0", _FRENCH_SPACE.sub("\u202f", text))
    return text


class _Open(Struct):
    level: int
    token: int
    position: int
    single: bool


class _QuoteCurler(Struct):
    """One pass over a run of inline tokens."""

    children: list[Token]
    marks: QuoteMarks
    stack: list[_Open] = field(default_factory=list)
    edits: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def run(self, texts: set[int]) -> None:
        before = " "
        for index, token in enumerate(self.children):
            self._leave(token.level)
            if index in texts:
                for match in _QUOTE.finditer(token.content):
                    self._quote(index, match.start(), before)
            if token.type in {"softbreak", "hardbreak"}:
                before = " "
            elif token.content:
                before = token.content[-1]
        self._give_up(0)
        for index, edits in self.edits.items():
            self.children[index].content = _apply_edits(self.children[index].content, sorted(edits))

    def _leave(self, level: int) -> None:
        """Quotes opened inside an element that has ended have no partner."""
        stack = self.stack
        depth = len(stack)
        while depth and stack[depth - 1].level > level:
            depth -= 1
        self._give_up(depth)

    def _give_up(self, depth: int) -> None:
        for quote in islice(self.stack, depth, None):
            self._edit(quote.token, quote.position, self.marks.apostrophe if quote.single else self.marks.double[0])
        del self.stack[depth:]

    def _edit(self, token: int, position: int, mark: str) -> None:
        self.edits.setdefault(token, []).append((position, mark))

    def _quote(self, index: int, at: int, before: str) -> None:
        text = self.children[index].content
        single = text[at] == "'"
        last = text[at - 1] if at else before
        following = text[at + 1] if at + 1 < len(text) else self._after(index)
        can_open, can_close = _flanks(last, following)
        if last.isascii() and last.isdigit() and not single and following == '"':
            return
        if can_open and can_close:
            can_open, can_close = isPunctChar(last), isPunctChar(following)
        if single and self._is_apostrophe(text, at, can_open, can_close):
            self._edit(index, at, self.marks.apostrophe)
        elif not can_open and not can_close:
            if self.marks.inner and last.isalpha() and following.isalpha():
                self._edit(index, at, self.marks.inner)
        elif not (can_close and self._close(index, at, single)):
            self._unpaired(index, at, single, can_open, last)

    def _unpaired(self, index: int, at: int, single: bool, can_open: bool, last: str) -> None:
        if can_open:
            if len(self.stack) < _DEEPEST:
                self.stack.append(_Open(self.children[index].level, index, at, single))
        elif single:
            self._edit(index, at, self.marks.apostrophe)
        elif not last.isdigit():
            self._edit(index, at, self.marks.double[1])

    def _close(self, index: int, at: int, single: bool) -> bool:
        """Pair the closing quote with the nearest open one of its kind, in the same element."""
        level = self.children[index].level
        for depth in range(len(self.stack) - 1, -1, -1):
            quote = self.stack[depth]
            if quote.level < level:
                return False
            if quote.single == single:
                opening, closing = self.marks.single if single else self.marks.double
                self._edit(quote.token, quote.position, opening)
                self._edit(index, at, closing)
                del self.stack[depth : depth + 1]
                self._give_up(depth)
                return True
        return False

    def _is_apostrophe(self, text: str, at: int, can_open: bool, can_close: bool) -> bool:
        if not can_open and not can_close:
            return True
        if can_open:
            return bool(_DECADE.match(text, at + 1)) or self._is_elided(_WORD.match(text, at + 1), text)
        word = _LAST_WORD.search(text, max(0, at - 12), at) if self.marks.cut else None
        return word is not None and word[0].lower() in self.marks.cut

    def _is_elided(self, word: re.Match[str] | None, text: str) -> bool:
        """An elided word with a quote right after it is a quoted one, but for rock 'n' roll. One that may begin a
        quotation does if the next quote ends it, which after an s is more likely a possessive."""
        if word is None:
            return False
        if word[0].lower() in self.marks.maybe_elided:
            return not _QUOTATION_END.match(text, word.end())
        if word[0].lower() not in self.marks.elided:
            return False
        return word[0] == "n" or not text.startswith("'", word.end())

    def _after(self, index: int) -> str:
        """Return the character after a token, a space at the end of the line or of the text."""
        for token in islice(self.children, index + 1, None):
            if token.type in {"softbreak", "hardbreak"}:
                return " "
            if token.content:
                return token.content[0]
        return " "


def _flanks(last: str, following: str) -> tuple[bool, bool]:
    """May a quote between these characters open, may it close?

    CommonMark's left- and right-flanking; as in cmark, none opens right after a bracket: `[sic]'s`.
    """
    space_before, space_after = isWhiteSpace(ord(last)), isWhiteSpace(ord(following))
    sign_before, sign_after = isPunctChar(last), isPunctChar(following)
    can_open = not space_after and (not sign_after or space_before or sign_before) and last not in "])"
    can_close = not space_before and (not sign_before or space_after or sign_after)
    return can_open, can_close


def _apply_edits(text: str, edits: list[tuple[int, str]]) -> str:
    pieces: list[str] = []
    start = 0
    for position, mark in edits:
        pieces += text[start:position], mark
        start = position + 1
    return "".join([*pieces, text[start:]])
