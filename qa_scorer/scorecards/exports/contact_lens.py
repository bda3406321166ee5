"""A call in the shape of an Amazon Connect Contact Lens output file, for tools that were made for it.

The shape is that of "Example Contact Lens conversational analytics output files for a call" (version 1.1.0, Amazon
Connect administrator guide). What this program does not measure (sentiment, categories) is left out or empty. Where
its figures differ from Amazon's:

- `AverageWordsPerMinute` counts characters, as Chinese is counted, over the party's speaking time.
- `LoudnessScore` is the level in dBFS plus 100, within 0..100, for each second of the call that the turn touches; 0
  where there was nothing to measure.
- `NonTalkTime` has the silences of three seconds and longer, and their sum.
- A turn of which nobody can tell whose it is has the participant UNKNOWN, a recorded prompt SYSTEM.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from qa_scorer.call_figures import talkovers
from qa_scorer.model import Evidence, Role, ScoredCall, SideMeasures, TalkoverKind, Turn
from qa_scorer.scorecards.json_values import Fields, Timed, json_text
from qa_scorer.scorecards.page_names import page_name

FOLDER: Final = "contact_lens"
LEAST_SILENCE_S: Final = 3.0
_FULL_SCALE: Final = 100.0
_PARTIES = (Role.AGENT, Role.CUSTOMER)


def write_contact_lens(scored: ScoredCall, path: Path) -> None:
    """Write one call, which must be masked already. Raises OSError."""
    text = json_text(contact_lens(scored)) + "\n"
    path.write_text(text, "utf-8", errors="backslashreplace", newline="\n")


def contact_lens(scored: ScoredCall) -> Fields:
    evidence, name = scored.call.evidence, page_name(scored.call)
    return {
        "Version": "1.1.0",
        "AccountId": "",
        "Channel": "VOICE",
        "ContentMetadata": {"Output": "Redacted", "RedactionTypes": ["PII"]},
        "JobStatus": "COMPLETED",
        "LanguageCode": "zh-CN",
        "Participants": [
            {"ParticipantId": role, "ParticipantRole": role}
            for role in dict.fromkeys(_participant(turn.role) for turn in evidence.turns)
        ],
        "Categories": {"MatchedCategories": [], "MatchedDetails": {}},
        "ConversationCharacteristics": {
            "TotalConversationDurationMillis": _ms(evidence.facts.duration_s),
            "Interruptions": _interruptions(evidence),
            "NonTalkTime": _non_talk(evidence),
            "TalkSpeed": _talk_speed(evidence),
            "TalkTime": _talk_time(evidence),
        },
        "CustomModels": [],
        "Transcript": [_turn(turn, f"{name}-{number}", evidence) for number, turn in enumerate(evidence.turns, 1)],
        "CustomerMetadata": {"ContactId": scored.call.data.call_id, "InputS3Uri": scored.call.name},
    }


def _interruptions(evidence: Evidence) -> Fields:
    found = {
        _participant(role): [_stretch(talkover) for talkover in talkovers(evidence, role, TalkoverKind.INTERRUPTION)]
        for role in _PARTIES
    }
    every = [stretch for own in found.values() for stretch in own]
    return {
        "InterruptionsByInterrupter": {role: own for role, own in found.items() if own},
        "TotalCount": len(every),
        "TotalTimeMillis": _total(every),
    }


def _non_talk(evidence: Evidence) -> Fields:
    long = [_stretch(silence) for silence in evidence.silences if silence.duration_s >= LEAST_SILENCE_S]
    return {"TotalTimeMillis": _total(long), "Instances": long}


def _talk_speed(evidence: Evidence) -> Fields:
    rates = {side.role: side.speech_rate_net_per_min for side in _told_apart(evidence)}
    known = {_participant(role): {"AverageWordsPerMinute": round(rate)} for role, rate in rates.items() if rate}
    return {"DetailsByParticipant": known}


def _talk_time(evidence: Evidence) -> Fields:
    times = {_participant(side.role): {"TotalTimeMillis": _ms(side.talk_s)} for side in _told_apart(evidence)}
    return {"TotalTimeMillis": _ms(evidence.talk_s), "DetailsByParticipant": times}


def _told_apart(evidence: Evidence) -> Iterator[SideMeasures]:
    return (side for side in evidence.sides if side.role in _PARTIES)


def _turn(turn: Turn, turn_id: str, evidence: Evidence) -> Fields:
    return {
        "BeginOffsetMillis": _ms(turn.start_s),
        "Content": turn.text,
        "EndOffsetMillis": _ms(turn.end_s),
        "Id": turn_id,
        "ParticipantId": _participant(turn.role),
        "ParticipantRole": _participant(turn.role),
        "LoudnessScore": list(_loudness(turn, evidence.side(turn.role))),
    }


def _loudness(turn: Turn, side: SideMeasures | None) -> Iterator[float]:
    levels = side.per_second.level_dbfs if side else ()
    for second in range(int(turn.start_s), int(turn.end_s) + 1):
        level = levels[second] if second < len(levels) else None
        yield 0 if level is None else round(min(max(level + _FULL_SCALE, 0.0), _FULL_SCALE), 2)


def _stretch(timed: Timed) -> dict[str, int]:
    begin, end = _ms(timed.start_s), _ms(timed.end_s)
    return {"BeginOffsetMillis": begin, "DurationMillis": end - begin, "EndOffsetMillis": end}


def _total(stretches: Iterable[dict[str, int]]) -> int:
    return sum(stretch["DurationMillis"] for stretch in stretches)


def _participant(role: Role) -> str:
    return role.value.upper()


def _ms(seconds: float) -> int:
    return round(1000 * seconds)
