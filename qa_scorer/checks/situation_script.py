"""Was the script for a situation followed?

Not applicable when the situation did not occur, and when the agent coped without the script: a faint or noisy line on
which the customer was understood needs none. On a bad line a miss takes four things: the sound shows it, the customer
was understood badly, the customer showed that the talk did not get through, and the agent asked for nothing; with
less, or other words than the set ones, a person decides. Where the sound shows it, an agent whose last words are
that the customer cannot be heard, who hangs up and never asked for anything, has missed it as well. On a silent call
each step counts, with its wait (half the points of the step where the wait was cut short).

Parameters
    when            silent_call     the customer never speaks
                    faint_customer  the customer is too quiet
                    noisy_line      noise on the customer's line
                    hands_free      the agent's voice comes back, and the agent says that the customer is hard to hear
    steps           list of {any_of, wait_s}: words of which any will do, and the seconds to wait after them. On a
                    silent call all of them in order; otherwise any one, and its wait where the agent then hung up
    tolerance_s     how much shorter a wait may be (default 1.5: it is counted in the head)
    most_talk_s     an agent who speaks longer than this on a silent call has somebody to talk to, whom the recording
                    lacks: undetermined (default 30)
    faint_dbfs      a customer's level under this is faint (default -42)
    noisy_snr_db    a customer less than this over the noise has a noisy line (default 10)
    coped_from      mean word probability of the customer's from which the talk got through (default 0.7)
    unclear_below   under this it was understood badly (default 0.5)

Source: M. Telephone speech lies near -26 dBov (ITU-T P.56); 16 dB less is hardly a sixth of that pressure.

Met:    您好 (5 s) 您好 (5 s) 对不起，您的电话没有声音，请您换一部电话打来，好吗？再见 (5 s)   when: silent_call
Missed: 您好 (2 s) and hung up                                                                 when: silent_call
"""

from dataclasses import dataclass
from typing import Literal

from qa_scorer.checks._cannot_tell import (
    SHARED_CHANNEL,
    cannot_hear,
    customer_never_spoke,
    left_open,
    not_applicable,
    own_channels,
    understood,
    undetermined,
)
from qa_scorer.checks._line_trouble import (
    Trouble,
    complained,
    customer_checks_line,
    gave_up,
    measured_trouble,
    other_remedy,
)
from qa_scorer.checks._script_steps import Step, StepTaken, steps_graded, steps_taken
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn

METHOD = Text("由声音（音量、噪声、回声）和文字判断", "from the sound (level, noise, echo) and the words")
RELIABILITY = Text(
    "规定用语说了能认出；没说的，要客户的话确实没听懂、或坐席说听不清就挂断才算",
    "the set words are recognised; their lack only counts where the customer was not understood or hung up on",
)

_DOUBTFUL = Text("有的话没有听准", "some of it was not clearly heard")
_ENDED_EARLY = Text("通话可能被客户挂断", "the customer may have hung up in between")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    when: Literal["silent_call", "faint_customer", "noisy_line", "hands_free"]
    steps: tuple[Step, ...]
    tolerance_s: float = 1.5
    most_talk_s: float = 30.0
    faint_dbfs: float = -42.0
    noisy_snr_db: float = 10.0
    coped_from: float = 0.7
    unclear_below: float = 0.5

    def __post_init__(self) -> None:
        if not self.steps or not all(step.any_of for step in self.steps):
            raise WrongValue(
                "steps 至少要有一步，每一步都要有用语", "steps must name at least one step, and each some words"
            )


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    if params.when == "silent_call":
        return _silent_call(params, call)
    return _bad_line(params, params.when, call)


def _silent_call(params: Params, call: Call) -> Answer:
    if not customer_never_spoke(call):
        return not_applicable("客户说了话", "the customer spoke")
    agent = call.evidence.side(Role.AGENT)
    if agent and agent.talk_s > params.most_talk_s:
        return undetermined(
            "没有听到客户，但坐席说了很久，可能是录音缺了客户一方",
            "the customer was not heard, yet the agent talked for long: the recording may lack the customer",
        )
    taken = steps_taken(call, params.steps)
    said = [step for step in taken if step]
    found = steps_graded(said, len(params.steps), params.tolerance_s)
    if found.outcome is Outcome.MET:
        return found
    if not own_channels(call):
        return left_open(found, SHARED_CHANNEL)
    if any(not step.sure for step in said) or _half_heard(call):
        return left_open(found, _DOUBTFUL)
    return _if_cut_short(params, call, said, found)


