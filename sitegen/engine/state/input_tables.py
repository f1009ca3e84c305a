"""The tables of the store that hold what pages were rendered from: see `inputs.saved_inputs`."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.engine.state.checksums import Unreadable, checksum, verify_row

ENGINE = "engine"
"""Name among the single values"""

SCHEMA = (
    "CREATE TABLE page_inputs (path TEXT PRIMARY KEY, inputs BLOB NOT NULL, sum INTEGER)",
    "CREATE TABLE texts (article TEXT, page TEXT, sum INTEGER, PRIMARY KEY (article, page)) WITHOUT ROWID",
    "CREATE INDEX pages ON texts (page)",
    "CREATE TABLE shared (key TEXT PRIMARY KEY, kind TEXT NOT NULL, value BLOB NOT NULL, sum INTEGER)",
    "CREATE TABLE cards (key TEXT PRIMARY KEY, card BLOB NOT NULL, sum INTEGER)",
    "CREATE TABLE tally (texts INTEGER, sum INTEGER)",
    "INSERT INTO tally VALUES (0, 0)",
    "CREATE TRIGGER text_in AFTER INSERT ON texts BEGIN UPDATE tally SET texts=texts+1, sum=sum+new.sum; END",
    "CREATE TRIGGER text_out AFTER DELETE ON texts BEGIN UPDATE tally SET texts=texts-1, sum=sum-old.sum; END",
)
"""The tally counts `texts`: of a row that damage has taken away no checksum could tell."""


@contextmanager
def open_tables(file: Path) -> Iterator["InputTables"]:
    """Give the tables as the last finished build left them, even while another is under way; nothing can be written.

    Raises Unreadable where there are none.
    """
    db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
    try:
        yield InputTables(db)
    finally:
        db.close()


class InputTables:
    """What pages were rendered from, which articles' texts they show, and the values and cards that many share."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(
        self,
        pages: Sequence[tuple[str, bytes]],
        texts: Iterable[tuple[str, str]],
        shared: Mapping[str, tuple[str, bytes]],
    ) -> None:
        """Save pages' inputs by path, pairs of an article and a page that shows its text, shared values by digest."""
        self._db.executemany(
            "INSERT OR REPLACE INTO page_inputs VALUES (?, ?, ?)",
            ((path, data, checksum(path, data)) for path, data in pages),
        )
        rows = ((article, page, checksum(article, page)) for article, page in texts)
        self._db.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", rows)
        self._db.executemany(
            "INSERT OR IGNORE INTO shared VALUES (?, ?, ?, ?)",
            ((digest, kind, data, checksum(digest, kind, data)) for digest, (kind, data) in shared.items()),
        )

    def forget(self, paths: Iterable[str]) -> None:
        rows = [(path,) for path in paths]
        self._db.executemany("DELETE FROM page_inputs WHERE path=?", rows)
        self._db.executemany("DELETE FROM texts WHERE page=?", rows)

    def get(self, path: str) -> bytes:
        """Return the inputs of a page. Raises Unreadable if none are saved."""
        row = self._row("SELECT inputs, sum FROM page_inputs WHERE path=?", path)
        return bytes(verify_row(row[1], path, row[0])[1])

    def pages_with(self, article: str) -> list[str]:
        """Return the pages that show an article's text, sorted."""
        rows = self._db.execute("SELECT page FROM texts WHERE article=? ORDER BY page", (article,))
        return [page for (page,) in rows]

    def check(self) -> None:
        """Raise Unreadable unless it is known of every page which texts it shows."""
        rows = self._db.execute("SELECT article, page, sum FROM texts").fetchall()
        for article, page, total in rows:
            verify_row(total, article, page)
        if self._db.execute("SELECT texts, sum FROM tally").fetchall() != [(len(rows), sum(row[2] for row in rows))]:
            raise Unreadable("the store is damaged")

    def shared(self, digest: str) -> tuple[str, bytes]:
        """Return kind and bytes of a shared value. Raises Unreadable if there is none."""
        row = self._row("SELECT kind, value, sum FROM shared WHERE key=?", digest)
        _, kind, data = verify_row(row[2], digest, row[0], row[1])
        return kind, bytes(data)

    def prune_shared(self, digests: Iterable[str]) -> None:
        """Forget all shared values but these."""
        self._prune("shared", set(digests))

    def card(self, digest: str) -> bytes:
        """Return a card by its digest. Raises Unreadable if there is none."""
        row = self._row("SELECT card, sum FROM cards WHERE key=?", digest)
        return bytes(verify_row(row[1], digest, row[0])[1])

    def prune_cards(self, digests: Iterable[str]) -> set[str]:
        """Forget all cards but these; return those that are there."""
        return self._prune("cards", set(digests))

    def put_cards(self, cards: Iterable[tuple[str, bytes]]) -> None:
        rows = ((digest, data, checksum(digest, data)) for digest, data in cards)
        self._db.executemany("INSERT OR REPLACE INTO cards VALUES (?, ?, ?)", rows)

    def are_of(self, engine: str) -> bool:
        """Were they saved by this engine? Another one may read their bytes in another way."""
        row = self._db.execute("SELECT value, sum FROM meta WHERE name=?", (ENGINE,)).fetchone()
        return bool(row) and verify_row(row[1], ENGINE, row[0])[1] == engine

    def reset(self, engine: str) -> None:
        """Forget all of them; from now on they are this engine's."""
        for table in ("page_inputs", "texts", "shared", "cards"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", (ENGINE, engine, checksum(ENGINE, engine)))

    def digest_of_file(self, path: str) -> str:
        """Return the digest that a file of content/ had when the last build read it, "" for an unknown one."""
        row = self._db.execute("SELECT digest, sum FROM files WHERE path=?", (path,)).fetchone()
        return str(verify_row(row[1], path, row[0])[1]) if row else ""

    def _row(self, query: str, key: str) -> tuple[object, ...]:
        row: tuple[object, ...] | None = self._db.execute(query, (key,)).fetchone()
        if row is None:
            raise Unreadable(f"nothing is saved of {key}")
        return row

    def _prune(self, table: str, wanted: set[str]) -> set[str]:
        there = {key for (key,) in self._db.execute(f"SELECT key FROM {table}")}
        self._db.executemany(f"DELETE FROM {table} WHERE key=?", ((key,) for key in there - wanted))
        return there & wanted
