"""scorecards.json: everything of a night for other programs. UTF-8, one object.

Later versions add keys and rename none. Times of day are ISO 8601 as the call table gave them, or null; seconds,
points and shares have three decimals; shares are 0..1; null stands for "no data", "not counted" or "not known".
Texts for people are in the language of the run. Telephone, identity card and bank card numbers are masked everywhere
but in file names. Agents and recordings are in the order of their ids, or file names; rules and sections in
that of the rubric; calls by agent, then by file. Outcomes: met, missed, not_applicable, undetermined. Verdicts: pass,
fail, needs_person, no_verdict (no rule applies).

The same as a JSON Schema: `exports/scorecards.schema.json`, shipped with the package.

schema_version  1
run             started_at, finished_at, engine (with its model), lang (zh | en), remarks[]
rubric          id, version, title {zh, en}, sha256 (of the file's bytes), pass_mark,
                sections[]  id, title {zh, en}
                            (and of those it extends), least_call_s (shorter calls are not scored)
                rules[]     id, title {zh, en}, section, check, weight (points), fatal, source,
                            review (true: a miss goes to a person and costs nothing),
                            deduct (what a miss takes off the score), bonus (true: the weight comes on top),
                            fatal_for (call | section | null: what a certain miss leaves without points),
                            sha256 (of check, parameters and conditions: what bears on the answer),
                            standard, method, advice: what is asked, how it is checked, what to say or do instead
                            {zh, en}, or null
agents[]        agent_id, name, team,
                rank            by mean score, from 1; null without a score or where the agent is not known
                calls           how many were scored
                not_scored      how many recordings were not
                mean_score      over the calls that have a score
                pass, fail, needs_person, no_verdict   how many calls
                pass_rate       pass / (pass + fail)
                fatal           calls with at least one fatal item
                coverage        mean over the calls
                for_person      misses of review rules, in all calls
                few_calls       true where a mean over so few calls says little
                strongest, weakest   rule ids, or null where no item stands out
                sections[]      id, calls, mean_points, mean_possible, points_ratio
                rules[]         rule, met, missed, not_applicable, undetermined, miss_rate, points_ratio,
                                for_person (the misses of a review rule: they are not in missed, and its miss_rate
                                and points_ratio are null)
rules[]         the same over all calls, and
                agents          for how many agents it could be determined
                agents_missing  how many of them missed it in more than half of those calls
                doubtful        true where nearly all do: the rule or its target may be wrong
calls[]         file            path below the folder that was scored, with forward slashes, never masked
                call_id, agent_id, agent_name, team, started_at, customer_number (masked), duration_s
                score           0..100 over the determined items, or null
                score_low, score_high   the score if all undetermined items were missed, or met
                coverage        determined share of the points
                bonus, deducted points added to and taken from the score
                verdict, fatal[] (ids of the missed items that fail the call)
                machine_score, machine_verdict   the machine's own, where people's verdicts changed something; else null
                sections[]      id, points, possible (both of the determined items), zeroed_by (the missed rule that
                                leaves it without points, or null)
                audio           sha256, codec, sample_rate_hz, channels, declared_s (by the header, or null),
                                missing_s (declared but not there), remarks[]
                recogniser      engine and model
                layout          what the channels are: mono, stereo, same_twice (one sound on both), left_only,
                                right_only (the other one is dead)
                role_confidence 0..1: that agent and customer are not mixed up; too low, the roles are unknown
                baseline        the agent's own usual voice, or null: calls (how many it is the median of), level_dbfs,
                                level_range_db, pitch_median_hz, pitch_range_semitones
                measures[]      one a party; figures not measured are null:
                                role, side (left | right: its channel; null on a single one),
                                talk_s (speech), speaking_s (its turns, own pauses in them),
                                level_dbfs, level_range_db, loudness_lufs, clipping_ratio, snr_db,
                                echo_db (the other's voice coming back, against that voice; null: no echo),
                                sudden_rises[] start_s, end_s, rise_db (over the level so far),
                                pitch_median_hz, pitch_range_semitones, characters,
                                speech_rate_gross_per_min (characters over the call), speech_rate_net_per_min (over
                                speaking_s), articulation_rate_per_min (over talk_s),
                                word_probability (0..1, the recogniser's own mean), language (ISO 639-3, or null),
                                per_second {level_dbfs[], pitch_hz[], characters[]}: one value for each whole second,
                                null without speech; 0.1 dB and whole Hz
                non_talk_s      all the time in which nobody speaks
                silences[]      start_s, end_s: nobody speaks for a second or longer; after and before (the roles
                                that spoke last and next, null at the ends), owed_by (the role that should have
                                spoken, null where that cannot be told), announced (someone had asked to wait)
                responses[]     role (who took the floor), start_s (the other ended), end_s (it began), wait_s
                talkovers[]     kind (backchannel | overlap | interruption), interrupter, interrupted (roles),
                                start_s, end_s (both speak), other_stopped, words (the interrupter's; no run of digits)
                interruptions, overlaps, backchannels   the talkovers of a kind by interrupter: agent {count, total_s}
                                and customer {count, total_s}; null where the roles are not known
                line_sounds[]   kind (ring_back | busy_tone | dtmf | tone | music | noise), start_s, end_s,
                                side (left | right, null on a single channel)
                turns[]         role (agent | customer | system | unknown), start_s, end_s, talk_s (the turn less its
                                pauses), characters, speech_rate_per_min (characters over the turn; null under 1 s),
                                text
                discarded[]     start_s, end_s, text, reason: what the recogniser made up; no rule read it
                findings[]      number (its place, from 1: the same in workbook and page), rule, rule_sha256,
                                outcome, reason, quote, start_s, end_s, confidence (0..1),
                                points (null where not counted), possible (the rule's weight),
                                fatal, review (true for a rule of that kind, whatever the outcome),
                                reviewers[] (who gave a verdict on it), machine_outcome (the machine's own outcome
                                where somebody did, else null), unsettled (true: they came to no outcome, the machine's
                                stands), disputed (true: because they differ; else nobody could tell)
not_scored[]    file, call_id, agent_id, started_at, why, what_to_do
"""

