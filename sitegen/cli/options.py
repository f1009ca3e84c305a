"""Options that several commands have, and how their values are read: the newsroom's root, the instant."""

import datetime as dt
from pathlib import Path

import click

SITE_FILE = "site.toml"
SOURCES = ("content", "themes", ".sitegen", ".git")
"""Folders of a newsroom that no site may be built into."""
FIRST_YEAR, LAST_YEAR = 1000, 9998
"""Outside of these a zone could lead out of the calendar that Python knows."""

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
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
future_option = click.option("--future", is_flag=True, help="Include articles dated later than now.")
base_url_option = click.option("--base-url", metavar="URL", default="", help="Instead of base_url in site.toml.")


def as_json(value: object) -> str:
    """Return a result as one JSON object (RFC 8259)."""
    import msgspec

    return msgspec.json.encode(value).decode()


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


def check_output(output: Path | None, root: Path) -> None:
    """Raise click.UsageError if the built site would lie among the newsroom's own files."""
    if output is None:
        return
    folder, home = output.resolve(), root.resolve()
    if home.is_relative_to(folder):
        raise click.UsageError(f"--output is {output}, which holds the newsroom itself; name a folder of its own.")
    for name in SOURCES:
        if folder.is_relative_to(home / name):
            raise click.UsageError(f"--output is {output}, which lies in {name}/; name a folder of its own.")


def instant(text: str | None, option: str = "--now") -> dt.datetime | None:
    """Return the instant that the option names, naive (the site's zone) if without offset. Raises click.UsageError."""
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise click.UsageError(
            f'{option} is "{text}", which is no instant; write 2026-12-31 or 2026-12-31T18:00+02:00.'
        )
    return moment


def address(text: str) -> str:
    """Return the --base-url, by the rule of site.toml's. Raises click.UsageError."""
    if not text:
        return ""
    from sitegen.config.kinds import BaseUrl
    from sitegen.schema import Report

    report = Report(SITE_FILE)
    url = BaseUrl().read(text, "base_url", report)
    if url is None:
        hint = report.diagnostics[0].hint
        raise click.UsageError(f'--base-url is "{text}", which is no address of a site; {hint}.')
    return url
