"""Where another machine finds a recording: at the same path, or, with a path map, under its own mount point."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_scorer.errors import UsageError
from qa_scorer.language import Text


@dataclass(frozen=True, slots=True)
class PathMap:
    """What lies below `here` on this machine lies below `there` on the machines of the cluster."""

    here: str
    there: str


def path_map(written: str) -> PathMap:
    """From `HERE=THERE`, as in `D:/calls=/mnt/calls`. Raises UsageError."""
    here, between, there = written.partition("=")
    if here and between and there:
        return PathMap(here, there)
    raise UsageError(
        where=f"--cluster-path {written}",
        why=Text("不是“本机路径=集群路径”", "it is not HERE=THERE"),
        mend=Text("例如 --cluster-path D:/calls=/mnt/calls", "write it as in --cluster-path D:/calls=/mnt/calls"),
    )


def path_there(path: Path, maps: Sequence[PathMap]) -> str:
    """`path` as the cluster's machines see it: the longest fitting `here` counts; without any, the path itself."""
    absolute = path.absolute()
    for mapped in sorted(maps, key=lambda each: -len(each.here)):
        here = Path(mapped.here).absolute()
        if absolute.is_relative_to(here):
            return f"{mapped.there.rstrip('/')}/{absolute.relative_to(here).as_posix()}"
    return str(absolute)
