"""File names as people can read them and files can hold them, whatever bytes a recorder has put there."""

import os
import re
import unicodedata
from pathlib import PurePath

# Characters that steer the screen instead of showing: control, surrogate, line and paragraph separators, and those
# that turn the direction of writing, which can make a name look like another.
_STEERING = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")


def shown(path: PurePath) -> str:
    """The path with forward slashes, printable and encodable as UTF-8.

    A part that is no UTF-8 is read as GB18030 (older Chinese Windows recorders) or else its bytes are written out.
    """
    parts = path.parts[1:] if path.anchor else path.parts
    return path.anchor.replace("\\", "/") + "/".join(map(_shown_part, parts)) or "."


def key(name: str) -> str:
    """What two spellings of one file name have in common: slashes, case, and how accents are composed."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold().strip("/ ")


def printable(text: str) -> str:
    """The text with characters that steer the screen written out."""
    return _STEERING.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _shown_part(part: str) -> str:
    return printable(_decoded(part))


def _decoded(part: str) -> str:
    raw = os.fsencode(part)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