from collections.abc import Iterator
from pathlib import Path

from qa_scorer.figures.standings import Standings
from qa_scorer.language import Language
from qa_scorer.model import Night, Rubric
from qa_scorer.scorecards.json_call import call_fields, not_scored_fields
from qa_scorer.scorecards.json_figures import agent_fields, team_rule_fields
from qa_scorer.scorecards.json_values import Fields, both, json_text, moment, number

SCHEMA_VERSION = 1


def write_json(night: Night, standings: Standings, lang: Language, path: Path) -> None:
    """Write `night`, which must be masked already. Bytes of a file name that are no text stay as JSON's \\udcXX."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(_pieces(night, standings, lang))


def _pieces(night: Night, standings: Standings, lang: Language) -> Iterator[str]:
    """The file piece by piece, the calls one by one: a night need not fit into memory."""
    before: Fields = {
        "schema_version": SCHEMA_VERSION,
        "run": _run(night, lang),
        "rubric": _rubric(night.rubric),
        "agents": [agent_fields(agent) for agent in sorted(standings.agents, key=lambda agent: agent.figures.agent_id)],
        "rules": [team_rule_fields(rule) for rule in standings.rules],
    }
    yield json_text(before).removesuffix("\n}")
    yield ',\n "calls": ['
    for place, call in enumerate(night.scored):
        yield ("," if place else "") + "\n  " + json_text(call_fields(call, lang), 2)
    yield "\n ]" if len(night.scored) else "]"
    unscored = sorted(night.unscored, key=lambda call: call.name)
    yield f',\n "not_scored": {json_text([not_scored_fields(call, lang) for call in unscored], 1)}\n}}\n'


def _run(night: Night, lang: Language) -> Fields:
    return {
        "started_at": moment(night.started_at),
        "finished_at": moment(night.finished_at),
        "engine": night.engine,
        "lang": lang,
        "remarks": [remark.read(lang) for remark in night.remarks],
    }


def _rubric(rubric: Rubric) -> Fields:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": both(rubric.title),
        "sha256": rubric.sha256,
        "pass_mark": number(rubric.pass_mark),
        "least_call_s": number(rubric.least_call_s),
        "sections": [{"id": section.id, "title": both(section.title)} for section in rubric.sections],
        "rules": [
            {
                "id": rule.id,
                "title": both(rule.title),
                "section": rule.section,
                "check": rule.check,
                "weight": number(rule.weight),
                "fatal": rule.fatal is not None,
                "review": rule.review,
                "source": rule.source,
                "deduct": number(rule.deduct),
                "bonus": rule.bonus,
                "fatal_for": rule.fatal,
                "sha256": rule.sha256,
                "standard": rule.standard and both(rule.standard),
                "method": rule.method and both(rule.method),
                "advice": rule.advice and both(rule.advice),
            }
            for rule in rubric.rules
        ],
    }
