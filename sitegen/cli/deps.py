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
    """Say which pages a source, a template, an asset or a data file reaches."""
    from sitegen.cli.report import show_diagnostics
    from sitegen.engine.explain import deps
    from sitegen.engine.request import Request
    from sitegen.errors import BuildFailed

    root, moment = options.find_root(root), options.instant(now)
    try:
        request = Request(root, now=moment, drafts=drafts, future=future, environment=dict(os.environ))
        reach = deps(request, below(root, file))
    except BuildFailed as failure:
        show_diagnostics(failure.diagnostics, root)
        return 1
    if as_json:
        click.echo(options.as_json(reach))
    else:
        click.echo("\n".join([f"{reach.file} reaches {len(reach.pages):,} of the files in output/:", *reach.pages]))
    return 0


def below(root: Path, file: Path) -> str:
    """Return the path below the root, with "/", of a file named from here or from the root."""
    here = Path.cwd() / file
    if here.exists() and here.resolve().is_relative_to(root.resolve()):
        return here.resolve().relative_to(root.resolve()).as_posix()
    return file.as_posix()
