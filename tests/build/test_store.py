"""The store keeps what it was given, and can be lost at any time."""

from pathlib import Path

import pytest

from sitegen.build.store import FileRecord, OutputRecord, Store, Unreadable
from sitegen.files import Stamp

RECORD = FileRecord(
    Stamp(12, 1_700_000_000_123_456_789, 1_700_000_000_123_456_789, 42), 1_700_000_009_000_000_000, "aa"
)


def test_what_was_put_in_is_there_after_the_store_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / ".sitegen" / "store.sqlite"
    with Store(path) as store:
        store.put_files({"a.md": RECORD})
        store.put_parsed([("k", b"record", b"body", b""), ("topic", b"r", b"", b"d")])
        store.put_outputs({"index.html": OutputRecord("key", RECORD, b"inputs")})
        store.set_meta("output", "here")
        store.set_fact("f", b"1")
    with Store(path) as store:
        assert store.files() == {"a.md": RECORD}
        assert store.parsed() == {"k": (b"record", b""), "topic": (b"r", b"d")}
        assert store.body("k") == b"body"
        assert store.outputs() == {"index.html": OutputRecord("key", RECORD)}
        assert store.inputs("index.html") == b"inputs"
        assert store.meta("output") == "here"
        assert store.fact("f") == b"1"
        with pytest.raises(Unreadable):
            store.body("topic")


def test_what_is_no_longer_asked_for_is_forgotten(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        store.put_parsed([(k, b"r", b"b", b"") for k in "abc"])
        store.keep_parsed(["b"])
        assert list(store.parsed()) == ["b"]
        with pytest.raises(Unreadable):
            store.body("a")
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
