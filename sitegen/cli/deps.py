"""`sitegen deps`."""

import os
from pathlib import Path

import click

from sitegen.cli import options


@click.command("deps")
@click.argument("file", type=click.Path(path_type=Path))
@options.root_option
@options.now_option
@options.drafts_option
@options.future_option
@options.json_option
def command(file: Path, root: Path | None, now: str | None, drafts: bool, future: bool, as_json: bool) -> int:
    """List the pages that depend on FILE: a source, a template, an asset or a data file."""
    from sitegen.cli.report import show_diagnostics
    from sitegen.engine.explain import deps
    from sitegen.engine.request import Request
    from sitegen.errors import BuildFailed

    root, instant = options.find_root(root), options.parse_time(now)
    try:
        request = Request(root, now=instant, drafts=drafts, future=future, environment=dict(os.environ))
        reach = deps(request, to_root_path(root, file))
    except BuildFailed as failure:
        show_diagnostics(failure.diagnostics, root)
        return 1
    if as_json:
        click.echo(options.to_json(reach))
    else:
        click.echo("\n".join([f"{len(reach.pages):,} files in output/ depend on {reach.file}:", *reach.pages]))
    return 0


def to_root_path(root: Path, file: Path) -> str:
    """Return the path below the root, with "/", of a file that is relative to the current folder or to the root."""
    here = Path.cwd() / file
    if here.exists() and here.resolve().is_relative_to(root.resolve()):
        return here.resolve().relative_to(root.resolve()).as_posix()
    return file.as_posix()
