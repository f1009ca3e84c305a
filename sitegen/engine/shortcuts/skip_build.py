"""A build of unchanged inputs: nothing is recomputed, because the outcome is a function of the inputs and is known.

What is remembered covers every input there is: engine, settings, options, theme and each file of content/. It holds
from the instant of the build that left it until the instant at which its output would change by the clock alone.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen import digest, files
from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import Desk
from sitegen.engine.build_state import Run
from sitegen.engine.phases.scan import Content, digest_of
from sitegen.engine.request import Result
from sitegen.engine.state import outputs
from sitegen.engine.state.output_snapshot import Seal, seal_again, sealed_stamps, set_seal
from sitegen.engine.state.store import Store
from sitegen.errors import Diagnostic

META = "last build"
FEW = 24
"""So many files are read to see whether they are what they were; more are for the workers."""


class Memory(Struct, frozen=True):
    """What the last build came to."""

    rest: str
    """Digest of all inputs but the files of content/"""
    content: str
    """Digest of what these files hold"""
    stamps: str
    """Digest of their stamps, taken at"""
    scanned_ns: int
    seal: Seal
    now: dt.datetime
    next_change_at: dt.datetime | None
    pages: int
    articles: int
    diagnostics: tuple[Diagnostic, ...]

    def result(self, run: Run, rendered: Sequence[str] = (), written: Sequence[str] = (), parsed: int = 0) -> Result:
        """Return the same outcome for a build that rendered and wrote only these pages."""
        return Result(
            diagnostics=self.diagnostics,
            rendered=tuple(sorted(rendered)),
            written=tuple(sorted(written)),
            unchanged=self.pages - len(rendered),
            pages=self.pages,
            articles=self.articles,
            parsed=parsed,
            seconds=run.seconds,
            next_change_at=self.next_change_at,
        )


_DECODER = msgspec.json.Decoder(Memory | None)


def recall(run: Run, desk: Desk, store: Store) -> Result | None:
    """Return the result of this build if it is known and output/ still is what it made; else None."""
    with run.timed("scan"):
        memory = last_build(run, desk, store)
        if memory is None or not _is_same_content(memory, desk.content):
            return None
        looked = files.now_ns()
        folder, content, whole = run.request.output_folder, desk.content, memory.seal
        stamps = sealed_stamps(whole, folder, store)
        if stamps is None:
            if not outputs.are_intact(folder, store):
                return None
            whole = set_seal(store)
        elif whole.young:
            whole = seal_again(stamps, {}, looked)
        if content.fresh or whole != memory.seal:
            store.put_files(content.fresh)
            store.trust_outputs(looked, outputs.TICK_NS)
            keep(store, replace(memory, stamps=content.stamps, scanned_ns=content.scanned_ns, seal=whole))
    return memory.result(run)


def last_build(run: Run, desk: Desk, store: Store) -> Memory | None:
    """Return what the last build came to, if it ended well, its inputs but for content/ were those of this one, and
    the clock alone has changed nothing since."""
    memory = _memory(store)
    if memory is None or run.diagnostics or store.meta(outputs.UNFINISHED) != "no" or memory.rest != _rest(run, desk):
        return None
    if desk.now < memory.now or (memory.next_change_at and desk.now >= memory.next_change_at):
        return None
    return memory


def _memory(store: Store) -> Memory | None:
    try:
        memory: Memory | None = _DECODER.decode(store.meta(META) or "null")
    except msgspec.ValidationError:  # another engine's
        return None
    return memory


def remember(run: Run, desk: Desk, result: Result, store: Store) -> None:
    """Keep what a build without errors came to."""
    content = desk.content
    known = _content(content) if result.ok else ""
    if not known:
        store.set_meta(META, "")
        return
    seal = set_seal(store)
    keep(
        store,
        Memory(
            _rest(run, desk), known, content.stamps, content.scanned_ns, seal, desk.now, result.next_change_at,
            result.pages, result.articles, run.pinpointed(result.diagnostics),
        ),
    )  # fmt: skip


def keep(store: Store, memory: Memory) -> None:
    store.set_meta(META, msgspec.json.encode(memory).decode())


def _is_same_content(memory: Memory, content: Content) -> bool:
    if memory.stamps == content.stamps and content.is_settled(memory.scanned_ns):
        return True
    return content.is_known(FEW) and memory.content == _content(content)


def _content(content: Content) -> str:
    """Return the digest of all files of content/; "" if it is not known."""
    is_known = len(content.digests) == len(content.found) and not content.problems
    return digest_of(content.digests.items()) if is_known else ""


def _rest(run: Run, desk: Desk) -> str:
    """Return the digest of all other inputs."""
    theme, request = desk.theme, run.request
    sources = [[t.name, t.origin, t.digest] for t in theme.templates.values()]
    assets = [[a.name, a.url, a.digest] for a in theme.assets.values()]
    options = [request.drafts, request.future, request.strict, str(request.output_folder.resolve())]
    rest = [theme.chain, theme.strings, theme.params, theme.views, desk.config.timezone]
    return digest.of([fingerprint.fingerprint(), desk.config, options, sources, assets, rest])
