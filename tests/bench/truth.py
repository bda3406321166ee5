"""What the scorer found against what the script of the call says, rule by rule.

right             the same outcome
wrong accusation  missed, where the truth is met or not applicable: the one that must not happen
overlooked        met or not applicable, where the truth is missed
undetermined      left to a person

Then for each rule of the rubric, those that are off too, how many met and missed ones there were and were found.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_scorer import open_engine
from qa_scorer.intake import gather
from qa_scorer.language import Text
from qa_scorer.model import Finding, Outcome, Rubric, Section
from qa_scorer.nightly import run_night
from qa_scorer.rubric import load_rubric, load_rubric_file, shipped_rubric
from qa_scorer.workers.here import Here

_BOTH = (Outcome.MET, Outcome.MISSED)
_NOT_BY_WORDS = ("voice.", "situation.")
_KINDS = ("right", "wrong accusation", "overlooked", "undetermined", "otherwise wrong")


def main(audio: Path) -> None:
    """Score the set in `audio` (calls.csv, recordings, truth/) and the one in its `situations`.

    Prints the comparison. All rules of the shipped rubric are asked, those that are off too.
    """
    rubric, workers = _with_all_rules(), Here(open_engine("faster-whisper", "base"))
    seen: list[Seen] = []
    for folder in filter(Path.is_dir, (audio, audio / "situations")):
        night = run_night(gather([folder]).recordings, rubric, workers)
        for scored in night.scored:
            truth = json.loads((folder / "truth" / f"{Path(scored.call.name).stem}.json").read_text("utf-8"))[
                "outcomes"
            ]
            seen += [
                Seen(scored.call.name, item.finding, Outcome(truth[item.rule.id]))
                for item in scored.scorecard.items
                if item.rule.id in truth
            ]
    _print_table(seen)
    _print_found(rubric, seen)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of one rule on one call, and what is so."""

    call: str
    finding: Finding
    truth: Outcome

    @property
    def kind(self) -> str:
        return kind_of(self.finding.answer.outcome, self.truth)


def _with_all_rules() -> Rubric:
    file = load_rubric_file(shipped_rubric())
    sections = tuple(Section(id=each.id, title=Text(each.title.zh, each.title.en)) for each in file.in_file.sections)
    return replace(file.rubric, sections=sections, rules=tuple(written.rule for written in file.rules))


def kind_of(found: Outcome, expected: Outcome) -> str:
    if found is expected:
        return "right"
    if found is Outcome.UNDETERMINED:
        return "undetermined"
    if found is Outcome.MISSED:
        return "wrong accusation"
    return "overlooked" if expected is Outcome.MISSED else "otherwise wrong"


def _print_table(seen: Sequence[Seen]) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in seen:
        counts[each.finding.rule][each.kind] += 1
    print(f"{'rule':<28}" + "".join(f"{kind:>18}" for kind in _KINDS))
    for rule, kinds in sorted(counts.items()):
        print(f"{rule:<28}" + "".join(f"{kinds[kind]:>18}" for kind in _KINDS))
    asked = {rule.id for rule in load_rubric(shipped_rubric()).rules}
    _print_total("rules that are asked", [each for each in seen if each.finding.rule in asked])
    words = [each for each in seen if each.finding.rule in asked and not each.finding.rule.startswith(_NOT_BY_WORDS)]
    _print_total("of these, by words", words)
    _print_total("with those that are off", seen)
    for each in seen:
        if each.kind not in ("right", "undetermined"):
            answer = each.finding.answer
            print(f"{each.kind}: {each.call} {each.finding.rule}: {answer.reason.zh} “{answer.quote}”")


def _print_total(name: str, seen: Sequence[Seen]) -> None:
    kinds = Counter(each.kind for each in seen)
    print(f"{name:<28}" + "".join(f"{kinds[kind] / max(len(seen), 1):>18.1%}" for kind in _KINDS) + f"  of {len(seen)}")


def _print_found(rubric: Rubric, seen: Sequence[Seen]) -> None:
    there = Counter((each.finding.rule, each.truth) for each in seen)
    found = Counter((each.finding.rule, each.truth) for each in seen if each.kind == "right")
    print(f"\n{'found / there are':<28}" + "".join(f"{outcome.value:>18}" for outcome in _BOTH))
    for rule in rubric.rules:
        cells = [f"{found[rule.id, outcome]} / {there[rule.id, outcome]}" for outcome in _BOTH]
        print(f"{rule.id:<28}" + "".join(f"{cell:>18}" for cell in cells))
    for words, counted in (("there is", there), ("was found", found)):
        lacking = [rule.id for rule in rubric.rules if not all(counted[rule.id, outcome] for outcome in _BOTH)]
        print(f"not both a met and a missed one {words}, {len(lacking)} of {len(rubric.rules)}: {', '.join(lacking)}")
        neither = [rule.id for rule in rubric.rules if not any(counted[rule.id, outcome] for outcome in _BOTH)]
        print(f"neither {words}, {len(neither)}: {', '.join(neither)}")
