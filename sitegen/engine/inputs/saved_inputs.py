"""Contexts that are kept: those of the pages which show an article's text, so that they can be made again alone.

A kept context is the page's values as they were sent to be rendered. It is that of the page's last rendering, hence
current for as long as the page is fresh.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from sitegen.engine.inputs.encoding import Packed, Parcel, Sheet, encode_card
from sitegen.engine.state.input_tables import ContextTables
from sitegen.engine.state.store import Store
from sitegen.newsroom.cards import Card

if TYPE_CHECKING:
    from sitegen.engine.inputs.page_inputs import Context


class _Value(msgspec.Struct, array_like=True):
    name: str
    kind: str
    mark: str
    data: bytes
    """Empty for one that is shared: it is kept once"""
    cards: list[str]
    texts: list[str]


class _Kept(msgspec.Struct, array_like=True):
    template: str
    lang: str
    values: list[_Value]
    blocks: tuple[tuple[str, str], ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


class KeptContext(Struct, frozen=True):
    """What a page was last rendered from."""

    path: str
    template: str
    lang: str
    values: Mapping[str, Packed]
    cards: Mapping[str, Sequence[str]]
    """Name of a value -> digests of the cards that it names"""
    blocks: tuple[tuple[str, str], ...]


def keep(contexts: Iterable["Context"], store: Store) -> None:
    """Keep the contexts of rendered pages; forget what was kept of the others, which show no article's text."""
    rows: list[tuple[str, bytes]] = []
    texts: list[tuple[str, str]] = []
    shared: dict[str, tuple[str, bytes]] = {}
    paths: list[str] = []
    for context in contexts:
        paths.append(context.page.path)
        shown = {path for value in context.values.values() for path in value.texts}
        if not shown:
            continue
        rows.append((context.page.path, _encode(_kept(context))))
        texts += [(path, context.page.path) for path in shown]
        shared |= {v.mark: (v.kind, v.data) for v in context.values.values() if v.is_shared}
    store.contexts.forget(paths)
    store.contexts.put(rows, texts, shared)


def _kept(context: "Context") -> _Kept:
    cards = {name: [card.digest for card in value.cards] for name, value in context.values.items()}
    return _Kept(context.page.template, context.page.lang, list(_values(context.values, cards)), context.blocks)


def _values(values: Mapping[str, Packed], cards: Mapping[str, Sequence[str]]) -> Iterator[_Value]:
    for name, value in values.items():
        data = b"" if value.is_shared else value.data
        yield _Value(name, value.kind, value.mark, data, list(cards[name]), list(value.texts))


def keep_again(contexts: Sequence[KeptContext], store: Store) -> None:
    """Keep contexts whose values have changed, but not which texts and cards they name."""
    shared = {v.mark: (v.kind, v.data) for context in contexts for v in context.values.values() if v.is_shared}
    rows = [(c.path, _encode(_Kept(c.template, c.lang, list(_values(c.values, c.cards)), c.blocks))) for c in contexts]
    store.contexts.put(rows, (), shared)


def keep_cards(cards: Iterable[Card], marks: Iterable[str], encoded: Mapping[str, bytes], store: Store) -> None:
    """Keep these cards (those `encoded` already by digest), and of the shared values those with these marks: no kept
    context names others."""
    wanted = {card.digest: card for card in cards}
    missing = wanted.keys() - store.contexts.keep_cards(wanted)
    store.contexts.put_cards([(mark, encoded.get(mark) or encode_card(wanted[mark])) for mark in sorted(missing)])
    store.contexts.keep_shared(marks)


def kept_contexts(article: str, store: Store) -> list[KeptContext]:
    """Return the contexts of all pages that show an article's text."""
    return [context_of(path, store.contexts) for path in store.contexts.pages_with(article)]


def context_of(path: str, tables: ContextTables) -> KeptContext:
    """Return the kept context of a page. Raises Unreadable where there is none."""
    kept = _decode(tables.get(path))
    values = {
        v.name: Packed(v.kind, v.data, (), tuple(v.texts), v.mark) if v.data or not v.kind else _shared(v, tables)
        for v in kept.values
    }
    return KeptContext(path, kept.template, kept.lang, values, {v.name: v.cards for v in kept.values}, kept.blocks)


def _shared(value: _Value, tables: ContextTables) -> Packed:
    kind, data = tables.shared(value.mark)
    return Packed(kind, data, (), tuple(value.texts), value.mark, is_shared=True)


def parcel_of(context: KeptContext, tables: ContextTables) -> tuple[Sheet, Parcel]:
    """Return what is needed to render a page from a kept context, but for its texts."""
    values = context.values
    marks = tuple((name, value.mark) for name, value in values.items())
    sheet = Sheet(context.path, context.template, context.lang, marks, context.blocks)
    return sheet, Parcel(
        [sheet],
        {v.mark: (v.kind, v.data) for v in values.values()},
        {v.mark for v in values.values() if v.is_shared},
        {mark: tables.card(mark) for marks in context.cards.values() for mark in marks},
    )
