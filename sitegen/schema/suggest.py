"""Did you mean: the nearest known name."""

from collections.abc import Iterable
from functools import lru_cache


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name that `word` most likely means, or ""."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=512)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # 3 ms to import, and only needed when something is wrong

    lower = {name.lower().replace("-", "_"): name for name in reversed(known)}
    wanted = word.lower().replace("-", "_").strip(" :")
    matches = get_close_matches(wanted, lower, n=1, cutoff=0.7)
    if matches:
        return lower[matches[0]]
    if len(wanted) < 4:
        return ""
    starting = [name for key, name in lower.items() if key.startswith(wanted) or wanted.startswith(key + "_")]
    return starting[0] if len(starting) == 1 else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the hint for an unknown name."""
    names = tuple(known)
    near = nearest(word, names)
    if near:
        return f"did you mean `{near}`?"
    return otherwise or (f"known: {', '.join(names)}" if 0 < len(names) <= 24 else "")
