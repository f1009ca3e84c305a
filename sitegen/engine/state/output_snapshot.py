"""A snapshot of all outputs' stamps: while it holds, output/ is what the last build left, and no file need be read."""

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen import digest, files
from sitegen.engine.state.outputs import TICK_NS, are_intact, find_stamp, has_bytes
from sitegen.engine.state.store import OutputRecord, Store

WORTH_A_TICK = 1_000
"""Outputs that are too new to be trusted: to read more of them in the next build takes longer than to wait now."""

Stamps = Sequence[tuple[str, files.Stamp]]
"""Of all outputs, by path"""


class OutputSnapshot(Struct, frozen=True):
    """The stamps of all outputs, as they were once all had been written."""

    digest: str
    """Their digest"""
    young: tuple[str, ...] = ()
    """Outputs that were too new for their stamp to stand for their bytes"""


def take_snapshot(store: Store) -> OutputSnapshot:
    """Return the snapshot of all outputs as they are recorded, and trust their stamps from now on. What happens to them
    after they were written, but for the last tick of the clock, shows when the snapshot is checked."""
    stamps = store.output_stamps()
    now = files.now_ns()
    young = _find_young(stamps, now)
    if len(young) > WORTH_A_TICK:
        time.sleep(TICK_NS / 1e9)
        now, young = files.now_ns(), ()
    store.trust_outputs(now, TICK_NS)
    return OutputSnapshot(digest.of(stamps), young)


def update_snapshot(known: Stamps, changed: Mapping[str, OutputRecord], checked_ns: int) -> OutputSnapshot:
    """Return the snapshot of outputs that had the known stamps at that time, but for those changed since."""
    new = {path: record.file.stamp for path, record in changed.items()}
    stamps = [(path, new.get(path, stamp)) for path, stamp in known]
    return OutputSnapshot(digest.of(stamps), _find_young(stamps, checked_ns))


def check_outputs(snapshot: OutputSnapshot, folder: Path, store: Store) -> Stamps | None:
    """Return the stamps of all outputs if each is there just as it was written, else None."""
    stamps = _check_snapshot(snapshot, folder, store)
    return store.output_stamps() if stamps is None and are_intact(folder, store) else stamps


def _check_snapshot(snapshot: OutputSnapshot, folder: Path, store: Store) -> Stamps | None:
    """Return the stamps of all outputs if the snapshot holds, else None. Reads those that were too new."""
    found = [(path, find_stamp(folder, path)) for path in store.output_paths()]
    if snapshot.digest != digest.of(found):
        return None
    stamps = [(path, stamp) for path, stamp in found if stamp is not None]
    try:
        return stamps if all(has_bytes(folder / path, store.output_digest(path)) for path in snapshot.young) else None
    except OSError:
        return None


def _find_young(stamps: Iterable[tuple[str, files.Stamp]], now: int) -> tuple[str, ...]:
    return tuple(path for path, stamp in stamps if not files.is_settled(stamp, now, TICK_NS))
