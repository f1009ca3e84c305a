"""`sitegen new`: begins a newsroom, or one file in the terms of the newsroom that is there."""

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

DAYS = 30
"""How long a new campaign runs."""


@click.group("new")
def command() -> None:
    """Begin a newsroom, an article, an author or a campaign.

    No file that is there is ever overwritten.
    """


@command.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def new_site(folder: Path) -> None:
    """Make a newsroom in DIR, with a few stories, that builds at once."""
    from sitegen.starter.scaffold import newsroom_files

    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; name a new folder, so that nothing is overwritten.")
    files = newsroom_files()
    for path, data in files.items():
        _create(folder / path, data)
    there = "" if folder.resolve() == Path.cwd() else f"cd {folder}, then "
    click.echo(f"Made a newsroom of {len(files)} files in {folder}. Next: {there}sitegen build")


@command.command("article")
@click.argument("title")
@options.root_option
@click.option("--type", "kind", metavar="ID", help="Type of the article. Default: the site's.")
@click.option("--category", metavar="ID", help="Default: the site's, else the first in site.toml.")
@click.option("--author", metavar="ID", help="Default: the site's, else the first in content/authors/.")
@click.option("--date", metavar="TIME", help="Default: now.")
def new_article(
    title: str, root: Path | None, kind: str | None, category: str | None, author: str | None, date: str | None
) -> None:
    """Write a draft of an article with the sections of its type."""
    from sitegen.cli.settings import read_settings
    from sitegen.starter import scaffold

    root = options.find_root(root)
    slug = slugify(_printable(title))
    if not slug:
        raise click.UsageError(f'The title "{title}" has no letter or digit to name the file by.')
    config = read_settings(root)
    desk = _category(config, category)
    article = scaffold.NewArticle(
        title=title,
        date=_moment(config, date),
        kind=_type(config, kind),
        category=(desk.parent or desk.id) if desk else "",
        subcategory=desk.id if desk and desk.parent else "",
        author=_author(root, config, author),
    )
    folder = root / "content" / config.content.articles[0] / str(article.date.year)
    _create(folder / f"{slug}.md", scaffold.article(article, config.default_type).encode())
    who = f" by {article.author}" if article.author else ""
    click.echo(f"{folder / slug}.md: a draft in {article.category or 'no category'}{who}.")


@command.command("author")
@click.argument("identity", metavar="ID")
@options.root_option
@click.option("--name", default="", help="Default: made from ID.")
def new_author(identity: str, root: Path | None, name: str) -> None:
    """Write an author's file; its text is the biography."""
    from sitegen.starter import scaffold

    file = options.find_root(root) / "content" / "authors" / f"{_identity(identity)}.md"
    _create(file, scaffold.author(identity, _printable(name)).encode())
    click.echo(f"{file}: write the biography below the front matter.")


@command.command("campaign")
@click.argument("identity", metavar="ID")
@options.root_option
@click.option("--sponsor", metavar="ID", help="Who books it, a file in content/sponsors/. Default: ID.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="First day. Default: today.")
@click.option("--end", type=click.DateTime(["%Y-%m-%d"]), help=f"Day after the last. Default: {DAYS} days on.")
@click.option("--slot", metavar="ID", help="Slot of site.toml. Default: the first.")
def new_campaign(
    identity: str,
    root: Path | None,
    sponsor: str | None,
    start: dt.datetime | None,
    end: dt.datetime | None,
    slot: str | None,
) -> None:
    """Book a campaign in the file of its sponsor."""
    from sitegen.cli.settings import read_settings
    from sitegen.starter import scaffold

    root = options.find_root(root)
    sponsor = _identity(sponsor or _identity(identity))
    config = read_settings(root)
    known = [s.id for s in config.slots]
    if not known:
        raise click.UsageError("site.toml has no [[slots]], so there is nothing to book.")
    first = (start or _moment(config, None)).date()
    last = end.date() if end else first + dt.timedelta(DAYS)
    if last <= first:
        raise click.UsageError(f"The campaign ends on {last}, which is not after its start on {first}.")
    file = root / "content" / "sponsors" / f"{sponsor}.toml"
    text = _sponsor_text(file, identity) or scaffold.sponsor(sponsor, "")
    text += scaffold.campaign(identity, first, last, [_known("slot", slot, known) if slot else known[0]])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{file}: {identity} runs from {first} up to {last}; write its text and href.")


def _moment(config: "Config", text: str | None) -> dt.datetime:
    import os

    from sitegen.engine.clock import find_build_time

    return find_build_time(options.instant(text, "--date"), config, os.environ)


def _type(config: "Config", asked: str | None) -> "ArticleType":
    types = {kind.id: kind for kind in config.types}
    return types[_known("type", asked or config.default_type, types)]


def _category(config: "Config", asked: str | None) -> "Category | None":
    """Return the category asked for, else the first top category; None if the site's default applies."""
    known = {category.id: category for category in config.categories}
    if asked:
        return known[_known("category", asked, known)]
    if config.default_category or not known:
        return known.get(config.default_category)
    return next((category for category in known.values() if not category.parent), None)


def _author(root: Path, config: "Config", asked: str | None) -> str:
    """Return the author asked for, else the first; "" if the site's default applies."""
    known = sorted(file.stem for file in (root / "content" / "authors").glob("*.md"))
    if asked:
        return asked if config.content.unknown_authors == "create" else _known("author", asked, known)
    if config.default_author:
        return ""
    if not known:
        raise click.UsageError("There is no author in content/authors/; `sitegen new author ID` makes one.")
    return known[0]


def _known(what: str, asked: str, known: "Iterable[str]") -> str:
    names = list(known)
    if asked not in names:
        raise click.UsageError(f"There is no {what} `{asked}`; {did_you_mean(asked, names) or 'none is defined'}")
    return asked


def _identity(text: str) -> str:
    """Return an id that is its own slug, as it names a file and stands in URLs. Raises click.UsageError."""
    if not text or slugify(text) != text:
        instead = slugify(text)
        raise click.UsageError(f"`{text}` is no id" + (f"; write {instead}" if instead else ""))
    return text


def _printable(text: str) -> str:
    if not text.isprintable():
        raise click.UsageError("The text has a character that cannot be printed, such as a line break.")
    return text


def _sponsor_text(file: Path, campaign: str) -> str:
    """Return the sponsor's file as it is, with a line end; "" if there is none. Raises click.UsageError."""
    import tomllib

    for other in (".yaml", ".yml"):
        if file.with_suffix(other).exists():
            raise click.UsageError(f"{file.with_suffix(other)} is no TOML; book the campaign there by hand.")
    if not file.exists():
        return ""
    text = file.read_text(encoding="utf-8-sig").rstrip("\n") + "\n"
    try:
        booked = [entry["id"] for entry in tomllib.loads(text).get("campaigns", [])]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise click.UsageError(f"{file} cannot be read: {problem}; `sitegen build` says where.") from None
    if campaign in booked:
        raise click.UsageError(f"{file} has a campaign `{campaign}` already.")
    return text


def _create(file: Path, data: bytes) -> None:
    """Write a new file. Raises click.UsageError if there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        raise click.UsageError(f"{file} is there already; nothing was written.") from None
