"""Dividing pages among campaigns by weight: weighted rendezvous hashing, in exact arithmetic.

Each campaign gets a number u from the hash of (page, campaign), and the lowest -log2(u) / weight wins. So its share of
pages is proportional to its weight, and a campaign that starts or ends changes only the pages that it wins or had.
"""

from collections.abc import Sequence
from hashlib import blake2b

from sitegen.fixed_point import log2

_BITS = 32


def choose(key: str, weights: Sequence[tuple[str, int]]) -> str:
    """Return the id chosen for a key, from (id, weight) pairs; "" if none has a weight above 0.

    The order of the pairs does not count.
    """
    if len(weights) == 1:
        return weights[0][0] if weights[0][1] > 0 else ""
    best, best_weight, best_cost, best_draw = "", 0, 0, 0
    for name, weight in sorted(weights):
        if weight <= 0:
            continue
        draw = int.from_bytes(blake2b(f"{key}\0{name}".encode(), digest_size=8).digest()) + 1
        cost = (64 << _BITS) - log2(draw, _BITS)
        ahead = cost * best_weight - best_cost * weight
        if not best_weight or ahead < 0 or (ahead == 0 and draw > best_draw):
            best, best_weight, best_cost, best_draw = name, weight, cost, draw
    return best
