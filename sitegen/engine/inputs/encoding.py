"""The values of a page as bytes: what its key digests is what is sent, kept and rendered from.

A template thus cannot show what the key does not cover: it is given what those very bytes say. A tuple of cards, at the
top or in the field `cards` of a value, travels as the cards' digests; the cards themselves go once with many pages.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from sitegen import digest
from sitegen.newsroom import values as newsroom_values
from sitegen.newsroom.cards import Card
from sitegen.newsroom.site import Cards
from sitegen.newsroom.values import TopStories
from sitegen.pages import values as page_values
from sitegen.pages.values import BodyRef, Feed, Sitemap
from sitegen.source.article import Body

NOTHING = ""
"""Kind of None"""
CARDS = "cards"
"""Kind of a tuple of cards; any empty tuple is one."""
_HOLDERS = (Feed, Sitemap, TopStories)
WITH_CARDS = frozenset(holder.__name__ for holder in _HOLDERS)
"""Kinds whose field `cards` travels apart: they have many, which other pages have too."""
KEPT = 512
"""Values that many pages share which a process keeps decoded"""
KEPT_CARDS = 60_000
"""Cards that a process keeps decoded: some 2 kB each"""
ENCODED_CARDS = 250_000
"""Cards that the sender keeps encoded: less than 1 kB each"""


class Packed(Struct, frozen=True):
    """One value as bytes."""

    kind: str
    """Says what the bytes are: name of its class, or of the view where that is a plain mapping or tuple"""
    data: bytes
    cards: Cards = ()
    """Those that the bytes name by their digests"""
    texts: tuple[str, ...] = ()
    """Paths of the articles whose text the value names"""
    mark: str = ""
    """Digest of kind and bytes; hence of the cards too"""
    is_shared: bool = False
    """Other pages have it too."""


class Sheet(Struct, frozen=True):
    """One page to render."""

    path: str
    template: str
    lang: str
    values: tuple[tuple[str, str], ...]
    """(name, mark of its value)"""
    blocks: tuple[tuple[str, str], ...] = ()
    """(name, URL) of those put in as includes"""


class Parcel(Struct):
    """Some pages with all that they are made of, each thing once: what a worker is sent."""

    sheets: list[Sheet] = field(default_factory=list)
    values: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Mark -> (kind, bytes)"""
    shared: set[str] = field(default_factory=set)
    """Marks of the values that other pages have too"""
    cards: dict[str, bytes] = field(default_factory=dict)
    """By digest"""
    texts: dict[str, bytes] = field(default_factory=dict)
    """Article path -> its Body, as it lies in the store"""

    def __len__(self) -> int:
        return len(self.sheets)

    def add(self, sheet: Sheet, packed: Iterable[Packed], encoded: dict[str, bytes]) -> None:
        """Take in a page with its values, without their texts. `encoded` keeps cards between parcels."""
        self.sheets.append(sheet)
        for value in packed:
            if value.mark not in self.values:
                self.values[value.mark] = (value.kind, value.data)
                if value.is_shared:
                    self.shared.add(value.mark)
                for card in value.cards:
                    mark = card.digest
                    if mark not in self.cards:
                        self.cards[mark] = encoded.get(mark) or encoded.setdefault(mark, _encode(card))


# The order of a mapping counts here: a template may go through it.
_encode = msgspec.json.Encoder(enc_hook=digest.plain).encode
encode_card: Callable[[Card], bytes] = _encode


def pack(name: str, value: object, is_shared: bool = False) -> Packed:
    """Return the value that a view gave as bytes. Raises TypeError for what is no plain value."""
    kind = type(value).__name__
    cards: Cards = ()
    texts: tuple[str, ...] = ()
    if value is None:
        return _EMPTY
    if isinstance(value, tuple) and (not value or isinstance(value[0], Card)):
        kind, cards = CARDS, value
        data = _encode([card.digest for card in value])
    elif isinstance(value, _HOLDERS):
        cards = value.cards
        data = _encode([replace(value, cards=()), [card.digest for card in cards]])
    else:
        data = _encode(value)
        kind = kind if isinstance(value, Struct) else name
    if isinstance(value, BodyRef):
        texts = (value.path,)
    elif isinstance(value, Feed):
        texts = tuple(ref.path for ref in value.bodies)
    return Packed(kind, data, cards, texts, _mark(kind, data), is_shared)


