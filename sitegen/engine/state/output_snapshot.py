"""The seal: all outputs at one glance.

While it is whole, output/ is what the last build left, and none of its files need be read.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen import digest, files
from sitegen.engine.state.outputs import TICK_NS, holds, stamp_there
from sitegen.engine.state.store import OutputRecord, Store

WORTH_A_TICK = 1_000
"""Outputs that are too new to be trusted: to read more of them in the next build takes longer than to wait now."""

Stamps = Sequence[tuple[str, files.Stamp]]
"""Of all outputs, by path"""


class Seal(Struct, frozen=True):
    """The stamps of all outputs, as they were once all had been written."""

    mark: str
    """Their digest"""
    young: tuple[str, ...] = ()
    """Outputs that were too new for their stamp to stand for their bytes"""


def set_seal(store: Store) -> Seal:
    """Seal all outputs as they are recorded, and trust their stamps from now on. What befell them since they were
    written, but for the last tick of the clock, shows when the seal is looked at."""
    stamps = store.output_stamps()
    now = files.now_ns()
    young = _young(stamps, now)
    if len(young) > WORTH_A_TICK:
        time.sleep(TICK_NS / 1e9)
        now, young = files.now_ns(), ()
    store.trust_outputs(now, TICK_NS)
    return Seal(digest.of(stamps), young)


def seal_again(known: Stamps, changed: Mapping[str, OutputRecord], looked_ns: int) -> Seal:
    """Return the seal of outputs that a seal was whole for at that time, but for those changed since."""
    new = {path: record.file.stamp for path, record in changed.items()}
    stamps = [(path, new.get(path, stamp)) for path, stamp in known]
    return Seal(digest.of(stamps), _young(stamps, looked_ns))


def sealed_stamps(seal: Seal, folder: Path, store: Store) -> Stamps | None:
    """Return the stamps of all outputs if the seal is whole, else None. Reads those that were too new."""
    found = [(path, stamp_there(folder, path)) for path in store.output_paths()]
    if seal.mark != digest.of(found):
        return None
    stamps = [(path, stamp) for path, stamp in found if stamp is not None]
    try:
        return stamps if all(holds(folder / path, store.output_digest(path)) for path in seal.young) else None
    except OSError:
        return None


def _young(stamps: Iterable[tuple[str, files.Stamp]], now: int) -> tuple[str, ...]:
    return tuple(path for path, stamp in stamps if not files.is_settled(stamp, now, TICK_NS))
