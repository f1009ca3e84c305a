"""Inside sitegen/serve, imports lead in one direction only."""

import re

from tests.test_floors import MODULES, imports

LEVELS = (
    ("watch", "host", "site_config", "tabs", "rebuild_reasons"),
    ("in_memory", "builder"),
    ("preview",),
    ("status",),
    ("http",),
    ("run",),
)
"""From the lowest. A module imports from lower levels and from its own folder."""


def level(name: str) -> int:
    return next(number for number, names in enumerate(LEVELS) if name in names)


def test_a_module_of_serve_imports_only_from_lower_levels_and_its_own_folder() -> None:
    upward = [
        f"{module}:{line}: {name}"
        for module in MODULES
        if (found := re.match(r"serve/(\w+)", module)) and (own := found[1]) != "__init__"
        for line, name in imports(module)
        if name.startswith("sitegen.serve.") and (other := name.split(".")[2]) != own
        if level(other) >= level(own)
    ]
    assert upward == []
