"""Reads site.toml for commands that need nothing else of the newsroom."""

from pathlib import Path

import click

from sitegen.cli.options import SITE_FILE
from sitegen.cli.report import show_diagnostics
from sitegen.config.model import Config
from sitegen.config.read import parse_config
from sitegen.errors import has_errors


def read_config(root: Path) -> Config:
    """Return the site's config. If site.toml has errors, print them and exit with code 1."""
    text = (root / SITE_FILE).read_text(encoding="utf-8-sig", errors="replace")
    config, problems = parse_config(text, SITE_FILE)
    if config is None or has_errors(problems):
        show_diagnostics(problems, root)
        raise click.exceptions.Exit(1)
    return config
