"""Files are found without following links, and written whole."""

import os
from pathlib import Path

import pytest

from sitegen import files


def test_scan_finds_every_file_but_hidden_ones_and_follows_no_link_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "x.md").write_text("x", encoding="utf-8")
    (tmp_path / "a" / ".git").mkdir()
    (tmp_path / "a" / ".git" / "config").write_text("x", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "y.md").write_text("yy", encoding="utf-8")
    found = {f.path: f.stamp.size for f in files.scan(tmp_path)}
    assert found == {"a/b/x.md": 1, "y.md": 2}
    assert {f.path for f in files.scan(tmp_path, hidden=True)} == {"a/b/x.md", "y.md", ".hidden", "a/.git/config"}


def test_scan_of_a_missing_folder_is_empty(tmp_path: Path) -> None:
    assert list(files.scan(tmp_path / "none")) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "outside.md").write_text("x", encoding="utf-8")
    (tmp_path / "in" / "own.md").write_text("x", encoding="utf-8")
    (tmp_path / "in" / "out.md").symlink_to(tmp_path / "outside.md")
    (tmp_path / "in" / "same.md").symlink_to(tmp_path / "in" / "own.md")
    (tmp_path / "in" / "gone.md").symlink_to(tmp_path / "nowhere.md")
    links = {f.path for f in files.scan(tmp_path / "in") if f.is_link}
    assert links == {"out.md", "same.md", "gone.md"}
    outside = {name for name in links if files.leads_outside(tmp_path / "in" / name, tmp_path / "in")}
    assert outside == {"out.md", "gone.md"}


def test_write_replaces_only_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.html"
    assert files.write(path, b"one")
    before = path.stat()
    assert not files.write(path, b"one")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert files.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["b.html"]


def test_a_failed_write_leaves_the_old_file_and_no_half_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    files.write(path, b"old")

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_remove_takes_empty_folders_away_but_not_the_root(tmp_path: Path) -> None:
    root = tmp_path / "output"
    for name in ("a/b/c.html", "a/d.html"):
        files.write(root / name, b"x")
    files.remove(root / "a/b/c.html", root)
    assert sorted(p.relative_to(root).as_posix() for p in root.rglob("*")) == ["a", "a/d.html"]
    files.remove(root / "a/d.html", root)
    assert list(root.rglob("*")) == []
    assert root.is_dir()


def test_a_stamp_is_trusted_only_when_the_clock_has_moved_on() -> None:
    stamp = files.Stamp(1, 10_000_000_000, 10_000_000_000, 7)
    assert not files.is_settled(stamp, 11_000_000_000)
    assert files.is_settled(stamp, 12_500_000_000)
