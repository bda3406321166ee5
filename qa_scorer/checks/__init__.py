"""One kind of question a file; the file's name is the check's name in the rubric.

A check module holds a frozen `Params` dataclass (its fields are the keys a rule may have in the rubric), a function
`answer(params, call) -> Answer`, and `METHOD` and `RELIABILITY`, which tell people how it is checked and how well that
can be judged. Its docstring is its manual page.
To add a check, add a file; if it accuses of what was not heard, name it in `_lost_end`, if not, in `_another_language`.
"""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Doubt, Finding, Outcome, Rubric, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    name: str
    params: type
    answer: Callable[[Any, Call], Answer]  # the first argument is an instance of `params`
    method: Text  # how it is checked and what the evidence is
    reliability: Text  # how well that can be judged


@cache
def check_names() -> tuple[str, ...]:
    """Every check there is, without importing any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def find_check(name: str) -> Check:
    module = import_module(f"{__name__}.{name}")
    return Check(
        name=name,
        params=module.Params,
        answer=module.answer,
        method=module.METHOD,
        reliability=module.RELIABILITY,
    )


def ask(rule: Rule, call: Call) -> Answer:
    """The answer to one rule on one call."""
    from qa_scorer.checks._another_language import accused_in_another_language
    from qa_scorer.checks._applies_when import elsewhere
    from qa_scorer.checks._lost_end import accused_without_the_end
    from qa_scorer.checks._part_of_call import part_of_call
    from qa_scorer.wording.boundaries import words_known

    with words_known(call.evidence.terms):
        if rule.applies_when and (answer := elsewhere(rule.applies_when, call)):
            return answer
        part = part_of_call(rule, call, ask) if rule.after or rule.before else call
        if isinstance(part, Answer):
            return part
        answer = find_check(rule.check).answer(rule.params, part)
        return accused_in_another_language(rule, call, accused_without_the_end(rule, call, answer))


def find_out(rubric: Rubric, call: Call, known: Mapping[str, Answer] | None = None) -> tuple[Finding, ...]:
    """Ask every rule of the rubric of one call. `known`: answers on this call by `Rule.sha256`, not asked again.

    A call shorter than the rubric's least length is asked nothing: no rule applies to it.
    """
    found = known or {}
    if (before := found_before(rubric, call.evidence.facts.duration_s, found)) is not None:
        return before
    return tuple(
        Finding(rule=rule.id, answer=found[rule.sha256] if rule.sha256 in found else ask(rule, call))
        for rule in rubric.rules
    )


def found_before(rubric: Rubric, call_s: float, known: Mapping[str, Answer]) -> tuple[Finding, ...] | None:
    """The findings on a call of that length where it need not be asked anything; None where it must be."""
    if call_s < rubric.least_call_s:
        return tuple(Finding(rule=rule.id, answer=_too_short(rubric)) for rule in rubric.rules)
    answers = [known.get(rule.sha256) for rule in rubric.rules]
    given = zip(rubric.rules, answers, strict=True)
    return None if None in answers else tuple(Finding(rule=rule.id, answer=a) for rule, a in given if a)


def _too_short(rubric: Rubric) -> Answer:
    least = f"{rubric.least_call_s:g}"
    return Answer(
        outcome=Outcome.NOT_APPLICABLE,
        reason=Text(f"通话不足 {least} 秒，不评分", f"a call of less than {least} s is not scored"),
    )


def doubts(rubric: Rubric, call: Call) -> tuple[Doubt, ...]:
    """What the recogniser's second opinion could still settle, each once."""
    return tuple(dict.fromkeys(doubt for finding in find_out(rubric, call) for doubt in finding.answer.doubts))
