"""A site's terms in calls whose script is known: heard without a vocabulary, with one, and with it as Whisper's prompt.

Half of the terms are said in the sample scenarios, half sound somewhat like something that is and are never said. A
term heard more often than the script of that side has it was put in.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import Voice, hear
from qa_scorer.listening.terms import with_terms
from qa_scorer.model import CallData, Recording, Role, Turn
from qa_scorer.transcript.faster_whisper_engine import FasterWhisper
from qa_scorer.transcript.recognise import recognise
from qa_scorer.wording.script import fold
from tests.bench.words import character_errors

_SAID = [
    "畅享套餐",
    "青春套餐",
    "流量加餐包",
    "来电提醒",
    "数据漫游",
    "宽带移机",
    "手机营业厅",
    "长辈模式",
    "桃园里",
    "幸福路",
    "补卡费用",
    "电子发票",
]
_NEVER_SAID = [
    "畅想套票",
    "清纯套装",
    "流量加油包",
    "来店提现",
    "数据漫画",
    "宽带一级",
    "首期营业",
    "长备模块",
    "桃缘居",
    "兴福楼",
    "步卡费率",
    "电梯发票",
]


@dataclass
class _Count:
    """Of one way of hearing: terms heard where they were said, and where they were not; texts to compare."""

    found: int = 0
    put_in: int = 0
    texts: list[str] = field(default_factory=list)

    def add(self, script: str, heard: str) -> None:
        self.texts.append(heard)
        for term in map(fold, (*_SAID, *_NEVER_SAID)):
            said, times = script.count(term), heard.count(term)
            self.found += min(said, times)
            self.put_in += max(times - said, 0)


def main(audio: Path) -> None:
    engine = FasterWhisper("base", device="cpu", threads=1)
    ways = {"without a vocabulary": _Count(), "with it": _Count(), "as Whisper's prompt": _Count()}
    scripts: list[str] = []
    for voice, script in _voices(audio):
        plain = _turn(engine, voice)
        prompted = _prompted(engine, voice)
        (put_right,) = with_terms([plain], (*_SAID, *_NEVER_SAID), {Role.AGENT: voice.samples}, engine.second_opinion)
        scripts.append(script)
        for count, turn in zip(ways.values(), (plain, put_right, prompted), strict=True):
            count.add(fold(script), fold(turn.text))
    said = Counter({term: sum(fold(script).count(fold(term)) for script in scripts) for term in _SAID})
    print(f"{len(scripts)} sides, terms said {said.total()} times\n{'':<24}{'found':>7}{'put in':>8}{'CER':>8}")
    for name, count in ways.items():
        print(f"{name:<24}{count.found:>7}{count.put_in:>8}{character_errors(scripts, count.texts).cer:>8.4f}")


def _voices(audio: Path) -> list[tuple[Voice, str]]:
    """The sides of the stereo calls in which a term is said, with their script."""
    return [pair for file in sorted((audio / "truth").glob("*.json")) for pair in _sides(audio, file)]


def _sides(audio: Path, file: Path) -> list[tuple[Voice, str]]:
    truth: dict[str, Any] = json.loads(file.read_text("utf-8"))
    agent = truth["call"].get("agent_channel")
    scripts = {
        side: "".join(turn["text"] for turn in truth["turns"] if (turn["role"] == "agent") == (side == agent))
        for side in ("left", "right")
    }
    if not any(term in script for term in _SAID for script in scripts.values()):
        return []
    path = audio / truth["file"]
    heard = hear(decode(Recording(path=path, name=path.name, call=CallData())))
    return [(voice, scripts[voice.side]) for voice in heard.voices if voice.side]


def _turn(engine: FasterWhisper, voice: Voice) -> Turn:
    words, _ = recognise(engine, voice.samples, voice.clear)
    return Turn(role=Role.AGENT, start_s=voice.speech[0].start_s, end_s=voice.speech[-1].end_s, words=words)


def _prompted(engine: FasterWhisper, voice: Voice) -> Turn:
    """As faster-whisper's `hotwords` does it."""
    model, tokenizer, before = engine._model, engine._tokenizer, engine._prompt
    engine._prompt = model.get_prompt(tokenizer, [], hotwords="，".join((*_SAID, *_NEVER_SAID)))
    try:
        return _turn(engine, voice)
    finally:
        engine._prompt = before
