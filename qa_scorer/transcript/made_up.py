"""Telling what Whisper makes up from what was said. Conservative: when in doubt it was said.

Whisper learnt from subtitled videos. On silence, noise, tones and music it writes what such videos end with, or the
same few words over and over. Its own confidence says little of that: on eleven kinds of noise and tones the loops
came at a mean log probability of -0.08 to -0.33, better than speech over a telephone (-0.86 to -0.10). And its
no-speech probability, which is that of a whole chunk, was 0.60 on half a minute of clear speech. So neither decides
alone. Of 499 lines made up on silence, noise, tones and hold music (16 kinds, 0.6 to 27 s, handed over as if they were
speech) all are found out, and of the lines of 19 sides of speech none is lost.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from qa_scorer.language import Text
from qa_scorer.transcript.engine import Line

# Subtitle lines, in simplified characters without punctuation. Each is something no agent or customer would say on
# the telephone: 谢谢 alone, 再见 or 订阅 (a service) are not here.
KNOWN_LINES = (
    "不吝点赞", "点赞订阅", "订阅点赞", "订阅转发", "转发打赏", "打赏支持", "明镜与点点", "明镜需要您的支持",
    "点点栏目", "优优独播剧场", "独播剧场", "yoyotelevision", "amaraorg",
    "中文字幕", "中文字幕志愿者", "字幕志愿者", "字幕由", "字幕by", "字幕组", "字幕制作", "字幕提供", "字幕校对",
    "请订阅", "订阅我的频道", "订阅我们的频道", "订阅本频道",
    "谢谢观看", "谢谢大家观看", "谢谢大家的观看", "谢谢您的观看", "感谢观看", "感谢大家观看", "感谢您的观看",
    "谢谢收看", "谢谢大家收看", "谢谢您的收看", "感谢收看", "感谢您的收看", "谢谢收听", "感谢收听",
    "我们下期再见", "下期节目再见", "下期视频", "未经作者授权", "禁止转载",
)  # fmt: skip
_KNOWN = re.compile("|".join(sorted(KNOWN_LINES, key=len, reverse=True)))
_KNOWN_SHARE = 0.5  # of the line's characters; less, and there is speech around it
_CREDITS = re.compile("作词|作曲|编曲|词曲")  # how the credits of a song begin, with names and titles after it

# Whisper's own bounds (transcribe.py of openai-whisper): text that compresses better is a loop; where a chunk is likely
# to be without speech, words that are unlikely too were not said.
_LOOP_COMPRESSION_RATIO = 2.4
_QUIET_NO_SPEECH, _QUIET_LOG_PROBABILITY = 0.6, -1.0
_QUIET_WORD_PROBABILITY = 0.4  # in such chunks lines made up had up to 0.24, lines said 0.53 and more

# 对对对对对 and 喂喂喂 are said; nobody says three characters or more five times on end. Where a chunk is likely to be
# without speech, four times the same is enough, and so are three lines that say the same; else four lines of at least
# four characters, because a listener does say 嗯 or 好的 again and again.
_LOOP = re.compile(r"(.{3,20}?)\1{4,}|(.{1,2}?)\2{11,}")
_QUIET_LOOP = re.compile(r"(.{1,20}?)\1{3,}")
_SAME_LINES, _SAME_LINE_CHARACTERS, _QUIET_SAME_LINES = 4, 4, 3

# The fastest speakers manage about 10 syllables a second.
_IMPOSSIBLE_PER_S, _IMPOSSIBLE_CHARACTERS = 20.0, 6

_HAN_OR_DIGIT = re.compile(r"[\d\u3400-\u9fff]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-z\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]")
_SURE_LATIN = 0.5  # mean word probability from which a line without any Chinese is believed


def judged(lines: Sequence[Line]) -> Iterator[tuple[Line, Text | None]]:
    """Each line of a chunk with why it was made up, or None. Here a line is also held against its neighbours."""
    for text, group in groupby(lines, key=lambda line: _folded(line.text)):
        same = list(group)
        repeated = len(same) >= (_QUIET_SAME_LINES if _quiet(same[0]) else _SAME_LINES)
        repeated = repeated and (_quiet(same[0]) or len(text) >= _SAME_LINE_CHARACTERS)
        for line in same:
            yield line, _REPEATED if repeated else why_made_up(line)


def why_made_up(line: Line) -> Text | None:
    """The reason to believe that nobody said this line; None where somebody may have."""
    text = _folded(line.text)
    if not text:
        return _NO_WORDS
    if _CREDITS.match(text) or sum(map(len, _KNOWN.findall(text))) >= _KNOWN_SHARE * len(text):
        return _SUBTITLE
    if line.compression_ratio > _LOOP_COMPRESSION_RATIO or _loops(text, _QUIET_LOOP if _quiet(line) else _LOOP):
        return _REPEATED
    if _quiet(line) and (
        line.mean_log_probability < _QUIET_LOG_PROBABILITY or _word_probability(line) < _QUIET_WORD_PROBABILITY
    ):
        return _SILENT
    if _too_fast(line, text):
        return _TOO_FAST
    return _FOREIGN if _babble(line, text) else None


def _quiet(line: Line) -> bool:
    return line.no_speech_probability > _QUIET_NO_SPEECH


def _word_probability(line: Line) -> float:
    return sum(word.probability for word in line.words) / len(line.words)


def _loops(text: str, pattern: re.Pattern[str]) -> bool:
    return any(len(loop.group()) >= len(text) / 2 for loop in pattern.finditer(text))


def _too_fast(line: Line, text: str) -> bool:
    seconds = line.words[-1].end_s - line.words[0].start_s
    return len(text) >= _IMPOSSIBLE_CHARACTERS and len(text) > _IMPOSSIBLE_PER_S * seconds


def _babble(line: Line, text: str) -> bool:
    """Scripts that Mandarin is not written in; or Latin words alone, unless the recogniser was sure of them."""
    if _OTHER_SCRIPT.search(text):
        return len(_HAN_OR_DIGIT.findall(text)) < len(text) / 2
    unsure = _word_probability(line) < _SURE_LATIN
    return bool(_LATIN.search(text)) and not _HAN_OR_DIGIT.search(text) and unsure


@cache
def _converter() -> Any:  # opencc ships no types
    from opencc import OpenCC

    return OpenCC("t2s")


def _folded(text: str) -> str:
    """`text` in simplified characters and lower case, without punctuation and spaces."""
    simplified: str = _converter().convert(text)
    return "".join(char for char in simplified.lower() if char.isalnum())


_SUBTITLE = Text(
    zh="视频字幕里的套话，没有人说话时识别模型会编出来",
    en="a subtitle phrase, such as the recogniser makes up where nobody speaks",
)
_REPEATED = Text(zh="同样的话重复得不可能是人说的", en="the same words over and over, as nobody speaks")
_SILENT = Text(zh="识别模型自己认为这里没有人说话", en="the recogniser itself takes this for no speech")
_TOO_FAST = Text(zh="这么短的时间里说不了这么多字", en="more characters than anyone can say in that time")
_FOREIGN = Text(zh="没有把握的外文，多半是噪声", en="unsure words of another language, most likely noise")
_NO_WORDS = Text(zh="没有可读的字", en="nothing that can be read")
