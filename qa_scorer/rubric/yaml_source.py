"""YAML read strictly: plain data, with the line and column of every key and value.

Refused with their place: duplicate keys, anchors and aliases (a bomb needs them), tags, non-text keys, and the
scalars YAML 1.1 reads as something the writer did not mean (`on`, `yes`, `012`, `1:30`).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from qa_scorer.errors import RubricError
from qa_scorer.language import Text

# What pydantic reports and we look up: ("sections", 0, "rules", 2, "weight")
Place = tuple[str | int, ...]
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_LARGEST_BYTES = 1_000_000
_SURPRISES = re.compile(r"(?i:on|off|yes|no|y|n)|[-+]?0[0-9_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_SCALARS: dict[str, Plain] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a YAML file and where (line, column; from 1) each part of it stands.

    `elsewhere` names the file of what stands in another one (`extends`).
    """

    path: Path
    data: Plain
    places: dict[Place, tuple[int, int]]
    elsewhere: dict[Place, Path] = field(default_factory=dict)

    def where(self, place: Place) -> str:
        """`file:line:column` of the nearest part that has a place."""
        while place and place not in self.places:
            place = place[:-1]
        line, column = self.places.get(place, (1, 1))
        return f"{self.elsewhere.get(place, self.path)}:{line}:{column}"


def read_source(path: Path) -> Source:
    """Read the YAML file at `path`. Raises RubricError."""
    text = _text(path)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as problem:
        raise _not_yaml(path, problem) from problem
    places: dict[Place, tuple[int, int]] = {}
    data = _Reader(path, places, set()).plain(root, ()) if root is not None else None
    return Source(path, data, places)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise RubricError(
            where=str(path),
            why=Text("评分表读不了", f"the rubric cannot be read ({problem.strerror})"),
            mend=Text("检查路径和权限", "check the path and the permissions"),
        ) from problem
    if len(raw) > _LARGEST_BYTES:
        raise RubricError(
            where=str(path),
            why=Text("评分表大于 1 MB", "the rubric is larger than 1 MB"),
            mend=Text("确认选对了文件", "check that this is the right file"),
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise RubricError(
            where=f"{path}:{line}:1",
            why=Text("不是 UTF-8 编码", "not UTF-8"),
            mend=Text("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"),
        ) from problem


def _not_yaml(path: Path, problem: yaml.YAMLError) -> RubricError:
    mark = getattr(problem, "problem_mark", None)
    at = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
    what = getattr(problem, "problem", None) or getattr(problem, "reason", None) or str(problem)
    return RubricError(
        where=f"{path}{at}",
        why=Text(f"不是正确的 YAML：{what}", f"not valid YAML: {what}"),
        mend=Text("检查该行的缩进、引号和冒号；缩进用空格", "check indentation (spaces), quotes and colons there"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns YAML nodes into plain data, noting where each stands."""

    path: Path
    places: dict[Place, tuple[int, int]]
    seen: set[int]  # an alias gives the same node a second time

    def plain(self, node: yaml.Node, place: Place) -> Plain:
        self.places[place] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self.seen:
            raise self._refused(
                node,
                Text("不能使用锚点和别名", "anchors and aliases are not allowed"),
                Text("把内容写全", "write it out"),
            )
        self.seen.add(id(node))
        if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in str(node.tag):
            raise self._refused(
                node,
                Text(f"不能使用标签 {node.tag}", f"the tag {node.tag} is not allowed"),
                Text("去掉标签", "take the tag out"),
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*place, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # the third and last kind of node
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Plain:
        data: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or key == "<<":
                raise self._refused(
                    key_node,
                    Text("键名必须是普通文字", "a key must be plain text"),
                    Text("改成普通的键名", "write a plain key"),
                )
            if key in data:
                raise self._refused(
                    key_node,
                    Text(f"键 {key} 重复", f"the key {key} stands twice"),
                    Text("删去一个", "take one of them out"),
                )
            data[key] = self.plain(value_node, (*place, key))
            self.places[(*place, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Plain:
        text = str(node.value)
        if node.style:  # quoted or a block: the writer said it is text
            return text
        if text.lower() in _SCALARS:
            return _SCALARS[text.lower()]
        if _SURPRISES.fullmatch(text):
            raise self._refused(
                node,
                Text(f"YAML 会把 {text} 读成别的东西", f"YAML reads {text} as something else"),
                Text(f'文字写成 "{text}"，数字写成平常的样子', f'write "{text}" for text, or an ordinary number'),
            )
        if _NUMBER.fullmatch(text):
            return int(text) if re.fullmatch(r"[-+]?[0-9]+", text) else float(text)
        return text

    def _refused(self, node: yaml.Node, why: Text, mend: Text) -> RubricError:
        mark = node.start_mark
        return RubricError(where=f"{self.path}:{mark.line + 1}:{mark.column + 1}", why=why, mend=mend)
