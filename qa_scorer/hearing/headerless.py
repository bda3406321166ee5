"""Telephone formats without a header that are known by their ending, if the bytes agree.

GSM 06.10 frames are 33 bytes long and begin with the half-byte 0xD (the signature of RFC 3551, 4.5.8.1). G.722 has
nothing of the kind: any bytes would decode, so those that are text or a picture must have been refused before.
"""

from typing import Final

_GSM_FRAME_BYTES: Final = 33
_G722_ENDINGS: Final = frozenset({".g722", ".722"})


def headerless_format(ending: str, head: bytes) -> str | None:
    """FFmpeg's name of the format of a file with this ending and these first bytes, or None."""
    if ending.lower() == ".gsm" and _is_gsm(head):
        return "gsm"
    return "g722" if ending.lower() in _G722_ENDINGS else None


def _is_gsm(head: bytes) -> bool:
    firsts = head[::_GSM_FRAME_BYTES]
    return bool(firsts) and all(first >> 4 == 0xD for first in firsts)
