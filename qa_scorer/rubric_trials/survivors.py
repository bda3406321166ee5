"""What survived a mutation run, said so that the rubric's author can do something about it."""

from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric_trials.badly_heard import HEARINGS
from qa_scorer.rubric_trials.mutate import Excuse, Mutant, Mutated


def survivor_faults(mutated: Mutated) -> tuple[Fault, ...]:
    """A fault for each survivor, and for each reason given for what does not survive, by line."""
    found = [*map(_survivor, mutated.survivors), *map(_idle, mutated.idle_excuses)]
    return tuple(sorted(found, key=lambda fault: fault.place))


def _survivor(mutant: Mutant) -> Fault:
    key = f"survives: {{{mutant.name}: …}}"
    if mutant.operator in HEARINGS:
        what = Text(
            f"{mutant.rule}：例子听错后结果变了", f"{mutant.rule}: an example that is misheard comes out otherwise"
        )
        mend = Text("让规则经得起听错", "make the rule bear it")
    else:
        what = Text(f"{mutant.rule}：这样改没有例子发现", f"{mutant.rule}: no example notices this change")
        mend = Text("补一个结果会变的例子", "write an example that comes out otherwise")
    return Fault(
        where=mutant.where,
        code="survivor",
        what=Text(f"{what.zh}：{mutant.name}", f"{what.en}: {mutant.name}"),
        mend=Text(f"{mend.zh}，或写明理由 {key}", f"{mend.en}, or give the reason: {key}"),
    )


def _idle(excuse: Excuse) -> Fault:
    return Fault(
        where=excuse.where,
        code="idle-reason",
        what=Text(
            f"{excuse.rule}：{excuse.name} 已被发现或不存在",
            f"{excuse.rule}: {excuse.name} is noticed, or there is no such",
        ),
        mend=Text("删去 survives 下的这一行", "take this line out of `survives:`"),
    )
