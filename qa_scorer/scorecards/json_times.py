"""Who did what when in a call, as scorecards.json holds it; `json_file` says what each key means."""

from qa_scorer.call_figures import talkovers, total_s, turn_rate_per_min
from qa_scorer.model import Evidence, LineSound, Response, Role, Silence, Talkover, TalkoverKind, Turn
from qa_scorer.scorecards.json_values import Fields, number, span


def turn_fields(turn: Turn) -> Fields:
    return {
        "role": turn.role.value,
        **span(turn),
        "talk_s": number(turn.talk_s),
        "characters": turn.characters,
        "speech_rate_per_min": number(turn_rate_per_min(turn)),
        "text": turn.text,
    }


def silence_fields(silence: Silence) -> Fields:
    return {
        **span(silence),
        "after": _role(silence.after),
        "before": _role(silence.before),
        "owed_by": _role(silence.owed_by),
        "announced": silence.announced,
    }


def response_fields(response: Response) -> Fields:
    return {"role": response.role.value, **span(response), "wait_s": number(response.wait_s)}


def talkover_fields(talkover: Talkover) -> Fields:
    return {
        "kind": talkover.kind.value,
        "interrupter": talkover.interrupter.value,
        "interrupted": talkover.interrupted.value,
        **span(talkover),
        "other_stopped": talkover.other_stopped,
        "words": talkover.words,
    }


def line_sound_fields(sound: LineSound) -> Fields:
    return {"kind": sound.kind.value, **span(sound.span), "side": sound.side}


def by_interrupter(evidence: Evidence, kind: TalkoverKind) -> Fields | None:
    """How many talkovers of one kind each party began, and their seconds; None where the roles are not known."""
    if not evidence.roles_known:
        return None
    found = {role: talkovers(evidence, role, kind) for role in (Role.AGENT, Role.CUSTOMER)}
    return {role.value: {"count": len(own), "total_s": number(total_s(own))} for role, own in found.items()}


def _role(role: Role | None) -> str | None:
    return role.value if role else None
