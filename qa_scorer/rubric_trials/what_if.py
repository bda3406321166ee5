"""Calls judged by two rubrics: what the change from the one to the other would have done to them."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path

from qa_scorer.checks import find_out, found_before
from qa_scorer.model import Answer, Call, Rubric, Scorecard
from qa_scorer.rubric_trials.case_files import Case, call_of
from qa_scorer.rubric_trials.difference import Difference
from qa_scorer.rubric_trials.tally import Tally
from qa_scorer.scoring import score
from qa_scorer.store import Store
from qa_scorer.wording import prepared

Known = Mapping[str, Answer]  # by Rule.sha256
Tell = Callable[[int, int], None]

_AT_ONCE = 250  # calls that a process takes at a time
_OBJECTS_BEFORE_CYCLES = 50_000  # calls hold no cycles
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
    with get_context("spawn").Pool(min(processes, len(asked)), gc.set_threshold, (_OBJECTS_BEFORE_CYCLES,)) as pool:
        yield from pool.imap_unordered(_of_slice, asked)


def _of_slice(asked: _Asked) -> Tally:
    """What was heard in a call is only looked at where one of the rubrics has something new to ask of it."""
    old, new, path, numbers = asked
    with Store.open(path) as store:
        rules, tally, known_of = store.kept_rules(), Tally(), dict[int, Known]()
        for sketch in store.sketches(numbers):
            known = store.answers(sketch.id, rules)
            if cards := _cards_known(old, new, sketch.duration_s, known):
                tally.add(sketch.name, sketch.data, *cards)
            else:
                known_of[sketch.id] = known
        tally.merge(_tally(old, new, _unpacked(store, known_of)))
    return tally


def _unpacked(store: Store, known_of: Mapping[int, Known]) -> Iterator[tuple[Call, Known]]:
    """Those calls, each with the answers that are kept of it, the words ready for the rules where that is kept."""
    for each in store.stored_calls(list(known_of)):
        if text := store.prepared_text(each.id, prepared.code_sha256()):
            prepared.know(each.call.evidence, text)
        yield each.call, known_of[each.id]


def _tally(old: Rubric, new: Rubric, calls: Iterable[tuple[Call, Known]]) -> Tally:
    tally = Tally()
    for call, known in calls:
        tally.add(call.name, call.data, *_cards(old, new, call, known))
    return tally


def _cards_known(old: Rubric, new: Rubric, call_s: float, known: Known) -> tuple[Scorecard, Scorecard] | None:
    was, would_be = (found_before(rubric, call_s, known) for rubric in (old, new))
    return None if was is None or would_be is None else (score(old, was), score(new, would_be))


def _cards(old: Rubric, new: Rubric, call: Call, known: Known) -> tuple[Scorecard, Scorecard]:
    """A rule that is in both, or whose answer is kept, is asked once or not at all."""
    was = score(old, find_out(old, call, known))
    if call.evidence.facts.duration_s >= old.least_call_s:
        known = {**known, **{item.rule.sha256: item.finding.answer for item in was.items}}
    return was, score(new, find_out(new, call, known))
