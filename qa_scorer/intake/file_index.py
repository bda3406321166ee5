"""The recording that a call table means by what it writes: a path, a path of another machine, or a bare name."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from qa_scorer.intake.find import Found
from qa_scorer.intake.names import key


class FileIndex:
    """Looks a cell up among the files, by the strictest reading that fits any of them.

    Letter by letter; then without regard to case, slashes and ending; then by the file's own name where its folder
    does not contradict: `D:\\rec\\day1\\a.wav` may mean `a.wav` or `day1/a.wav`, but not `day2/a.wav`.
    """

    def __init__(self, files: Sequence[Found]) -> None:
        self._exact: dict[str, list[Found]] = defaultdict(list)
        self._paths: dict[str, list[Found]] = defaultdict(list)
        self._bare_paths: dict[str, list[Found]] = defaultdict(list)
        self._names: dict[str, list[Found]] = defaultdict(list)
        self._bare_names: dict[str, list[Found]] = defaultdict(list)
        for file in files:
            path = PurePosixPath(key(file.below))
            self._exact[file.below].append(file)
            self._paths[str(path)].append(file)
            self._bare_paths[str(path.with_suffix(""))].append(file)
            self._names[path.name].append(file)
            self._bare_names[path.stem].append(file)

    def meant(self, cell: str) -> list[Found]:
        """The files that the cell may mean: none, one, or several between which it does not decide."""
        wanted = key(cell)
        folders, name = wanted.split("/")[:-1], wanted.split("/")[-1]
        return (
            self._exact.get(cell.replace("\\", "/"))
            or self._paths.get(wanted)
            or self._bare_paths.get(wanted)
            or [file for file in self._names.get(name, ()) if _agree(folders, file)]
            or [file for file in self._bare_names.get(name, ()) if _agree(folders, file)]
        )


def _agree(folders: Sequence[str], file: Found) -> bool:
    """Whether the folders before two names are the same as far as both tell them."""
    own = key(file.below).split("/")[:-1]
    told = min(len(own), len(folders))
    return not told or own[-told:] == list(folders)[-told:]
