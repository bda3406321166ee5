"""Calls judged by two rubrics: what the change from the one to the other would have done to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path

from qa_scorer.checks import find_out
from qa_scorer.model import Answer, Call, Rubric, Scorecard
from qa_scorer.rubric_trials.case_files import Case, call_of
from qa_scorer.rubric_trials.difference import Difference
from qa_scorer.rubric_trials.tally import Tally
from qa_scorer.scoring import score
from qa_scorer.store import Store

Known = Mapping[str, Answer]  # by Rule.sha256
Tell = Callable[[int, int], None]

_AT_ONCE = 250  # calls that a process takes at a time
_WORTH_IT = 1000  # calls from which starting processes takes less time than it saves


def of_cases(old: Rubric, new: Rubric, cases: Iterable[Case]) -> Difference:
    return compare(old, new, ((call_of(case), {}) for case in cases))


def of_store(old: Rubric, new: Rubric, path: Path, *, processes: int = 1, tell: Tell | None = None) -> Difference:
    """Every call of the store at `path`. `tell` is told how many calls are done, and of how many.

    Raises UsageError where there is no store, MachineError where it cannot be read.
    """
    with Store.open(path) as store:
        numbers = store.call_numbers()
    slices = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
    asked = [(old, new, path, each) for each in slices]
    whole = Tally()
    for tally in _each(asked, processes if len(numbers) >= _WORTH_IT else 1):
        whole.merge(tally)
        if tell:
            tell(whole.calls, len(numbers))
    return whole.difference(old, new)


def compare(old: Rubric, new: Rubric, calls: Iterable[tuple[Call, Known]]) -> Difference:
    """Judge each call by both."""
    return _tally(old, new, calls).difference(old, new)


_Asked = tuple[Rubric, Rubric, Path, Sequence[int]]


def _each(asked: Sequence[_Asked], processes: int) -> Iterator[Tally]:
    if processes == 1:
        yield from map(_of_slice, asked)
        return
    with get_context("spawn").Pool(min(processes, len(asked))) as pool:
        yield from pool.imap_unordered(_of_slice, asked)


def _of_slice(asked: _Asked) -> Tally:
    old, new, path, numbers = asked
    with Store.open(path) as store:
        return _tally(old, new, stored(store, numbers))


def stored(store: Store, numbers: Sequence[int]) -> Iterator[tuple[Call, Known]]:
    """The calls of those numbers, each with the answers that are kept of it."""
    rules = store.kept_rules()
    for each in store.stored_calls(numbers):
        yield each.call, store.answers(each.id, rules)


def _tally(old: Rubric, new: Rubric, calls: Iterable[tuple[Call, Known]]) -> Tally:
    tally = Tally()
    for call, known in calls:
        tally.add(call, *_cards(old, new, call, known))
    return tally


def _cards(old: Rubric, new: Rubric, call: Call, known: Known) -> tuple[Scorecard, Scorecard]:
    """A rule that is in both, or whose answer is kept, is asked once or not at all."""
    was = score(old, find_out(old, call, known))
    if call.evidence.facts.duration_s >= old.least_call_s:
        known = {**known, **{item.rule.sha256: item.finding.answer for item in was.items}}
    return was, score(new, find_out(new, call, known))
