"""What is legal in a rubric file and yet surely not meant: `rubric check` refuses it.

unreachable-window     no turn can ever stand in it
phrase-never-matches   what is recognised never reads so once it is normalised
duplicate-phrase       stands twice in one list, perhaps written in another way
forbidden-in-required  whoever says what one rule asks for is accused by another
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qa_scorer.language import Text
from qa_scorer.model import Role
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric.load import RubricFile, WrittenRule
from qa_scorer.rubric.rule_parts import Part, PartKind, rule_parts
from qa_scorer.rubric.yaml_source import Place, Plain
from qa_scorer.wording.boundaries import word_edges
from qa_scorer.wording.pattern import HOLES, Pattern, expression, patterns
from qa_scorer.wording.script import fold

_FORBIDDEN: Final = "none_of"
_REQUIRED: Final = ("any_of", "then")
_CONDITIONS: Final = ("when", "applies_when")
_SPEAKER: Final = ("role", "by")
_STANDS_FOR: Final = {"{*}": "某某", "{#}": "24"}  # something that a hole takes


@dataclass(frozen=True, slots=True)
class _Phrase:
    written: WrittenRule
    place: Place
    text: str

    def where(self, file: RubricFile) -> str:
        return file.source.where((*self.written.place, *self.place))


def lint(file: RubricFile) -> tuple[Fault, ...]:
    """Everything found, by rule and place."""
    parts = [(written, part) for written in file.rules for part in rule_parts(written.rule.check, written.data)]
    phrases = [_Phrase(written, part.place, str(part.value)) for written, part in parts if part.kind is PartKind.PHRASE]
    return (
        *_unreachable(file, parts),
        *(_never_matches(file, phrase) for phrase in phrases if not _says_itself(phrase)),
        *_duplicates(file, phrases),
        *_forbidden_in_required(file, phrases),
    )


def _unreachable(file: RubricFile, parts: Sequence[tuple[WrittenRule, Part]]) -> Iterator[Fault]:
    for written, part in parts:
        if part.kind is not PartKind.WINDOW:
            continue
        bounds = _at(written.data, part.place[:-1])
        if part.value == 0 and not str(part.place[-1]).startswith("after"):
            yield _no_window(file, written, part, f"{part.place[-1]}: 0")
        for first, last in (("after_s", "before_s"), ("after_s", "first_s")):
            if part.place[-1] == last and first in bounds and _number(bounds[first]) >= _number(bounds[last]):
                yield _no_window(file, written, part, f"{first}: {bounds[first]}, {last}: {bounds[last]}")
        if part.place[-1] == "last_percent" and _number(bounds.get("first_percent", 100)) + _number(part.value) < 100:
            yield _no_window(
                file, written, part, f"first_percent: {bounds['first_percent']}, last_percent: {part.value}"
            )


def _no_window(file: RubricFile, written: WrittenRule, part: Part, bounds: str) -> Fault:
    return Fault(
        where=file.source.where((*written.place, *part.place)),
        code="unreachable-window",
        what=Text(f"没有话能落在这个范围里（{bounds}）", f"nothing can be said within this window ({bounds})"),
        mend=Text("放宽范围，或删去这一行", "make it wider, or take the line out"),
    )


def _at(data: Mapping[str, Plain], place: Place) -> Mapping[str, Plain]:
    inner: Plain = dict(data)
    for step in place:
        inner = inner[step]  # type: ignore[index]  # the place was found in this very data
    return inner if isinstance(inner, dict) else {}


def _number(value: Plain) -> float:
    return value if isinstance(value, int | float) else 0.0


def _says_itself(phrase: _Phrase) -> bool:
    """Whether every reading of the phrase, said word for word, is found by it: what stands in a hole may undo it."""
    return all(
        set(HOLES).isdisjoint(pattern.pieces) or expression(pattern).search(fold(_text(pattern))) is not None
        for pattern in patterns(phrase.text)
    )


def _text(pattern: Pattern) -> str:
    """The reading as a recogniser might write it."""
    return "".join(_STANDS_FOR.get(piece, piece) for piece in pattern.pieces)


def _never_matches(file: RubricFile, phrase: _Phrase) -> Fault:
    reads = fold(_text(patterns(phrase.text)[0]))
    return Fault(
        where=phrase.where(file),
        code="phrase-never-matches",
        what=Text(
            f"“{phrase.text}” 永远对不上：说出来的话统一写法后是“{reads}”之类",
            f"“{phrase.text}” can never match: once it is normalised, what is said reads “{reads}” or the like",
        ),
        mend=Text("改成统一后的写法", "write it as it reads then"),
    )


def _duplicates(file: RubricFile, phrases: Sequence[_Phrase]) -> Iterator[Fault]:
    seen: dict[tuple[Place, Place, tuple[str, ...]], str] = {}
    for phrase in phrases:
        reads = tuple("".join(pattern.pieces) for pattern in patterns(phrase.text))
        key = (phrase.written.place, phrase.place[:-1], reads)
        if key in seen:
            yield Fault(
                where=phrase.where(file),
                code="duplicate-phrase",
                what=Text(f"“{phrase.text}” 与 “{seen[key]}” 重复", f"“{phrase.text}” is “{seen[key]}” once more"),
                mend=Text("删去一个", "take one of them out"),
            )
        seen.setdefault(key, phrase.text)


def _forbidden_in_required(file: RubricFile, phrases: Sequence[_Phrase]) -> Iterator[Fault]:
    required = [
        (phrase, fold(_text(pattern)))
        for phrase in phrases
        if _is_required(phrase)
        for pattern in patterns(phrase.text)
    ]
    everything = "\n".join(text for _, text in required)
    for phrase in phrases:
        words = {pattern.longest for pattern in patterns(phrase.text)} if phrase.place[0] == _FORBIDDEN else set()
        if any(word in everything for word in words):  # seldom, and quickly seen
            near = ((other, text) for other, text in required if any(word in text for word in words))
            inside = next((other for other, text in near if _accused(phrase, text)), None)
            if inside:
                yield _accuses(file, phrase, inside)


def _is_required(phrase: _Phrase) -> bool:
    data, keys = phrase.written.data, {step for step in phrase.place if isinstance(step, str)}
    said_by = next((data[key] for key in _SPEAKER if key in data), Role.AGENT.value)
    return bool(keys & set(_REQUIRED)) and not keys & set(_CONDITIONS) and said_by == Role.AGENT.value


def _accused(forbidden: _Phrase, text: str) -> bool:
    """Whether saying `text` is a hit of the forbidden phrase that no `except_in` takes back."""
    data = forbidden.written.data
    excuses = [span for phrase in _texts(data.get("except_in")) for span in _spans(phrase, text)]
    return any(
        not any(start <= hit[0] and hit[1] <= end for start, end in excuses)
        for hit in _spans(forbidden.text, text)
        if not data.get("whole_word") or set(hit) <= word_edges(text)
    )


def _spans(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the very words of the phrase stand in normalised `text`."""
    return (found.span() for pattern in patterns(phrase) for found in expression(pattern).finditer(text))


def _texts(value: Plain) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def _accuses(file: RubricFile, forbidden: _Phrase, required: _Phrase) -> Fault:
    rule, other = forbidden.written.rule.id, required.written.rule.id
    return Fault(
        where=forbidden.where(file),
        code="forbidden-in-required",
        what=Text(
            f"{rule} 禁止的“{forbidden.text}”就在 {other} 要求说的“{required.text}”里",
            f"“{forbidden.text}”, which {rule} forbids, is part of “{required.text}”, which {other} asks for",
        ),
        mend=Text(
            f"把“{required.text}”写进 {rule} 的 except_in，或改其中一个",
            f"put “{required.text}” into the except_in of {rule}, or change one of the two",
        ),
    )
