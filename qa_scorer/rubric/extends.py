"""A rubric that builds on another: `extends: telecom_hotline`, or `extends: base.yaml` in the same folder.

A shipped rubric is the one that lies beside the file, where there is one of its name, else the one in the package.

The extending file gives only what differs. A rule whose id the parent has keeps the parent's keys but for those given;
where it names another `check`, the parent's parameters are dropped. Other rules are added to the section of that id,
other sections to the end. What stands at the top (`title`, `pass_mark`, ...) replaces the parent's.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault, FaultyRubric
from qa_scorer.rubric.file_format import RULE_KEYS
from qa_scorer.rubric.shipped import shipped_names, shipped_rubric
from qa_scorer.rubric.yaml_source import Place, Plain, Source, read_source

_KEY = "extends"
_MOST_FILES = 10


def read_whole(path: Path) -> tuple[Source, str]:
    """The rubric file at `path` with all that it extends, and the SHA-256 of these files. Raises RubricError."""
    chain = [read_source(path)]
    seen = [path.resolve()]
    while (parent := _parent(chain[-1])) is not None:
        if parent.resolve() in seen or len(chain) == _MOST_FILES:
            way = " → ".join(file.name for file in (*seen, parent))
            raise _refused(chain[-1], Text(f"extends 兜了圈子：{way}", f"extends goes round in a circle: {way}"))
        chain.append(read_source(parent))
        seen.append(parent.resolve())
    merged = chain.pop()
    for child in reversed(chain):
        merged = _merged(merged, child)
    digests = [sha256(file.read_bytes()).hexdigest() for file in seen]
    return merged, digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()


def _parent(source: Source) -> Path | None:
    given = source.data.get(_KEY) if isinstance(source.data, dict) else None
    if given is None:
        return None
    if not isinstance(given, str) or not given:
        raise _refused(
            source, Text("extends 应为文件名或自带评分表的名称", "extends must name a file or a shipped rubric")
        )
    folder = source.path.parent.resolve()
    beside = folder / f"{given}.yaml"
    if given in shipped_names() and (beside == source.path.resolve() or not beside.is_file()):
        return shipped_rubric(given)
    if given in shipped_names():
        return beside
    parent = (folder / given).resolve()
    if not parent.is_relative_to(folder):
        raise _refused(source, Text(f"{given} 不在评分表所在的文件夹里", f"{given} leaves the folder of the rubric"))
    if not parent.is_file():
        known = "、".join(shipped_names())
        raise _refused(
            source,
            Text(f"没有 {given} 这个文件（自带的有：{known}）", f"there is no file {given} (shipped ones: {known})"),
        )
    return parent


def _refused(source: Source, why: Text) -> FaultyRubric:
    mend = Text(
        "写同一文件夹里的相对路径，或自带评分表的名称",
        "name a file by its path within the same folder, or a shipped rubric",
    )
    return FaultyRubric(source.path, [Fault(where=source.where((_KEY,)), code="extends", what=why, mend=mend)])


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a source's data, by its place there."""

    source: Source
    place: Place
    data: Plain

    def keys(self) -> dict[str, "_Tree"]:
        return {key: self._part(key, data) for key, data in self.data.items()} if isinstance(self.data, dict) else {}

    def rows(self, key: str) -> list["_Part"]:
        """The list under `key`; empty where there is none."""
        rows = self.data.get(key) if isinstance(self.data, dict) else None
        under = _Part(self.source, (*self.place, key), rows)
        return [under._part(index, data) for index, data in enumerate(rows)] if isinstance(rows, list) else []

    def value(self, key: str) -> Plain:
        return self.data.get(key) if isinstance(self.data, dict) else None

    def _part(self, step: str | int, data: Plain) -> "_Part":
        return _Part(self.source, (*self.place, step), data)


@dataclass(frozen=True, slots=True)
class _Joined:
    """What came of two parts; it stands where the second one, `at`, does."""

    at: _Part
    children: "dict[str, _Tree] | list[_Tree]"


_Tree = _Part | _Joined


def _merged(parent: Source, child: Source) -> Source:
    base, own = _Part(parent, (), parent.data), _Part(child, (), child.data)
    top = {**base.keys(), **own.keys()}
    del top[_KEY]
    if own.rows("sections"):
        top["sections"] = _by_id(own, base.rows("sections"), own.rows("sections"), _section)
    merged = Source(child.path, None, {})
    data = _written(_Joined(own, top), (), merged)
    return replace(merged, data=data)


def _by_id(at: _Part, base: list[_Part], own: list[_Part], join: Callable[[_Part, _Part], _Tree]) -> _Joined:
    given = list(own)
    rows: list[_Tree] = []
    for row in base:
        same = next((each for each in given if each.value("id") == row.value("id")), None)
        rows.append(row if same is None else join(row, same))
        if same is not None:
            given.remove(same)
    return _Joined(at, [*rows, *given])


def _section(base: _Part, own: _Part) -> _Tree:
    keys = {**base.keys(), **own.keys()}
    if own.rows("rules"):
        keys["rules"] = _by_id(own, base.rows("rules"), own.rows("rules"), _rule)
    return _Joined(own, keys)


def _rule(base: _Part, own: _Part) -> _Tree:
    another_check = own.value("check") not in (None, base.value("check"))
    kept = {key: part for key, part in base.keys().items() if key in RULE_KEYS or not another_check}
    return _Joined(own, {**kept, **own.keys()})


def _written(tree: _Tree, place: Place, into: Source) -> Plain:
    """The tree as plain data, its places noted in `into`."""
    at = tree if isinstance(tree, _Part) else tree.at
    if at.place in at.source.places:
        into.places[place] = at.source.places[at.place]
        into.elsewhere[place] = at.source.elsewhere.get(at.place, at.source.path)
    children = tree.children if isinstance(tree, _Joined) else _children(tree)
    if isinstance(children, dict):
        return {key: _written(child, (*place, key), into) for key, child in children.items()}
    if isinstance(children, list):
        return [_written(child, (*place, index), into) for index, child in enumerate(children)]
    return at.data


def _children(part: _Part) -> "dict[str, _Tree] | list[_Tree] | None":
    if isinstance(part.data, list):
        return [part._part(index, data) for index, data in enumerate(part.data)]
    return part.keys() if isinstance(part.data, dict) else None
