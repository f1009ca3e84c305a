"""The preview: after each change it builds, and tells every tab the state of its page."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol
from urllib.parse import unquote

from msgspec.structs import replace

from sitegen.engine.diagnostics import make_text_reader
from sitegen.engine.request import Request, Result
from sitegen.errors import Diagnostic, format_diagnostic
from sitegen.serve.builder import Builder, BuildOutcome, Progress
from sitegen.serve.host.static_host import Answer, StaticHost
from sitegen.serve.in_memory.overlay import Overlay
from sitegen.serve.in_memory.provisional import ProvisionalPages
from sitegen.serve.site_config import SiteConfig
from sitegen.serve.tabs import Message, Tabs
from sitegen.serve.watch.debounce import Debounce
from sitegen.serve.watch.dir_poll import POLL_INTERVAL
from sitegen.serve.watch.watcher import Watcher
from sitegen.urls import url_path

MAX_ERRORS = 20
"""Errors that the browser shows; the terminal shows them all."""
MAX_FILES = 500
"""Changed files that tabs are told about"""
MAX_TIMER_SECONDS = 30.0
"""Longest time between two looks at the clock: a timer stands still while a laptop sleeps."""


class BuildObserver(Protocol):
    """Is told what the terminal should show."""

    def on_progress(self, progress: Progress) -> None: ...

    def on_build(self, result: Result) -> None: ...

    def on_warning(self, text: str) -> None: ...


class Preview:
    """One newsroom that is being served. Everything runs on one event loop, except what is passed to threads."""

    def __init__(self, request: Request, observer: BuildObserver, poll: bool = False) -> None:
        """`poll`: look for changed files regularly instead of relying on the system's events."""
        self.request = request
        self.site_config = SiteConfig(request)
        self.provisional_pages = ProvisionalPages(request)
        self.tabs = Tabs(self.compose_message)
        self.builds = 0
        """How many builds have ended"""
        self.is_building = False
        self._observer = observer
        self._poll = poll
        self._overlay = Overlay(request)
        self._builder = Builder(request)
        self._build_thread = ThreadPoolExecutor(1, "sitegen-build")
        self._progress: Progress | None = None
        self._outcome: BuildOutcome | None = None
        self._reasons: dict[str, tuple[str, ...]] = {}
        self._errors: tuple[str, ...] = ()
        self._timer: asyncio.TimerHandle | None = None

    # -- answers to requests --

    @property
    def static_host(self) -> StaticHost:
        return StaticHost(self.request.output_folder, self.site_config.root)

    @property
    def is_first_build(self) -> bool:
        """Has no build ended yet? Then a page may be missing that will exist."""
        return self.builds == 0

    @property
    def result(self) -> Result | None:
        """The result of the last build"""
        return self._outcome.result if self._outcome else None

    def respond(self, path: str) -> Answer:
        """Return the answer to a decoded URL path; during the first build, a provisional one if it was rendered."""
        answer = self.static_host.respond(path)
        if answer.status == 404 and self.is_first_build:
            return self.provisional_pages.get(path) or answer
        page = self._overlay.get(answer.path) if answer.status == 200 else None
        return answer if page is None else replace(answer, page=self.static_host.resolve_includes(page))

    async def respond_or_render(self, path: str) -> Answer:
        """Return the answer as `respond`; render a provisional page if the page is missing during the first build."""
        answer = self.respond(path)
        if answer.status == 404 and self.is_first_build:
            await asyncio.to_thread(self.provisional_pages.render, path)
            answer = self.respond(path)
        return answer

    def get_reasons(self, path: str) -> tuple[str, ...]:
        """Return why the last build that rendered pages rendered this one (a path below output/)."""
        return self._reasons.get(path, ())

    # -- messages to tabs --

    def compose_message(self, path: str) -> Message:
        """Return everything that a tab with the page at this URL path should know now."""
        return {
            "digest": self.respond(path).digest,
            "build": self.builds,
            "errors": self._errors,
            "progress": self._progress_message,
        }

    @property
    def _progress_message(self) -> Message | None:
        p = self._progress
        if p is None:
            return {"phase": "start", "done": 0, "total": 0} if self.is_first_build else None
        return {"phase": p.phase, "done": p.done, "total": p.total}

    # -- the loop --

    async def run(self) -> None:
        """Build now, and whenever a file or the clock requires it, until cancelled."""
        debounce = Debounce()
        watcher = self._start_watcher(debounce)
        debounce.trigger()
        build_requested = asyncio.Event()
        request_task = asyncio.create_task(self._request_builds(debounce, build_requested))
        front_page = unquote(self.site_config.root.url("/"))
        other_tasks = [
            asyncio.create_task(self.respond_or_render(front_page)),
            asyncio.create_task(_poll_folders(watcher)),
        ]
        try:
            while True:
                await _wait_for(build_requested, request_task)
                build_requested.clear()
                await asyncio.to_thread(watcher.record)
                await self._build()
                await asyncio.to_thread(watcher.refresh)
                self._start_timer(debounce)
                if self.builds == 1:
                    await self._overlay.warm_up()
        finally:
            for task in (request_task, *other_tasks):
                task.cancel()
            if self._timer:
                self._timer.cancel()
            watcher.stop()
            self._builder.close()
            self._build_thread.shutdown(wait=False, cancel_futures=True)
            self.provisional_pages.close()

    @property
    def builder_pid(self) -> int:
        return self._builder.pid

    def _start_watcher(self, debounce: Debounce) -> Watcher:
        watcher = Watcher(self.request.root, debounce.trigger, self._poll)
        try:
            watcher.start()
        except OSError as problem:
            watcher.stop()
            self._observer.on_warning(
                f"The system cannot watch these folders ({problem.strerror or problem}), so sitegen checks all files "
                "twice a second instead. On Linux, raise fs.inotify.max_user_watches."
            )
            watcher = Watcher(self.request.root, debounce.trigger, poll=True)
            watcher.start()
        return watcher

    async def _request_builds(self, debounce: Debounce, build_requested: asyncio.Event) -> None:
        """After each change, show the new text of pages in view, even while a build runs; then request a build."""
        while True:
            await debounce.wait()
            if not self.is_first_build and await self._overlay.update(self._pages_in_view):
                await self.tabs.update_all({"files": []})
            build_requested.set()

    @property
    def _pages_in_view(self) -> frozenset[str]:
        """Paths below output/ of the pages that tabs show"""
        return frozenset(self.respond(path).path for path in self.tabs.url_paths) - {""}

    async def _build(self) -> None:
        loop = asyncio.get_running_loop()
        in_view, overlay = self._pages_in_view, self._overlay.copy()

        def on_progress(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._on_progress, progress)

        self.is_building = True
        try:
            outcome = await loop.run_in_executor(self._build_thread, self._builder.build, in_view, on_progress)
        finally:
            self.is_building = False
        if outcome is None:
            return
        result = outcome.result
        if result.ok:
            self._overlay.remove(overlay)
        self._progress = None
        self._outcome = outcome
        self._reasons = outcome.reasons if result.rendered else self._reasons
        self.builds += 1
        if self.builds == 1:
            self.provisional_pages.clear()
        self._errors = self._format(d for d in result.diagnostics if d.severity == "error")
        self.site_config.refresh()
        await self.tabs.update_all({"files": self._list_changed_files(result)})
        self._observer.on_build(result)

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._observer.on_progress(progress)
        # The event loop itself keeps no reference to a task: without one it may be collected before it is done.
        self._broadcast = asyncio.ensure_future(self.tabs.broadcast({"progress": self._progress_message}))

    def _list_changed_files(self, result: Result) -> list[str]:
        """Return the URLs of files with new bytes that are not pages: style sheets, pictures..."""
        root = self.site_config.root
        return [root.url(url_path(path)) for path in result.written if not path.endswith(".html")][:MAX_FILES]

    def _format(self, diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
        read = make_text_reader(self.request.root)
        texts = [format_diagnostic(d, read) for d in diagnostics]
        more = len(texts) - MAX_ERRORS
        return (*texts[:MAX_ERRORS], f"... and {more:,} more, in the terminal") if more > 0 else tuple(texts)

    def _start_timer(self, debounce: Debounce) -> None:
        """Request a build when the clock reaches the instant at which the output changes without an edit."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        due = self.result.next_change_at if self.result else None
        if due is None or self.site_config.is_clock_pinned:
            return
        left = (due - self.site_config.now()).total_seconds()
        loop = asyncio.get_running_loop()
        if left <= 0:
            self._timer = loop.call_later(1.0 if left < -1 else 0.05, debounce.trigger)
        else:
            self._timer = loop.call_later(min(left, MAX_TIMER_SECONDS), self._start_timer, debounce)


async def _wait_for(build_requested: asyncio.Event, request_task: "asyncio.Task[None]") -> None:
    """Return when a build is requested. Raises what the task that requests builds has raised."""
    waiting = asyncio.create_task(build_requested.wait())
    try:
        await asyncio.wait({waiting, request_task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    if request_task.done():
        request_task.result()


async def _poll_folders(watcher: Watcher) -> None:
    while True:
        await asyncio.sleep(POLL_INTERVAL)
        await asyncio.to_thread(watcher.refresh)
