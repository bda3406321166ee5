"""The nouns of a made call: who says what (`Line`), and how the call is cast (`Plan`)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Speaker = Literal["agent", "customer"]
Hold = Literal["none", "short", "long", "dead"]  # dead: the agent falls silent without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words with the tags they carry; what a tag means for a rule stands in `truth`."""

    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One side speaking. `gap_s` is the silence before it; `over` starts while the line before is still running.

    `announced` tells of that silence: whether the agent asked for it; None where it is only the pace of talk.
    `cuts_in` starts in the middle of the line before, whose speaker gives way; `level_db` is over the speaker's own
    level, `pitch_semitones` over the voice's own pitch, `pace` times the speaker's own speed.
    """

    speaker: Speaker
    phrases: tuple[Phrase, ...]
    gap_s: float
    announced: bool | None = None
    over: bool = False
    cuts_in: bool = False
    level_db: float = 0.0
    pitch_semitones: float = 0.0
    pace: float = 1.0

    @property
    def text(self) -> str:
        return "".join(phrase.text for phrase in self.phrases)

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(tag for phrase in self.phrases for tag in phrase.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    id: str
    name: str
    team: str
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one call is cast. `skips` are tags whose phrases the agent leaves out.

    Levels are active speech levels in dBov (0 dBov: the power of a full-scale square wave, ITU-T G.100.1), `snr_db`
    speech over line noise, `crosstalk_db` how far below its own side each speaker is heard on the other.
    """

    call_id: str
    scenario: str
    agent: Agent
    customer_voice: str
    surname: str
    started_at: datetime
    audio: str
    skips: frozenset[str] = frozenset()
    wrong_number: bool = False
    exchanges: tuple[str, ...] = ()
    hold: Hold = "short"
    released_by: Speaker = "customer"
    vip: bool = False
    desk: str = ""
    direction: Literal["inbound", "outbound"] = "inbound"
    lead_s: float = 0.0  # from pick-up to the first word, and from the last word to the end, over what is usual
    tail_s: float = 0.0
    agent_side: Literal["left", "right"] = "left"
    agent_speed: float = 1.0
    customer_speed: float = 1.0
    agent_dbov: float = -26.0
    customer_dbov: float = -26.0
    snr_db: float = 35.0
    customer_snr_db: float | None = None  # where the customer's side is noisier
    crosstalk_db: float = 45.0
    echo_db: float | None = None  # the agent's voice coming back from the customer's hands-free telephone

    @property
    def stem(self) -> str:
        """`{agent_id}_{started_at:%Y%m%d%H%M%S}_{call_id}`, as many recorders name their files."""
        return f"{self.agent.id}_{self.started_at:%Y%m%d%H%M%S}_{self.call_id}"
