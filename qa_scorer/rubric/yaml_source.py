"""YAML read strictly: plain data, with the line and column of every key and value.

Refused with their place: duplicate keys, anchors and aliases (a bomb needs them), tags, what is nested deeper than any
rubric is, keys that are no text, and the scalars that YAML 1.1 reads as something the writer did not mean (`on`,
`yes`, `012`, `1:30`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault, FaultyRubric
from qa_scorer.rubric.file_text import file_text
from qa_scorer.rubric.not_yaml import not_yaml

# What pydantic reports and we look up: ("sections", 0, "rules", 2, "weight")
Place = tuple[str | int, ...]
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_DEEPEST = 20
_SURPRISES = re.compile(r"(?i:on|off|yes|no|y|n)|[-+]?0[0-9_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_SCALARS: dict[str, Plain] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_TAGS = "tag:yaml.org,2002:"  # what YAML writes as !!
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
    """Read the YAML file at `path`. Raises FaultyRubric."""
    return _parsed(path, file_text(path))


@lru_cache(maxsize=8)  # a parent of several rubrics is read once
def _parsed(path: Path, text: str) -> Source:
    reader = _Reader(path, {}, [])
    try:
        data = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as problem:
        raise FaultyRubric(path, [not_yaml(path, text, problem)]) from problem
    if reader.faults:
        raise FaultyRubric(path, reader.faults)
    return Source(path, data, reader.places)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the parser's events into plain data, noting where each part stands and what is wrong with it."""

    path: Path
    places: dict[Place, tuple[int, int]]
    faults: list[Fault]

    def document(self, events: Iterator[yaml.Event]) -> Plain:
        """The one document of the stream; None where it is empty."""
        data: Plain = None
        begun = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if begun:
                    what = Text("“---”之后另起了一个文档", "a second document begins at “---”")
                    raise self._fatal(event, "documents", what, Text("分成两个文件", "make it two files"))
                data, begun = self._plain(next(events), events, ()), True
        return data

    def _plain(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> Plain:
        self.places[place] = _line_and_column(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._fatal(
                event, "anchor", Text("不能使用锚点和别名", "anchors and aliases are not allowed"), _WRITE_OUT
            )
        if len(place) > _DEEPEST:
            raise self._fatal(event, "too-deep", Text("嵌套太深", "nested too deeply"), _WRITE_OUT)
        if tag := getattr(event, "tag", None):
            tag = tag.replace(_TAGS, "!!")
            what = Text(f"不能使用标签 {tag}", f"the tag {tag} is not allowed")
            self._note(event, "tag", what, Text("去掉标签", "take the tag out"))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place)
        assert isinstance(event, yaml.ScalarEvent)  # nothing else begins a node
        return self._scalar(event)

    def _sequence(self, events: Iterator[yaml.Event], place: Place) -> Plain:
        data: list[Plain] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            data.append(self._plain(event, events, (*place, len(data))))
        return data

    def _mapping(self, events: Iterator[yaml.Event], place: Place) -> Plain:
        data: dict[str, Plain] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.value == "<<":
                what, mend = (
                    Text("键名必须是普通文字", "a key must be plain text"),
                    Text("改成普通的键名", "write a plain key"),
                )
                raise self._fatal(event, "key", what, mend)
            key, at = str(event.value), _line_and_column(event)
            if key in data:
                what = Text(f"键 {key} 重复", f"the key {key} stands twice")
                self._note(event, "duplicate-key", what, Text("删去一个", "take one of them out"))
            data[key] = self._plain(next(events), events, (*place, key))
            self.places[(*place, key)] = at
        return data

    def _scalar(self, event: yaml.ScalarEvent) -> Plain:
        text = str(event.value)
        if event.style:  # quoted or a block: the writer said it is text
            return text
        if text.lower() in _SCALARS:
            return _SCALARS[text.lower()]
        if _SURPRISES.fullmatch(text):
            self._note(
                event,
                "yaml-surprise",
                Text(f"YAML 会把 {text} 读成别的东西", f"YAML reads {text} as something else"),
                Text(f'文字写成 "{text}"，数字写成平常的样子', f'write "{text}" for text, or an ordinary number'),
            )
        if _NUMBER.fullmatch(text):
            return int(text) if _WHOLE.fullmatch(text) and len(text) < 20 else float(text)
        return text

    def _note(self, event: yaml.Event, code: str, what: Text, mend: Text) -> None:
        line, column = _line_and_column(event)
        self.faults.append(Fault(where=f"{self.path}:{line}:{column}", code=code, what=what, mend=mend))

    def _fatal(self, event: yaml.Event, code: str, what: Text, mend: Text) -> FaultyRubric:
        """What makes no sense to read on after."""
        self._note(event, code, what, mend)
        return FaultyRubric(self.path, self.faults)


_WRITE_OUT = Text("把内容写全、写浅", "write it out, plainly")


def _line_and_column(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
