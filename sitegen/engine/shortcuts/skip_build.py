"""Skips a build of unchanged inputs: its outcome is a function of the inputs, and is known.

What is remembered covers every input there is: engine, settings, options, theme and each file of content/. It holds
from the instant of the build that left it until the instant at which its output would change by the clock alone.
"""

import datetime as dt

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen import digest, files
from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import BuildInputs
from sitegen.engine.build_state import BuildState
from sitegen.engine.phases.scan import ContentFiles, digest_files
from sitegen.engine.request import Result
from sitegen.engine.state import outputs
from sitegen.engine.state.output_snapshot import OutputSnapshot, check_outputs, take_snapshot, update_snapshot
from sitegen.engine.state.store import Store

META = "last build"
FEW = 24
"""So many files are read to see whether they are what they were; more are for the workers."""


class LastBuild(Struct, frozen=True):
    """What the last build was made from, and what it came to."""

    content: str
    """Digest of what the files of content/ hold"""
    other_inputs: str
    """Digest of all other inputs"""
    stamps: str
    """Digest of the files' stamps, taken at"""
    scanned_ns: int
    now: dt.datetime
    outputs: OutputSnapshot
    result: Result
    """As if nothing had been rendered"""


_decode = msgspec.json.Decoder(LastBuild | None).decode


def skip_build(state: BuildState, read: BuildInputs, store: Store) -> Result | None:
    """Return the result of this build if it is known and output/ still is what it made; else None."""
    with state.timed("scan"):
        last = find_last_build(state, read, store)
        if last is None or not _has_same_content(last, read.content):
            return None
        checked_ns = files.now_ns()
        stamps = check_outputs(last.outputs, state.request.output_folder, store)
        if stamps is None:
            return None
        snapshot = update_snapshot(stamps, {}, checked_ns)
        if read.content.fresh or snapshot != last.outputs:
            store.trust_outputs(checked_ns, outputs.TICK_NS)
            remember_build(state, read, last.result, store, snapshot)
    return replace(last.result, path="skipped", seconds=state.seconds)


def find_last_build(state: BuildState, read: BuildInputs, store: Store) -> LastBuild | None:
    """Return what the last build came to, if it ended well, its inputs but for content/ were those of this one, and
    the clock alone has changed nothing since."""
    try:
        last = _decode(store.meta(META) or "null")
    except msgspec.ValidationError:  # another engine's
        return None
    if last is None or state.diagnostics or store.meta(outputs.UNFINISHED) != "no":
        return None
    end = last.result.next_change_at
    is_valid = last.now <= read.now and (end is None or read.now < end)
    return last if is_valid and last.other_inputs == _digest_other_inputs(state, read) else None


def remember_build(
    state: BuildState, read: BuildInputs, result: Result, store: Store, snapshot: OutputSnapshot | None = None
) -> None:
    """Keep what a build without errors came to; of any other build, that nothing is known."""
    content = read.content
    store.set_meta(META, "")
    if result.ok and content.read_unknown(0):
        store.put_files(content.fresh)
        nothing = {"rendered": (), "written": (), "deleted": (), "copied": 0, "parsed": 0, "seconds": {}}
        known = replace(
            result, diagnostics=state.pinpoint(result.diagnostics), unchanged=result.pages, path="full", **nothing
        )
        digests = digest_files(content.digests.items()), _digest_other_inputs(state, read), content.stamps
        last = LastBuild(*digests, content.scanned_ns, read.now, snapshot or take_snapshot(store), known)
        store.set_meta(META, msgspec.json.encode(last).decode())


def _has_same_content(last: LastBuild, content: ContentFiles) -> bool:
    is_untouched = last.stamps == content.stamps and content.is_settled(last.scanned_ns)
    return is_untouched or (content.read_unknown(FEW) and last.content == digest_files(content.digests.items()))


def _digest_other_inputs(state: BuildState, read: BuildInputs) -> str:
    theme, request = read.theme, state.request
    sources = [[t.name, t.origin, t.digest] for t in theme.templates.values()]
    assets = [[a.name, a.url, a.digest] for a in theme.assets.values()]
    options = [request.drafts, request.future, request.strict, str(request.output_folder.resolve())]
    rest = [theme.chain, theme.strings, theme.params, theme.views, read.config.timezone]
    return digest.of([fingerprint.fingerprint(), read.config, options, sources, assets, rest])
