"""Options that several commands share, and how their values are parsed and checked."""

import datetime as dt
from pathlib import Path

import click

SITE_FILE = "site.toml"
SOURCES = ("content", "themes", ".sitegen", ".git")
"""Folders of a newsroom that a site must not be built into."""
FIRST_YEAR, LAST_YEAR = 1000, 9998
"""Outside this range a time zone could lead to a year that Python does not support."""

root_option = click.option(
    "--root",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that contains site.toml. Default: the current folder or the nearest parent that contains one.",
)
output_option = click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the built site. Default: output/.",
)
now_option = click.option(
    "--now", metavar="TIME", help="Use this as the current time: 2026-12-31 or 2026-12-31T18:00+02:00."
)
drafts_option = click.option("--drafts", is_flag=True, help="Include drafts.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
future_option = click.option("--future", is_flag=True, help="Include articles that are dated in the future.")
jobs_option = click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Number of processes. Default: one per CPU."
)
base_url_option = click.option("--base-url", metavar="URL", default="", help="Replace base_url in site.toml.")


def to_json(value: object) -> str:
    """Return a result as one JSON object (RFC 8259)."""
    import msgspec

    return msgspec.json.encode(value).decode()


def find_root(given: Path | None, start: Path | None = None) -> Path:
    """Return the newsroom's root: the given folder, or else the nearest one with site.toml, from `start` upwards.

    `start` defaults to the current folder. Raises click.UsageError if there is no site.toml.
    """
    if given is not None:
        if not (given / SITE_FILE).is_file():
            raise click.UsageError(f"{given} has no {SITE_FILE}; `sitegen new site {given}` creates a newsroom there.")
        return given
    here = start or Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SITE_FILE).is_file():
            return folder
    raise click.UsageError(
        f"There is no {SITE_FILE} in {here} or above it; `sitegen new site DIR` creates a newsroom, --root selects one."
    )


def check_output(output: Path | None, root: Path) -> None:
    """Raise click.UsageError if the built site would be among the newsroom's own files."""
    if output is None:
        return
    folder, home = output.resolve(), root.resolve()
    if home.is_relative_to(folder):
        raise click.UsageError(f"--output is {output}, which contains the newsroom itself; use a separate folder.")
    for name in SOURCES:
        if folder.is_relative_to(home / name):
            raise click.UsageError(f"--output is {output}, which is inside {name}/; use a separate folder.")


def parse_time(text: str | None, option: str = "--now") -> dt.datetime | None:
    """Return the time that an option gives: naive, meaning the site's zone, if it has no offset.

    Raises click.UsageError.
    """
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise click.UsageError(
            f'{option} is "{text}", which is not a valid time; write 2026-12-31 or 2026-12-31T18:00+02:00.'
        )
    return moment


def parse_base_url(text: str) -> str:
    """Return the --base-url, checked as in site.toml. Raises click.UsageError."""
    if not text:
        return ""
    from sitegen.config.kinds import BaseUrl
    from sitegen.schema import Report

    report = Report(SITE_FILE)
    url = BaseUrl().read(text, "base_url", report)
    if url is None:
        hint = report.diagnostics[0].hint
        raise click.UsageError(f'--base-url is "{text}", which is not a valid URL for a site; {hint}.')
    return url
