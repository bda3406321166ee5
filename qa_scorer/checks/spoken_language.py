"""Did the agent speak the standard language?

By the language that was identified on the agent's side. Another one is fine where the customer speaks it too. Most
recognisers cannot tell Mandarin from the other Chinese languages: then the answer is undetermined.

Parameters
    language      the language to speak, ISO 639-3 (default cmn, Mandarin)
    least_talk_s  with less speech than this nothing can be said (default 5 s)

Source: M, H, T, C; where the customer needs another language M and C allow it.

Met:    agent cmn; or agent yue, customer yue
Missed: agent yue, customer cmn
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, undetermined
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role

METHOD = Text("由识别引擎的语种判断", "from the language the recogniser tells")
RELIABILITY = Text(
    "有限：多数引擎分不出方言，无法判定", "limited: most engines cannot tell Chinese languages apart: undetermined"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    language: str = "cmn"
    least_talk_s: float = 5.0


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    agent = call.evidence.side(Role.AGENT)
    if agent is None or agent.language is None:
        return undetermined("识别引擎分不出方言", "the engine does not know dialects")
    if agent.talk_s < params.least_talk_s:
        return undetermined("坐席说话太少，听不出是哪种话", "the agent spoke too little to tell the language")
    told = Text(f"坐席说的是 {agent.language}", f"the agent spoke {agent.language}")
    if agent.language == params.language:
        return Answer(outcome=Outcome.MET, reason=told, confidence=0.9)
    return _another(told, agent.language, call)


def _another(told: Text, language: str, call: Call) -> Answer:
    customer = call.evidence.side(Role.CUSTOMER)
    if customer is None or customer.language is None:
        return undetermined(f"{told.zh}，不知道客户说什么话", f"{told.en}; what the customer speaks is not known")
    reason = Text(f"{told.zh}，客户说的是 {customer.language}", f"{told.en}, the customer {customer.language}")
    outcome = Outcome.MET if customer.language == language else Outcome.MISSED
    return Answer(outcome=outcome, reason=reason, confidence=0.8)
