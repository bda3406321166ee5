"""A small night written by hand from the nouns of the model: for tests of what is written from one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from qa_scorer.figures.night_figures import night_figures
from qa_scorer.figures.standings import Standings
from qa_scorer.language import Text
from qa_scorer.model import (
    Answer,
    AudioFacts,
    Baseline,
    Call,
    CallData,
    Discarded,
    Evidence,
    Finding,
    LineSound,
    LineSoundKind,
    Night,
    Outcome,
    PerSecond,
    Response,
    Rise,
    Role,
    Rubric,
    Rule,
    ScoredCall,
    Section,
    SideMeasures,
    Silence,
    Span,
    Talkover,
    TalkoverKind,
    Turn,
    UnscoredCall,
    Word,
    in_hand,
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


REVIEWED = Rule(id="voice.slang", title=Text("口头禅", "Habit words"), section="voice", check="phrase", params=None,
                review=True, source="T M")  # fmt: skip


def rubric(*more: Rule) -> Rubric:
    """Five rules in four sections, and `more`: 100 points, one fatal rule without points, pass mark 80."""
    return Rubric(
        id="small",
        version="1.2",
        title=Text("小评分表", "Small rubric"),
        pass_mark=80,
        sections=tuple(Section(id=name, title=Text(zh, en)) for name, zh, en in _SECTIONS),
        rules=tuple(
            Rule(id=name, title=Text(zh, en), section=name.split(".")[0], check="phrase", params=None, weight=points,
                 fatal="call" if fatal else None, source="H M")
            for name, zh, en, points, fatal in _RULES
        )
        + more,
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
    characters = sum(char.isalnum() for word in words for char in word)
    end_s = start_s + len(words)
    return Turn(role=role, start_s=start_s, end_s=end_s, talk_s=end_s - start_s - 0.2, characters=characters,
                words=spoken)  # fmt: skip


TURNS = (
    turn(Role.AGENT, 0.5, "您好，", "工号1206。"),
    turn(Role.CUSTOMER, 4.0, "我的号码是", "138", "0013", "8000"),
    turn(Role.AGENT, 9.0, "好的，", "再见。"),
)
SIDES = (
    SideMeasures(
        role=Role.AGENT, talk_s=20.04, speaking_s=22.5, level_dbfs=-23.456, level_range_db=8.2, loudness_lufs=-21.9,
        clipping_ratio=0.0123, snr_db=31.0, sudden_rises=(Rise(start_s=44.0, end_s=45.5, rise_db=9.6),),
        pitch_median_hz=220.0, pitch_range_semitones=6.4, characters=80, speech_rate_gross_per_min=110.4,
        speech_rate_net_per_min=213.3, articulation_rate_per_min=239.52, word_probability=0.87, language="cmn",
        per_second=PerSecond(level_dbfs=(None, -23.456), pitch_hz=(None, 219.6), characters=(0, 4)),
    ),
    SideMeasures(role=Role.CUSTOMER, talk_s=15.0, speaking_s=16.0, level_dbfs=-30.0, snr_db=12.5, echo_db=28.0,
                 characters=60),
)  # fmt: skip
MONO = (SideMeasures(role=Role.UNKNOWN, talk_s=35.0, level_dbfs=-25.0),)
_AGENT, _CUSTOMER = Role.AGENT, Role.CUSTOMER
SILENCES = (
    Silence(start_s=20.0, end_s=27.34, after=_CUSTOMER, before=_AGENT, owed_by=_AGENT),
    Silence(start_s=30.0, end_s=36.0, after=_AGENT, before=_AGENT, owed_by=_AGENT, announced=True),
    Silence(start_s=50.0, end_s=51.5, after=_CUSTOMER, before=_AGENT, owed_by=_AGENT),
    Silence(start_s=55.0, end_s=56.5, after=_AGENT, before=_CUSTOMER, owed_by=_CUSTOMER),
)
RESPONSES = (
    Response(role=_CUSTOMER, start_s=2.5, end_s=4.0),
    Response(role=_AGENT, start_s=8.0, end_s=9.0),
    Response(role=_AGENT, start_s=20.0, end_s=27.34),
    Response(role=_AGENT, start_s=50.0, end_s=51.5),
)


def _talkover(kind: TalkoverKind, interrupter: Role, start_s: float, duration_s: float, words: str) -> Talkover:
    other = _CUSTOMER if interrupter is _AGENT else _AGENT
    return Talkover(kind=kind, interrupter=interrupter, interrupted=other, start_s=start_s, end_s=start_s + duration_s,
                    other_stopped=kind is TalkoverKind.INTERRUPTION, words=words)  # fmt: skip


TALKOVERS = (
    _talkover(TalkoverKind.BACKCHANNEL, _AGENT, 6.0, 0.5, "嗯"),
    _talkover(TalkoverKind.INTERRUPTION, _AGENT, 43.0, 1.25, "您听我说"),
    _talkover(TalkoverKind.INTERRUPTION, _CUSTOMER, 46.0, 0.75, "0013不对"),
    _talkover(TalkoverKind.OVERLAP, _CUSTOMER, 53.0, 0.25, "是"),
    _talkover(TalkoverKind.INTERRUPTION, _AGENT, 58.0, 0.5, "先生"),
)
LINE_SOUNDS = (LineSound(LineSoundKind.RING_BACK, Span(0.0, 0.4), "left"),)
BASELINE = Baseline(calls=6, level_dbfs=-26.0, level_range_db=7.5, pitch_median_hz=196.0, pitch_range_semitones=5.9)


def scored_call(
    name: str,
    data: CallData,
    answers: Mapping[str, Answer] | None = None,
    *,
    of: Rubric | None = None,
    turns: Sequence[Turn] = TURNS,
    sides: Sequence[SideMeasures] = SIDES,
    baseline: Baseline | None = None,
) -> ScoredCall:
    """A call of 62.5 s of which every rule is met that `answers` does not name, scored for real.

    Where nobody among `sides` is the agent, nobody can be said to have waited or cut in either.
    """
    used = of or rubric()
    facts = AudioFacts(
        sha256="cd" * 32, codec="pcm_alaw", sample_rate_hz=8000, channels=2, duration_s=62.5, declared_s=65.0,
        remarks=(Text("文件不完整", "the file is cut off"),),
    )  # fmt: skip
    told = any(side.role is Role.AGENT for side in sides)
    evidence = Evidence(
        facts=facts, turns=tuple(turns), sides=tuple(sides), recogniser="faster-whisper base",
        silences=SILENCES if told else (), responses=RESPONSES if told else (), talkovers=TALKOVERS if told else (),
        line_sounds=LINE_SOUNDS, non_talk_s=27.5, role_confidence=0.95 if told else 0.4,
        discarded=(Discarded(start_s=50.0, end_s=52.0, text="谢谢观看13900139000", reason=Text("编造", "made up")),),
    )  # fmt: skip
    findings = [
        Finding(rule=rule.id, answer=(answers or {}).get(rule.id) or answer(Outcome.MET, "您好")) for rule in used.rules
    ]
    call = Call(name=name, data=data, evidence=evidence, baseline=baseline)
    return ScoredCall(call=call, scorecard=score(used, findings))


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
        scored=in_hand(scored),
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


def standings(of: Night) -> Standings:
    return night_figures(of).standings
