"""The settings with which each archive is built; the archives themselves lie elsewhere."""

from pathlib import Path

import pytest

from sitegen.config.read import parse_config
from tests.archives.kit import HERE


@pytest.mark.parametrize("settings", sorted(HERE.glob("*/site.toml")), ids=lambda path: path.parent.name)
def test_each_archive_has_its_settings_and_nothing_else(settings: Path) -> None:
    assert [file.name for file in settings.parent.iterdir()] == ["site.toml"]
    config, problems = parse_config(settings.read_text(encoding="utf-8"))
    assert config is not None
    assert [str(problem) for problem in problems] == []
