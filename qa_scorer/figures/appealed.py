"""An agent's appeal (申诉) against a finding, as it stands now."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAppeal:
    """`call` is the recording's name, `rule` the rule's id, `state` a value of the Review sheet's `AppealState`."""

    agent_id: str
    call: str
    rule: str
    state: str
    reason: str
    deadline: date | None
    answer: str
