"""What a build begins with. Nothing is imported here that a build of unchanged inputs does not need."""

import datetime as dt

from msgspec import Struct

from sitegen.config.model import Config
from sitegen.engine.build_state import Run, read_settings
from sitegen.engine.clock import build_time
from sitegen.engine.phases.scan import Content, look_at_content
from sitegen.engine.state.store import Store
from sitegen.errors import BuildFailed
from sitegen.theme.load import load
from sitegen.theme.model import Theme


class Desk(Struct, frozen=True):
    """Settings, theme, the clock, and the files that there are."""

    config: Config
    theme: Theme
    now: dt.datetime
    content: Content


def open_desk(run: Run, store: Store) -> Desk:
    """Read the settings and the theme, and scan content/. Raises BuildFailed if there are none to work with."""
    with run.timed("scan"):
        config = read_settings(run)
        now = build_time(run.request.now, config, run.request.environment)
        theme, problems = load(run.request.root, config)
        run.diagnostics += problems
        if theme is None:
            raise BuildFailed(run.diagnostics)
        return Desk(config, theme, now, look_at_content(run.request.root, config, store))
