"""Whether a file may be a recording, by its ending and its first bytes; hearing it is the proof."""

from pathlib import Path
from typing import Final


def _endings(words: str) -> frozenset[str]:
    return frozenset(f".{word}" for word in words.split())


# Files with these endings are taken for recordings whatever they hold: a person should hear of it if they are not.
_AUDIO_ENDINGS: Final = _endings(
    "wav wave bwf w64 mp3 mp2 m4a aac amr awb 3gp ogg oga opus spx flac aif aiff aifc au snd caf wma webm ape wv "
    "gsm g722 722 g723 g726 g729 vox nmf raw pcm alaw al ulaw ul mulaw sln"
)
# Headerless, but of a format of their own: what --raw says is not about them.
_OWN_HEADERLESS_ENDINGS: Final = _endings("gsm g722 722 g723 g726 g729 vox nmf")
# Not taken for headerless audio where --raw is given.
_DOCUMENT_ENDINGS: Final = _endings(
    "csv tsv xlsx xlsm xls ods json jsonl txt md rst html htm xml yaml yml ini cfg toml log lst m3u sha256 md5 "
    "pdf doc docx ppt pptx jpg jpeg png gif bmp svg zip rar 7z gz tar db sqlite exe dll bat sh py lnk url"
)
_HEAD_BYTES: Final = 4096
_SIGNATURES: Final = (
    *(b"ID3", b"fLaC", b"OggS", b"#!AMR", b"caff", b".snd", b"wvpk", b"MAC ", b"TTA1", b"NIST_1A", b"Creative Voice"),
    b"riff\x2e\x91\xcf\x11",  # Sony Wave64
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF: WMA
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
)
_PICTURE_BRANDS: Final = frozenset({b"heic", b"heix", b"mif1", b"avif"})  # in the same container as M4A


def claims_audio(path: Path) -> bool:
    """Whether the file's ending says that it is a recording."""
    return path.suffix.lower() in _AUDIO_ENDINGS


def holds_audio(path: Path) -> bool:
    """Whether the first bytes are those of an audio container; False also where they cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    return _is_container(head) or _is_mpeg_stream(head)


def may_be_headerless(path: Path) -> bool:
    """Whether --raw may be about this file: it claims to be no document and has no container."""
    return path.suffix.lower() not in _DOCUMENT_ENDINGS | _OWN_HEADERLESS_ENDINGS and not holds_audio(path)


def _is_container(head: bytes) -> bool:
    if head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64"):
        return head[8:12] == b"WAVE"
    if head[:4] == b"FORM":
        return head[8:12] in (b"AIFF", b"AIFC")
    if head[4:8] == b"ftyp":
        return head[8:12] not in _PICTURE_BRANDS
    return head.startswith(_SIGNATURES)


def _is_mpeg_stream(head: bytes) -> bool:
    """MP3 and AAC (ADTS) without a tag: the same frame header again and again, each 11 or 12 set bits first."""
    sync = head[:2]
    return len(sync) == 2 and sync[0] == 0xFF and sync[1] & 0xE0 == 0xE0 and sync[1] != 0xFF and head.count(sync) >= 3
