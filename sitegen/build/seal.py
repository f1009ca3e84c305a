"""The seal: all outputs at one glance.

While it is whole, output/ is what the last build left, and none of its files need be read.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen import digest, files
from sitegen.build.outputs import TICK_NS, holds, stamp_there
from sitegen.build.store import OutputRecord, Store

WORTH_A_TICK = 100
"""Outputs that are too new to be trusted: to read more of them in the next build takes longer than to wait now."""

Stamps = Sequence[tuple[str, files.Stamp | None]]
"""Of all outputs, by path"""


class Seal(Struct, frozen=True):
    """The stamps of all outputs, as they were once all had been written."""

    mark: str = ""
    """Their digest; "" for no seal: an output was not what it should be"""
    young: tuple[str, ...] = ()
    """Outputs that were too new for their stamp to stand for their bytes"""


def set_seal(folder: Path, store: Store) -> Seal:
    """Look at every output once more, now that the clock has moved on; seal them if they have the recorded stamps."""
    stamps = store.output_stamps()
    looked = files.now_ns()
    young = _young(folder, stamps, looked)
    if young and len(young) > WORTH_A_TICK:
        time.sleep(TICK_NS / 1e9)
        looked = files.now_ns()
        young = _young(folder, young, looked)
    store.trust_outputs(looked, TICK_NS)
    return _sealed(stamps, young)


def seal_again(folder: Path, known: Stamps, changed: Mapping[str, OutputRecord]) -> Seal:
    """Return the seal of outputs of which all but the changed ones are known; it only looks at those."""
    new = {path: record.file.stamp for path, record in changed.items()}
    young = _young(folder, new.items(), files.now_ns())
    return _sealed([(path, new.get(path, stamp)) for path, stamp in known], young)


def sealed_stamps(seal: Seal, folder: Path, store: Store) -> Stamps | None:
    """Return the stamps of all outputs if the seal is whole, else None. Reads those that were too new."""
    if not seal.mark:
        return None
    stamps = [(path, stamp_there(folder, path)) for path in store.output_paths()]
    if seal.mark != digest.of(stamps):
        return None
    try:
        return stamps if all(holds(folder / path, store.output_digest(path)) for path in seal.young) else None
    except OSError:
        return None


def _young(folder: Path, stamps: Iterable[tuple[str, files.Stamp]], now: int) -> list[tuple[str, files.Stamp]] | None:
    """Return the outputs that are too new at that time; None if one has another stamp."""
    young = []
    for path, stamp in stamps:
        if stamp_there(folder, path) != stamp:
            return None
        if not files.is_settled(stamp, now, TICK_NS):
            young.append((path, stamp))
    return young


def _sealed(stamps: Stamps, young: list[tuple[str, files.Stamp]] | None) -> Seal:
    return Seal() if young is None else Seal(digest.of(stamps), tuple(path for path, _ in young))
