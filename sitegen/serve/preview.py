"""The preview: somebody rings, the builder builds, every tab learns how its page stands."""

import asyncio
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.engine.diagnostics import make_text_reader
from sitegen.engine.request import Request, Result
from sitegen.errors import Diagnostic, format_diagnostic
from sitegen.serve.builder import Builder, Built, Progress
from sitegen.serve.http.site import Found, Site
from sitegen.serve.live import Message, Tabs
from sitegen.serve.pages.overlay import Ahead
from sitegen.serve.pages.provisional import Proofs
from sitegen.serve.settings import Settings
from sitegen.serve.watch.debounce import Bell
from sitegen.serve.watch.dir_poll import PAUSE
from sitegen.serve.watch.watcher import Watcher
from sitegen.urls import url_path

SHOWN_ERRORS = 20
"""Errors that the overlay shows in full; the terminal has them all."""
LONGEST_WAIT = 30.0
"""Seconds between two looks at the clock: a laptop that slept must not be late by as long as it slept."""

log = logging.getLogger(__name__)


class Listener(Protocol):
    """Hears what the terminal should say."""

    def progressed(self, progress: Progress) -> None: ...

    def built(self, result: Result) -> None: ...

    def warned(self, text: str) -> None: ...


class Options(Struct, frozen=True):
    """What is special to `serve`, besides the request for its builds."""

    poll: bool = False


