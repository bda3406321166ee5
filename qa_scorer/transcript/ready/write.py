"""What was heard of a call as text that people and players read: JSON, SRT, WebVTT or plain lines.

What is written here `read_transcript` reads again, but for plain text.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from qa_scorer.language import Language
from qa_scorer.model import Evidence, Turn, Word
from qa_scorer.transcript.ready.labels import label_of
from qa_scorer.transcript.ready.own_json import own_json

Form = Literal["json", "srt", "vtt", "txt"]

_CUE_PAUSE_S: Final = 0.8  # a subtitle ends at such a pause,
_CUE_S: Final = 7.0  # after so long
_CUE_CHARACTERS: Final = 36  # or so many characters: two rows on a screen


def written(form: Form, name: str, evidence: Evidence, turns: Sequence[Turn], lang: Language) -> str:
    """`turns` (those of `evidence`, as they may be read outside) of the recording `name`, roles named in `lang`."""
    said = [turn for turn in turns if turn.text]
    if form == "json":
        return own_json(name, evidence, said)
    if form == "txt":
        return "".join(f"{_clock(t.start_s, '.')} {label_of(t.role, lang)}: {t.text}\n" for t in said)
    cues = [(turn, words) for turn in said for words in _cues(turn)]
    cues.sort(key=lambda cue: cue[1][0].start_s)  # WebVTT wants it; a 好的 said into a long turn begins before its rest
    if form == "vtt":
        return "WEBVTT\n" + "".join(
            f"\n{_times(words, '.')}\n<v {label_of(turn.role, lang)}>{_text(words)}</v>\n" for turn, words in cues
        )
    return "\n".join(
        f"{number}\n{_times(words, ',')}\n{label_of(turn.role, lang)}: {_text(words)}\n"
        for number, (turn, words) in enumerate(cues, 1)
    )


def _cues(turn: Turn) -> Iterator[Sequence[Word]]:
    cue: list[Word] = []
    for word in turn.words:
        if cue and (
            word.start_s - cue[-1].end_s >= _CUE_PAUSE_S
            or word.end_s - cue[0].start_s > _CUE_S
            or len(_text(cue)) + len(word.text) > _CUE_CHARACTERS
        ):
            yield cue
            cue = []
        cue.append(word)
    if cue:
        yield cue


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words).strip()


def _times(words: Sequence[Word], point: str) -> str:
    start_s = words[0].start_s
    return f"{_clock(start_s, point)} --> {_clock(max(words[-1].end_s, start_s), point)}"


def _clock(seconds: float, point: str) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{thousandths:03}"
