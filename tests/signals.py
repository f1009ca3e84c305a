"""Ctrl-C for processes that a test starts."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ctrl_c_enabled() -> Iterator[None]:
    """Let Ctrl-C end the processes that are started in the block.

    A shell that starts the tests in the background has them ignore SIGINT, which every child would inherit. A signal
    with a handler is back at its default in a new program.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
