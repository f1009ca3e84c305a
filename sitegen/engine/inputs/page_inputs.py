"""The two shapes of what pages are made of: of one page, with its key; and a batch of them on its way to a worker."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from msgspec import Struct, field

from sitegen import digest
from sitegen.engine.inputs.encoding import EncodedValue, encode_card
from sitegen.newsroom.cards import Card

TEXT = "text:"
"""Begins the names of those inputs that are articles' texts; the article's path follows."""


class PageInputs(Struct, frozen=True, array_like=True):
    """All that one page is made of."""

    path: str
    """Below output/"""
    template: str
    lang: str
    values: Mapping[str, EncodedValue]
    """By the names that the template asks for"""
    blocks: tuple[tuple[str, str], ...]
    """(name, URL) of the blocks that are put in as includes"""
    inputs: Mapping[str, str]
    """Name of each value, text, asset, block and of the templates -> digest: the record behind the key"""

    @property
    def key(self) -> str:
        """Return the digest of all inputs, which a build always names in the same order."""
        return digest.of([*self.inputs, *self.inputs.values()])


ENCODED_CARDS = 250_000
"""Cards that the sender keeps encoded: less than 1 kB each"""


class RenderJob(Struct, frozen=True):
    """One page to render."""

    path: str
    template: str
    lang: str
    values: tuple[tuple[str, str], ...]
    """(name, digest of its value)"""
    blocks: tuple[tuple[str, str], ...] = ()
    """(name, URL) of those put in as includes"""


class Batch(Struct):
    """Pages to render. A worker is sent one at a time."""

    jobs: list[RenderJob] = field(default_factory=list)
    values: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Digest -> (kind, bytes)"""
    shared: set[str] = field(default_factory=set)
    """Digests of the values that other pages have too"""
    cards: dict[str, bytes] = field(default_factory=dict)
    """By digest"""
    texts: dict[str, bytes] = field(default_factory=dict)
    """Article path -> its ArticleText, encoded"""

    def __len__(self) -> int:
        return len(self.jobs)


class BatchSource(Struct, frozen=True):
    """What batches are filled from, besides what pages are made of."""

    text: Callable[[str], bytes]
    """Article path -> its ArticleText, encoded"""
    card: Callable[[str], bytes]
    """Digest -> the Card, encoded"""


class CardEncoder:
    """Encodes the cards of a site when they are first asked for."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = {card.digest: card for card in cards}
        self._encoded: dict[str, bytes] = {}

    @property
    def digests(self) -> Iterable[str]:
        """Of all cards"""
        return self._cards.keys()

    def encode(self, digest: str) -> bytes:
        """Return the card with that digest, encoded."""
        found = self._encoded.get(digest)
        if found is None:
            if len(self._encoded) > ENCODED_CARDS:
                self._encoded.clear()
            found = self._encoded[digest] = encode_card(self._cards[digest])
        return found


def make_batches(pages: Iterable[PageInputs], source: BatchSource, sizes: Iterable[int]) -> Iterator[Batch]:
    """Yield the pages in batches of these sizes, which do not end before them."""
    remaining = iter(pages)
    for size in sizes:
        batch = make_batch(islice(remaining, size), source)
        if not batch.jobs:
            return
        yield batch


def make_batch(pages: Iterable[PageInputs], source: BatchSource) -> Batch:
    """Return one batch with all that the pages are made of."""
    batch = Batch()
    values, cards, texts = batch.values, batch.cards, batch.texts
    for page in pages:
        digests = tuple([(name, value.digest) for name, value in page.values.items()])
        batch.jobs.append(RenderJob(page.path, page.template, page.lang, digests, page.blocks))
        for value in page.values.values():
            if value.digest not in values:
                values[value.digest] = (value.kind, value.data)
                if value.is_shared:
                    batch.shared.add(value.digest)
                for card in value.cards:
                    if card not in cards:
                        cards[card] = source.card(card)
            for path in value.texts:
                if path not in texts:
                    texts[path] = source.text(path)
    return batch
