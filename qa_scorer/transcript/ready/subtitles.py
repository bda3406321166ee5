"""SRT and WebVTT: cues with a beginning, an end and a text; who speaks stands before it (坐席：…) or in <v …>.

Words have no times of their own there: they are spread over the cue.
"""

import re
from collections.abc import Iterator, Sequence

from qa_scorer.language import Text
from qa_scorer.transcript.ready.labels import labelled, speaker_called
from qa_scorer.transcript.ready.lines import ReadyLine, Speaker, pieces, spread, unreadable

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_MARKUP = re.compile(r"<[^>]*>|\{\\[^}]*\}")

_Part = tuple[Speaker, str]


def read_subtitles(text: str, where: str) -> list[ReadyLine]:
    """The cues in `text`. Raises RecordingError, with the line, for times that are none or run backwards."""
    rows = text.split("\n")
    found: list[ReadyLine] = []
    for place, row in enumerate(rows):
        if "-->" not in row:
            continue
        times = _TIMES.fullmatch(row)
        if not times:
            raise unreadable(f"{where}:{place + 1}", Text("时间写得不对", "its times are not written right"))
        start_s, end_s = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        if end_s < start_s:
            raise unreadable(f"{where}:{place + 1}", Text("结束早于开始", "it ends before it begins"))
        found.extend(_lines(_parts(_said(rows, place + 1)), start_s, end_s))
    return found


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction}")


def _said(rows: Sequence[str], first: int) -> Iterator[str]:
    for row in rows[first:]:
        if not row.strip():
            return
        yield row.strip()


def _parts(rows: Iterator[str]) -> Iterator[_Part]:
    """Who says what in a cue; a row without a label goes on with the speaker of the one before."""
    speaker = Speaker()
    for row in rows:
        before, *voices = _VOICE.split(row)
        named, said = labelled(_MARKUP.sub("", before))
        speaker = named or speaker
        yield speaker, said
        for name, voiced in zip(voices[::2], voices[1::2], strict=True):
            speaker = speaker_called(name)
            yield speaker, _MARKUP.sub("", voiced)


def _lines(parts: Iterator[_Part], start_s: float, end_s: float) -> Iterator[ReadyLine]:
    """A line for each speaker of a cue; each has as much of its time as of its characters."""
    said: list[_Part] = []
    for speaker, text in parts:
        if said and said[-1][0] == speaker:
            said[-1] = (speaker, f"{said[-1][1]} {text}")
        elif pieces(text):
            said.append((speaker, text))
    words = list(spread(" ".join(text for _, text in said), start_s, end_s))
    for speaker, text in said:
        own, words = words[: len(pieces(text))], words[len(pieces(text)) :]
        yield ReadyLine(speaker=speaker, words=tuple(own))
