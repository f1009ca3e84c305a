"""What pages that show articles' texts were last rendered from, saved so that they can be rendered alone.

What is saved of a page is current for as long as the page is fresh.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from sitegen.engine.inputs.encoding import EncodedValue
from sitegen.engine.inputs.page_inputs import CardEncoder, PageInputs
from sitegen.engine.state.input_tables import InputTables
from sitegen.engine.state.store import Store

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(PageInputs).decode


def save_inputs(pages: Iterable[PageInputs], store: Store) -> None:
    """Save what rendered pages were made of; forget what is saved of those that show no article's text."""
    rows: list[tuple[str, bytes]] = []
    texts: list[tuple[str, str]] = []
    shared: dict[str, tuple[str, bytes]] = {}
    paths: list[str] = []
    for page in pages:
        paths.append(page.path)
        shown = dict.fromkeys(path for value in page.values.values() for path in value.texts)
        if shown:
            values = {name: replace(v, data=b"") if v.is_shared else v for name, v in page.values.items()}
            rows.append((page.path, _encode(replace(page, values=values, inputs={}))))
            texts += [(path, page.path) for path in shown]
            shared |= {v.digest: (v.kind, v.data) for v in page.values.values() if v.is_shared}
    store.page_inputs.forget(paths)
    store.page_inputs.put(rows, texts, shared)


def prune_inputs(cards: CardEncoder, shared: Iterable[str], store: Store) -> None:
    """Save these cards; forget all others, and all shared values but those with these digests."""
    missing = set(cards.digests) - store.page_inputs.prune_cards(cards.digests)
    store.page_inputs.put_cards([(digest, cards.encode(digest)) for digest in sorted(missing)])
    store.page_inputs.prune_shared(shared)


def load_inputs(path: str, tables: InputTables) -> PageInputs:
    """Return what a page was last rendered from, without the record behind its key. Raises Unreadable for none."""
    page = _decode(tables.get(path))
    return replace(page, values={name: _load_shared(value, tables) for name, value in page.values.items()})


def _load_shared(value: EncodedValue, tables: InputTables) -> EncodedValue:
    if not value.is_shared:
        return value
    kind, data = tables.shared(value.digest)
    return replace(value, kind=kind, data=data)
