"""Verdicts -> whole-call cases for `rubric test --cases`, so that what people taught is kept.

A case is text only: what was said and when, private numbers masked, no customer's number, nobody's name. A verdict
becomes part of it only where the text alone brings the machine to the answer it gave on the recording; a verdict on how
something sounded cannot be kept so, and is counted.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from qa_scorer.checks import find_out
from qa_scorer.model import CallData, Outcome, Rubric, ScoredCall, Turn
from qa_scorer.rubric.written_call import WrittenCall
from qa_scorer.rubric_trials.as_call import as_call
from qa_scorer.scorecards.masking import mask

_HEAD: Final = "# From verdicts by qa-scorer review cases; rewritten as long as nobody edits it. "
_SUM = re.compile(rf"{re.escape(_HEAD)}([0-9a-f]{{64}})\n")
_TOLD = ("agent_id", "desk", "call_type", "vip", "direction", "released_by", "ring_s")  # of the call table


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """`edited`: files that somebody changed, left alone. `heard_only`: verdicts that no text can keep."""

    written: tuple[Path, ...]
    edited: tuple[Path, ...]
    verdicts: int
    heard_only: int


def write_cases(calls: Iterable[ScoredCall], rubric: Rubric, folder: Path) -> Cases:
    """Write a case for each of `calls` that people came to a verdict on. Raises OSError."""
    written, edited, verdicts, heard_only = list[Path](), list[Path](), 0, 0
    folder.mkdir(parents=True, exist_ok=True)
    for scored in calls:
        expect, left = _expected(scored, rubric)
        heard_only += left
        if not expect:
            continue
        path = folder / f"{_file_name(scored)}.yaml"
        verdicts += len(expect)
        if path.exists() and not _as_we_left_it(path):
            edited.append(path)
        else:
            path.write_text(_signed(_case(scored, rubric, expect)), encoding="utf-8", newline="\n")
            written.append(path)
    return Cases(written=tuple(written), edited=tuple(edited), verdicts=verdicts, heard_only=heard_only)


def _expected(scored: ScoredCall, rubric: Rubric) -> tuple[Mapping[str, Outcome], int]:
    """The settled outcomes that the text can keep, by rule, and how many it cannot."""
    settled = {
        item.rule.id: item.finding
        for item in scored.scorecard.items
        if item.finding.machine and not item.finding.unsettled
    }
    if not settled:
        return {}, 0
    call = as_call(_written(scored), scored.call.name)
    by_text = {finding.rule: finding.answer.outcome for finding in find_out(rubric, call)}
    kept = {
        rule: finding.answer.outcome
        for rule, finding in settled.items()
        if finding.machine and by_text[rule] is finding.machine.outcome
    }
    return kept, len(settled) - len(kept)


def _written(scored: ScoredCall) -> WrittenCall:
    return WrittenCall.model_validate(_fields(scored))


def _fields(scored: ScoredCall) -> dict[str, object]:
    evidence, data, unsaid = scored.call.evidence, scored.call.data, CallData()
    told = {name: getattr(data, name) for name in _TOLD if getattr(data, name) != getattr(unsaid, name)}
    fields: dict[str, object] = {"call": told} if told else {}
    fields["duration_s"] = round(evidence.facts.duration_s, 2)
    if evidence.layout.value != "stereo":
        fields["layout"] = evidence.layout.value
    return fields | {"dialogue": "\n".join(_lines(evidence.turns)) + "\n"}


def _lines(turns: Iterable[Turn]) -> Iterator[str]:
    for turn in turns:
        said = mask(" ".join(turn.text.split())).replace("/", "／")  # " / " would end the line
        sure = sum(word.probability for word in turn.words) / len(turn.words) if turn.words else 1.0
        yield f"{turn.start_s:.2f}-{turn.end_s:.2f} {turn.role.value} {sure:.0%}: {said}"


def _case(scored: ScoredCall, rubric: Rubric, expect: Mapping[str, Outcome]) -> str:
    case = {
        "title": f"verdicts on {_file_name(scored)}",
        "rubric": rubric.id,
        **_fields(scored),
        "expect": {rule: outcome.value for rule, outcome in sorted(expect.items())},
    }
    return yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes a dialogue as a block, a turn a line."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def _file_name(scored: ScoredCall) -> str:
    return f"call_{scored.call.evidence.facts.sha256[-16:]}"


def _signed(body: str) -> str:
    return f"{_HEAD}{hashlib.sha256(body.encode()).hexdigest()}\n{body}"


def _as_we_left_it(path: Path) -> bool:
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    found = _SUM.match(head + "\n")
    return found is not None and hashlib.sha256(body.encode()).hexdigest() == found[1]
