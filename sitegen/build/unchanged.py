"""A build of unchanged inputs: nothing is recomputed, because the outcome is a function of the inputs and is known.

The mark covers every input there is: engine, settings, options, theme and each file of content/. It holds from the
instant of the build that left it until the instant at which its output would change by the clock alone.
"""

import datetime as dt
from dataclasses import dataclass

import msgspec

from sitegen import digest
from sitegen.build import engine, outputs
from sitegen.build.draft import Desk
from sitegen.build.request import Result
from sitegen.build.run import Run
from sitegen.build.store import Store
from sitegen.errors import Diagnostic

META = "last build"


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the last build came to."""

    mark: str
    now: dt.datetime
    next_change_at: dt.datetime | None
    pages: int
    articles: int
    diagnostics: tuple[Diagnostic, ...]


_DECODER = msgspec.json.Decoder(_Memory)


def recall(run: Run, desk: Desk, store: Store) -> Result | None:
    """Return the result of this build if it is known and output/ still is what it made; else None."""
    with run.timed("scan"):
        text = store.meta(META)
        memory = _DECODER.decode(text) if text else None
        if memory is None or run.diagnostics or store.meta(outputs.UNFINISHED) != "no":
            return None
        if memory.mark != _mark(run, desk):
            return None
        if desk.now < memory.now or (memory.next_change_at and desk.now >= memory.next_change_at):
            return None
        there = outputs.look(run.request.output_folder, store)
        if not there.are_all_intact():
            return None
        store.put_outputs(there.checked)
    return Result(
        diagnostics=memory.diagnostics,
        unchanged=memory.pages,
        pages=memory.pages,
        articles=memory.articles,
        seconds=run.seconds,
        next_change_at=memory.next_change_at,
    )


def remember(run: Run, desk: Desk, result: Result, store: Store) -> None:
    """Keep what a build without errors came to."""
    mark = _mark(run, desk) if result.ok else ""
    pinpointed = run.pinpointed(result.diagnostics) if mark else ()
    memory = _Memory(mark, desk.now, result.next_change_at, result.pages, result.articles, pinpointed)
    store.set_meta(META, msgspec.json.encode(memory).decode() if mark else "")


def _mark(run: Run, desk: Desk) -> str:
    """Return the digest of all inputs; "" if that cannot be known without reading files, which never equals another."""
    content = desk.content.digests if len(desk.content.digests) == len(desk.content.found) else None
    trusted = content or desk.content.all_trusted()
    if trusted is None or desk.content.problems:
        return ""
    theme, request = desk.design.theme, run.request
    sources = [[t.name, t.origin, t.digest] for t in theme.templates.values()]
    assets = [[a.name, a.url, a.digest] for a in theme.assets.values()]
    options = [request.drafts, request.future, request.strict, str(request.output_folder.resolve())]
    rest = [theme.chain, theme.strings, theme.params, theme.views, desk.config.timezone]
    return digest.of([engine.fingerprint(), desk.config, options, sources, assets, rest, trusted])
