"""The values of a page as bytes: what its key digests is what is sent to a worker, saved and rendered from.

A template thus cannot show what the key does not cover: it is given what those very bytes say. A tuple of cards, at the
top or in the field `cards` of a value, is encoded as the cards' digests; the cards themselves go once with many pages.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from sitegen import digest
from sitegen.newsroom.cards import Card
from sitegen.newsroom.site import Cards
from sitegen.newsroom.values import TopStories
from sitegen.pages.values import Feed, ReadsText, Sitemap
from sitegen.pages.views.types import CLASSES, get_value_type
from sitegen.source.article import ArticleText

NOTHING = ""
"""Kind of None"""
CARDS = "cards"
"""Kind of a tuple of cards; any empty tuple is one."""
_HOLDERS = (Feed, Sitemap, TopStories)
WITH_CARDS = frozenset(holder.__name__ for holder in _HOLDERS)
"""Kinds whose field `cards` is encoded apart: they have many, which other pages have too."""
DECODED_VALUES = 512
"""Values that many pages share which a process keeps decoded"""
DECODED_CARDS = 60_000
"""Cards that a process keeps decoded: some 2 kB each"""


class EncodedValue(Struct, frozen=True, array_like=True):
    """One value as bytes."""

    kind: str
    """Says what the bytes are: name of its class, or of the view where that is a plain mapping or tuple"""
    data: bytes
    digest: str
    """Of kind and bytes; hence of the cards too"""
    cards: tuple[str, ...] = ()
    """Digests of the cards that the bytes name"""
    texts: tuple[str, ...] = ()
    """Paths of the articles whose text the value reads"""
    is_shared: bool = False
    """Other pages have it too."""


# The order of a mapping counts here: a template may go through it.
_encode = msgspec.json.Encoder(enc_hook=digest.plain).encode
encode_card: Callable[[Card], bytes] = _encode


def encode_value(name: str, value: object, is_shared: bool = False) -> EncodedValue:
    """Return the value that the view of that name gave as bytes. Raises TypeError for what is not a plain value."""
    kind = type(value).__name__
    cards: tuple[str, ...] = ()
    if value is None:
        return _EMPTY
    if isinstance(value, tuple) and (not value or isinstance(value[0], Card)):
        kind, cards = CARDS, tuple([card.digest for card in value])
        data = _encode(cards)
    elif isinstance(value, _HOLDERS):
        cards = tuple([card.digest for card in value.cards])
        data = _encode([replace(value, cards=()), cards])
    else:
        data = _encode(value)
        kind = kind if isinstance(value, Struct) else name
    texts = value.text_paths if isinstance(value, ReadsText) else ()
    return EncodedValue(kind, data, _digest(kind, data), cards, texts, is_shared)


def _digest(kind: str, data: bytes) -> str:
    return digest.of_bytes(kind.encode() + b":" + data)


_EMPTY = EncodedValue(NOTHING, b"", _digest(NOTHING, b""))


class ValueDecoder:
    """Makes values of bytes again, in the process that renders; keeps decoded what many pages share."""

    def __init__(self) -> None:
        self._shared: dict[str, object] = {}
        self._cards: dict[str, Card] = {}
        self._decode_card = msgspec.json.Decoder(Card).decode
        self.decode_text = msgspec.json.Decoder(ArticleText).decode

    def decode(self, value: tuple[str, bytes], cards: Mapping[str, bytes]) -> object:
        """Return a value of its kind and bytes, with its cards, which are given encoded by digest."""
        kind, data = value
        if kind == NOTHING:
            return None
        decoded = _decoder(kind)(data)
        if kind == CARDS:
            return self._known_cards(decoded, cards)
        if kind in WITH_CARDS:
            return replace(decoded[0], cards=self._known_cards(decoded[1], cards))
        return decoded

    def decode_shared(self, digest: str, value: tuple[str, bytes], cards: Mapping[str, bytes]) -> object:
        """Do the same for a value that other pages have too; the same object is returned for all of them."""
        if digest not in self._shared:
            if len(self._shared) >= DECODED_VALUES:
                self._shared.clear()
            self._shared[digest] = self.decode(value, cards)
        return self._shared[digest]

    def _known_cards(self, digests: Iterable[str], encoded: Mapping[str, bytes]) -> Cards:
        known = self._cards
        if len(known) >= DECODED_CARDS:
            known.clear()
        for key in digests:
            if key not in known:
                known[key] = self._decode_card(encoded[key])
        return tuple([known[key] for key in digests])


@cache
def _decoder(kind: str) -> Callable[[bytes], Any]:
    shape: Any = list[str] if kind == CARDS else CLASSES.get(kind) or get_value_type(kind)
    if kind in WITH_CARDS:
        shape = tuple[shape, list[str]]
    return msgspec.json.Decoder(shape, dec_hook=_markup).decode


def _markup(kind: type, value: Any) -> Any:
    if kind is Markup:
        return Markup(value)
    raise TypeError(f"{kind.__name__} is not a plain value")
