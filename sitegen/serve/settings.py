"""site.toml as the server knows it: read again when its bytes change, the last good one kept while it is broken."""

import datetime as dt

from msgspec.structs import replace

from sitegen.config.model import Config
from sitegen.config.read import parse_config
from sitegen.engine.build_state import SETTINGS
from sitegen.engine.clock import find_build_time, is_pinned
from sitegen.engine.request import Request
from sitegen.errors import has_errors
from sitegen.urls import Root


class Settings:
    """What the server itself needs of them."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._bytes = b""
        self.config: Config | None = None
        """None while there was no good one yet"""
        self.refresh()

    def refresh(self) -> None:
        """Read them again if they have changed."""
        try:
            data = (self._request.root / SETTINGS).read_bytes()
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return
        if data == self._bytes:
            return
        self._bytes = data
        config, problems = parse_config(text, SETTINGS)
        if config is not None and not has_errors(problems):
            base_url = self._request.base_url.rstrip("/")
            self.config = replace(config, base_url=base_url) if base_url else config

    @property
    def root(self) -> Root:
        return Root.of(self.config.base_url if self.config else "")

    @property
    def title(self) -> str:
        return self.config.title if self.config else ""

    @property
    def is_pinned(self) -> bool:
        """Is the instant of all builds fixed: by --now, SOURCE_DATE_EPOCH, or `now` in site.toml?"""
        return is_pinned(self._request.now, self._or_default(), self._request.environment)

    def now(self) -> dt.datetime:
        """Return the instant that a build which began now would be for. Raises BuildFailed as `find_build_time`."""
        return find_build_time(self._request.now, self._or_default(), self._request.environment)

    def _or_default(self) -> Config:
        return self.config or Config(title="", base_url="")
