"""What a file that is no recording is, from its first bytes: a name ending in .wav makes no WAV."""

from typing import Final

from qa_scorer.language import Text

HEAD_BYTES: Final = 4096  # enough for every signature below and for telling text from sound

_WEB_PAGE = Text("网页（HTML）", "a web page (HTML)")
_ZIP = Text("压缩包或 Office 文件", "a ZIP archive or an Office file")
_ARCHIVE = Text("压缩包", "an archive")
_PICTURE = Text("图片", "a picture")
_PROGRAM = Text("程序文件", "a program")
_TEXT = Text("文本文件", "a text file")

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG\r\n", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b\x08", _ARCHIVE),
    (b"%PDF", Text("PDF 文件", "a PDF file")),
    (b"\xd0\xcf\x11\xe0", Text("旧版 Office 文件", "an old Office file")),
    (b"SQLite format 3", Text("数据库文件", "a database")),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90\x00", _PROGRAM),
)
_AUDIO_HEADERS: Final = (
    *(b"RIFF", b"RIFX", b"RF64", b"FORM", b"fLaC", b"OggS", b"ID3", b"#!AMR", b".snd", b"caff"),
    b"\x30\x26\xb2\x75",  # ASF (WMA)
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
)
# Headerless telephone audio is full of control bytes as soon as somebody speaks, and has no blanks while nobody does
# (A-law idles at 0xD5 and 0x55, mu-law at 0xFF and 0x7F, linear at 0x00): blanks without control bytes mean text.
_CONTROL_BYTES: Final = frozenset(range(32)) - frozenset(b"\t\n\f\r") | {0x7F}


def no_audio(head: bytes) -> Text | None:
    """What the file is, in a phrase, where its first `HEAD_BYTES` show that it is no sound; else None."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    if not _is_text(head):
        return None
    return _WEB_PAGE if head.lstrip().lower().startswith((b"<!doctype html", b"<html")) else _TEXT


def has_audio_header(head: bytes) -> bool:
    """Whether the file begins as a recording does, so that it must be damaged where nothing can be decoded."""
    return head.startswith(_AUDIO_HEADERS) or head[4:8] == b"ftyp"


def _is_text(head: bytes) -> bool:
    if not any(blank in head for blank in (b" ", b"\n")) or not _CONTROL_BYTES.isdisjoint(head):
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    for cut in range(4):  # the head may end within a character
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
