"""Was it hard to hear the customer, and did it get in the way? What the situations of a bad line have in common."""

from typing import Literal

from qa_scorer.checks._cannot_tell import own_channels, understood
from qa_scorer.checks._could_not_hear import said_between
from qa_scorer.language import Text
from qa_scorer.model import Call, LineSoundKind, Role, SideMeasures

Trouble = Literal["faint_customer", "noisy_line", "hands_free"]

_NOISY_SHARE = 0.25  # of the call, from which steady noise is a noisy line
# How an agent says that the customer cannot be heard, in whatever words.
_COMPLAINTS = (
    "听不清", "听不见", "听不到", "听不太清", "没听清", "没有听清", "声音太小", "声音很小", "声音有点小", "声音比较小",
    "杂音", "噪音", "大声", "大点声",
)  # fmt: skip
# What is asked of the customer against each trouble: asked against another one, this one was dealt with as well.
_REMEDIES: dict[Trouble, tuple[str, ...]] = {
    "faint_customer": ("大声一点", "大声点", "大点声", "声音大一点"),
    "noisy_line": ("换一部电话", "换个电话", "换一个电话", "安静的地方"),
    "hands_free": ("拿起话筒", "拿起听筒", "关闭免提", "关掉免提", "不要用免提"),
}
# What may be asked for against any of them: who asks politely for anything may have asked for that.
_ASKED_FOR = (
    "请您", "麻烦", "再说一遍", "再说一次", "再讲一遍", "重复一遍", "再打", "打过来", "打来", "换", "靠近", "凑近",
    "拿近", "拿起", "安静", "大声", "大点声", "声音大", "不要用免提", "别用免提", "不用免提", "关闭", "关掉", "关一下",
)  # fmt: skip
# How a customer shows that the talk does not get through.
_CUSTOMER_CHECKS = (
    "听得到吗", "听得见吗", "能听到吗", "能听见吗", "听到没有", "听见没有", "听清了吗", "听清楚了吗", "喂喂"
)  # fmt: skip


def measured_trouble(trouble: Trouble, call: Call, faint_dbfs: float, noisy_snr_db: float) -> Text | None:
    """What the sound shows of the trouble; None where it shows nothing of it."""
    customer = call.evidence.side(Role.CUSTOMER)
    if customer is None:
        return None
    if trouble == "faint_customer" and customer.level_dbfs is not None and customer.level_dbfs < faint_dbfs:
        level = f"{customer.level_dbfs:.0f} dBFS"
        return Text(f"客户音量只有 {level}", f"the customer's level is {level}")
    if trouble == "hands_free" and customer.echo_db is not None:
        return Text("客户一侧有坐席声音的回声", "the agent's voice comes back on the customer's line")
    return _noise(call, customer, noisy_snr_db) if trouble == "noisy_line" else None


def _noise(call: Call, customer: SideMeasures, noisy_snr_db: float) -> Text | None:
    if customer.snr_db is not None and customer.snr_db < noisy_snr_db:
        snr = f"{customer.snr_db:.0f} dB"
        return Text(f"客户一侧信噪比只有 {snr}", f"the customer is {snr} over the noise")
    noise_s = sum(
        sound.span.duration_s
        for sound in call.evidence.line_sounds
        if sound.kind is LineSoundKind.NOISE and sound.side == customer.side
    )
    if noise_s >= _NOISY_SHARE * call.evidence.facts.duration_s:
        return Text(f"客户一侧有 {noise_s:.0f} 秒杂音", f"{noise_s:.0f} s of noise on the customer's line")
    return None


def complained(call: Call) -> str | None:
    """The agent's own words for not hearing the customer."""
    return _anywhere(call, _COMPLAINTS, Role.AGENT)


def gave_up(call: Call) -> str | None:
    """The agent's own words for not hearing the customer, where the agent then hung up and had asked for nothing.

    None where it is not known that the agent hung up, or what the agent said was not understood throughout.
    """
    own = [turn for turn in call.evidence.turns if turn.role is Role.AGENT]
    if call.data.released_by != "agent" or not own_channels(call) or not all(map(understood, own[1:] or own)):
        return None
    if not own or own[-1] is not call.evidence.turns[-1] or _anywhere(call, _ASKED_FOR, Role.AGENT):
        return None
    return said_between(call, _COMPLAINTS, own[-1].start_s, own[-1].end_s, Role.AGENT)


def other_remedy(trouble: Trouble, call: Call) -> str | None:
    """What the agent asked of the customer against one of the other troubles."""
    others = tuple(phrase for other, phrases in _REMEDIES.items() if other != trouble for phrase in phrases)
    return _anywhere(call, others, Role.AGENT)


def customer_checks_line(call: Call) -> str | None:
    return _anywhere(call, _CUSTOMER_CHECKS, Role.CUSTOMER)


def _anywhere(call: Call, phrases: tuple[str, ...], role: Role) -> str | None:
    return said_between(call, phrases, 0.0, call.evidence.facts.duration_s, role)
