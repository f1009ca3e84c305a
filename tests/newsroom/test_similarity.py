"""Similarity: which stories share the most of their words."""

import importlib.util
import random
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.fixed_point import log2
from sitegen.newsroom.related import postings, scores
from sitegen.newsroom.related.scores import MOST_SIMILAR, Similar, score
from sitegen.newsroom.related.selection import TAG_WEIGHT
from sitegen.newsroom.related.similarity import find_similar
from sitegen.newsroom.related.vectors import ONE, UNIT, Document, make_vectors
from sitegen.source.terms import damped, terms_of
from tests.newsroom.kit import document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "bench" / "corpus.py"

MOON = document("moon", 100, "moon rocket crew crew orbit")
MARS = document("mars", 101, "mars rocket crew orbit")
BANK = document("bank", 102, "bank rates money")
RATES = document("rates", 103, "rates money money vote")


def test_stories_that_share_rare_words_are_similar_and_others_are_not() -> None:
    similar = find_similar([MOON, MARS, BANK, RATES])
    assert {name: found.paths for name, found in similar.items()} == {
        "moon": ("mars",),
        "mars": ("moon",),
        "bank": ("rates",),
        "rates": ("bank",),
    }


def test_a_word_weighs_more_the_rarer_it_is_and_vectors_have_equal_lengths() -> None:
    made = dict(make_vectors([MOON, MARS, BANK, RATES])[0])
    assert made["moon"] > made["orbit"]
    assert made["crew"] > made["rocket"]
    for vector in make_vectors([MOON, MARS, BANK, RATES]):
        assert abs(sum(weight * weight for _, weight in vector) - ONE) < UNIT * 4


def test_a_word_that_most_stories_have_says_nothing() -> None:
    many = [document(f"s{n}", n, f"people word{n}") for n in range(65)]
    assert {word for vector in make_vectors(many) for word, _ in vector} == {f"word{n}" for n in range(65)}
    assert make_vectors([document("a", 1, "")]) == [()]


def test_similarity_counts_half_for_stories_a_year_apart() -> None:
    assert score(1000, 0) == 1000
    assert score(1000, 365 * 86_400) == 500
    near, far = document("near", 100, "moon rocket"), document("far", 900, "moon rocket")
    assert find_similar([document("a", 110, "moon rocket"), far, near])["a"].paths == ("near", "far")


def test_of_equally_similar_stories_the_newest_comes_first_then_by_path() -> None:
    same = "moon rocket"
    found = find_similar([document(name, day, same) for name, day in [("b", 10), ("a", 10), ("new", 30), ("old", 0)]])
    assert found["new"].paths == ("a", "b", "old")
    middle = find_similar([document("m", 20, same), document("before", 10, same), document("after", 30, same)])
    assert middle["m"].paths == ("after", "before")


def test_stories_that_may_not_be_recommended_still_find_others() -> None:
    paid = document("paid", 100, "moon rocket crew", eligible=False)
    similar = find_similar([paid, MOON, MARS])
    assert similar["paid"].paths == ("moon", "mars")
    assert "paid" not in similar["moon"].paths


def test_near_duplicates_have_nearly_the_same_words_and_are_days_apart() -> None:
    words = "moon rocket crew orbit landing dust flag crater shadow silence"
    one, again = document("one", 100, words), document("again", 103, words + " sea")
    late, other = document("late", 104, words), document("other", 100, words[:20] + " bank money rates vote law")
    others = [document(f"s{n}", n, f"word{n} {words.split()[n % 10]}") for n in range(60)]
    similar = find_similar([one, again, late, other, *others])
    assert {name: similar[name].near_duplicates for name in ("one", "again", "late", "other")} == {
        "one": ("again",),
        "again": ("late", "one"),
        "late": ("again",),
        "other": (),
    }


def test_a_story_keeps_only_so_many_similar_ones() -> None:
    many = [document(f"s{n:02}", n, "moon rocket") for n in range(40)]
    similar = find_similar(many)
    assert {len(found.paths) for found in similar.values()} == {MOST_SIMILAR}
    assert [*similar["s20"].scores] == sorted(similar["s20"].scores, reverse=True)


WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(12)]), max_size=8).map(" ".join)
STORIES = st.lists(st.tuples(st.integers(0, 400), WORDS, st.booleans()), max_size=30).map(
    lambda rows: [document(f"s{n}", day, words, eligible) for n, (day, words, eligible) in enumerate(rows)]
)


@pytest.mark.slow
@settings(deadline=None)
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_stories_does_not_count(stories: list[Document], rng: random.Random) -> None:
    shuffled = stories[:]
    rng.shuffle(shuffled)
    assert find_similar(shuffled) == find_similar(stories)


@pytest.mark.slow
@settings(deadline=None)
@given(STORIES, st.integers(1, 4))
def test_both_ways_to_compare_give_the_same(stories: list[Document], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "CHUNK", chunk)
        patch.setattr(scores, "MOST_SIMILAR", 5)
        assert find_similar(stories, plain_limit=0) == find_similar(stories, plain_limit=10**9)


def test_a_word_of_many_stories_is_looked_for_in_the_chunk_of_each_and_the_one_before() -> None:
    stories = [document(f"s{n}", n, "moon" if n else "moon rocket") for n in range(6)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "CHUNK", 2)
        similar = find_similar(stories)
    assert {name: " ".join(sorted(found.paths)) for name, found in similar.items()} == {
        "s0": "s1",
        "s1": "s0",
        "s2": "s0 s1 s3",
        "s3": "s0 s1 s2",
        "s4": "s2 s3 s5",
        "s5": "s2 s3 s4",
    }


def test_a_new_story_changes_what_is_similar_to_few() -> None:
    rng = random.Random(7)
    stories = [
        document(f"s{n:03}", n, " ".join(rng.choice([f"t{n % 40}w{k}" for k in range(20)]) for _ in range(12)))
        for n in range(400)
    ]
    before = find_similar(stories)
    after = find_similar([*stories, document("new", 400, "t0w1 t0w2 t0w3 t0w4")])
    changed = [name for name in before if before[name].paths[:4] != after[name].paths[:4]]
    assert len(changed) <= 3


def _corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", CORPUS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/bench/corpus.py, which is not part of the repository")
def test_stories_of_one_topic_find_each_other() -> None:
    room = _corpus().Newsroom(1_000, 1)
    articles = [room.article(n) for n in range(1_000)]
    similar = find_similar([_as_document(meta, body) for meta, body in articles])
    tags = {meta["slug"]: set(meta["tags"]) for meta, _ in articles}
    topics = [set(topic[3]) for topic in room.topics]

    def share_a_topic(one: str, other: str) -> bool:
        return any(tags[one] & topic and tags[other] & topic for topic in topics)

    right = sum(all(share_a_topic(slug, path) for path in found.paths[:4]) for slug, found in similar.items())
    assert min(len(found.paths) for found in similar.values()) >= 4
    assert right >= 995


def _as_document(meta: Mapping[str, object], body: str) -> Document:
    tags = [str(tag) for tag in meta["tags"]]  # type: ignore[attr-defined]
    text = re.sub(r"\]\([^)]*\)", "]", body)
    terms = terms_of(text, str(meta["title"]), str(meta["summary"]), tags, "en")
    own = tuple((f"#{tag}", TAG_WEIGHT) for tag in tags)
    terms, own = (tuple((word, damped(weight)) for word, weight in some) for some in (terms, own))
    return Document(str(meta["slug"]), int(meta["date"].timestamp()), terms + own)  # type: ignore[attr-defined]


@given(st.integers(1, 1 << 64), st.integers(0, 32))
def test_logarithms_are_exact_to_the_last_bit(number: int, bits: int) -> None:
    found = log2(number, bits)
    if bits <= 8:
        assert found == (number ** (1 << bits)).bit_length() - 1
    assert log2(number + 1, bits) >= found


def test_there_is_no_logarithm_of_nothing() -> None:
    with pytest.raises(ValueError, match="no logarithm of 0"):
        log2(0, 2)


def test_an_archive_of_no_story_or_one_has_nothing_similar() -> None:
    assert find_similar([]) == {}
    assert find_similar([MOON], plain_limit=0) == {"moon": Similar((), ())}
