"""A small night written by hand from the nouns of the model: for tests of what is written from one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from qa_scorer.language import Text
from qa_scorer.model import (
    Answer,
    AudioFacts,
    Call,
    CallData,
    Discarded,
    Evidence,
    Finding,
    Night,
    Outcome,
    Role,
    Rubric,
    Rule,
    ScoredCall,
    Section,
    SideMeasures,
    Span,
    Turn,
    UnscoredCall,
    Word,
)
from qa_scorer.scoring import score

STARTED = datetime(2026, 11, 18, 9, 30, 0)

_RULES = (
    # id, Chinese title, English title, points, fatal
    ("opening.greeting", "首先问候", "Greets first", 30.0, False),
    ("opening.identity", "报工号", "Gives the job number", 20.0, False),
    ("voice.speech_rate", "语速适中", "Moderate speech rate", 20.0, False),
    ("forbidden.insult", "辱骂客户", "Insults", 0.0, True),
    ("closing.farewell", "道别", "Says goodbye", 30.0, False),
)
_SECTIONS = (("opening", "开场", "Opening"), ("voice", "声音", "Voice"), ("forbidden", "禁语", "Forbidden speech"),
             ("closing", "结束", "Closing"))  # fmt: skip


def rubric() -> Rubric:
    """Five rules in four sections: 100 points, one fatal rule without points, pass mark 80."""
    return Rubric(
        id="small",
        version="1.2",
        title=Text("小评分表", "Small rubric"),
        pass_mark=80,
        sections=tuple(Section(id=name, title=Text(zh, en)) for name, zh, en in _SECTIONS),
        rules=tuple(
            Rule(id=name, title=Text(zh, en), section=name.split(".")[0], check="phrase", params=None, weight=points,
                 fatal=fatal, source="H M")
            for name, zh, en, points, fatal in _RULES
        ),
        sha256="ab" * 32,
    )  # fmt: skip


def answer(outcome: Outcome, quote: str = "", *, degree: float | None = None, start_s: float | None = 1.25) -> Answer:
    reason = Text(f"理由：{outcome.value}", f"reason: {outcome.value}")
    end_s = None if start_s is None else start_s + 2
    return Answer(
        outcome=outcome, reason=reason, quote=quote, start_s=start_s, end_s=end_s, confidence=0.9, degree=degree
    )


def turn(role: Role, start_s: float, *words: str) -> Turn:
    spoken = tuple(
        Word(text=word, start_s=start_s + place, end_s=start_s + place + 1, probability=0.9)
        for place, word in enumerate(words)
    )
    return Turn(role=role, start_s=start_s, end_s=start_s + len(words), words=spoken)


TURNS = (
    turn(Role.AGENT, 0.5, "您好，", "工号1206。"),
    turn(Role.CUSTOMER, 4.0, "我的号码是", "138", "0013", "8000"),
    turn(Role.AGENT, 9.0, "好的，", "再见。"),
)
SIDES = (
    SideMeasures(role=Role.AGENT, talk_s=20.04, level_dbfs=-23.456, loudness_lufs=-21.9, characters=80,
                 speech_rate_gross_per_min=110.4, speech_rate_net_per_min=239.52),
    SideMeasures(role=Role.CUSTOMER, talk_s=15.0, level_dbfs=-30.0, characters=60),
)  # fmt: skip
MONO = (SideMeasures(role=Role.UNKNOWN, talk_s=35.0, level_dbfs=-25.0),)


def scored_call(
    name: str,
    data: CallData,
    answers: Mapping[str, Answer] | None = None,
    *,
    of: Rubric | None = None,
    turns: Sequence[Turn] = TURNS,
    sides: Sequence[SideMeasures] = SIDES,
    silences: Sequence[Span] = (Span(20.0, 27.34), Span(40.0, 41.5)),
) -> ScoredCall:
    """A call of 62.5 s of which every rule is met that `answers` does not name, scored for real."""
    used = of or rubric()
    facts = AudioFacts(
        sha256="cd" * 32, codec="pcm_alaw", sample_rate_hz=8000, channels=2, duration_s=62.5, declared_s=65.0,
        remarks=(Text("文件不完整", "the file is cut off"),),
    )  # fmt: skip
    evidence = Evidence(
        facts=facts, turns=tuple(turns), sides=tuple(sides), silences=tuple(silences), recogniser="faster-whisper base",
        discarded=(Discarded(start_s=50.0, end_s=52.0, text="谢谢观看13900139000", reason=Text("编造", "made up")),),
    )  # fmt: skip
    findings = [
        Finding(rule=rule.id, answer=(answers or {}).get(rule.id) or answer(Outcome.MET, "您好")) for rule in used.rules
    ]
    return ScoredCall(call=Call(name=name, data=data, evidence=evidence), scorecard=score(used, findings))


def data(agent_id: str, number: int = 0, *, name: str = "", team: str = "") -> CallData:
    """Call data of an agent's `number`th call; each starts ten minutes after the one before."""
    return CallData(
        call_id=f"C{number:03d}", agent_id=agent_id, agent_name=name, team=team, customer_number="13800138000",
        started_at=STARTED + timedelta(minutes=10 * number),
    )  # fmt: skip


def unscored_call(name: str, of: CallData) -> UnscoredCall:
    return UnscoredCall(
        name=name, data=of, why=Text("文件是空的", "the file is empty"), mend=Text("重新导出录音", "export it again")
    )


def night(
    scored: Sequence[ScoredCall],
    unscored: Sequence[UnscoredCall] = (),
    *,
    of: Rubric | None = None,
    remarks: Sequence[Text] = (),
) -> Night:
    return Night(
        rubric=of or rubric(),
        scored=tuple(scored),
        unscored=tuple(unscored),
        started_at=datetime(2026, 11, 19, 2, 0, 0),
        finished_at=datetime(2026, 11, 19, 2, 5, 30),
        engine="faster-whisper",
        remarks=tuple(remarks),
    )


def small_night() -> Night:
    """Three agents: 1206 with three calls and a broken file, 1301 with one call, 1302 with a broken file only.

    1206  C000 all met (100, pass); C001 no farewell and half the points for speed (60, fail);
          C002 number undetermined (100, 80..100, pass)
    1301  C000 an insult (100, fatal, fail)
    """
    missed, open_item = Outcome.MISSED, Outcome.UNDETERMINED
    zhang = {"name": "张丽", "team": "一班"}
    worse = {"closing.farewell": answer(missed, "嗯", start_s=61.26), "voice.speech_rate": answer(missed, degree=0.5)}
    calls = [
        scored_call("1206/b.wav", data("1206", 1, **zhang), worse),
        scored_call("1206/a.wav", data("1206", 0, **zhang)),
        scored_call("1206/c.wav", data("1206", 2, **zhang), {"opening.identity": answer(open_item, start_s=None)}),
        scored_call("1301/a.wav", data("1301"), {"forbidden.insult": answer(missed, "你有病")}, sides=MONO),
    ]
    broken = [unscored_call("1302/x.wav", data("1302", 5)), unscored_call("1206/x.wav", data("1206", 3, **zhang))]
    return night(calls, broken, remarks=[Text("两个录音没有坐席", "two recordings have no agent")])
