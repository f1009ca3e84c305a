"""Which stories are similar: found by another process, remembered, the same either way."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from sitegen.engine.build_state import STATE, STORE
from sitegen.engine.phases import similarity
from sitegen.engine.phases.similarity import SimilarityCache
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.newsroom.related.scores import Similar
from sitegen.newsroom.related.similarity import find_similar
from sitegen.newsroom.related.vectors import Document
from tests.engine.kit import make
from tests.engine.test_workers import SETUP

WORDS = ("moon rocket crew", "moon rocket orbit", "bank rates crew", "bank rates loans", "moon bank tides")
STORIES = [
    Document(f"articles/{n}.md", 86_400 * n, tuple((word, 4) for word in sorted(text.split())), n != 3)
    for n, text in enumerate(WORDS)
]


def similar_of(
    store: Store, workers: WorkerPool | None = None, stories: Sequence[Document] = STORIES
) -> Mapping[str, Similar]:
    remembered = SimilarityCache(store, workers)
    found = remembered(stories)()
    remembered.save()
    return found


@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize("jobs", [1, 2])
def test_whoever_compares_finds_the_same(few: int, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "PLAIN_LIMIT", few)
    with Store(tmp_path / "store") as store, WorkerPool(SETUP, jobs) as workers:
        assert similar_of(store, workers) == find_similar(STORIES)


def test_what_was_found_is_not_looked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "store") as store:
        found = similar_of(store)
        monkeypatch.setattr(similarity, "compare_encoded", lambda question: pytest.fail("compared again"))
        assert similar_of(store) == found == find_similar(STORIES)


def test_what_nobody_asks_for_is_forgotten_and_what_nobody_looked_at_is_not_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        similar_of(store)
        SimilarityCache(store)(STORIES[:2])
        similar_of(store, stories=STORIES[:3])
        asked = SimilarityCache(store)
        asked(STORIES[:4])
        asked.save()
        (count,) = store._db.execute("SELECT count(*) FROM facts").fetchone()
        assert count == 0


def test_a_newsroom_s_pages_are_the_same_whoever_compares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = make(tmp_path / "usual")
    usual.built()
    monkeypatch.setattr(similarity, "PLAIN_LIMIT", 0)
    other = make(tmp_path / "other", jobs=2)
    other.built()
    assert other.tree() == usual.tree()
    with Store(other.root / STATE / STORE) as store:
        (count,) = store._db.execute("SELECT count(*) FROM facts WHERE key LIKE 'similarity:%'").fetchone()
    assert count >= 1
