"""Pages made before the build that will make them: those whose story somebody is looking at and has just saved.

A preview, in memory only: the page as it was last rendered, with the text that the file has now. What else the edit
changes, the build that follows puts right.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from sitegen import digest, files
from sitegen.engine import fingerprint
from sitegen.engine.build_state import SETTINGS, STATE, STORE, Run, read_settings
from sitegen.engine.inputs.blocks import included_blocks
from sitegen.engine.inputs.encoding import retold
from sitegen.engine.inputs.saved_inputs import KeptContext, context_of, parcel_of
from sitegen.engine.phases.scan import CONTENT
from sitegen.engine.request import Request
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.input_tables import ContextTables, reading
from sitegen.engine.workers.renderer import RenderRules
from sitegen.engine.workers.worker import Hands, Setup
from sitegen.errors import BuildFailed
from sitegen.source.article import Article, Body
from sitegen.source.kinds import SourceJob
from sitegen.source.rules import ParseRules
from sitegen.theme.load import load
from sitegen.theme.locate import layers
from sitegen.urls import Root


class EarlyPages:
    """Makes them for one newsroom; reads the store as the last build left it, even while another one is writing."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._hands: Hands | None = None
        self._made_of = ""
        """Digest of the stamps of settings and theme that the hands were made of"""
        self._layers: tuple[Path, ...] = ()
        self._seen: dict[str, str] = {}
        """Article path -> digest of the bytes that an early page was last made of"""

    def warm_up(self) -> None:
        """Be ready: what the first page needs besides its own values is made now."""
        with suppress(OSError, BuildFailed):
            self._ready().warm_up()

    def made(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the new bytes of those of the pages (paths below output/) whose story's file has changed."""
        file = self._request.root / STATE / STORE
        try:
            with reading(file) as tables:
                if not tables.belong_to(fingerprint.fingerprint()):
                    return {}
                return {path: data for path in paths for data in self._page(path, tables)}
        except (Unreadable, OSError, BuildFailed, msgspec.MsgspecError):
            return {}

    def _page(self, path: str, tables: ContextTables) -> Iterator[bytes]:
        with suppress(Unreadable):
            context = context_of(path, tables)
            if "body" not in context.values or context.values["body"].kind != "BodyRef":
                return
            article = context.values["body"].texts[0]
            data = Path(self._request.root, CONTENT, article).read_bytes()
            mark = digest.of_bytes(data)
            if mark != (self._seen.get(article) or tables.digest_of_file(article)):
                page = self._rendered(context, article, data, tables)
                if page is not None:
                    self._seen[article] = mark
                    yield page

    def _rendered(self, context: KeptContext, path: str, data: bytes, tables: ContextTables) -> bytes | None:
        """Return the page with the text of these bytes; None if there are errors in them."""
        hands = self._ready()
        row = hands.parse(SourceJob("article", path, data))
        if not row.record or not row.body:
            return None
        words = msgspec.json.decode(row.record, type=Article).words
        body = msgspec.json.decode(row.body, type=Body)
        values = {name: retold(value, body, path, words) for name, value in context.values.items()}
        sheet, parcel = parcel_of(replace(context, values=values), tables)
        parcel.texts[path] = row.body
        page = hands.rendered(sheet, parcel)
        return page if isinstance(page, bytes) else None

    def _ready(self) -> Hands:
        """Return hands for the settings and the theme as they are now."""
        stamps = self._stamps()
        if self._hands is None or stamps != self._made_of:
            self._hands = self._made_ready()
            self._made_of = self._stamps()
        return self._hands

    def _stamps(self) -> str:
        settings = files.stamp_of((self._request.root / SETTINGS).stat())
        found = [sorted(files.scan(layer)) for layer in self._layers]
        return digest.of([settings, found])

    def _made_ready(self) -> Hands:
        run = Run(self._request)
        config = read_settings(run)
        theme, problems = load(self._request.root, config)
        if theme is None:
            raise BuildFailed(problems)
        self._layers = tuple(layer for name in theme.chain for layer in layers(self._request.root, name))
        urls = {name: asset.url for name, asset in theme.assets.items()}
        blocks = included_blocks(config.blocks, Root.of(config.base_url))
        rules = RenderRules(theme.templates, urls, blocks)
        return Hands(Setup(ParseRules.of(config), rules, str(self._request.output_folder)))
