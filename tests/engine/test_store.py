"""The store keeps what it was given, and can be lost at any time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.engine.phases.scan import digest_files
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.store import FileRecord, OutputRecord, ParsedRow, Store
from sitegen.files import Stamp

RECORD = FileRecord(
    Stamp(12, 1_700_000_000_123_456_789, 1_700_000_000_123_456_789, 42), 1_700_000_009_000_000_000, "aa"
)


def test_what_was_put_in_is_there_after_the_store_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / ".sitegen" / "store.sqlite"
    with Store(path) as store:
        store.put_files({"a.md": RECORD})
        store.put_parsed([("k", ParsedRow(b"record", b"text", "digest")), ("topic", ParsedRow(b"r", diagnostics=b"d"))])
        store.put_outputs({"index.html": OutputRecord("key", RECORD, b"inputs")})
        store.set_meta("output", "here")
        store.set_fact("f", b"1")
    with Store(path) as store:
        assert store.files() == {"a.md": RECORD}
        assert store.parsed() == {"k": (b"record", "digest", b""), "topic": (b"r", "", b"d")}
        assert store.text("k") == b"text"
        assert store.outputs() == {"index.html": OutputRecord("key", RECORD)}
        assert store.inputs("index.html") == b"inputs"
        assert store.meta("output") == "here"
        assert store.fact("f") == b"1"
        with pytest.raises(Unreadable):
            store.text("topic")


def test_what_is_no_longer_asked_for_is_forgotten(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        store.put_parsed([(k, ParsedRow(b"r", b"t", "d")) for k in "abc"])
        store.prune_parsed(["b"])
        assert list(store.parsed()) == ["b"]
        with pytest.raises(Unreadable):
            store.text("a")
        store.put_files({"x": RECORD, "y": RECORD})
        store.forget_files(["x"])
        assert list(store.files()) == ["y"]


@pytest.mark.parametrize("garbage", [b"", b"garbage" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_an_unreadable_store_is_begun_anew(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "s"
    path.write_bytes(garbage)
    with Store(path) as store:
        assert store.files() == {}
        store.set_meta("a", "b")
    with Store(path) as store:
        assert store.meta("a") == "b"


def test_a_store_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "s"
    with Store(path) as store:
        store.set_meta("a", "b")
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=9999")
    db.close()
    with Store(path) as store:
        assert store.meta("a") == ""


@pytest.mark.parametrize(
    ("table", "prune"),
    [
        ("facts", lambda store: store.prune_facts("similarity:", ["similarity:a"])),
        ("parsed", lambda store: store.prune_parsed(["a"])),
    ],
)
def test_a_key_that_damage_has_taken_away_makes_the_store_unreadable(
    tmp_path: Path, table: str, prune: Callable[[Store], object]
) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        store.set_fact("similarity:a", b"value")
        store.put_parsed([("a", ParsedRow(b"record", b"text", "digest"))])
        store._db.execute(f"UPDATE {table} SET key=NULL")
        with pytest.raises(Unreadable):
            prune(store)


@pytest.mark.parametrize(
    ("table", "read"),
    [
        ("facts", lambda store: store.fact("b")),
        ("parsed_texts", lambda store: store.text("b")),
        ("parsed", lambda store: store.parsed()),
        ("parsed", lambda store: store.parsed_row("b")),
        ("cards", lambda store: store.page_inputs.card("b")),
        ("shared", lambda store: store.page_inputs.shared("b")),
    ],
)
def test_the_value_of_another_key_is_damage_too(tmp_path: Path, table: str, read: Callable[[Store], object]) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        store.set_fact("a", b"value")
        store.put_parsed([("a", ParsedRow(b"record", b"text", "digest"))])
        store.page_inputs.put_cards([("a", b"card")])
        store.page_inputs.put((), (), {"a": ("kind", b"value")})
        store._db.execute(f"UPDATE {table} SET key='b'")
        with pytest.raises(Unreadable):
            read(store)


def test_a_row_that_damage_has_taken_away_is_missed_where_no_checksum_would_tell(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        store.page_inputs.put((), [("a.md", "a.html"), ("a.md", "feed.xml"), ("b.md", "feed.xml")], {})
        store.page_inputs.forget(["a.html"])
        store.page_inputs.put((), [("a.md", "a.html"), ("a.md", "a.html")], {})
        store.page_inputs.check()
        store._db.execute("DROP TRIGGER text_out")
        store._db.execute("DELETE FROM texts WHERE page='a.html'")
        with pytest.raises(Unreadable):
            store.page_inputs.check()


def test_the_digest_of_files_does_not_hang_on_their_order() -> None:
    digests = [("b.md", "1"), ("a.md", "2"), ("c.md", "3")]
    assert digest_files(digests) == digest_files(reversed(digests)) == digest_files(iter(digests))
    assert digest_files(digests) != digest_files([("b.md", "2"), ("a.md", "1"), ("c.md", "3")])
