"""A site's own words (products, the company), one a line: what its vocabulary file holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa_scorer.errors import UsageError, system_reason
from qa_scorer.language import Text

_SHORTEST, _LONGEST = 2, 20  # characters; a single one is heard everywhere, and a sentence is no term


@dataclass(frozen=True, slots=True)
class Term:
    """`where` it stands: the file and line, or the store and a call that was heard with it."""

    text: str
    where: str


def read_vocabulary(file: Path) -> tuple[Term, ...]:
    """The terms of a file in UTF-8 or GB18030, each once; empty lines and those that begin with # are left out.

    Raises UsageError, with the line, for what cannot be a term, and for a file without any.
    """
    terms: dict[str, Term] = {}
    for term in _lines(file):
        if not _SHORTEST <= len(term.text) <= _LONGEST or not any(map(str.isalpha, term.text)):
            raise UsageError(where=term.where, why=_NO_TERM, mend=_HOW)
        terms.setdefault(term.text, term)
    if not terms:
        raise UsageError(where=str(file), why=Text("里面没有词", "there are no terms in it"), mend=_HOW)
    return tuple(terms.values())


def _lines(file: Path) -> Iterator[Term]:
    for number, line in enumerate(_text(file).splitlines(), 1):
        if (text := line.strip()) and not text.startswith("#"):
            yield Term(text, f"{file}:{number}")


def _text(file: Path) -> str:
    try:
        held = file.read_bytes()
    except OSError as error:
        raise UsageError(
            where=str(file),
            why=Text(f"读不出来（{system_reason(error).zh}）", f"cannot be read ({system_reason(error).en})"),
            mend=Text("检查路径和权限", "check the path and the permissions"),
        ) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        where=str(file),
        why=Text("文字编码认不出", "its text encoding is not known"),
        mend=Text("存成 UTF-8", "save it as UTF-8"),
    )


_NO_TERM = Text(
    f"不是一个词（要 {_SHORTEST} 到 {_LONGEST} 个字）", f"that is no term ({_SHORTEST} to {_LONGEST} characters)"
)
_HOW = Text("一行写一个词，例如产品名", "write one term a line, such as the name of a product")
