"""The nouns of the house: frozen, and without behaviour beyond derived properties.

Units live in the names: `_s` seconds, `_hz` hertz, `_dbfs` decibels below full scale, `_lufs` loudness units
(ITU-R BS.1770), `_per_min` a count per minute, `_ratio` a share between 0 and 1.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from qa_scorer.errors import WrongValue
from qa_scorer.language import Text

UNKNOWN_AGENT = "unknown"

Side = Literal["left", "right"]
Fatal = Literal["call", "section"]


class Role(StrEnum):
    """Who speaks in a turn; `system` is a machine's voice (IVR), `unknown` could not be told."""

    AGENT = "agent"
    CUSTOMER = "customer"
    SYSTEM = "system"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """The answer to one question about one call."""

    MET = "met"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"  # leaves the denominator
    UNDETERMINED = "undetermined"  # not enough evidence: lowers coverage, never the score; a person decides


class ChannelLayout(StrEnum):
    """What the channels of a recording are to each other."""

    MONO = "mono"
    STEREO = "stereo"  # one party a channel
    SAME_TWICE = "same_twice"  # one sound on both channels
    LEFT_ONLY = "left_only"  # the right channel is dead
    RIGHT_ONLY = "right_only"


class LineSoundKind(StrEnum):
    """What a telephone line carries beside speech and silence."""

    RING_BACK = "ring_back"  # the whole ringing, pauses included
    BUSY_TONE = "busy_tone"  # busy, congestion, number unobtainable: the whole train
    DTMF = "dtmf"  # one key pressed; which one is not kept: it may be part of a card number
    TONE = "tone"  # another pure tone: dial tone, beep, fax
    MUSIC = "music"
    NOISE = "noise"  # steady, and loud enough to be in the way


class TalkoverKind(StrEnum):
    """What it was when one party began while another was speaking."""

    BACKCHANNEL = "backchannel"  # 嗯, 对, 好的: a listener's sign, the floor is not taken
    OVERLAP = "overlap"  # too short to count, or both began at once
    INTERRUPTION = "interruption"  # both at once for a second and more, whoever gave way


