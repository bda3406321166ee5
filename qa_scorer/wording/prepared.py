"""A turn's words as rules read them. What is slow to make (script, numbers, pinyin) can be kept and handed in again.

    prepared(raw)                    -> Prepared, of what was recognised in one turn
    body = packed_text(evidence)     -> bytes: that of every turn, to be kept beside the evidence
    know(evidence, body)             the turns of that call need not be prepared again

A kept body holds for the code of `code_sha256()` only: with a new one it is made anew.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from qa_scorer.model import Evidence
from qa_scorer.wording.script import normalised
from qa_scorer.wording.sound import syllables

_MADE_BY = ("layers.py", "prepared.py", "quantities.py", "script.py", "sound.py")
_LIBRARIES = ("cn2an", "opencc", "pypinyin")
_MOST_KNOWN = 1024  # turns


@dataclass(frozen=True, slots=True)
class Prepared:
    """Normalised `text` and its `syllables`, one a character. `placed`: for each character where it stands in what was
    recognised, as in "0 1 1 2": few turns are ever asked for it."""

    text: str
    placed: str
    syllables: tuple[str, ...]

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """First and one past the last recognised character of each."""
        numbers = map(int, self.placed.split())
        return zip(numbers, numbers, strict=True)


def prepared(raw: str) -> Prepared:
    """What was recognised in a turn, made ready; the latest are remembered."""
    return _known.get(raw) or _remember(raw, _prepare(raw))


def packed_text(evidence: Evidence) -> bytes:
    """The turns of `evidence`, made ready, as zlib-compressed JSON: text, places and syllables of each."""
    turns = [prepared(raw) for raw in _raw(evidence)]
    rows = [(turn.text, turn.placed, " ".join(turn.syllables)) for turn in turns]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def know(evidence: Evidence, body: bytes) -> bool:
    """Have the turns of `evidence` known as `packed_text` gave them; False where the body is not that of these."""
    try:
        rows = [
            Prepared(text, placed, tuple(said.split(" ")) if said else ())
            for text, placed, said in json.loads(zlib.decompress(body))
        ]
        for raw, turn in zip(_raw(evidence), rows, strict=True):
            _remember(raw, turn)
    except (zlib.error, ValueError):
        return False
    return True


@cache
def code_sha256() -> str:
    """Of all that bears on what is prepared."""
    from importlib.metadata import version

    digest = sha256()
    for name in _MADE_BY:
        digest.update(Path(__file__).with_name(name).read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


_known: dict[str, Prepared] = {}


def _remember(raw: str, turn: Prepared) -> Prepared:
    while len(_known) >= _MOST_KNOWN:
        del _known[next(iter(_known))]
    _known[raw] = turn
    return turn


def _prepare(raw: str) -> Prepared:
    layer = normalised(raw)
    return Prepared(layer.text, " ".join(map(str, chain.from_iterable(layer.places))), syllables(layer.text))


def _raw(evidence: Evidence) -> Iterator[str]:
    return ("".join([word.text for word in turn.words]) for turn in evidence.turns if turn.words)
