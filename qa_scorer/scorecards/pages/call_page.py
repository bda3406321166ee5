"""The page of one call: its sound, its turns and its findings on one time line, with the way to each of them.

    write_call_page(scored, rubric, lang, path, sound)

The page is one file that needs no server and no network. `#t=83.5` opens it at that second, `#f=12` at that finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa_scorer.figures.rule_figures import is_for_person
from qa_scorer.language import Language, Text
from qa_scorer.model import Item, Outcome, Rubric, ScoredCall, SectionScore, SideMeasures, Turn
from qa_scorer.scorecards.pages.clock import clock
from qa_scorer.scorecards.pages.curves import HEIGHT, curves
from qa_scorer.scorecards.pages.render import render
from qa_scorer.scorecards.pages.timeline import percent, timeline
from qa_scorer.scorecards.pages.wave import wave
from qa_scorer.scorecards.wordings import FOR_PERSON, OUTCOMES, ROLES, VERDICTS, moment, still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSound:
    """What the page plays: the address of the call's sound, as seen from the page, and of the clips of its findings."""

    call: str
    clips: Mapping[int, str] = field(default_factory=dict)  # by the number of the finding


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    number: int
    item: Item
    tone: str
    word: Text
    clip: str | None

    @property
    def is_open(self) -> bool:
        """Whether a person should look at it."""
        return self.item.finding.answer.outcome in (Outcome.MISSED, Outcome.UNDETERMINED)

    @property
    def machine(self) -> Text | None:
        """What the machine had answered, where a person did."""
        machine = self.item.finding.machine
        return OUTCOMES[machine.outcome] if machine else None

    @property
    def possible(self) -> float | None:
        return None if self.item.rule.review else self.item.rule.weight or None


@dataclass(frozen=True, slots=True, kw_only=True)
class _TurnRow:
    number: int
    turn: Turn
    place: str
    width: str
    findings: tuple[_Finding, ...]


def write_call_page(
    scored: ScoredCall, rubric: Rubric, lang: Language, path: Path, sound: PageSound | None = None
) -> None:
    """Write it at `path`. Everything in `scored` must be masked already. Raises OSError."""
    path.write_text(call_page(scored, rubric, lang, sound), "utf-8", errors="xmlcharrefreplace", newline="\n")


def call_page(scored: ScoredCall, rubric: Rubric, lang: Language, sound: PageSound | None = None) -> str:
    findings = tuple(_findings(scored, sound))
    evidence = scored.call.evidence
    return render(
        "call.html.jinja", lang, style="call.css", script="call.js",
        call=scored.call, card=scored.scorecard, machine=scored.machine, evidence=evidence, rubric=rubric, sound=sound,
        findings=findings, sections=_sections(scored, findings), turns=tuple(_turns(scored, findings)),
        timeline=timeline(scored), wave=wave(evidence), curves=curves(evidence), curve_height=HEIGHT,
        figures=_FIGURES, clock=clock, moment=moment, roles=ROLES, verdicts=VERDICTS, still_open=still_open,
    )  # fmt: skip


def _findings(scored: ScoredCall, sound: PageSound | None) -> Iterator[_Finding]:
    for number, item in enumerate(scored.scorecard.items, 1):
        outcome, for_person = item.finding.answer.outcome, is_for_person(item)
        yield _Finding(
            number=number,
            item=item,
            tone="for-person" if for_person else outcome.value.replace("_", "-"),
            word=FOR_PERSON if for_person else OUTCOMES[outcome],
            clip=sound.clips.get(number) if sound else None,
        )


def _sections(
    scored: ScoredCall, findings: tuple[_Finding, ...]
) -> tuple[tuple[SectionScore, tuple[_Finding, ...]], ...]:
    """Each section with its findings, in the rubric's order."""
    return tuple(
        (score, tuple(finding for finding in findings if finding.item.rule.section == score.section.id))
        for score in scored.scorecard.sections
    )


def _turns(scored: ScoredCall, findings: tuple[_Finding, ...]) -> Iterator[_TurnRow]:
    """Each turn with the findings that lie in it, without those that were met."""
    evidence = scored.call.evidence
    in_turn = [(_turn_of(finding, evidence.turns), finding) for finding in findings if finding.is_open]
    for number, turn in enumerate(evidence.turns):
        yield _TurnRow(
            number=number,
            turn=turn,
            place=percent(turn.start_s, evidence.facts.duration_s),
            width=percent(turn.end_s - turn.start_s, evidence.facts.duration_s),
            findings=tuple(finding for place, finding in in_turn if place == number),
        )


def _turn_of(finding: _Finding, turns: Sequence[Turn]) -> int | None:
    """The turn that most of the finding lies in; where it lies in none, the last one before it."""
    answer = finding.item.finding.answer
    if answer.start_s is None or not turns:
        return None
    end_s = max(answer.end_s or 0.0, answer.start_s + 0.1)
    shared = [min(end_s, turn.end_s) - max(answer.start_s, turn.start_s) for turn in turns]
    most = max(range(len(turns)), key=shared.__getitem__)
    before = max((n for n, turn in enumerate(turns) if turn.start_s <= answer.start_s), default=0)
    return most if shared[most] > 0 else before


@dataclass(frozen=True, slots=True)
class _Figure:
    title: Text
    of: str  # a figure of SideMeasures
    shown: str

    def read(self, side: SideMeasures) -> str | None:
        value = getattr(side, self.of)
        return None if value is None else self.shown.format(value)


_FIGURES = (
    _Figure(Text("说话时间（秒）", "Talk time (s)"), "talk_s", "{:.1f}"),
    _Figure(Text("语速（毛，字/分钟）", "Speech rate, gross (characters/min)"), "speech_rate_gross_per_min", "{:.0f}"),
    _Figure(Text("语速（净，字/分钟）", "Speech rate, net (characters/min)"), "speech_rate_net_per_min", "{:.0f}"),
    _Figure(Text("音量（dBFS）", "Level (dBFS)"), "level_dbfs", "{:.1f}"),
    _Figure(Text("响度（LUFS）", "Loudness (LUFS)"), "loudness_lufs", "{:.1f}"),
    _Figure(Text("音调中位（Hz）", "Median pitch (Hz)"), "pitch_median_hz", "{:.0f}"),
    _Figure(Text("音调起伏（半音）", "Pitch range (semitones)"), "pitch_range_semitones", "{:.1f}"),
    _Figure(Text("信噪比（dB）", "SNR (dB)"), "snr_db", "{:.0f}"),
)
