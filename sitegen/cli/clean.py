"""`sitegen clean`."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.engine.state.output_manifest import OutputManifest


@click.command("clean")
@options.root_option
@options.output_option
def command(root: Path | None, output: Path | None) -> None:
    """Remove what the last build left: its files in output/, and .sitegen/.

    Files in output/ that sitegen did not write stay.
    """
    from sitegen.engine.build_state import STATE, STORE
    from sitegen.engine.state.lock import lock_newsroom
    from sitegen.engine.state.output_manifest import list_output_folders
    from sitegen.engine.state.store import Store
    from sitegen.files import remove, scan

    root = options.find_root(root)
    state, folder = root / STATE, output or root / "output"
    if not state.is_dir():
        click.echo("There is nothing to remove: no build has left its state here.")
        return
    with lock_newsroom(state):
        ledger = _ledger(state, root, folder)
        written = ledger.paths
        found = {file.path for file in scan(folder, hidden=True)}
        for path in sorted(found & written):
            remove(folder / path, folder)
        ledger.keep(())
        Store.discard(state / STORE)
    if not list_output_folders(state):
        shutil.rmtree(state, ignore_errors=True)
    others = len(found - written)
    left = f"; {others:,} that sitegen did not write are left" if others else ""
    click.echo(f"Removed {len(found & written):,} files from {folder}{left}.")


def _ledger(state: Path, root: Path, folder: Path) -> "OutputManifest":
    """Return what builds have written below the folder. Raises click.UsageError if they wrote only to others."""
    from sitegen.engine.state.output_manifest import OutputManifest, list_output_folders

    ledger = OutputManifest(state, root, folder)
    others = ", ".join(list_output_folders(state))
    if others and not ledger.paths:
        raise click.UsageError(f"Builds wrote to {others}, not to {folder}; name it with --output.")
    return ledger
