"""Words that more than one sheet uses."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from qa_scorer.figures.call_summary import ListedFinding
from qa_scorer.figures.ears_first import Why
from qa_scorer.figures.standings import TeamRule
from qa_scorer.language import Text
from qa_scorer.model import Finding, Outcome, Role, Verdict

OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.MET: Text("做到", "met"),
    Outcome.MISSED: Text("未做到", "missed"),
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Outcome.UNDETERMINED: Text("无法判定", "undetermined"),
}
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.PASS: Text("合格", "pass"),
    Verdict.FAIL: Text("不合格", "fail"),
    Verdict.NEEDS_PERSON: Text("需人工复核", "needs a person"),
    Verdict.NO_VERDICT: Text("不评分", "no verdict"),
}
ROLES: Mapping[Role, Text] = {
    Role.AGENT: Text("坐席", "agent"),
    Role.CUSTOMER: Text("客户", "customer"),
    Role.SYSTEM: Text("系统语音", "system"),
    Role.UNKNOWN: Text("说不清是谁", "unknown"),
}

WHY_HEAR: Mapping[Why, Text] = {
    Why.FATAL: Text("触发一票否决，处理前先听", "a fatal item fired: hear it before acting on it"),
    Why.ALARM: Text(
        "客户提到外部机构，可能是严重投诉", "the customer names an outside body: maybe a serious complaint"
    ),
    Why.OPEN_FATAL: Text("一票否决项无法判定", "a fatal item could not be told"),
    Why.PASS_OR_FAIL: Text("无法判定的项目决定是否合格", "the undetermined items decide whether it passes"),
    Why.FOR_PERSON: Text("有只供人工判断的项目", "items that only a person may judge"),
}

FOR_PERSON = Text("复核", "for a person")  # the outcome of a missed rule that is for review only
NO_DATA = Text("无数据", "no data")
FATAL = Text("一票否决", "fatal")
NOT_SCORED = Text("未评分", "not scored")
NOT_COUNTED = Text("不计分", "not counted")
NOTES = Text("说明", "Notes")

_YES = Text("是", "yes")
_MOMENT = "%Y-%m-%d %H:%M"


def still_open(finding: Finding | ListedFinding) -> Text:
    """What stands where people reviewed it and came to no outcome; nothing where they did."""
    if finding.disputed:
        return Text("；意见不一，暂按机器判定", "; they differ, so the machine's answer stands")
    if finding.unsettled:
        return Text("；听不出，仍按机器判定", "; nobody could tell, so the machine's answer stands")
    return Text("", "")


def yes_if(holds: bool) -> Text | None:
    return _YES if holds else None


def or_no_data(figure: float | None) -> float | Text:
    return NO_DATA if figure is None else figure


def joined(parts: Iterable[Text]) -> Text:
    """Several things said in one cell."""
    said = list(parts)
    return Text("；".join(part.zh for part in said), "; ".join(part.en for part in said))


def moment(value: datetime) -> str:
    return value.strftime(_MOMENT)


def period(first_and_last: tuple[datetime, datetime] | None) -> Text:
    if first_and_last is None:
        return NO_DATA
    first, last = (moment(value) for value in first_and_last)
    return Text(f"{first} 至 {last}", f"{first} to {last}")


def doubtful_rule(team_rule: TeamRule) -> Text:
    """The warning about a rule that nearly every agent misses."""
    rule, missing, agents = team_rule.rule, team_rule.agents_missing, team_rule.agents
    return Text(
        f"注意：{agents} 名坐席中有 {missing} 名多数通话未做到“{rule.title.zh}”（{rule.id}），"
        "可能是规则或标准定得不合适，使用前请先核对",
        f'Caution: {missing} of {agents} agents miss "{rule.title.en}" ({rule.id}) in most of their calls. '
        "The rule or its target may be wrong: check it before you use these figures",
    )