def _if_cut_short(params: Params, call: Call, said: list[StepTaken], found: Answer) -> Answer:
    """Who hung up before the agent was due to go on is not told by the sound."""
    if call.data.released_by == "agent" or not said:
        return found
    last = said[-1]
    before_it_was_due = last.waited_s <= last.step.wait_s + params.tolerance_s
    if not before_it_was_due or any(step.waited_s < step.step.wait_s - params.tolerance_s for step in said[:-1]):
        return found
    if call.data.released_by == "customer":
        return not_applicable("客户在坐席说完之前挂断", "the customer hung up before the agent was through")
    return left_open(found, _ENDED_EARLY)


def _half_heard(call: Call) -> bool:
    return any(turn.role is Role.AGENT and not understood(turn) for turn in call.evidence.turns)


def _bad_line(params: Params, trouble: Trouble, call: Call) -> Answer:
    said = [step for step in (steps_taken(call, (step,))[0] for step in params.steps) if step]
    if certain := [step for step in said if step.sure]:
        return _script_said(params, call, certain[-1])
    shown = measured_trouble(trouble, call, params.faint_dbfs, params.noisy_snr_db)
    if shown is None:
        return not_applicable("没有出现这种情况", "there was no sign of it")
    if remedy := other_remedy(trouble, call):
        return not_applicable(f"{shown.zh}，已按“{remedy}”处理", f"{shown.en}; dealt with by “{remedy}”")
    if not said and (words := gave_up(call)):
        return _hung_up(shown, words, call.evidence.turns[-1])
    if said or complained(call):
        return undetermined(
            f"{shown.zh}，坐席有所表示，但听起来不是规定的用语，请人工听一下",
            f"{shown.en}; the agent reacted, in other words than the set ones as it seems: please listen",
        )
    return _nothing_asked(params, call, shown)


def _hung_up(shown: Text, words: str, last: Turn) -> Answer:
    return Answer(
        outcome=Outcome.MISSED,
        reason=Text(
            f"{shown.zh}，坐席说“{words}”就挂断，没有请客户改善",
            f"{shown.en}; the agent said “{words}” and hung up, and asked for nothing",
        ),
        quote=last.text,
        start_s=last.start_s,
        end_s=last.end_s,
        confidence=0.75,
    )


def _script_said(params: Params, call: Call, taken: StepTaken) -> Answer:
    last_words = all(turn.start_s <= taken.turn.start_s for turn in call.evidence.turns)
    hung_up_early = (
        call.data.released_by == "agent" and last_words and taken.waited_s < taken.step.wait_s - params.tolerance_s
    )
    short = Text(f"，但只等了 {taken.waited_s:.1f} 秒就挂断", f", but the agent hung up {taken.waited_s:.1f} s later")
    return Answer(
        outcome=Outcome.MISSED if hung_up_early else Outcome.MET,
        reason=Text(
            "说了规定的用语" + (short.zh if hung_up_early else ""),
            "the set words were said" + (short.en if hung_up_early else ""),
        ),
        quote=taken.turn.text,
        start_s=taken.turn.start_s,
        end_s=taken.turn.end_s,
        confidence=0.85,
        degree=0.5 if hung_up_early else 1.0,
    )


def _nothing_asked(params: Params, call: Call, shown: Text) -> Answer:
    customer = call.evidence.side(Role.CUSTOMER)
    probability = customer.word_probability if customer else None
    if probability is not None and probability >= params.unclear_below:
        clear = probability >= params.coped_from
        how = Text("听得清", "understood") if clear else Text("大致听得懂", "mostly understood")
        return not_applicable(f"{shown.zh}，但{how.zh}，不需要", f"{shown.en}, but {how.en}: not needed")
    missed = Answer(
        outcome=Outcome.MISSED,
        reason=Text(
            f"{shown.zh}，没有听懂客户的话，坐席没有请客户改善",
            f"{shown.en}, the customer was not understood, and the agent asked for nothing",
        ),
        confidence=0.7,
    )
    if probability is None or customer_checks_line(call) is None:
        return left_open(missed, Text("坐席可能听懂了", "the agent may have understood"))
    return missed if own_channels(call) else left_open(missed, SHARED_CHANNEL)
