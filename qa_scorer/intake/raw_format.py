"""`--raw alaw:8000`: how to read audio that has no header."""

from typing import Final, Literal

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.model import RawFormat

_CODECS: Final[dict[str, Literal["alaw", "mulaw", "s16le"]]] = {
    "alaw": "alaw",
    "pcma": "alaw",
    "g711a": "alaw",
    "mulaw": "mulaw",
    "ulaw": "mulaw",
    "pcmu": "mulaw",
    "g711u": "mulaw",
    "s16le": "s16le",
}
_RATES_HZ: Final = range(4000, 192_001)


def parse_raw(text: str) -> RawFormat:
    """`codec:rate`, rate in hertz. Raises UsageError."""
    codec, _, rate = text.strip().lower().partition(":")
    if codec in _CODECS and rate.isascii() and rate.isdigit() and int(rate) in _RATES_HZ:
        return RawFormat(codec=_CODECS[codec], sample_rate_hz=int(rate))
    raise UsageError(
        where=f"--raw {text}",
        why=Text("不是“编码:采样率”", "it is no codec:rate"),
        mend=Text(
            "写成 alaw:8000、mulaw:8000 或 s16le:8000（采样率 4000 到 192000）",
            "write alaw:8000, mulaw:8000 or s16le:8000 (rate from 4000 to 192000)",
        ),
    )
