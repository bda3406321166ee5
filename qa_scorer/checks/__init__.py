"""One kind of question a file; the file's name is the check's name in the rubric.

A check module holds a frozen `Params` dataclass (its fields are the keys a rule may have in the rubric) and a
function `answer(params, call) -> Answer`. Its docstring is its manual page. To add a check, add a file.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from qa_scorer.model import Answer, Call, Finding, Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    name: str
    params: type
    answer: Callable[[Any, Call], Answer]  # the first argument is an instance of `params`


@cache
def check_names() -> tuple[str, ...]:
    """Every check there is, without importing any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def find_check(name: str) -> Check:
    module = import_module(f"{__name__}.{name}")
    return Check(name=name, params=module.Params, answer=module.answer)


def find_out(rubric: Rubric, call: Call) -> tuple[Finding, ...]:
    """Ask every rule of the rubric of one call."""
    return tuple(
        Finding(rule=rule.id, answer=find_check(rule.check).answer(rule.params, call)) for rule in rubric.rules
    )
