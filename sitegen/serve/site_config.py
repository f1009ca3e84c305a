"""site.toml as the server knows it: read again when it changes; while it is broken, the last good version counts."""

import datetime as dt

from msgspec.structs import replace

from sitegen.config.model import Config
from sitegen.config.read import parse_config
from sitegen.engine.build_state import SETTINGS
from sitegen.engine.clock import find_build_time, is_pinned
from sitegen.engine.request import Request
from sitegen.errors import has_errors
from sitegen.urls import Root


class SiteConfig:
    """The settings that the server itself needs. Each build reads site.toml on its own."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._bytes = b""
        self.current: Config | None = None
        """None until there was a version without errors"""
        self.refresh()

    def refresh(self) -> None:
        """Read site.toml again if it has changed."""
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
            self.current = replace(config, base_url=base_url) if base_url else config

    @property
    def root(self) -> Root:
        return Root.of(self._or_default.base_url)

    @property
    def title(self) -> str:
        return self._or_default.title

    @property
    def base_url(self) -> str:
        return self._or_default.base_url

    @property
    def is_clock_pinned(self) -> bool:
        """Is the instant of all builds fixed: by --now, SOURCE_DATE_EPOCH, or `now` in site.toml?"""
        return is_pinned(self._request.now, self._or_default, self._request.environment)

    def now(self) -> dt.datetime:
        """Return the `now` of a build that starts at this moment. Raises BuildFailed as `find_build_time`."""
        return find_build_time(self._request.now, self._or_default, self._request.environment)

    @property
    def _or_default(self) -> Config:
        return self.current or Config(title="", base_url="")
