"""Did the agent speak clearly?

What a recogniser understood well was clear. Where it understood the agent badly, that alone accuses nobody (an
accent, names, a bad model); the agent's own sound must be bad as well (clipped, or drowned in noise), and the
customer must have been understood well through the same recorder. Everything between is for a person.

Parameters
    clear_from         mean word probability from which the words were clear (default 0.7)
    unclear_below      under this they were not understood (default 0.5)
    clipping_at_most   share of clipped samples from which the sound is bad (default 0.01)
    snr_at_least_db    speech over noise under which the sound is bad (default 10 dB)
    least_talk_s       with less speech than this nothing can be said (default 5 s)

Source: M, H. Clear telephone calls reach 0.8 to 0.9 with Whisper base, so 0.7 leaves room. Clipping of 1 % of the
samples is plainly audible. ANSI S12.60 wants speech 15 dB over the noise of a classroom; under 10 dB is clearly bad.

Met:    words recognised at 0.84, whatever the noise
Missed: words recognised at 0.38, 7 dB over the noise of the agent's own line, the customer's words at 0.85
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import SHARED_CHANNEL, cannot_hear, left_open, own_channels, undetermined
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, SideMeasures

METHOD = Text("由识别把握、削波和信噪比判断", "from the recogniser's confidence, clipping and noise")
RELIABILITY = Text(
    "有限：只有声音确实差时才算，其余交人工", "limited: only where the sound is bad as well, else a person decides"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    clear_from: float = 0.7
    unclear_below: float = 0.5
    clipping_at_most: float = 0.01
    snr_at_least_db: float = 10.0
    least_talk_s: float = 5.0

    def __post_init__(self) -> None:
        if not 0 <= self.unclear_below <= self.clear_from <= 1:
            raise WrongValue(
                "应满足 0 <= unclear_below <= clear_from <= 1", "0 <= unclear_below <= clear_from <= 1 does not hold"
            )


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    side = call.evidence.side(Role.AGENT)
    if side is None or side.talk_s < params.least_talk_s or side.word_probability is None:
        return undetermined("坐席说话太少，听不出是否清楚", "the agent spoke too little to tell whether clearly")
    understood = side.word_probability
    told = Text(f"识别把握 {understood:.0%}", f"words recognised at {understood:.0%}")
    if understood >= params.clear_from:
        return Answer(outcome=Outcome.MET, reason=told, confidence=understood)
    bad = _bad_sound(params, side)
    if bad is None:
        return undetermined(
            f"{told.zh}，但声音本身不差，可能是口音、专名或识别问题，请人工听一下",
            f"{told.en}, yet the sound is good: an accent, names or the recogniser; please listen",
        )
    missed = Answer(outcome=Outcome.MISSED, reason=Text(f"{told.zh}，{bad.zh}", f"{told.en}; {bad.en}"), confidence=0.7)
    doubt = _doubt(params, call, understood)
    return left_open(missed, doubt) if doubt else missed


def _bad_sound(params: Params, side: SideMeasures) -> Text | None:
    if side.clipping_ratio > params.clipping_at_most:
        ratio = f"{side.clipping_ratio:.1%}"
        return Text(f"坐席的声音有 {ratio} 削波", f"{ratio} of the agent's sound is clipped")
    if side.snr_db is not None and side.snr_db < params.snr_at_least_db:
        return Text(
            f"坐席一侧信噪比只有 {side.snr_db:.0f} dB", f"the agent's line is {side.snr_db:.0f} dB over its noise"
        )
    return None


def _doubt(params: Params, call: Call, understood: float) -> Text | None:
    """Why the fault may not be the agent's."""
    if not own_channels(call):
        return SHARED_CHANNEL
    customer = call.evidence.side(Role.CUSTOMER)
    if customer is None or customer.word_probability is None or customer.word_probability < params.clear_from:
        return Text("客户的话也没有听清，可能是线路或录音的问题", "the customer was hardly understood either")
    if understood >= params.unclear_below:
        return Text("仍听懂了一部分", "part of it was understood")
    return None