class Preview:
    """One newsroom, served. Everything here runs on one event loop, but what it hands to threads."""

    def __init__(self, request: Request, listener: Listener, options: Options | None = None) -> None:
        self.request = request
        self.settings = Settings(request)
        self.proofs = Proofs(request)
        self.tabs = Tabs(self.message)
        self._ahead = Ahead(request)
        self.builds = 0
        """How many builds have ended"""
        self.is_building = False
        self._listener = listener
        self._options = options or Options()
        self._builder = Builder(request)
        self._progress: Progress | None = None
        self._last: Built | None = None
        self._reasons: dict[str, tuple[str, ...]] = {}
        self._errors: tuple[str, ...] = ()
        self._hands = ThreadPoolExecutor(1, "sitegen-build")
        self._alarm: asyncio.TimerHandle | None = None

    # -- what is served --

    @property
    def site(self) -> Site:
        return Site(self.request.output_folder, self.settings.root)

    @property
    def is_first(self) -> bool:
        """Is the first build still under way, so that pages may be missing that will be there?"""
        return self.builds == 0

    @property
    def result(self) -> Result | None:
        return self._last.result if self._last else None

    def look(self, path: str) -> Found:
        """Return the answer to a decoded URL path; while the first build runs, a provisional one if there is any."""
        found = self.site.look(path)
        if found.status == 404 and self.is_first:
            return self.proofs.known(path) or found
        page = self._ahead.page(found.path) if found.status == 200 else None
        return found if page is None else replace(found, page=self.site.with_includes(page))

    async def look_hard(self, path: str) -> Found:
        """As `look`, but a page that is missing during the first build is rendered for itself."""
        found = self.look(path)
        if found.status == 404 and self.is_first:
            await asyncio.to_thread(self.proofs.render, path)
            found = self.look(path)
        return found

    def reasons(self, path: str) -> tuple[str, ...]:
        """Return what has changed in a page (path below output/) that was rendered by the last build that did any."""
        return self._reasons.get(path, ())

    # -- what tabs are told --

    def message(self, path: str) -> Message:
        return {
            "digest": self.look(path).digest,
            "build": self.builds,
            "errors": self._errors,
            "progress": self._progress_message(),
        }

    def _progress_message(self) -> Message | None:
        p = self._progress
        if p is None:
            return {"phase": "start", "done": 0, "total": 0} if self.is_first else None
        return {"phase": p.phase, "done": p.done, "total": p.total}

    # -- the loop --

    async def run(self) -> None:
        """Build now, and whenever a file or the clock asks for it, until cancelled."""
        bell = Bell()
        watcher = self._watch(bell)
        bell.ring()
        home = unquote(self.settings.root.url("/"))
        warming = asyncio.create_task(self.look_hard(home))
        rounds = asyncio.create_task(_go_round(watcher))
        wanted = asyncio.Event()
        looking = asyncio.create_task(self._look_ahead(bell, wanted))
        try:
            while True:
                await _rung(wanted, looking)
                wanted.clear()
                await asyncio.to_thread(watcher.note)
                await self._build()
                await asyncio.to_thread(watcher.refresh)
                self._set_alarm(bell)
                if self.builds == 1:
                    await self._ahead.warm_up()
        finally:
            looking.cancel()
            warming.cancel()
            rounds.cancel()
            if self._alarm:
                self._alarm.cancel()
            watcher.stop()
            self._builder.close()
            self._hands.shutdown(wait=False, cancel_futures=True)
            self.proofs.close()

    @property
    def builder_pid(self) -> int:
        return self._builder.pid

    def _watch(self, bell: Bell) -> Watcher:
        watcher = Watcher(self.request.root, bell.ring, self._options.poll)
        try:
            watcher.start()
        except OSError as problem:
            watcher.stop()
            self._listener.warned(
                f"The system cannot watch these folders ({problem.strerror or problem}), so they are looked at twice a "
                "second instead; on Linux, raise fs.inotify.max_user_watches"
            )
            watcher = Watcher(self.request.root, bell.ring, poll=True)
            watcher.start()
        return watcher

    async def _look_ahead(self, bell: Bell, wanted: asyncio.Event) -> None:
        """Whenever it rings, show what is in view and was saved, whatever is being built; then ask for a build."""
        while True:
            await bell.answered()
            if not self.is_first and await self._ahead.look(self._in_view()):
                await self.tabs.tell({"files": []})
            wanted.set()

    def _in_view(self) -> frozenset[str]:
        """Return the paths below output/ of the pages that tabs show."""
        return frozenset(self.look(path).path for path in self.tabs.paths()) - {""}

    async def _build(self) -> None:
        loop = asyncio.get_running_loop()
        in_view, marks = self._in_view(), self._ahead.begun()

        def hear(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._progressed, progress)

        self.is_building = True
        try:
            built = await loop.run_in_executor(self._hands, self._builder.build, in_view, hear)
        finally:
            self.is_building = False
        if built is None:
            return
        if built.result.ok:
            self._ahead.ended(marks)
        self._progress = None
        self._last = built
        self._reasons = built.reasons if built.result.rendered else self._reasons
        self.builds += 1
        if self.builds == 1:
            self.proofs.forget()
        self._errors = self._formatted(d for d in built.result.diagnostics if d.severity == "error")
        self.settings.refresh()
        await self.tabs.tell({"files": self._files(built.result)})
        self._listener.built(built.result)

    def _progressed(self, progress: Progress) -> None:
        self._progress = progress
        self._listener.progressed(progress)
        task = asyncio.ensure_future(self.tabs.tell_all({"progress": self._progress_message()}))
        self._telling = task

    def _files(self, result: Result) -> list[str]:
        """Return the URLs of files, no pages, whose bytes are others now: style sheets, pictures."""
        root = self.settings.root
        return [root.url(url_path(path)) for path in result.written if not path.endswith(".html")][:500]

    def _formatted(self, diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
        read = make_text_reader(self.request.root)
        texts = [format_diagnostic(d, read) for d in diagnostics]
        more = len(texts) - SHOWN_ERRORS
        return (*texts[:SHOWN_ERRORS], f"... and {more:,} more, in the terminal") if more > 0 else tuple(texts)

    def _set_alarm(self, bell: Bell) -> None:
        """Ring when the clock passes the instant at which the output will be another without an edit."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        due = self.result.next_change_at if self.result else None
        if due is None or self.settings.is_pinned:
            return
        left = (due - self.settings.now()).total_seconds()
        loop = asyncio.get_running_loop()
        if left <= 0:
            self._alarm = loop.call_later(1.0 if left < -1 else 0.05, bell.ring)
        else:
            self._alarm = loop.call_later(min(left, LONGEST_WAIT), self._set_alarm, bell)


async def _rung(wanted: asyncio.Event, looking: "asyncio.Task[None]") -> None:
    """Return when a build is wanted; raises what the task failed of that would ask for it."""
    waiting = asyncio.create_task(wanted.wait())
    try:
        await asyncio.wait({waiting, looking}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    if looking.done():
        looking.result()


async def _go_round(watcher: Watcher) -> None:
    while True:
        await asyncio.sleep(PAUSE)
        await asyncio.to_thread(watcher.refresh)
