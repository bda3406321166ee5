"""The part of a call after, or before, the place where another rule found what it looks for."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from qa_scorer.checks._cannot_tell import not_applicable, undetermined
from qa_scorer.model import Answer, Call, Evidence, Outcome, Rule, Turn

Ask = Callable[[Rule, Call], Answer]


def part_of_call(rule: Rule, call: Call, ask: Ask) -> Call | Answer:
    """What `rule` is asked of; or the answer where the rule it goes by found nothing, or cannot tell."""
    after_s, before_s = 0.0, call.evidence.facts.duration_s
    for other in filter(None, (rule.after, rule.before)):
        found = ask(other, call)
        if found.outcome is Outcome.UNDETERMINED:
            return undetermined(f"{other.id} 无法判定", f"{other.id} is undetermined")
        if found.start_s is None or found.end_s is None:
            return not_applicable(f"没有 {other.id} 那句话", f"there is nothing of {other.id}")
        if other is rule.after:
            after_s = found.end_s
        else:
            before_s = found.start_s
    return replace(call, evidence=_between(call.evidence, after_s, before_s)) if rule.after or rule.before else call


def _between(evidence: Evidence, after_s: float, before_s: float) -> Evidence:
    return replace(
        evidence,
        turns=tuple(_cut(evidence.turns, after_s, before_s)),
        silences=tuple(s for s in evidence.silences if after_s <= s.start_s and s.end_s <= before_s),
        responses=tuple(r for r in evidence.responses if after_s <= r.start_s and r.end_s <= before_s),
        talkovers=tuple(t for t in evidence.talkovers if after_s <= t.start_s and t.end_s <= before_s),
    )


def _cut(turns: tuple[Turn, ...], after_s: float, before_s: float) -> Iterator[Turn]:
    """Of a turn that goes on past the place only the words on this side."""
    for turn in turns:
        if turn.end_s <= after_s or turn.start_s >= before_s:
            continue
        words = tuple(word for word in turn.words if after_s <= (word.start_s + word.end_s) / 2 <= before_s)
        if len(words) == len(turn.words):
            yield turn
        elif words:
            yield replace(turn, start_s=words[0].start_s, end_s=words[-1].end_s, words=words)
