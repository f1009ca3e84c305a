"""Where themes lie: in the newsroom's own themes/ folder, then in the package."""

from pathlib import Path

import sitegen

PACKAGE = Path(sitegen.__file__).resolve().parent


def packaged_themes() -> Path:
    """Return the folder of the themes that come with sitegen: inside the package, or beside it in a checkout."""
    inside = PACKAGE / "themes"
    return inside if inside.is_dir() else PACKAGE.parent / "themes"


def layers(root: Path, name: str) -> list[Path]:
    """Return the folders that make up the theme of this name, the first on top.

    A folder of the newsroom comes before the packaged one of the same name, so that a site overrides single templates.
    """
    found: list[Path] = []
    for folder in (root / "themes" / name, packaged_themes() / name):
        if folder.is_dir() and folder.resolve() not in [f.resolve() for f in found]:
            found.append(folder)
    return found


def available(root: Path) -> list[str]:
    """Return the names of all themes that could be asked for, sorted."""
    folders = [root / "themes", packaged_themes()]
    return sorted({f.name for parent in folders if parent.is_dir() for f in parent.iterdir() if f.is_dir()})
