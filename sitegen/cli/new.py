"""`sitegen new`: creates a newsroom, or one file that follows the settings of an existing newsroom."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.schema.suggest import did_you_mean
from sitegen.urls import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.config.model import ArticleType, Category, Config

DATE = click.DateTime(["%Y-%m-%d"])
DAYS = 30
"""Default length of a new campaign"""


@click.group("new")
def command() -> None:
    """Create a newsroom, an article, an author or a campaign.

    Existing files are never overwritten.
    """


@command.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def new_site(folder: Path) -> None:
    """Create a newsroom in DIR, with a few stories, ready to build."""
    from sitegen.starter.scaffold import load_newsroom

    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; use a new folder.")
    files = load_newsroom()
    for path, data in files.items():
        _create_file(folder / path, data)
    change_folder = "" if folder.resolve() == Path.cwd() else f"cd {folder}, then "
    click.echo(f"Created a newsroom of {len(files)} files in {folder}. Next: {change_folder}sitegen build")


@command.command("article")
@click.argument("title")
@options.root_option
@click.option("--type", "kind", metavar="ID", help="Article type. Default: the site's default.")
@click.option("--category", metavar="ID", help="Category. Default: the site's default, or the first one.")
@click.option("--author", metavar="ID", help="Author. Default: the site's default, or the first one.")
@click.option("--date", metavar="TIME", help="Date of publication. Default: now.")
def new_article(
    title: str, root: Path | None, kind: str | None, category: str | None, author: str | None, date: str | None
) -> None:
    """Create a draft article with the sections of its type."""
    from sitegen.cli.site_config import read_config
    from sitegen.starter import scaffold

    root = options.find_root(root)
    slug = slugify(_check_printable(title))
    if not slug:
        raise click.UsageError(f'The title "{title}" has no letter or digit for a file name.')
    config = read_config(root)
    chosen = _choose_category(config, category)
    article = scaffold.NewArticle(
        title=title,
        date=_get_time(config, date),
        kind=_choose_type(config, kind),
        category=(chosen.parent or chosen.id) if chosen else "",
        subcategory=chosen.id if chosen and chosen.parent else "",
        author=_choose_author(root, config, author),
    )
    folder = root / "content" / config.content.articles[0] / str(article.date.year)
    _create_file(folder / f"{slug}.md", scaffold.format_article(article, config.default_type).encode())
    byline = f" by {article.author}" if article.author else ""
    click.echo(f"Created {folder / slug}.md, a draft in {article.category or 'no category'}{byline}.")


@command.command("author")
@click.argument("identity", metavar="ID")
@options.root_option
@click.option("--name", metavar="NAME", default="", help="The author's name. Default: made from ID.")
def new_author(identity: str, root: Path | None, name: str) -> None:
    """Create an author's file. Its text is the biography."""
    from sitegen.starter import scaffold

    file = options.find_root(root) / "content" / "authors" / f"{_check_id(identity)}.md"
    _create_file(file, scaffold.format_author(identity, _check_printable(name)).encode())
    click.echo(f"Created {file}. Next: write the biography below the front matter.")


@command.command("campaign")
@click.argument("identity", metavar="ID")
@options.root_option
@click.option("--sponsor", metavar="ID", help="Name of the sponsor's file in content/sponsors/. Default: ID.")
@click.option("--start", metavar="DATE", type=DATE, help="First day. Default: today.")
@click.option("--end", metavar="DATE", type=DATE, help=f"Day after the last day. Default: {DAYS} days after --start.")
@click.option("--slot", metavar="ID", help="Slot in site.toml. Default: the first.")
def new_campaign(
    identity: str,
    root: Path | None,
    sponsor: str | None,
    start: dt.datetime | None,
    end: dt.datetime | None,
    slot: str | None,
) -> None:
    """Add a campaign to the file of its sponsor."""
    from sitegen.cli.site_config import read_config
    from sitegen.starter import scaffold

    root = options.find_root(root)
    sponsor = _check_id(sponsor or _check_id(identity))
    config = read_config(root)
    known = [s.id for s in config.slots]
    if not known:
        raise click.UsageError("site.toml has no [[slots]] that a campaign could run in.")
    first = (start or _get_time(config, None)).date()
    last = end.date() if end else first + dt.timedelta(DAYS)
    if last <= first:
        raise click.UsageError(f"The campaign ends on {last}, which is not after its start on {first}.")
    file = root / "content" / "sponsors" / f"{sponsor}.toml"
    text = _read_sponsor(file, identity) or scaffold.format_sponsor(sponsor, "")
    text += scaffold.format_campaign(identity, first, last, [_check_known("slot", slot, known) if slot else known[0]])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Added {identity} to {file}, from {first} until (excluding) {last}. Next: write its text and href.")


def _get_time(config: "Config", text: str | None) -> dt.datetime:
    import os

    from sitegen.engine.clock import find_build_time

    return find_build_time(options.parse_time(text, "--date"), config, os.environ)


def _choose_type(config: "Config", asked: str | None) -> "ArticleType":
    types = {kind.id: kind for kind in config.types}
    return types[_check_known("type", asked or config.default_type, types)]


def _choose_category(config: "Config", asked: str | None) -> "Category | None":
    """Return the given category, or else the first top-level category; None if the site's default applies."""
    known = {category.id: category for category in config.categories}
    if asked:
        return known[_check_known("category", asked, known)]
    if config.default_category or not known:
        return known.get(config.default_category)
    return next((category for category in known.values() if not category.parent), None)


def _choose_author(root: Path, config: "Config", asked: str | None) -> str:
    """Return the given author, or else the first; "" if the site's default applies."""
    known = sorted(file.stem for file in (root / "content" / "authors").glob("*.md"))
    if asked:
        return asked if config.content.unknown_authors == "create" else _check_known("author", asked, known)
    if config.default_author:
        return ""
    if not known:
        raise click.UsageError("There is no author in content/authors/; create one with `sitegen new author ID`.")
    return known[0]


def _check_known(what: str, asked: str, known: "Iterable[str]") -> str:
    names = list(known)
    if asked not in names:
        raise click.UsageError(f"There is no {what} `{asked}`; {did_you_mean(asked, names) or 'none is defined'}")
    return asked


def _check_id(text: str) -> str:
    """Return an ID if it can be used in file names and URLs. Raises click.UsageError."""
    if not text or slugify(text) != text:
        instead = slugify(text)
        raise click.UsageError(f"`{text}` is not a valid ID" + (f"; write {instead}" if instead else ""))
    return text


def _check_printable(text: str) -> str:
    if not text.isprintable():
        raise click.UsageError("The text has a character that is not printable, such as a line break.")
    return text


def _read_sponsor(file: Path, campaign: str) -> str:
    """Return the text of a sponsor's file, with a line break at its end; "" without a file. Raises click.UsageError."""
    import tomllib

    for other in (".yaml", ".yml"):
        if file.with_suffix(other).exists():
            raise click.UsageError(f"{file.with_suffix(other)} is not a TOML file; add the campaign to it by hand.")
    if not file.exists():
        return ""
    text = file.read_text(encoding="utf-8-sig").rstrip("\n") + "\n"
    try:
        booked = [entry["id"] for entry in tomllib.loads(text).get("campaigns", [])]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise click.UsageError(f"{file} cannot be read: {problem}; run `sitegen build` for details.") from None
    if campaign in booked:
        raise click.UsageError(f"{file} already has a campaign `{campaign}`.")
    return text


def _create_file(file: Path, data: bytes) -> None:
    """Write a new file. Raises click.UsageError if it exists."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        raise click.UsageError(f"{file} already exists; nothing was written.") from None
