"""What a change of the rubric does to calls: the nouns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_scorer.model import Outcome, Rubric, Verdict

LEAST_POINTS = 0.05  # a smaller difference of scores is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A call's result by one rubric. `fatal`: the rules whose miss fails the call."""

    score: float | None
    verdict: Verdict
    fatal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChange:
    name: str
    agent_id: str
    agent_name: str
    old: Judged
    new: Judged

    @property
    def points(self) -> float:
        """How much the score changes; 0 where one of the two has none."""
        return 0.0 if self.old.score is None or self.new.score is None else self.new.score - self.old.score

    @property
    def gains(self) -> bool:
        return self.points > LEAST_POINTS

    @property
    def loses(self) -> bool:
        return self.points < -LEAST_POINTS

    @property
    def newly_fatal(self) -> tuple[str, ...]:
        return tuple(rule for rule in self.new.fatal if rule not in self.old.fatal)

    @property
    def is_one(self) -> bool:
        """Whether anything that people read changes."""
        same_score = (self.old.score is None) == (self.new.score is None) and abs(self.points) <= LEAST_POINTS
        return not same_score or self.old.verdict is not self.new.verdict or self.old.fatal != self.new.fatal


@dataclass(slots=True, kw_only=True)
class RuleChange:
    """`moved`: calls by the outcome before and after (None: not asked), where these differ."""

    rule: str
    points: float = 0.0  # gained (above 0) or lost by all calls together
    newly_fatal: int = 0
    moved: Counter[tuple[Outcome | None, Outcome | None]] = field(default_factory=Counter)

    def merge(self, other: "RuleChange") -> None:
        self.points += other.points
        self.newly_fatal += other.newly_fatal
        self.moved += other.moved

    @property
    def is_one(self) -> bool:
        return bool(self.moved or self.newly_fatal or abs(self.points) > LEAST_POINTS)


@dataclass(slots=True, kw_only=True)
class AgentChange:
    """`points`: by how much the scores of all the agent's `calls` change together."""

    agent_id: str
    agent_name: str
    calls: int = 0
    gaining: int = 0
    losing: int = 0
    newly_fatal: int = 0
    points: float = 0.0

    def add(self, change: CallChange) -> None:
        self.calls += 1
        self.gaining += change.gains
        self.losing += change.loses
        self.newly_fatal += bool(change.newly_fatal)
        self.points += change.points

    def merge(self, other: "AgentChange") -> None:
        for name in ("calls", "gaining", "losing", "newly_fatal", "points"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def mean_points(self) -> float:
        return self.points / self.calls if self.calls else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`changed` calls, those that lose most first; `agents` and `rules` likewise; `verdicts`: calls by old and new."""

    old: Rubric
    new: Rubric
    calls: int
    changed: tuple[CallChange, ...]
    agents: tuple[AgentChange, ...]
    rules: tuple[RuleChange, ...]
    verdicts: Mapping[tuple[Verdict, Verdict], int]

    @property
    def newly_fatal(self) -> tuple[CallChange, ...]:
        return tuple(change for change in self.changed if change.newly_fatal)

    @property
    def largest_drop(self) -> float:
        return max((-change.points for change in self.changed), default=0.0)
