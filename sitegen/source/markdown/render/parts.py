"""The text cut at its top-level headings, with the places for advertising between its blocks."""

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from sitegen.source.markdown.fast.fast_blocks import TOP_PARAGRAPH
from sitegen.source.markdown.model import Part
from sitegen.source.markdown.render.figures import is_figure
from sitegen.source.markdown.render.renderer import Renderer
from sitegen.source.markdown.render.sanitizer import clean
from sitegen.source.markdown.resolve import slot_marker
from sitegen.source.markdown.syntax.slots import HEADING, PARAGRAPH, Block, choose_slots
from sitegen.source.markdown.text import LEAD, count_words

_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})


class Draft(Struct):
    """A part while it is written."""

    line: int
    title: str = ""
    heading: str = ""
    anchor: str = ""
    blocks: list[Block] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    """One a block"""
    types: set[str] = field(default_factory=set)
    text: list[str] = field(default_factory=list)
    """This and the next two as the renderer has them, of this part only"""
    code: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    raw: bool = False


class Assembled(Struct, frozen=True):
    parts: tuple[Part, ...]
    text: str
    lead: tuple[str, ...]
    slots: int


def split(renderer: Renderer, tokens: Sequence[Token]) -> list[Draft]:
    """Write the tokens, a new part at each top-level heading of the first or second level."""
    if "{" in renderer.source:
        explicit = (str(t.attrs["id"]) for t in tokens if t.type == "heading_open" and "id" in t.attrs)
        renderer.anchors.taken.update(explicit)
    parts = [_begin(renderer, Draft(renderer.first_line))]
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open" and token.level == 0 and token.tag in {"h1", "h2"}:
            parts.append(_begin(renderer, _begin_part(renderer, token, tokens[index + 1])))
            index += 3
        elif (
            token.type == TOP_PARAGRAPH
            and token.content
            and not (token.attrs or token.meta or is_figure(token.children))
        ):
            _write_paragraph(renderer, parts[-1], token)
            index += 1
        else:
            end = _block_end(tokens, index)
            _write(renderer, parts[-1], tokens, index, end)
            index = end
    return parts


def _begin_part(renderer: Renderer, opening: Token, inline: Token) -> Draft:
    renderer.raw = False
    html, text = renderer.inline(inline)
    if renderer.raw and renderer.options.html == "clean":
        html = clean(html)
    line = renderer.first_line + (opening.map[0] if opening.map else 0)
    return Draft(line, text, html, renderer.anchor(opening, text, 2))


def _begin(renderer: Renderer, part: Draft) -> Draft:
    """From here on the renderer's text is that of this part."""
    renderer.text, renderer.code_text, renderer.lead = part.text, part.code, part.lead
    return part


def _block_end(tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    if token.type == "paragraph_open":
        return index + 3
    if token.type == "footnote_block_open":
        return len(tokens)
    if token.nesting != 1:
        return index + 1
    ends = (i + 1 for i in range(index + 1, len(tokens)) if tokens[i].nesting == -1 and tokens[i].level == token.level)
    return next(ends)


def _write_paragraph(renderer: Renderer, part: Draft, token: Token) -> None:
    """A paragraph in no other block and without attributes, as most blocks are: a short cut for `_write`."""
    renderer.raw = False
    html, text = renderer.inline(token)
    part.raw |= renderer.raw
    if text:
        part.text.append(text)
    if html:
        part.html.append(f"<p>{html}</p>\n")
        part.blocks.append(PARAGRAPH if renderer.depth == 0 else Block("paragraph", closed=False))
        part.types.add(TOP_PARAGRAPH)
        if text:
            part.lead.append(text)


def _write(renderer: Renderer, part: Draft, tokens: Sequence[Token], start: int, end: int) -> None:
    renderer.out, renderer.kind, renderer.raw = [], "other", False
    renderer.blocks(tokens, start, end)
    html = "".join(renderer.out)
    part.raw |= renderer.raw
    if html:
        part.html.append(html)
        notes = tokens[start].type == "footnote_block_open"
        part.blocks.append(Block("notes" if notes else renderer.kind, renderer.depth == 0))
        if not notes:
            part.types.add(tokens[start].type)


def assemble(renderer: Renderer, drafts: Sequence[Draft]) -> Assembled:
    """Put the places in, clean what holds raw HTML, and count."""
    texts = ["\n".join(draft.text) for draft in drafts]
    words = [count_words(text) - sum(map(count_words, draft.code)) for draft, text in zip(drafts, texts, strict=True)]
    places = _slot_places(drafts, sum(words))
    mark = f"{renderer.marker}slot;"
    parts, slots = [], 0
    for number, (draft, count) in enumerate(zip(drafts, words, strict=True)):
        chosen = places.get(number, ())
        for index in chosen:
            draft.html[index] += mark
        html = "".join(draft.html)
        if draft.raw and renderer.options.html == "clean":
            html = clean(html)
        if chosen:
            html, slots = _number_slots(html, renderer.marker, mark, slots)
        lists = bool(draft.types) and draft.types <= _LISTS
        parts.append(Part(draft.title, draft.heading, draft.anchor, draft.line, html, count, lists))
    return Assembled(tuple(parts), _join_text(drafts, texts), tuple(_lead(d.lead) for d in drafts), slots)


def _join_text(drafts: Sequence[Draft], texts: Sequence[str]) -> str:
    """Return the plain text with the headings in it."""
    lines: list[str] = []
    for number, (draft, text) in enumerate(zip(drafts, texts, strict=True)):
        if number:
            lines.append(draft.title)
        if draft.text:
            lines.append(text)
    return "\n".join(lines)


def _slot_places(drafts: Sequence[Draft], words: int) -> dict[int, list[int]]:
    """Return for each part the indexes of its blocks that a place follows."""
    blocks: list[Block] = []
    where: list[tuple[int, int]] = []
    for number, draft in enumerate(drafts):
        if number:
            blocks.append(HEADING)
            where.append((number, -1))
        for index, block in enumerate(draft.blocks):
            if block.kind != "notes":
                blocks.append(block)
                where.append((number, index))
    places: dict[int, list[int]] = {}
    for index in choose_slots(blocks, words):
        part, behind = where[index]
        places.setdefault(part, []).append(behind)
    return places


def _number_slots(html: str, marker: str, mark: str, start: int) -> tuple[str, int]:
    """Number the places that are left (a sanitizer may have dropped some with what was around them)."""
    first, *pieces = html.split(mark)
    numbered = [first, *(slot_marker(marker, start + i) + piece for i, piece in enumerate(pieces))]
    return "".join(numbered), start + len(pieces)


def _lead(paragraphs: Sequence[str]) -> str:
    kept: list[str] = []
    length = 0
    for paragraph in paragraphs:
        if length >= LEAD:
            break
        kept.append(paragraph)
        length += len(paragraph)
    return "\n".join(kept)
