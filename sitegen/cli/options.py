"""Options that several commands have, and how their values are found: the newsroom's root, the instant."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import click

SITE_FILE = "site.toml"

root_option = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder with site.toml. Default: this folder or the nearest above it that has one.",
)
output_option = click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder of the built site. Default: output/."
)
now_option = click.option(
    "--now", metavar="TIME", help="Build as of this instant: 2026-12-31 or 2026-12-31T18:00+02:00. Default: the clock."
)
drafts_option = click.option("--drafts", is_flag=True, help="Include drafts.")
future_option = click.option("--future", is_flag=True, help="Include articles dated later than now.")
base_url_option = click.option("--base-url", metavar="URL", default="", help="Instead of base_url in site.toml.")


def find_root(given: Path | None, start: Path | None = None) -> Path:
    """Return the newsroom's root: the folder given, else the nearest with site.toml from `start` (or here) upwards.

    Raises click.UsageError where there is none.
    """
    if given is not None:
        if not (given / SITE_FILE).is_file():
            raise click.UsageError(f"{given} has no {SITE_FILE}; `sitegen new site {given}` makes a newsroom.")
        return given
    here = start or Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SITE_FILE).is_file():
            return folder
    raise click.UsageError(
        f"There is no {SITE_FILE} in {here} or above it; `sitegen new site DIR` makes a newsroom, --root names one."
    )


def instant(text: str | None, root: Path) -> dt.datetime | None:
    """Return the aware instant that --now names; without offset it is in the site's zone. Raises click.UsageError."""
    if text is None:
        return None
    from sitegen.schema.dates import HINT, read_instant

    moment = read_instant(text, zone_of(root))
    if moment is None:
        raise click.UsageError(f'--now is "{text}", which is no instant; {HINT}.')
    return moment


def zone_of(root: Path) -> ZoneInfo:
    """Return the zone that site.toml names; UTC if it names none that is known (the build says so then)."""
    try:
        name = tomllib.loads((root / SITE_FILE).read_text(encoding="utf-8-sig")).get("timezone", "UTC")
        return ZoneInfo(name)
    except (OSError, ValueError, TypeError, LookupError):
        return ZoneInfo("UTC")


def check_epoch(environment: Mapping[str, str]) -> None:
    """Raise click.UsageError if SOURCE_DATE_EPOCH is set to anything but whole seconds since 1970.

    Rule: https://reproducible-builds.org/specs/source-date-epoch/
    """
    text = environment.get("SOURCE_DATE_EPOCH", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 12):
        raise click.UsageError(f'SOURCE_DATE_EPOCH is "{text}", which is no number of seconds since 1970-01-01 UTC.')
