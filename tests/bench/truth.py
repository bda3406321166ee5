"""What the scorer found against what the script of the call says, rule by rule.

right             the same outcome
wrong accusation  missed, where the truth is met or not applicable: the one that must not happen
overlooked        met or not applicable, where the truth is missed
undetermined      left to a person
"""

import json
from collections import Counter, defaultdict
from pathlib import Path

from qa_scorer import open_engine
from qa_scorer.intake import gather
from qa_scorer.model import Night, Outcome
from qa_scorer.nightly import run_night
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.workers.here import Here

_KINDS = ("right", "wrong accusation", "overlooked", "undetermined", "otherwise wrong")


def main(audio: Path) -> None:
    """Score the set in `audio` (calls.csv, recordings, truth/) with the default engine and print the comparison."""
    batch = gather([audio])
    night = run_night(batch.recordings, load_rubric(shipped_rubric()), Here(open_engine("faster-whisper", "base")))
    print_comparison(night, audio / "truth")


def print_comparison(night: Night, truth_folder: Path) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for scored in night.scored:
        truth = json.loads((truth_folder / f"{Path(scored.call.name).stem}.json").read_text("utf-8"))["outcomes"]
        for item in scored.scorecard.items:
            if item.rule.id not in truth:
                continue
            found, expected = item.finding.answer.outcome, Outcome(truth[item.rule.id])
            kind = kind_of(found, expected)
            counts[item.rule.id][kind] += 1
            if kind not in ("right", "undetermined"):
                answer = item.finding.answer
                wrong.append(f"{kind}: {scored.call.name} {item.rule.id}: {answer.reason.zh} “{answer.quote}”")
    _print_table(counts)
    print(*wrong, sep="\n")


def kind_of(found: Outcome, expected: Outcome) -> str:
    if found is expected:
        return "right"
    if found is Outcome.UNDETERMINED:
        return "undetermined"
    if found is Outcome.MISSED:
        return "wrong accusation"
    return "overlooked" if expected is Outcome.MISSED else "otherwise wrong"


def _print_table(counts: dict[str, Counter[str]]) -> None:
    print(f"{'rule':<28}" + "".join(f"{kind:>18}" for kind in _KINDS))
    for rule, kinds in sorted(counts.items()):
        print(f"{rule:<28}" + "".join(f"{kinds[kind]:>18}" for kind in _KINDS))
    total = sum(counts.values(), Counter())
    size = max(total.total(), 1)
    print(f"{f'all {total.total()}':<28}" + "".join(f"{total[kind] / size:>18.1%}" for kind in _KINDS))
