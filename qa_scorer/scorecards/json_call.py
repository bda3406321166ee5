"""Calls and recordings of scorecards.json; `json_file` says what each key means."""

from qa_scorer.language import Language
from qa_scorer.model import Evidence, Item, ScoredCall, TalkoverKind, UnscoredCall
from qa_scorer.scorecards.json_measures import baseline_fields, side_fields
from qa_scorer.scorecards.json_times import (
    by_interrupter,
    line_sound_fields,
    response_fields,
    silence_fields,
    talkover_fields,
    turn_fields,
)
from qa_scorer.scorecards.json_values import Fields, moment, number, span


def call_fields(scored: ScoredCall, lang: Language) -> Fields:
    data, card, evidence = scored.call.data, scored.scorecard, scored.call.evidence
    return {
        "file": scored.call.name,
        "call_id": data.call_id,
        "agent_id": data.agent_id,
        "agent_name": data.agent_name,
        "team": data.team,
        "started_at": moment(data.started_at),
        "customer_number": data.customer_number,
        "duration_s": number(evidence.facts.duration_s),
        "score": number(card.score),
        "score_low": number(card.low),
        "score_high": number(card.high),
        "coverage": number(card.coverage_ratio),
        "verdict": card.verdict.value,
        "machine_score": number(scored.machine.score) if scored.machine else None,
        "machine_verdict": scored.machine.verdict.value if scored.machine else None,
        "bonus": number(card.bonus),
        "deducted": number(card.deducted),
        "fatal": [item.rule.id for item in card.fatal_items],
        "sections": [
            {
                "id": score.section.id,
                "points": number(score.points),
                "possible": number(score.possible),
                "zeroed_by": score.zeroed_by or None,
            }
            for score in card.sections
        ],
        "audio": _audio(scored, lang),
        "recogniser": evidence.recogniser,
        "layout": evidence.layout.value,
        "role_confidence": number(evidence.role_confidence),
        "baseline": baseline_fields(scored.call.baseline) if scored.call.baseline else None,
        "measures": [side_fields(side) for side in evidence.sides],
        **_times(evidence),
        "discarded": [
            span(words) | {"text": words.text, "reason": words.reason.read(lang)} for words in evidence.discarded
        ],
        "findings": [{"number": n} | _finding(item, lang) for n, item in enumerate(card.items, 1)],
    }


def _audio(scored: ScoredCall, lang: Language) -> Fields:
    facts = scored.call.evidence.facts
    missing_s = None if facts.declared_s is None else max(0.0, facts.declared_s - facts.duration_s)
    return {
        "sha256": facts.sha256,
        "codec": facts.codec,
        "sample_rate_hz": facts.sample_rate_hz,
        "channels": facts.channels,
        "declared_s": number(facts.declared_s),
        "missing_s": number(missing_s),
        "remarks": [remark.read(lang) for remark in facts.remarks],
    }


def _times(evidence: Evidence) -> Fields:
    return {
        "non_talk_s": number(evidence.non_talk_s),
        "silences": [silence_fields(silence) for silence in evidence.silences],
        "responses": [response_fields(response) for response in evidence.responses],
        "talkovers": [talkover_fields(talkover) for talkover in evidence.talkovers],
        "interruptions": by_interrupter(evidence, TalkoverKind.INTERRUPTION),
        "overlaps": by_interrupter(evidence, TalkoverKind.OVERLAP),
        "backchannels": by_interrupter(evidence, TalkoverKind.BACKCHANNEL),
        "line_sounds": [line_sound_fields(sound) for sound in evidence.line_sounds],
        "turns": [turn_fields(turn) for turn in evidence.turns],
    }


def _finding(item: Item, lang: Language) -> Fields:
    answer = item.finding.answer
    return {
        "rule": item.rule.id,
        "rule_sha256": item.rule.sha256,
        "outcome": answer.outcome.value,
        "reason": answer.reason.read(lang),
        "quote": answer.quote,
        "start_s": number(answer.start_s),
        "end_s": number(answer.end_s),
        "confidence": number(answer.confidence),
        "points": None if item.rule.review else number(item.points),
        "possible": number(item.rule.weight),
        "fatal": item.rule.fatal is not None,
        "review": item.rule.review,
        "reviewers": list(item.finding.reviewers),
        "machine_outcome": item.finding.machine.outcome.value if item.finding.machine else None,
        "unsettled": item.finding.unsettled,
        "disputed": item.finding.disputed,
    }


def not_scored_fields(call: UnscoredCall, lang: Language) -> Fields:
    return {
        "file": call.name,
        "call_id": call.data.call_id,
        "agent_id": call.data.agent_id,
        "started_at": moment(call.data.started_at),
        "why": call.why.read(lang),
        "what_to_do": call.mend.read(lang),
    }
