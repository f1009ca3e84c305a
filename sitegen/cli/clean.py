"""`sitegen clean`."""

import shutil
from pathlib import Path

import click

from sitegen.cli import options


@click.command("clean")
@options.root_option
def command(root: Path | None) -> None:
    """Remove what the last build left: its files in output/, and .sitegen/.

    Files in output/ that sitegen did not write stay.
    """
    from sitegen.build.build import STATE
    from sitegen.build.lock import only_build
    from sitegen.files import remove

    root = options.find_root(root)
    state = root / STATE
    if not state.is_dir():
        click.echo("There is nothing to remove: no build has left its state here.")
        return
    with only_build(state):
        folder, paths = _written(root, state)
        for path in paths:
            remove(folder / path, folder)
    shutil.rmtree(state, ignore_errors=True)
    others = sum(1 for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
    left = f"; {others:,} that sitegen did not write are left" if others else ""
    click.echo(f"Removed {len(paths):,} files from {folder}{left}.")


def _written(root: Path, state: Path) -> tuple[Path, list[str]]:
    """Return the folder that the last build wrote to, and the paths below it that it wrote."""
    from sitegen.build.build import STORE
    from sitegen.build.store import Store

    if not (state / STORE).is_file():
        return root / "output", []
    with Store(state / STORE) as store:
        return Path(store.meta("output") or root / "output"), sorted(store.outputs())
