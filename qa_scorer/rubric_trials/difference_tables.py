"""A difference as tables that people read, for the screen and for a pull request."""

from dataclasses import dataclass

from qa_scorer.language import Text
from qa_scorer.model import Outcome, Verdict
from qa_scorer.rubric_trials.difference import AgentChange, CallChange, Difference, RuleChange

_OUTCOMES = {
    Outcome.MET: Text("做到", "met"),
    Outcome.MISSED: Text("未做到", "missed"),
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Outcome.UNDETERMINED: Text("无法判定", "undetermined"),
    None: Text("未检查", "not asked"),
}
_VERDICTS = {
    Verdict.PASS: Text("合格", "pass"),
    Verdict.FAIL: Text("不合格", "fail"),
    Verdict.NEEDS_PERSON: Text("需人工", "needs a person"),
    Verdict.NO_VERDICT: Text("不评定", "no verdict"),
}
_NONE = Text("–", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`numbers`: the columns of figures, from 0; `left_out`: rows that did not fit."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    numbers: frozenset[int]
    left_out: int = 0


def headline(difference: Difference) -> Text:
    """The whole of it in a sentence."""
    old, new = difference.old, difference.new
    gain, lose = (sum(getattr(change, way) for change in difference.changed) for way in ("gains", "loses"))
    moved = sum(count for (before, after), count in difference.verdicts.items() if before is not after)
    fatal = len(difference.newly_fatal)
    return Text(
        f"{old.id} {old.version} → {new.id} {new.version}：{difference.calls} 通电话中 {gain} 通加分、{lose} 通减分、"
        f"{fatal} 通新触发一票否决、{moved} 通判定改变",
        f"{old.id} {old.version} → {new.id} {new.version}: of {difference.calls} calls {gain} gain, {lose} lose, "
        f"{fatal} newly fail by a fatal rule, {moved} change verdict",
    )


def tables(difference: Difference, most_rows: int) -> tuple[Table, ...]:
    """Those that have anything in them; `most_rows` of calls and of agents."""
    changed_agents = [agent for agent in difference.agents if agent.gaining or agent.losing or agent.newly_fatal]
    made = (
        _verdicts(difference),
        _rules(difference),
        _agents(changed_agents, most_rows),
        _calls(difference, most_rows),
    )
    return tuple(table for table in made if table.rows)


def _verdicts(difference: Difference) -> Table:
    moved = sorted(
        ((pair, count) for pair, count in difference.verdicts.items() if pair[0] is not pair[1]),
        key=lambda each: -each[1],
    )
    return Table(
        title=Text("判定改变", "Verdicts"),
        heads=(Text("原来", "before"), Text("以后", "after"), Text("通数", "calls")),
        rows=tuple((_VERDICTS[before], _VERDICTS[after], _same(count)) for (before, after), count in moved),
        numbers=frozenset({2}),
    )


def _rules(difference: Difference) -> Table:
    titles = {rule.id: rule.title for rubric in (difference.old, difference.new) for rule in rubric.rules}
    return Table(
        title=Text("规则", "Rules"),
        heads=(
            Text("规则", "rule"),
            Text("名称", "title"),
            Text("总分变化", "points, all calls"),
            Text("新触发否决", "newly fatal"),
            Text("结果改变", "outcomes"),
        ),
        rows=tuple(
            (_same(rule.rule), titles[rule.rule], _signed(rule.points), _same(rule.newly_fatal), _moves(rule))
            for rule in difference.rules
        ),
        numbers=frozenset({2, 3}),
    )


def _moves(rule: RuleChange) -> Text:
    moves = sorted(rule.moved.items(), key=lambda each: -each[1])
    told = [
        Text(f"{_OUTCOMES[a].zh}→{_OUTCOMES[b].zh} {count}", f"{_OUTCOMES[a].en} → {_OUTCOMES[b].en} {count}")
        for (a, b), count in moves
    ]
    return Text("，".join(text.zh for text in told), ", ".join(text.en for text in told))


def _agents(agents: list[AgentChange], most: int) -> Table:
    rows = [
        (
            _same(f"{agent.agent_id} {agent.agent_name}".strip()),
            _same(agent.calls),
            _same(agent.gaining),
            _same(agent.losing),
            _same(agent.newly_fatal),
            _signed(agent.mean_points),
        )
        for agent in sorted(agents, key=lambda agent: -abs(agent.mean_points))
    ]
    return Table(
        title=Text("坐席", "Agents"),
        heads=(
            Text("坐席", "agent"),
            Text("通数", "calls"),
            Text("加分", "gain"),
            Text("减分", "lose"),
            Text("新触发否决", "newly fatal"),
            Text("平均变化", "mean change"),
        ),
        rows=tuple(rows[:most]),
        numbers=frozenset({1, 2, 3, 4, 5}),
        left_out=max(len(rows) - most, 0),
    )


def _calls(difference: Difference, most: int) -> Table:
    """Newly fatal ones first, then by how much they change."""
    ordered = sorted(difference.changed, key=lambda change: (not change.newly_fatal, -abs(change.points), change.name))
    return Table(
        title=Text("电话", "Calls"),
        heads=(
            Text("电话", "call"),
            Text("坐席", "agent"),
            Text("原得分", "before"),
            Text("新得分", "after"),
            Text("变化", "change"),
            Text("判定", "verdict"),
            Text("新触发否决", "newly fatal"),
        ),
        rows=tuple(_call(change) for change in ordered[:most]),
        numbers=frozenset({2, 3, 4}),
        left_out=max(len(ordered) - most, 0),
    )


def _call(change: CallChange) -> tuple[Text, ...]:
    before, after = _VERDICTS[change.old.verdict], _VERDICTS[change.new.verdict]
    moved = Text(f"{before.zh}→{after.zh}", f"{before.en} → {after.en}")
    return (
        _same(change.name),
        _same(f"{change.agent_id} {change.agent_name}".strip()),
        _points(change.old.score),
        _points(change.new.score),
        _signed(change.points),
        before if change.old.verdict is change.new.verdict else moved,
        _same("、".join(change.newly_fatal)),
    )


def _same(value: object) -> Text:
    return Text(str(value), str(value))


def _points(score: float | None) -> Text:
    return _NONE if score is None else _same(f"{score:.1f}")


def _signed(points: float) -> Text:
    return _same(f"{points:+.1f}")
