"""What a ready transcript holds, whatever format it came in: lines of words, and who said them as far as it tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_scorer.errors import RecordingError
from qa_scorer.language import Text
from qa_scorer.model import Role, Side, Span, Word
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY
from qa_scorer.transcript.words import tidied

# What is said as one: a Latin word, a number in figures, any other letter (a Han character).
_PIECE = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` as the transcript has it, empty where it names nobody; role and channel where it tells them."""

    name: str = ""
    role: Role = Role.UNKNOWN
    side: Side | None = None

    @property
    def told(self) -> bool:
        """Whether the transcript says anything of who it is."""
        return self != Speaker()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLine:
    """At least one word, in order."""

    speaker: Speaker
    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        return Span(self.words[0].start_s, max(word.end_s for word in self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyTranscript:
    """`form` names the format; the lines are ordered by start."""

    where: str
    form: str
    lines: tuple[ReadyLine, ...]

    @property
    def name(self) -> str:
        """What to call it where a recogniser is named."""
        return f"transcript ({self.form})"

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        return tuple(dict.fromkeys(line.speaker for line in self.lines))


def in_order(lines: Sequence[ReadyLine]) -> tuple[ReadyLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.span.start_s))


def pieces(text: str) -> list[str]:
    """`text` cut into what is said as one, each with the punctuation and spaces after it; empty where nothing is."""
    starts = [piece.start() for piece in _PIECE.finditer(text)]
    if not starts:
        return []
    return [text[start:end] for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True)]


def spread(text: str, start_s: float, end_s: float, probability: float = UNKNOWN_PROBABILITY) -> tuple[Word, ...]:
    """The words of a line of which only beginning and end are known: spread evenly over its characters.

    A second or two into a long line a word may so be half a second off.
    """
    said = pieces(text)
    sizes = [sum(char.isalnum() for char in piece) for piece in said]
    a_character_s = (end_s - start_s) / max(sum(sizes), 1)
    ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    return tidied(
        Word(
            text=piece,
            start_s=start_s + (end - size) * a_character_s,
            end_s=start_s + end * a_character_s,
            probability=probability,
        )
        for piece, size, end in zip(said, sizes, ends, strict=True)
    )


def cut_where_nobody_speaks(words: Sequence[Word], speaker: Speaker, pause_s: float) -> Iterator[ReadyLine]:
    """One line for each stretch of words without a pause of `pause_s` and without the end of a sentence in it."""
    line: list[Word] = []
    for word in words:
        if line and (word.start_s - line[-1].end_s >= pause_s or line[-1].text.rstrip()[-1:] in "。？！?!"):
            yield ReadyLine(speaker=speaker, words=tuple(line))
            line = []
        line.append(word)
    if line:
        yield ReadyLine(speaker=speaker, words=tuple(line))


def unreadable(where: str, why: Text) -> RecordingError:
    """A transcript that is not one; the recording it belongs to cannot be scored."""
    return RecordingError(
        where=where,
        why=Text(f"现成文本 {where} 不能用：{why.zh}", f"the transcript {where} cannot be used: {why.en}"),
        mend=Text(
            "改正这个文件或重新导出；支持的格式见 README（我们的 JSON、SRT、WebVTT、FunASR、Amazon Transcribe）",
            "mend it or export it again; README lists the formats (our JSON, SRT, WebVTT, FunASR, Amazon Transcribe)",
        ),
    )
