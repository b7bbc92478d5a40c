"""Reads YAML and remembers on which line each value stands."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from backguide.errors import ContentError, Problem

SCHEMAS = Path(__file__).with_name("schemas")
Path_ = tuple[Any, ...]
QUOTED = ("'", '"', "|", ">")


@dataclass(frozen=True)
class Source:
    """A parsed file: its plain value and the line of every path in it."""

    name: str
    value: Any
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """Return the line (from 1) of `path` or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, what: str) -> Problem:
        """Make a problem that points at `path`."""
        key = ".".join(str(part) for part in path) or "(top)"
        return Problem(self.name, self.line(path), key, what)


def read(file: Path, schema: str | None = None) -> Source:
    """Parse `file` and check it against `schemas/<schema>.yml`.

    Raises ContentError when it is missing, is not YAML, repeats a key or
    does not fit the schema.
    """
    name = f"{file.parent.name}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError([Problem(name, 1, "(file)", f"cannot be read: {error.strerror}")]) from error
    try:
        node = YAML(typ="safe").compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise ContentError([Problem(name, line, "(yaml)", str(error.problem))]) from error
    problems: list[Problem] = []
    lines: dict[Path_, int] = {}
    value = _plain(node, (), lines, name, problems)
    if problems:
        raise ContentError(problems)
    source = Source(name, value, lines)
    if schema:
        _check(source, schema)
    return source


def _plain(node: Node | None, path: Path_, lines: dict[Path_, int], name: str, problems: list[Problem]) -> Any:
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, i), lines, name, problems) for i, item in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            problems.append(Problem(name, key_node.start_mark.line + 1, key, "this key stands here twice"))
        place = (*path, key)
        result[key] = _plain(value_node, place, lines, name, problems)
        lines[place] = key_node.start_mark.line + 1
    return result


def _scalar(node: ScalarNode) -> Any:
    """Type plain scalars as YAML 1.2 does; a quoted one stays text."""
    text: str = node.value
    if node.style in QUOTED:
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    for kind in (int, float):
        try:
            return kind(text) if text[0] in "-.0123456789" else text
        except ValueError:
            continue
    return text


@cache
def _validator(schema: str) -> Any:
    definition = read(SCHEMAS / f"{schema}.yml").value
    return jsonschema.Draft7Validator(definition)


def _check(source: Source, schema: str) -> None:
    found = sorted(_validator(schema).iter_errors(source.value), key=lambda error: list(map(str, error.path)))
    if found:
        raise ContentError([source.problem(tuple(error.path), error.message) for error in found])
