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
    """Remove the files that builds have written to output/, and .sitegen/.

    Other files in output/ are kept.
    """
    from sitegen.engine.build_state import STATE, STORE
    from sitegen.engine.state.lock import lock_newsroom
    from sitegen.engine.state.output_manifest import list_output_folders
    from sitegen.engine.state.store import Store
    from sitegen.files import remove, scan

    root = options.find_root(root)
    state, folder = root / STATE, output or root / "output"
    if not state.is_dir():
        click.echo("Nothing to remove: no site has been built here.")
        return
    with lock_newsroom(state):
        manifest = _open_manifest(state, root, folder)
        written = manifest.paths
        found = {file.path for file in scan(folder, hidden=True)}
        for path in sorted(found & written):
            remove(folder / path, folder)
        manifest.keep(())
        Store.discard(state / STORE)
    if not list_output_folders(state):
        shutil.rmtree(state, ignore_errors=True)
    others = len(found - written)
    kept = f"; kept {others:,} that sitegen did not write" if others else ""
    click.echo(f"Removed {len(found & written):,} files from {folder}{kept}.")


def _open_manifest(state: Path, root: Path, folder: Path) -> "OutputManifest":
    """Return the list of files that builds wrote to the folder. Raises click.UsageError if they used other folders."""
    from sitegen.engine.state.output_manifest import OutputManifest, list_output_folders

    manifest = OutputManifest(state, root, folder)
    others = ", ".join(list_output_folders(state))
    if others and not manifest.paths:
        raise click.UsageError(f"The site was built into {others}, not into {folder}; use --output.")
    return manifest
