"""Live pages: a page in view with the text that was just saved, made before the build that will make it.

A preview, in memory only: the page from what it was last made of, and the text that the file has now. What else the
edit changes, the build that follows puts right.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from sitegen import digest, files
from sitegen.engine import fingerprint
from sitegen.engine.build_state import SETTINGS, STATE, STORE, BuildState, read_settings
from sitegen.engine.inputs.page_inputs import BatchSource, PageInputs, make_batch
from sitegen.engine.inputs.saved_inputs import load_inputs
from sitegen.engine.phases.scan import CONTENT
from sitegen.engine.request import Request
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.input_tables import InputTables, open_tables
from sitegen.engine.workers.worker import Worker, WorkerSetup
from sitegen.errors import BuildFailed
from sitegen.pages.templates import MACHINE
from sitegen.source.parse_source import SourceJob
from sitegen.theme.load import load
from sitegen.theme.locate import layers


class LivePages:
    """Makes them for one newsroom; reads the store as the last build left it, even while another one is writing."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._worker: Worker | None = None
        self._made_of = ""
        """Digest of the stamps of settings and theme that the worker was made of"""
        self._layers: tuple[Path, ...] = ()
        self._shown: dict[str, str] = {}
        """Article path -> digest of the bytes that a live page was last made of"""

    def warm_up(self) -> None:
        """Be ready: what the first page needs besides its own values is made now."""
        with suppress(OSError, BuildFailed):
            self._ready_worker().warm_up()

    def make(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the new bytes of those of the pages (paths below output/) whose story's file has changed."""
        file = self._request.root / STATE / STORE
        try:
            with open_tables(file) as tables:
                if not tables.are_of(fingerprint.fingerprint()):
                    return {}
                return {path: data for path in paths for data in self._make(path, tables)}
        except (Unreadable, OSError, BuildFailed, msgspec.MsgspecError):
            return {}

    def _make(self, path: str, tables: InputTables) -> Iterator[bytes]:
        with suppress(Unreadable):
            page = load_inputs(path, tables)
            articles = {article for value in page.values.values() for article in value.texts}
            if len(articles) != 1:  # a feed, which no writer looks at
                return
            article = articles.pop()
            data = Path(self._request.root, CONTENT, article).read_bytes()
            file_digest = digest.of_bytes(data)
            if file_digest != (self._shown.get(article) or tables.digest_of_file(article)):
                rendered = self._render(page, article, data, tables)
                if rendered is not None:
                    self._shown[article] = file_digest
                    yield rendered

    def _render(self, page: PageInputs, article: str, data: bytes, tables: InputTables) -> bytes | None:
        """Return the page with the text of these bytes; None if there are errors in them."""
        worker = self._ready_worker()
        row = worker.parse(SourceJob("article", article, data))
        if not row.text:
            return None
        batch = make_batch([page], BatchSource(lambda _: row.text, tables.card))
        rendered = worker.render(batch.jobs[0], batch)
        return rendered if isinstance(rendered, bytes) else None

    def _ready_worker(self) -> Worker:
        """Return a worker for the settings and the theme as they are now."""
        stamps = self._stamps()
        if self._worker is None or stamps != self._made_of:
            self._worker = self._make_worker()
            self._made_of = self._stamps()
        return self._worker

    def _stamps(self) -> str:
        settings = files.stamp_of((self._request.root / SETTINGS).stat())
        found = [sorted(files.scan(layer)) for layer in self._layers]
        return digest.of([settings, found])

    def _make_worker(self) -> Worker:
        config = read_settings(BuildState(self._request))
        theme, problems = load(self._request.root, config, MACHINE)
        if theme is None:
            raise BuildFailed(problems)
        self._layers = tuple(layer for name in theme.chain for layer in layers(self._request.root, name))
        return Worker(WorkerSetup.of(config, theme, self._request.output_folder))