class Verdict(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    NEEDS_PERSON = "needs_person"  # the undetermined items could carry the call over or under the pass mark
    NO_VERDICT = "no_verdict"  # no rule applies, as where the call is too short


# --- what comes with a recording -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CallData:
    """What the call table, or the file name, says of a call. Empty and None mean: not said."""

    call_id: str = ""
    agent_id: str = UNKNOWN_AGENT
    agent_name: str = ""
    team: str = ""
    city: str = ""
    province: str = ""
    started_at: datetime | None = None
    desk: str = ""
    call_type: str = ""
    topic: str = ""
    vip: bool | None = None
    customer_level: str = ""
    customer_number: str = ""
    direction: str = ""  # inbound | outbound
    released_by: str = ""  # agent | customer: who hung up
    ring_s: float | None = None
    agent_channel: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFormat:
    """How to read headerless telephone audio (one channel)."""

    codec: Literal["alaw", "mulaw", "s16le"]
    sample_rate_hz: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A file to be heard. `name` is its path below the folder it was found in, with forward slashes.

    `recognised`: what was recognised in it before; only what differs in sound is recognised again.
    """

    path: Path
    name: str
    call: CallData
    raw: RawFormat | None = None
    recognised: tuple["VoiceWords", ...] = ()


# --- what was heard --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time from the start of the recording."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFacts:
    """What the file turned out to hold. `remarks` says what was odd about it."""

    sha256: str
    codec: str
    sample_rate_hz: int
    channels: int
    duration_s: float  # what was decoded
    declared_s: float | None = None  # what the header promised
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    text: str
    start_s: float
    end_s: float
    probability: float  # the recogniser's own, 0..1


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One side speaking until the other takes over or a long pause. Times come from speech activity.

    `talk_s` is the speech in it: the turn less its pauses. `characters` counts what was said as it is spoken.
    """

    role: Role
    start_s: float
    end_s: float
    talk_s: float = 0.0
    characters: int = 0
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()


@dataclass(frozen=True, slots=True)
class LineSound:
    """A stretch of something else than speech; `side` is the channel it was heard on, None on a single one."""

    kind: LineSoundKind
    span: Span
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """At least a second in which no party speaks.

    `after` spoke last before it and `before` first after it (None at the ends of the call). `owed_by` should have
    spoken, where that can be told. `announced`: someone had asked to wait.
    """

    start_s: float
    end_s: float
    after: Role | None = None
    before: Role | None = None
    owed_by: Role | None = None
    announced: bool = False

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """`role` taking the floor after the other: `start_s` where the other ended, `end_s` where `role` began."""

    role: Role
    start_s: float
    end_s: float

    @property
    def wait_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Talkover:
    """`interrupter` began while `interrupted` was speaking; both speak from `start_s` to `end_s`."""

    kind: TalkoverKind
    interrupter: Role
    interrupted: Role
    start_s: float
    end_s: float
    other_stopped: bool
    words: str = ""  # what the interrupter said

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """The voice suddenly raised: by how many decibels over the side's own level so far."""

    start_s: float
    end_s: float
    rise_db: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PerSecond:
    """One value for each whole second of the call; None where there was no speech to measure in it."""

    level_dbfs: tuple[float | None, ...] = ()
    pitch_hz: tuple[float | None, ...] = ()
    characters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideMeasures:
    """How one party sounded and how fast it spoke. Definitions stand where each figure is computed.

    `talk_s` is speech activity; `speaking_s` the time of its turns, their own pauses in it. None: not measured.
    """

    role: Role
    talk_s: float
    side: Side | None = None  # the channel it is on; None on a single one
    speaking_s: float = 0.0
    level_dbfs: float | None = None
    level_range_db: float | None = None
    loudness_lufs: float | None = None
    clipping_ratio: float = 0.0
    snr_db: float | None = None
    echo_db: float | None = None  # the other party's voice coming back, against that voice (below 0); None: no echo
    sudden_rises: tuple[Rise, ...] = ()
    pitch_median_hz: float | None = None
    pitch_range_semitones: float | None = None
    characters: int = 0
    speech_rate_gross_per_min: float | None = None
    speech_rate_net_per_min: float | None = None
    articulation_rate_per_min: float | None = None
    word_probability: float | None = None  # mean of the recogniser's own over the characters, 0..1
    habit_words_per_100: float | None = None  # 啊 呀 喽 的呀 in 100 characters
    language: str | None = None  # cmn, yue, or the ISO 639-1 code of another; None: the engine cannot tell
    per_second: PerSecond = PerSecond()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a picture of one channel is drawn from; `side` is None on a single one.

    `peaks`: base64 of a byte for each `STEP_S` of the call, 255 times the square root of the largest sample in it as a
    share of full scale (the root lets a quiet voice be seen beside a loud one).
    """

    STEP_S: ClassVar[float] = 0.1

    peaks: str
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An agent's own usual voice: the median over `calls` of that agent's calls at hand.

    `team_habit_words_per_100` is the median over the calls of all agents at hand.
    """

    calls: int
    level_dbfs: float | None = None
    level_range_db: float | None = None
    pitch_median_hz: float | None = None
    pitch_range_semitones: float | None = None
    team_habit_words_per_100: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """Words the recogniser made up; kept to be shown, never read by a rule."""

    start_s: float
    end_s: float
    text: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceWords:
    """What a recogniser made of one voice, before anybody has a role. `sound_sha256`: of the very sound it heard."""

    sound_sha256: str
    words: tuple[Word, ...]
    discarded: tuple[Discarded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a check would have the recogniser asked again: did `role` say `phrase` between `start_s` and `end_s`?

    `rivals`: what else it may have been (the numbers of other agents). The question is the same without them.
    """

    phrase: str
    role: Role
    start_s: float
    end_s: float
    rivals: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What the recogniser answered to a `Doubt`: the calibrated probability, 0..1, that the phrase was said there."""

    doubt: Doubt
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was heard of one call. It knows no rubric; everything in it is ordered by start.

    `non_talk_s` is all time in which no party speaks, of whatever length. `role_confidence`, 0..1: that agent and
    customer are not mixed up; where it is too low to be relied on, the roles are `unknown`.
    """

    facts: AudioFacts
    layout: ChannelLayout = ChannelLayout.STEREO
    turns: tuple[Turn, ...] = ()
    silences: tuple[Silence, ...] = ()
    responses: tuple[Response, ...] = ()
    talkovers: tuple[Talkover, ...] = ()
    line_sounds: tuple[LineSound, ...] = ()
    non_talk_s: float = 0.0
    sides: tuple[SideMeasures, ...] = ()
    role_confidence: float = 1.0
    discarded: tuple[Discarded, ...] = ()
    verifications: tuple[Verification, ...] = ()
    outlines: tuple[Outline, ...] = ()  # one a channel
    recogniser: str = ""  # engine and model, as in "faster-whisper base int8"
    terms: tuple[str, ...] = ()  # of the site's vocabulary: they are words, whatever a dictionary says
    recognised: tuple[VoiceWords, ...] = ()  # for `Recording.recognised` another time; the store keeps it by itself

    @property
    def roles_known(self) -> bool:
        """Whether agent and customer can be told apart."""
        return any(side.role is Role.AGENT for side in self.sides)

    @property
    def talk_s(self) -> float:
        return sum(side.talk_s for side in self.sides)

    def side(self, role: Role) -> SideMeasures | None:
        return next((side for side in self.sides if side.role is role), None)

    def probability_of(self, doubt: Doubt) -> float | None:
        """The recogniser's second opinion on `doubt`; None where it was not asked."""
        return next((each.probability for each in self.verifications if each.doubt == doubt), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call as the checks see it. `baseline` is the agent's own; None where nothing is known of it.

    `roster`: the numbers of the night's agents, who else may have answered.
    """

    name: str
    data: CallData
    evidence: Evidence
    baseline: Baseline | None = None
    roster: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Of the recording's bytes."""
        return self.evidence.facts.sha256


# --- what is asked of it ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a check says. `degree` grades a measurement: 1.0 full points, 0.0 none; None: by outcome alone.

    `doubts`: what the recogniser's second opinion could still settle; checks only ever read its answer in the evidence.
    """

    outcome: Outcome
    reason: Text
    quote: str = ""
    start_s: float | None = None
    end_s: float | None = None
    confidence: float = 1.0
    degree: float | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one rule of the rubric on one call.

    Where people reviewed it, `reviewers` are their names, `machine` is the machine's own answer and `answer` theirs, or
    still the machine's where they came to none (`unsettled`): they differ (`disputed`) or could not tell.
    """

    rule: str
    answer: Answer
    machine: Answer | None = None
    reviewers: tuple[str, ...] = ()
    unsettled: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Which calls something applies to: all that is given must hold.

    The call data decide (`call_type` and `desk`: the table's word contains one of these); where they say nothing, what
    is said does: one of `said_by_customer` or `said_by_agent`, in these words or by sound, unless it is denied or
    stands in one of `except_in`.
    """

    call_type: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    vip: bool | None = None
    direction: Literal["inbound", "outbound"] | None = None
    silent: bool | None = None  # whether the customer never speaks
    said_by_customer: tuple[str, ...] = ()
    said_by_agent: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not any(asked not in ((), None) for asked in asdict(self).values()):
            raise WrongValue("applies_when 里要写明是哪些通话", "it must say which calls")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the rubric: which check is asked, with what parameters, for how many points.

    `params` is the `Params` of the module `qa_scorer.checks.<check>`. `sha256` is of what bears on the answer: check,
    parameters, conditions, the rules it goes by; two rules of one hash have the same answer on a call (by the same
    version of the program).
    """

    id: str
    title: Text
    section: str
    check: str
    params: object
    weight: float = 0.0
    deduct: float = 0.0  # what a miss takes off the score, besides the weight it loses
    bonus: bool = False  # the weight comes on top of the score (never over 100) and is not part of the 100
    fatal: Fatal | None = None  # 一票否决: a certain miss fails the call, or leaves its section without points
    review: bool = False  # never costs points: a miss goes to a person's queue
    applies_when: tuple[Condition, ...] = ()  # all of them; elsewhere not_applicable
    after: "Rule | None" = None  # asked only of what comes after the place where that rule found what it looks for
    before: "Rule | None" = None
    source: str = ""
    standard: Text | None = None  # what is asked, in words or figures
    method: Text | None = None  # how it is checked and what the evidence is
    advice: Text | None = None  # what to say or do instead
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        params = None if self.params is None else asdict(self.params)  # type: ignore[call-overload]  # a check's Params
        asked = [self.check, params, [asdict(condition) for condition in self.applies_when]]
        if self.after or self.before:
            asked.append([other and other.sha256 for other in (self.after, self.before)])
        digest = sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        object.__setattr__(self, "sha256", digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """`sha256` is that of the file's bytes, and of those it extends. Calls under `least_call_s` are not scored."""

    id: str
    version: str
    title: Text
    pass_mark: float
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    sha256: str
    least_call_s: float = 0.0

    def rule(self, rule_id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == rule_id)


# --- what people read ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding with its points, below 0 for a deduction.

    `points` is None where it does not count (undetermined, not applicable).
    """

    finding: Finding
    rule: Rule
    points: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionScore:
    """Points of the determined items of one section; `possible` is 0 where none could be determined.

    `zeroed_by`: the rule that was missed and leaves the section without points. Bonus and deductions are not in it.
    """

    section: Section
    points: float
    possible: float
    zeroed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One call's result, 0..100. `low` and `high` are the score if all undetermined items were missed or met.

    `score` is None where nothing could be determined; `coverage_ratio` is the determined share of the weight.
    `bonus` and `deducted` are points added to and taken from the score.
    """

    rubric_id: str
    rubric_version: str
    rubric_sha256: str
    items: tuple[Item, ...]
    sections: tuple[SectionScore, ...]
    score: float | None
    low: float
    high: float
    coverage_ratio: float
    verdict: Verdict
    bonus: float = 0.0
    deducted: float = 0.0

    @property
    def fatal_items(self) -> tuple[Item, ...]:
        """The missed items that fail the call."""
        return tuple(i for i in self.items if i.rule.fatal == "call" and i.finding.answer.outcome is Outcome.MISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCall:
    """`machine` is the machine's own scorecard, where people's verdicts changed it."""

    call: Call
    scorecard: Scorecard
    machine: Scorecard | None = None


class ScoredCalls(Protocol):
    """The scored calls of a night, by agent, then by file name: gone through one at a time, as often as needed.

    Those of a great night lie in the store and not in memory: hold one agent's calls at most, never the night's.
    """

    def __iter__(self) -> Iterator[ScoredCall]: ...
    def __len__(self) -> int: ...
    def of_agent(self, agent_id: str) -> "ScoredCalls": ...


class CallsInHand(tuple[ScoredCall, ...]):
    """`ScoredCalls` that are in memory."""

    __slots__ = ()

    def of_agent(self, agent_id: str) -> "CallsInHand":
        return CallsInHand(call for call in self if call.call.data.agent_id == agent_id)


def in_hand(calls: Iterable[ScoredCall]) -> CallsInHand:
    """`calls` in their order, held in memory."""
    return CallsInHand(sorted(calls, key=lambda scored: (scored.call.data.agent_id, scored.call.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnscoredCall:
    """A recording that could not be scored, and why and what to do in both languages.

    `final`: the reason lies in the sound; hearing it once more the same way would say the same.
    """

    name: str
    data: CallData
    why: Text
    mend: Text
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One batch: everything the workbooks and scorecards.json are written from."""

    rubric: Rubric
    scored: ScoredCalls
    unscored: tuple[UnscoredCall, ...]
    started_at: datetime
    finished_at: datetime
    engine: str  # engine and model, as in "faster-whisper base int8"
    remarks: tuple[Text, ...] = ()
    interrupted: bool = False
