"""`sitegen clean`."""

import shutil
from pathlib import Path

import click

from sitegen.cli import options


@click.command("clean")
@options.root_option
@options.output_option
def command(root: Path | None, output: Path | None) -> None:
    """Remove what the last build left: its files in output/, and .sitegen/.

    Files in output/ that sitegen did not write stay.
    """
    from sitegen.build.lock import only_build
    from sitegen.build.run import STATE
    from sitegen.files import remove, scan

    root = options.find_root(root)
    state, folder = root / STATE, output or root / "output"
    if not state.is_dir():
        click.echo("There is nothing to remove: no build has left its state here.")
        return
    with only_build(state):
        written = _written(state, folder)
        found = {file.path for file in scan(folder, hidden=True)}
        for path in sorted(found & written):
            remove(folder / path, folder)
    shutil.rmtree(state, ignore_errors=True)
    others = len(found - written)
    left = f"; {others:,} that sitegen did not write are left" if others else ""
    click.echo(f"Removed {len(found & written):,} files from {folder}{left}.")


def _written(state: Path, folder: Path) -> set[str]:
    """Return the paths below the folder that builds have written. Raises click.UsageError if it was another folder.

    The store names the folder too, but it may come from elsewhere: it is not trusted with what to delete where.
    """
    from sitegen.build.run import STORE
    from sitegen.build.store import Store

    if not (state / STORE).is_file():
        return set()
    with Store(state / STORE) as store:
        last = store.meta("output")
        if last and last != str(folder.resolve()):
            raise click.UsageError(f"The last build wrote to {last}, not to {folder}; name it with --output.")
        return set(store.outputs())