def _mark(kind: str, data: bytes) -> str:
    return digest.of_bytes(kind.encode() + b":" + data)


_EMPTY = Packed(NOTHING, b"", mark=_mark(NOTHING, b""))


def key_of(inputs: Mapping[str, str]) -> str:
    """Return the key of a page made of these inputs, which a build always names in the same order."""
    return digest.of([*inputs, *inputs.values()])


def retold(value: Packed, text: Body, path: str, words: int) -> Packed:
    """Return the value as it is once the text of the article at `path` is this one, with so many words."""
    if value.kind == "Story":
        story = _decoder(value.kind)(value.data)
        return _again(value, replace(story, words=words)) if story.card.path == path else value
    if path not in value.texts:
        return value
    if value.kind == "BodyRef":
        return _again(value, replace(_decoder(value.kind)(value.data), body_digest=text.digest))
    if value.kind == "Feed":
        feed, cards = _decoder(value.kind)(value.data)
        bodies = [replace(r, body_digest=text.digest) if r.path == path else r for r in feed.bodies]
        return _again(value, [replace(feed, bodies=tuple(bodies)), cards])
    return value


def _again(value: Packed, changed: object) -> Packed:
    data = _encode(changed)
    return replace(value, data=data, mark=_mark(value.kind, data))


class Unpacker:
    """Makes values of bytes again, in the process that renders; keeps what many pages share."""

    def __init__(self) -> None:
        self._kept: dict[str, object] = {}
        self._cards: dict[str, Card] = {}
        self._card = msgspec.json.Decoder(Card).decode
        self._text = msgspec.json.Decoder(Body).decode

    def values(self, sheet: Sheet, parcel: Parcel) -> dict[str, object]:
        """Return the values of a page by name."""
        return {
            name: self._shared(mark, parcel) if mark in parcel.shared else self._unpacked(mark, parcel)
            for name, mark in sheet.values
        }

    def _shared(self, mark: str, parcel: Parcel) -> object:
        if mark not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[mark] = self._unpacked(mark, parcel)
        return self._kept[mark]

    def text(self, path: str, parcel: Parcel) -> Body:
        return self._text(parcel.texts[path])

    def _unpacked(self, mark: str, parcel: Parcel) -> object:
        kind, data = parcel.values[mark]
        cards = parcel.cards
        if kind == NOTHING:
            return None
        value = _decoder(kind)(data)
        if kind == CARDS:
            return self._taken(value, cards)
        if kind in WITH_CARDS:
            return replace(value[0], cards=self._taken(value[1], cards))
        return value

    def _taken(self, marks: Iterable[str], cards: Mapping[str, bytes]) -> Cards:
        known = self._cards
        if len(known) >= KEPT_CARDS:
            known.clear()
        for mark in marks:
            if mark not in known:
                known[mark] = self._card(cards[mark])
        return tuple([known[mark] for mark in marks])


@cache
def _classes() -> Mapping[str, type]:
    """Return the classes of values by name."""
    places = (vars(newsroom_values), vars(page_values))
    return {
        name: kind
        for place in places
        for name, kind in place.items()
        if isinstance(kind, type) and issubclass(kind, Struct)
    }


@cache
def _decoder(kind: str) -> Callable[[bytes], Any]:
    shape: Any = list[str] if kind == CARDS else _classes().get(kind) or _answer(kind)
    if kind in WITH_CARDS:
        shape = tuple[shape, list[str]]
    return msgspec.json.Decoder(shape, dec_hook=_markup).decode


def _answer(view: str) -> Any:
    from sitegen.pages.views.registry import answer_of

    return answer_of(view)


def _markup(kind: type, value: Any) -> Any:
    if kind is Markup:
        return Markup(value)
    raise TypeError(f"no plain value: {kind.__name__}")
