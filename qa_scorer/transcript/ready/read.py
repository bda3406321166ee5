"""A file with a ready transcript -> its lines, the format told by what is in it."""

import json
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError

from qa_scorer.errors import system_reason
from qa_scorer.language import Text
from qa_scorer.transcript.ready.call_analytics import CallAnalytics
from qa_scorer.transcript.ready.funasr import FUNASR, funasr_lines, has_times
from qa_scorer.transcript.ready.lines import ReadyLine, ReadyTranscript, in_order, unreadable
from qa_scorer.transcript.ready.own_json import OwnJson
from qa_scorer.transcript.ready.subtitles import read_subtitles

_Found = tuple[str, list[ReadyLine]]


def read_transcript(path: Path, where: str = "") -> ReadyTranscript:
    """What is said in `path`; `where` is what to call it in an error (else its path).

    Raises RecordingError, with the line where there is one, for a file that cannot be read or is of no format we know.
    """
    where = where or str(path)
    text = _text(path, where).replace("\r\n", "\n").replace("\r", "\n")
    form, lines = _from_json(text, where) if text.lstrip()[:1] in ("{", "[") else _from_subtitles(text, where)
    return ReadyTranscript(where=where, form=form, lines=in_order(lines))


def _text(path: Path, where: str) -> str:
    try:
        held = path.read_bytes()
    except OSError as error:
        raise unreadable(
            where, Text(f"读不出来（{system_reason(error).zh}）", f"cannot be read ({system_reason(error).en})")
        ) from error
    for encoding in ("utf-16" if held[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(where, Text("文字编码认不出（请用 UTF-8）", "its text encoding is not known (use UTF-8)"))


def _from_subtitles(text: str, where: str) -> _Found:
    if "-->" not in text and not text.startswith("WEBVTT"):
        raise unreadable(where, _NO_FORMAT)
    return ("WebVTT" if text.startswith("WEBVTT") else "SRT"), read_subtitles(text, where)


def _from_json(text: str, where: str) -> _Found:
    try:
        held = json.loads(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise unreadable(
            f"{where}:{line}", Text(f"不是完整的 JSON（{error}）", f"it is not whole JSON ({error})")
        ) from error
    try:
        return _known_json(held, where)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        why = Text(f"{place}：{first['msg']}", f"{place}: {first['msg']}")
        raise unreadable(f"{where}:{_line(text, first['loc'])}", why) from error


def _known_json(held: object, where: str) -> _Found:
    if isinstance(held, dict) and "turns" in held:
        return "JSON", OwnJson.model_validate(held).lines()
    if isinstance(held, dict) and "Transcript" in held:
        return "Amazon Transcribe Call Analytics", CallAnalytics.model_validate(held).lines()
    results = held if isinstance(held, list) else [held]
    if not results or not all(isinstance(result, dict) and "text" in result for result in results):
        raise unreadable(where, _NO_FORMAT)
    checked = FUNASR.validate_python(results)
    if not has_times(checked):
        raise unreadable(where, Text("FunASR 结果里没有时间（timestamp 或 sentence_info）",
                                     "FunASR's result has no times (timestamp or sentence_info)"))  # fmt: skip
    return "FunASR", funasr_lines(checked)


def _line(text: str, steps: Sequence[int | str]) -> int:
    """The line of `text` on which the value stands to which `steps` lead, or the last of them that is there."""
    # JSON is YAML but for tabs (which it has between values only), and YAML's nodes know their line.
    node = yaml.compose(text.replace("\t", " "), Loader=yaml.CSafeLoader)
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return 1 if node is None else node.start_mark.line + 1


_NO_FORMAT = Text("认不出是哪种格式", "its format is not one we know")
