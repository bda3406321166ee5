"""A great night made up call by call: agents of different skill, calls over two weeks, from a seed and nothing else.

Calls are made when they are asked for and not kept, so that a night of any size fits into memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from qa_scorer.language import Text
from qa_scorer.model import (
    Answer,
    AudioFacts,
    Call,
    CallData,
    Evidence,
    Finding,
    Night,
    Outcome,
    Response,
    Role,
    Rubric,
    Rule,
    ScoredCall,
    SideMeasures,
    Silence,
    Talkover,
    TalkoverKind,
    Turn,
    UnscoredCall,
    Word,
)
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.scoring import score

FIRST_DAY = datetime(2026, 11, 9, 8, 30)
_SURNAMES, _NAMES = "张王李赵陈杨黄周吴徐孙马", ("丽", "伟", "敏", "静", "磊", "洋", "婷", "勇", "雪梅", "志强")
_KINDS = ("咨询", "咨询", "查询", "业务办理", "故障申告", "投诉", "建议")
_PLACES = (("浙江", "杭州"), ("浙江", "宁波"), ("江苏", "南京"), ("江苏", "苏州"))
_SAID = (
    (Role.AGENT, "您好，工号幺二零六，很高兴为您服务，请问有什么可以帮您"),
    (Role.CUSTOMER, "我想问一下我这个月的话费怎么多了三十块钱"),
    (Role.AGENT, "请您稍等，我为您查询一下"),
    (Role.AGENT, "让您久等了，您本月开通了一个流量包，所以费用增加了"),
    (Role.CUSTOMER, "我没有开通过啊，你给我取消掉"),
    (Role.AGENT, "好的，已经为您取消，请问还有其他可以帮您的吗"),
    (Role.CUSTOMER, "没有了，谢谢"),
    (Role.AGENT, "感谢您的来电，再见"),
)
_SELDOM = (
    (Role.AGENT, "这个问题我已经记录下来，我们会在48小时内给您答复"),
    (Role.CUSTOMER, "我建议你们把短信提醒做得清楚一点"),
    (Role.CUSTOMER, "那流量用完以后网速到底降到多少呢"),
    (Role.AGENT, "这个我也不太清楚"),
    (Role.CUSTOMER, "再不解决我就打12315投诉到工信部去"),
)
_QUOTES = ("您好，请问有什么可以帮您", "这个月的费用是三十五元", "好的，我这边已经为您取消了，下个月生效", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpCalls:
    """`ScoredCalls` by agent, then by name; every call is the same each time it is made."""

    rubric: Rubric
    agents: range
    calls_each: int
    seed: int = 1

    def __len__(self) -> int:
        return len(self.agents) * self.calls_each

    def __iter__(self) -> Iterator[ScoredCall]:
        for agent in self.agents:
            for number in range(self.calls_each):
                yield self._call(agent, number)

    def of_agent(self, agent_id: str) -> "MadeUpCalls":
        own = [agent for agent in self.agents if _agent_id(agent) == agent_id]
        return replace(self, agents=range(own[0], own[0] + 1) if own else range(0))

    def _call(self, agent: int, number: int) -> ScoredCall:
        chance = Random(self.seed * 1_000_000_007 + agent * 10_007 + number)
        skill = Random(self.seed + agent).random()
        data = _data(agent, number, self.calls_each, chance)
        evidence = _evidence(f"{self.seed}.{agent}.{number}", chance, skill)
        call = Call(name=f"{data.agent_id}/{data.call_id}.wav", data=data, evidence=evidence)
        findings = [Finding(rule=rule.id, answer=_answer(rule, place, chance, skill))
                    for place, rule in enumerate(self.rubric.rules)]  # fmt: skip
        return ScoredCall(call=call, scorecard=score(self.rubric, findings))


def made_up_night(agents: int, calls_each: int, rules: int, *, seed: int = 1, unscored: int = 3) -> Night:
    used = rubric_of(rules)
    broken = tuple(
        UnscoredCall(name=f"broken/{n}.wav", data=_data(n, n, calls_each, Random(n)),
                     why=Text("文件是空的", "the file is empty"), mend=Text("重新导出录音", "export it again"))
        for n in range(unscored)
    )  # fmt: skip
    return Night(
        rubric=used,
        scored=MadeUpCalls(rubric=used, agents=range(agents), calls_each=calls_each, seed=seed),
        unscored=broken,
        started_at=FIRST_DAY + timedelta(days=14),
        finished_at=FIRST_DAY + timedelta(days=14, hours=3),
        engine="faster-whisper base int8",
    )


def rubric_of(rules: int) -> Rubric:
    """The shipped rubric with its first `rules` rules, or with copies of them until there are as many."""
    shipped = load_rubric(shipped_rubric())
    own = list(shipped.rules)
    more = [replace(own[n % len(own)], id=f"{own[n % len(own)].id}.{n}", weight=0.0) for n in range(rules - len(own))]
    return replace(shipped, rules=tuple([*own, *more][:rules]))


def _agent_id(agent: int) -> str:
    return f"{1001 + agent}"


def _data(agent: int, number: int, calls_each: int, chance: Random) -> CallData:
    province, city = _PLACES[agent % len(_PLACES)]
    started = FIRST_DAY + timedelta(days=14 * number // calls_each, minutes=chance.randrange(600))
    return CallData(
        call_id=f"C{agent:03d}{number:04d}", agent_id=_agent_id(agent),
        agent_name=_SURNAMES[agent % len(_SURNAMES)] + _NAMES[agent * 7 % len(_NAMES)], team=f"{agent % 6 + 1}班",
        province=province, city=city, started_at=started, call_type=chance.choice(_KINDS),
        customer_level=chance.choice(("", "三星", "五星")), vip=chance.random() < 0.1, direction="inbound",
        customer_number=f"138{chance.randrange(40_000):08d}", ring_s=float(chance.randrange(3, 15)),
    )  # fmt: skip


def _answer(rule: Rule, place: int, chance: Random, skill: float) -> Answer:
    """45 % not applicable, 6 % undetermined; of the rest one in ten is missed: much as in the sample calls."""
    dice, hard = chance.random(), 0.4 + (place * 37 % 100) / 60
    miss = (0.015 + 0.08 * (1 - skill)) * hard * (0.02 if rule.fatal else 1.0)
    outcome = (Outcome.NOT_APPLICABLE if dice < 0.45 else Outcome.UNDETERMINED if dice < 0.49
               else Outcome.MISSED if dice < 0.51 + miss else Outcome.MET)  # fmt: skip
    start_s = None if outcome is Outcome.NOT_APPLICABLE else round(chance.uniform(0, 200), 2)
    return Answer(
        outcome=outcome, quote=chance.choice(_QUOTES) if start_s is not None else "", start_s=start_s,
        end_s=None if start_s is None else start_s + 2, confidence=round(chance.uniform(0.6, 1.0), 2),
        reason=Text(f"坐席的前三句话里没有听到“{rule.title.zh}”的用语", f"nothing like “{rule.title.en}” was heard"),
    )  # fmt: skip


def _evidence(mark: str, chance: Random, skill: float) -> Evidence:
    duration_s = chance.uniform(90, 420)
    said = [*_SAID, *([chance.choice(_SELDOM)] if chance.random() < 0.08 else [])]
    step_s = duration_s / len(said)
    turns = tuple(
        Turn(role=role, start_s=place * step_s, end_s=(place + 0.8) * step_s, characters=len(text),
             words=(Word(text=text, start_s=place * step_s, end_s=(place + 0.8) * step_s, probability=0.9),))
        for place, (role, text) in enumerate(said)
    )  # fmt: skip
    facts = AudioFacts(sha256=mark.encode().hex().ljust(64, "0"), codec="pcm_alaw", sample_rate_hz=8000, channels=2,
                       duration_s=duration_s)  # fmt: skip
    wait_s, dead_s = chance.uniform(0, 25), chance.uniform(0, 8) * (1 - skill)
    silences = (
        Silence(start_s=30, end_s=30 + wait_s, after=Role.AGENT, before=Role.AGENT, owed_by=Role.AGENT, announced=True),
        Silence(start_s=70, end_s=70 + dead_s, after=Role.CUSTOMER, before=Role.AGENT, owed_by=Role.AGENT),
    )
    cut = Talkover(kind=TalkoverKind.INTERRUPTION, interrupter=Role.AGENT, interrupted=Role.CUSTOMER, start_s=50,
                   end_s=51.5, other_stopped=True)  # fmt: skip
    return Evidence(
        facts=facts, turns=turns, sides=_sides(duration_s, chance, skill), silences=silences,
        responses=(Response(role=Role.AGENT, start_s=20, end_s=20 + chance.uniform(0.2, 4)),),
        talkovers=(cut,) * (chance.random() > skill), non_talk_s=wait_s + dead_s + 0.1 * duration_s,
        role_confidence=0.97, recogniser="faster-whisper base int8",
    )  # fmt: skip


def _sides(duration_s: float, chance: Random, skill: float) -> tuple[SideMeasures, ...]:
    rate = chance.gauss(130 + 40 * (1 - skill), 15)
    agent = SideMeasures(
        role=Role.AGENT, talk_s=duration_s * 0.45, speaking_s=duration_s * 0.5, level_dbfs=chance.gauss(-24, 2),
        loudness_lufs=chance.gauss(-22, 2), level_range_db=8.0, snr_db=chance.gauss(30, 4), characters=int(rate * 3),
        pitch_median_hz=chance.gauss(210, 12), pitch_range_semitones=chance.gauss(7, 1),
        speech_rate_gross_per_min=rate, speech_rate_net_per_min=2 * rate, articulation_rate_per_min=2.2 * rate,
    )  # fmt: skip
    customer = SideMeasures(role=Role.CUSTOMER, talk_s=duration_s * 0.3, level_dbfs=chance.gauss(-27, 3), snr_db=20.0)
    return agent, customer
