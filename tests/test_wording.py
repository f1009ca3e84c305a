"""What is wrong is said in whole sentences, in every golden text; hints go on in lower case."""

import re
from pathlib import Path

import pytest

GOLDEN = sorted((Path(__file__).parent / "cases").rglob("*.txt"))
_MESSAGE = re.compile(r"^[^\s:][^:\n]*(?::\d+)*: (?:error|warning): (.*) \[[a-z-]+\]$", re.MULTILINE)
_HINT = re.compile(r"^  hint: (.*)$", re.MULTILINE)


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_messages_are_sentences_and_hints_are_not(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    messages = _MESSAGE.findall(text)
    assert len(messages) == len(re.findall(r": (?:error|warning): ", text))
    assert [m for m in messages if not (m[0].isupper() or m[0] in '`"') or not m.endswith(".")] == []
    assert [h for h in _HINT.findall(text) if re.match("[A-Z][a-z]", h) or h.endswith(".")] == []


def test_there_are_golden_texts() -> None:
    assert sum(len(_MESSAGE.findall(file.read_text(encoding="utf-8"))) for file in GOLDEN) > 80
