"""What must not be used for the first time by two processes at once.

In a new installation numba compiles parts of librosa when they are first called, and keeps them beside it. Two workers
that did so at the same time left files behind that ended every later process in a segmentation fault.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from qa_scorer.cache_folder import cache_folder_made

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def alone_at_first(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """`function`, whose first call in a process waits until no other process is at a first call of its own."""
    done = False

    @wraps(function)
    def called(*given: _Given.args, **named: _Given.kwargs) -> _Result:
        nonlocal done
        if done:
            return function(*given, **named)
        from filelock import FileLock

        with FileLock(cache_folder_made() / "first-use.lock"):
            result = function(*given, **named)
        done = True
        return result

    return called
