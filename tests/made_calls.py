"""Calls by the thousand, made from a seed: agents and customers of a hotline, three minutes each, no two alike."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from qa_scorer.model import Call, CallData, Role
from qa_scorer.rubric.dialogue_lines import DialogueLine
from qa_scorer.rubric.written_call import WrittenCall
from qa_scorer.rubric_trials.as_call import as_call

_OPENINGS = (
    "您好，很高兴为您服务，请问有什么可以帮您？",
    "您好，工号{agent}，请讲。",
    "早上好，这里是客服中心。",
    "请讲。",
)
_CLOSINGS = ("请问还有其他可以帮您的吗？", "感谢您的来电，再见。", "祝您生活愉快，再见。", "好，就这样。")
_AGENT = (
    "请您稍等，我帮您查一下{thing}。", "让您久等了，您的{thing}是{number}元。", "您反映的问题是{thing}，是这样吗？",
    "给您带来不便，非常抱歉。", "我们会在{number}小时内给您答复。", "{thing}的资费是每月{number}元，下月生效。",
    "公司就是这么规定的。", "我帮您登记{thing}的情况，转给专人处理。", "请问您贵姓？", "不客气，这是我们应该做的。",
)  # fmt: skip
_CUSTOMER = (
    "我想查一下{thing}。", "为什么这个月{thing}要{number}元？", "我要投诉，{thing}一直没有解决。", "好的，谢谢你。",
    "你们说的{number}元是怎么算的？", "我的{thing}坏了{number}天了。", "帮我取消{thing}吧。", "嗯，对，是这样。",
)  # fmt: skip
_THINGS = ("话费", "宽带", "流量套餐", "国际漫游", "彩铃", "手机号码", "发票", "积分", "上网速度", "电视机顶盒")
_TURNS = 36


def made_calls(number: int, *, agents: int = 50, seed: int = 7) -> Iterator[Call]:
    """`number` calls of so many agents, in the order of their times; the same seed makes the same calls."""
    chance = random.Random(seed)
    start = datetime(2026, 10, 1, 8)
    for place in range(number):
        agent = f"{1000 + chance.randrange(agents)}"
        data = CallData(
            call_id=f"{place:06}",
            agent_id=agent,
            team=f"team {int(agent) % 5}",
            started_at=start + timedelta(seconds=40 * place),
            released_by=chance.choice(("agent", "customer")),
        )
        call = as_call(WrittenCall(dialogue="agent: 您好", call=data), f"{agent}/{place:06}.wav", _lines(chance, agent))
        facts = replace(call.evidence.facts, sha256=f"{place:064x}")
        yield replace(call, evidence=replace(call.evidence, facts=facts))


def _lines(chance: random.Random, agent: str) -> list[DialogueLine]:
    now_s, lines = 0.5, []
    for turn in range(_TURNS):
        role = (Role.AGENT, Role.CUSTOMER)[turn % 2]
        words = {"agent": agent, "thing": chance.choice(_THINGS), "number": chance.randrange(1, 999)}
        text = _said(chance, turn, role).format(**words)
        end_s = now_s + 0.24 * len(text)
        lines.append(DialogueLine(role=role, text=text, start_s=now_s, end_s=end_s, probability=chance.uniform(0.6, 1)))
        now_s = end_s + chance.choice((0.3, 0.5, 0.8, 1.5, 12.0 if turn % 12 == 0 else 0.4))
    return lines


def _said(chance: random.Random, turn: int, role: Role) -> str:
    if turn == 0:
        return chance.choice(_OPENINGS)
    if turn >= _TURNS - 3 and role is Role.AGENT:
        return chance.choice(_CLOSINGS)
    sentences = _AGENT if role is Role.AGENT else _CUSTOMER
    return "".join(chance.choice(sentences) for _ in range(chance.randrange(1, 4)))
