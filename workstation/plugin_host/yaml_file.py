"""Reads a plugin's YAML: bounded, no tags, no anchors, no key twice; numbers with a fraction stay text."""

from __future__ import annotations

from typing import Any

import yaml

_LARGEST = 256 * 1024
_DEEPEST = 40


class BadYaml(ValueError):
    """The text is no YAML that may stand in a plugin."""


_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)       # libyaml where it is there: ten times quicker


class _Loader(_Safe):
    """The safe loader, without aliases and without silently losing a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise BadYaml(f"'{twice[:40]}' stands twice (line {node.start_mark.line + 1})")
        return super().construct_mapping(node, deep=deep)


def read_yaml(data: bytes) -> Any:
    """The document. Raises BadYaml with the place; never runs anything."""
    if len(data) > _LARGEST:
        raise BadYaml(f"is larger than {_LARGEST // 1024} kB")
    try:
        text = data.decode("utf-8")
        _check_events(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise BadYaml("is no YAML: " + " ".join(str(error).split())[:160]) from error


def _check_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Safe):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadYaml("has an anchor or alias, which a plugin may not use")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise BadYaml(f"is nested deeper than {_DEEPEST}")
