"""What a build starts from. Nothing is imported here that a build of unchanged inputs does not need."""

import datetime as dt

from msgspec import Struct

from sitegen.config.model import Config
from sitegen.engine.build_state import BuildState, read_settings
from sitegen.engine.clock import find_build_time
from sitegen.engine.phases.scan import ContentFiles, scan_content
from sitegen.engine.state.store import Store
from sitegen.errors import BuildFailed
from sitegen.pages.templates import MACHINE
from sitegen.theme.load import load
from sitegen.theme.model import Theme


class BuildInputs(Struct, frozen=True):
    """Settings, theme, the clock, and the files of content/ as they were scanned."""

    config: Config
    theme: Theme
    now: dt.datetime
    content: ContentFiles


def read_inputs(state: BuildState, store: Store) -> BuildInputs:
    """Read the settings and the theme, and scan content/. Raises BuildFailed if either cannot be used."""
    with state.timed("scan"):
        config = read_settings(state)
        now = find_build_time(state.request.now, config, state.request.environment)
        theme, problems = load(state.request.root, config, MACHINE)
        state.diagnostics += problems
        if theme is None:
            raise BuildFailed(state.diagnostics)
        return BuildInputs(config, theme, now, scan_content(state.request.root, config, store))
