"""YAML read from its events: plain values, scalars with their text; nothing is executed or expands without end.

`Loader` is what python-frontmatter's YAMLHandler is given. Every problem that the text can go on after (a key written
twice) is collected; a text that cannot be read raises YamlError, with the offset.
"""

import contextlib
from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct, field

from sitegen.schema.positions import Positions, join_key
from sitegen.schema.values import LOOKS_TYPED, read_plain_scalar

_EVENTS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser; where PyYAML was built without it, PyYAML's own, which is slower and gives the same events."""

_Scalar = yaml.ScalarEvent

DEEPEST = 40
"""How deep collections may nest."""
EXPANDED = 20_000
"""The most values that all aliases together may expand to: more would be a text made to exhaust memory."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CORE = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
_TAGS = {f"tag:yaml.org,2002:{name}": name for name in _CORE}


class YamlError(Exception):
    """The text cannot be read. Offset counts characters from its start."""

    def __init__(self, code: str, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.offset, self.hint = code, message, offset, hint


class YamlDocument(Struct):
    """What a YAML text holds."""

    value: Any = None
    """Plain values; the scalars are str or PlainScalar."""
    duplicates: list[tuple[str, int]] = field(default_factory=list)
    """Dotted keys that came again, each with its offset; the last one counts."""
    positions: Positions = field(default_factory=dict)
    """Only on request: see `yaml_positions`."""


class Loader:
    """What yaml.load takes for a loader; its data is a `YamlDocument`."""

    def __init__(self, stream: str) -> None:
        self._parser = _EVENTS(stream)

    def get_single_data(self) -> YamlDocument:
        return _Builder(self._parser.get_event, False).read()

    def dispose(self) -> None:
        self._parser.dispose()


def yaml_positions(text: str) -> Positions:
    """Return where the keys stand; of a text that cannot be read, those before the error."""
    built = YamlDocument()
    with contextlib.suppress(YamlError, yaml.YAMLError):  # its own error says more than a position could
        _Builder(_EVENTS(text).get_event, True, built).read()
    return built.positions


class _OpenCollection:
    """A collection that is being read."""

    __slots__ = ("anchor", "key", "key_at", "merges", "path", "size", "value")

    def __init__(self, value: dict[str, Any] | list[Any], anchor: str | None, path: str) -> None:
        self.value: Any = value
        self.anchor = anchor
        self.path = path
        self.key: str | None = None
        self.key_at = 0
        self.size = 1
        """How many values it holds, with all that its aliases expand to."""
        self.merges: list[dict[str, Any]] = []


class _Builder:
    """Builds one document from events, without recursion."""

    def __init__(self, next_event: Callable[[], Any], with_positions: bool, built: YamlDocument | None = None) -> None:
        self.next_event = next_event
        self.with_positions = with_positions
        self.built = built or YamlDocument()
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.expanded = 0
        self.stack: list[_OpenCollection] = []

    def read(self) -> YamlDocument:
        """Read all events. Raises YamlError, or the yaml.YAMLError of a text that is not YAML."""
        next_event, scalar, add = self.next_event, self.scalar, self.add
        event: Any
        next_event()  # stream start
        event = next_event()
        if type(event) is not yaml.DocumentStartEvent:
            return self.built
        while True:
            event = next_event()
            kind = type(event)
            if kind is _Scalar:
                add(scalar(event), 1, event)
            elif kind is yaml.MappingStartEvent:
                self.open({}, event)
            elif kind is yaml.SequenceStartEvent:
                self.open([], event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close(event)
            elif kind is yaml.AliasEvent:
                self.alias(event)
            else:
                break
        self.expect_end()
        return self.built

    def expect_end(self) -> None:
        event = self.next_event()
        kind = type(event)
        if kind is yaml.DocumentStartEvent:
            message = "A second YAML document begins here, but only one is allowed."
            raise YamlError("bad-yaml", message, event.start_mark.index, "delete this line, or quote it")

    def scalar(self, event: Any) -> Any:
        """Return the value of a scalar: None, text, or a PlainScalar (of a number or boolean)."""
        text: str = event.value
        tag = event.tag
        if tag is not None and tag != "!":
            return self.tagged(event, text)
        value: Any = text
        if not event.style and tag is None:  # plain
            if text in _NULLS:
                value = None
            elif text[0] in LOOKS_TYPED:
                value = read_plain_scalar(text)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        return value

    def tagged(self, event: Any, text: str) -> Any:
        name = self.tag_name(event)
        value: Any = text
        if name == "null":
            value = None
        elif name in {"int", "float", "bool"}:
            value = read_plain_scalar(text)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        return value

    def tag_name(self, event: Any) -> str:
        if event.tag is None or event.tag == "!":
            return ""
        if event.tag not in _TAGS:
            message = f"`{event.tag.replace('tag:yaml.org,2002:', '!!')}` is a YAML tag that is not allowed here."
            hint = "delete the tag, or put the whole value in quotes if it is meant as text"
            raise YamlError("yaml-tag", message, event.start_mark.index, hint)
        return _TAGS[event.tag]

    def open(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        self.tag_name(event)
        if len(self.stack) >= DEEPEST:
            raise YamlError("too-deep", f"This is nested more than {DEEPEST} levels deep.", event.start_mark.index)
        path = ""
        if self.stack:
            parent = self.stack[-1]
            if type(parent.value) is dict and parent.key is None:
                message = "A list or mapping cannot be a key."
                raise YamlError("bad-yaml", message, event.start_mark.index, "write the key as text")
            path = self.record_position(parent, event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (None, -1)
        self.stack.append(_OpenCollection(value, event.anchor, path))

    def close(self, event: Any) -> None:
        done = self.stack.pop()
        if type(done.value) is dict:
            for merged in done.merges:
                for name in merged:
                    done.value.setdefault(name, merged[name])
        if done.anchor is not None:
            self.anchors[done.anchor] = (done.value, done.size)
        self.add(done.value, done.size, event, recorded=True)

    def alias(self, event: Any) -> None:
        value, size = self.anchors.get(event.anchor, (None, 0))
        at = event.start_mark.index
        if size == 0:
            raise YamlError("bad-yaml", f"`*{event.anchor}` has no anchor `&{event.anchor}` before it.", at)
        if size < 0:
            raise YamlError("yaml-expands", f"`*{event.anchor}` is inside the value that it refers to.", at)
        self.expanded += size
        if self.expanded > EXPANDED:
            raise YamlError("yaml-expands", f"The aliases expand to more than {EXPANDED} values.", at, "write them out")
        self.add(value, size, event)

    def add(self, value: Any, size: int, event: Any, recorded: bool = False) -> None:
        """Put a finished value where it belongs: the document, an item of a list, a key or value of a mapping."""
        if not self.stack:
            self.built.value = value
            return
        parent = self.stack[-1]
        parent.size += size
        container = parent.value
        if type(container) is list:
            if self.with_positions and not recorded:
                self.record_position(parent, event)
            container.append(value)
        elif parent.key is None:
            self.key(parent, value, event)
        else:
            if self.with_positions and not recorded:
                self.record_position(parent, event)
            self.put(parent, parent.key, value)
            parent.key = None

    def key(self, parent: _OpenCollection, value: Any, event: Any) -> None:
        name = "" if value is None else str(value)
        parent.key = name
        parent.key_at = event.start_mark.index
        if name in parent.value and name != "<<":
            self.built.duplicates.append((join_key(parent.path, name), parent.key_at))

    def put(self, parent: _OpenCollection, name: str, value: Any) -> None:
        """Set a key; `<<` (YAML 1.1's merge key) takes over the keys of a mapping, or of a list of them."""
        if name == "<<":
            merged = value if isinstance(value, list) else [value]
            if merged and all(isinstance(item, dict) for item in merged):
                parent.merges += merged
                return
        parent.value[name] = value

    def record_position(self, parent: _OpenCollection, event: Any) -> str:
        """Note where a value begins and return its dotted key."""
        at = event.start_mark.index
        if type(parent.value) is list:
            path = join_key(parent.path, str(len(parent.value)))
            place = (at, at)
        else:
            path = join_key(parent.path, parent.key or "")
            place = (parent.key_at, at)
        if self.with_positions:
            self.built.positions[path] = place
        return path
